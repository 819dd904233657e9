"""The digest of a record stays what it was when the record came in, so that a notebook knows it again for ever."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coachkit.importers.records import Record
from coachkit.safe_text import folded
from coachkit.talk.told import Answer, Told, all_told
from coachkit.workbench.coming_in import digest_of
from tests.talk.budget import some

ANY = st.text(st.characters(exclude_categories=()))
VALUES = st.recursive(st.none() | ANY, lambda inner: st.lists(inner) | st.dictionaries(ANY, inner), max_leaves=8)


def as_read(value: Any) -> Answer:
    """As the quick reader gives it: a text, a list or fields stand for themselves."""
    if isinstance(value, list):
        return [as_read(each) for each in value]
    if isinstance(value, dict):
        return {name: as_read(each) for name, each in value.items()}
    return Told(skipped=True) if value is None else str(value)


@some(75)
@given(st.dictionaries(ANY, VALUES), ANY)
def test_a_digest_is_that_of_all_a_record_says_as_sorted_json(answers: dict[str, Any], note: str) -> None:
    read = {name: as_read(each) for name, each in answers.items()}
    record = Record("a.jsonl", 1, 1, "Maya", date(2025, 3, 2), "first_conversation", "R1", read, note)
    whole = ["jsonl", folded("Maya"), "2025-03-02", "first_conversation", answers, note, []]
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    assert digest_of("jsonl", record) == digest
    assert digest_of("jsonl", replace(record, answers=all_told(read))) == digest
