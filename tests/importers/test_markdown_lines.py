"""What was written into a copy by hand is found, line by line, and nothing else is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given

from coachkit.exporters.markdown import export_markdown
from coachkit.exporters.own_copy import own_copy
from coachkit.importers.copy_lines import edits
from coachkit.markdown_text import escape_markdown, unescape_markdown
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from tests.exporters.test_markdown import TALK
from tests.wording.made_up import plans, profiles, words
from tests.wording.sample import PLAN, PROFILE

PRINTED = export_markdown(own_copy(PLAN, PROFILE, (TALK,)), "{}").split("```coachkit")[0]


@given(text=words)
def test_escaped_words_come_back(text: str) -> None:
    assert unescape_markdown(escape_markdown(text)) == text


@given(plan=plans(), profile=profiles())
def test_a_copy_nobody_wrote_into_has_no_edits(plan: Plan, profile: Profile) -> None:
    text = export_markdown(own_copy(plan, profile, (TALK,)), "{}").split("```coachkit")[0]
    assert edits(text, text) == ((), 0)
    assert edits(text.replace("\n\n", "\n\n\n"), text) == ((), 0)


WRITTEN = {
    "- Leo": ("- Leo and Max", "matters", "Leo and Max", "Leo"),
    "- Come after eleven": ("- Come after twelve", "preference", "Come after twelve", "Come after eleven"),
    "  - Three languages": ("  - Three languages\n  - The buses", "knowledge", "The buses", ""),
    "- Singing": ("- Singing\n- *Not* a \\*star\\*", "works", "*Not* a *star*", ""),
    "  - Bea": ("  - Bea\n  - Ola, my neighbour · I get: jam", "person", "Ola, my neighbour", ""),
    "- The pool café": ("- The pool café\n- The library", "place", "The library", ""),
    "- Picking up Leo on Wednesdays": (
        "- Picking up Leo on Tuesdays", "already", "Picking up Leo on Tuesdays", "Picking up Leo on Wednesdays"),
    '- "Write to me in bigger letters. And knock, don\'t just turn a key."': (
        '- "Write to me in bigger letters."', "told_us", "Write to me in bigger letters.",
        "Write to me in bigger letters. And knock, don't just turn a key."),
    "- hands:": ("- hands: Knots\n- hands:", "skill", "Knots", ""),
    "- Now: Dev and I do it together.": ("- Now: I do it.", "", "Now: I do it.", ""),
}  # fmt: skip


@pytest.mark.parametrize("line", WRITTEN)
def test_a_line_means_the_kind_of_its_heading_and_says_what_it_was_made_of(line: str) -> None:
    new, kind, text, old = WRITTEN[line]
    assert PRINTED.count(f"{line}\n") >= 1
    found, taken_out = edits(PRINTED.replace(f"{line}\n", f"{new}\n", 1), PRINTED)
    assert [(each.kind, each.text) for each in found] == [(kind, text)]
    assert found[0].whole.startswith(text)
    assert taken_out <= 1
    if old:
        assert (found[0].instead_of, taken_out) == (old, 0)


def test_what_an_editor_does_to_the_ends_of_lines_is_no_edit() -> None:
    assert edits("\n".join(line + "  " for line in PRINTED.split("\n")), PRINTED) == ((), 0)


def test_another_text_altogether_takes_no_time() -> None:
    began = time.perf_counter()
    found, _ = edits("## What matters\n" + "".join(f"- line {n}\n" for n in range(50_000)), PRINTED)
    assert len(found) == 50_000
    assert time.perf_counter() - began < 5
