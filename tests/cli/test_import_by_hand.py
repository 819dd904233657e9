"""`coachkit import`: what was written by hand in a copy is a suggestion; what was tampered with is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coachkit.ids import new_id, short
from coachkit.notebook.store import Notebook
from tests.cli.brought_back import FENCE, Elsewhere, block, comes_back, counts, fine, refused_whole, with_block, written
from tests.cli.conftest import Run


def suggested(folder: Path, name: str = "Rosa") -> list[dict[str, Any]]:
    with Notebook.open(folder / "notebook.db") as notebook:
        (person,) = notebook.named(name)
        return [event.body for event in notebook.events(person_id=person.id) if event.kind == "suggested"]


def test_what_was_written_by_hand_comes_in_as_a_suggestion_and_what_was_said_stands(
    rosa: Run, home: Path, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    statements = rosa("profile", "Rosa", "--format", "json").data["statements"]
    hands = next(each for each in statements if each["kind"] == "skill")
    matters = next(each for each in statements if each["kind"] == "matters")
    edited = (
        text.replace(f"  - {hands['text']}\n", f"  - {hands['text']}, and jam\n", 1)
        .replace("## What matters\n\n", "## What matters\n\n- A \\*quiet\\* life\n", 1)
        .replace("- heart:\n", "- heart:\n  - Choir\n", 1)
        .replace('"\nid:', ' the Great"\nid:', 1)
    )
    assert edited.count("\n") == text.count("\n") + 2
    path = written(tmp_path, edited)
    done = fine(rosa("import", path))
    assert counts(done) == (0, 1, 0, 0)
    assert "3 lines written by hand came in as suggestions" in done.out
    assert "coachkit undo" in done.out
    assert suggested(home) == [
        {"kind": "matters", "text": "A *quiet* life", "quote": "A *quiet* life"},
        {"kind": "skill", "text": f"{hands['text']}, and jam", "quote": f"{hands['text']}, and jam",
         "instead_of": hands["id"]},
        {"kind": "passion", "text": "Choir", "quote": "Choir"},
    ]  # fmt: skip
    assert rosa("profile", "Rosa", "--format", "json").data["statements"] == statements
    assert matters["text"] in rosa("export", "Rosa").out
    again = fine(rosa("import", path))
    assert "by hand" not in again.out
    assert len(suggested(home)) == 3
    fine(rosa("undo"))
    assert suggested(home) == []
    assert rosa("export", "Rosa").out == text


def test_a_copy_with_suggestions_comes_back_with_them(
    rosa: Run, home: Path, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    path = written(tmp_path, text.replace("## Told us\n\n", "## Told us\n\n- Knock first.\n"))
    fine(rosa("import", path))
    comes_back(rosa, elsewhere, tmp_path, "Rosa")


def test_words_written_beside_somebody_in_the_circle_are_named_with_where_to_say_them(
    rosa: Run, home: Path, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    edited = (
        text.replace("· I give: A plate on Fridays,", "· I give: A plate on Sundays,", 1)
        .replace("· I get: Explains my phone", "· I get: Explains the computer", 1)
        .replace("- do things with:\n", "- do things with:\n  - Ola, next door · I give: jam · I get: The news\n", 1)
    )
    lines = edited.split("\n")
    path = written(tmp_path, edited)
    dry = rosa("import", path, "--dry-run").out
    done = fine(rosa("import", path))
    assert done.out.splitlines()[:4] == dry.splitlines()[:4]
    (talk,) = rosa("talks", "--format", "json").data
    for name, words in (("Nico", "Explains the computer"), ("Len", "A plate on Sundays")):
        line = next(n for n, each in enumerate(lines, 1) if words in each)
        assert (f"{path}:{line} {name} is in the circle already, so what was written here cannot be suggested. "
                f"To say it in the talk: coachkit session edit {short(talk['id'])}\n") in done.out  # fmt: skip
    assert suggested(home) == [
        {"kind": "person", "text": "Ola, next door", "quote": "Ola, next door · I give: jam · I get: The news"}
    ]
    assert "I give: jam" in rosa("suggestions", "Rosa").out
    assert rosa("export", "Rosa").out.split("```coachkit")[0] == text.split("```coachkit")[0]


def test_somebody_of_the_circle_put_into_another_ring_is_no_empty_suggestion(
    rosa: Run, home: Path, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    edited = text.replace("- friends:\n", "- friends:\n  - Tomasz\n", 1)
    edited = edited.replace("- do things with:\n", "- do things with:\n  - Len\n", 1)
    done = fine(rosa("import", written(tmp_path, edited)))
    assert "Tomasz is in the circle already" in done.out
    assert "Len is in the circle already" in done.out
    assert suggested(home) == []


def test_a_name_written_otherwise_among_those_somebody_does_things_with_is_somebody_and_no_group(
    rosa: Run, home: Path, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    edited = text.replace("  - Marguerite ·", "  - Margarete ·", 1).replace("  - Dulce ·", "  - Dulcie ·", 1)
    fine(rosa("import", written(tmp_path, edited)))
    assert [(each["kind"], each["text"]) for each in suggested(home)] == [("person", "Dulcie"), ("person", "Margarete")]


def test_lines_that_mean_no_kind_and_lines_taken_out_are_counted_and_change_nothing(
    rosa: Run, home: Path, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    edited = text.replace("### First small things\n", "### First small things\n\nA line of mine.\n", 1)
    edited = re.sub(r"(## What matters\n\n)- .*\n", r"\1", edited, count=1)
    done = fine(rosa("import", written(tmp_path, edited)))
    assert "One line written by hand stands where nothing can be suggested" in done.out
    assert "One line taken out by hand; what was said stands." in done.out
    assert suggested(home) == []
    assert rosa("export", "Rosa").out == text


TAMPERED: dict[str, Callable[[dict[str, Any]], object]] = {
    "no events": lambda data: data.pop("events"),
    "an unknown kind": lambda data: data["events"][1].update(kind="magic"),
    "an unknown field": lambda data: data["events"][1].update(more=1),
    "a wrong type": lambda data: data["events"][1].update(body=[1]),
    "an id that is none": lambda data: data["events"][1].update(id="1"),
    "an id twice": lambda data: data["events"][1].update(id=data["events"][0]["id"]),
    "no day": lambda data: data["events"][1].update(on="2026-02-30"),
    "a day far off": lambda data: data["events"][1].update(on="9999-12-31"),
    "no moment": lambda data: data["events"][1].update(at="now"),
    "another name": lambda data: data["person"].update(name="Rita"),
    "a script changed": lambda data: next(iter(data["scripts"].values())).update(title="Mine"),
    "a script gone": lambda data: data["scripts"].clear(),
    "a script too many": lambda data: data["scripts"].update({"0" * 64: {}}),
    "a talk gone": lambda data: data["talks"].clear(),
    "a talk of another day": lambda data: data["talks"][0].update(on="2020-01-01"),
    "a talk not begun": lambda data: data["events"].pop(1),
    "the person not added": lambda data: data["events"].pop(0),
    "merged with oneself": lambda data: data["events"].append(
        data["events"][0] | {"id": new_id(), "kind": "person_merged", "body": {"into": data["person"]["id"]}}),
    "merged in a circle": lambda data: data["events"].extend(circle(data["events"][0])),
    "a stranger": lambda data: data["events"].append(data["events"][0] | {"id": new_id(), "person_id": new_id()}),
    "a handover of nothing": lambda data: data["events"].append(
        data["events"][0] | {"id": new_id(), "kind": "handover", "subject": new_id(), "body": {"did": "flown"}}),
    "an item that is no id": lambda data: data["events"][2].update(subject="circle[x y]"),
    "settings of no kind": lambda data: data.update(settings={"plain": "1"}),
    "a control character": lambda data: data["events"][0]["body"].update(name="Ro\x1b[2Jsa"),
    "not a mapping": lambda data: data.clear(),
}  # fmt: skip


def circle(first: dict[str, Any]) -> list[dict[str, Any]]:
    """Two people who are part of each other."""
    ids = new_id(), new_id()
    added = [first | {"id": new_id(), "person_id": id_} for id_ in ids]
    merged = [first | {"id": new_id(), "person_id": one, "kind": "person_merged", "body": {"into": other}}
              for one, other in (ids, ids[::-1])]  # fmt: skip
    return [*added, *merged]


@pytest.mark.parametrize("how", TAMPERED)
def test_a_block_that_was_tampered_with_is_refused_with_a_place(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path, how: str
) -> None:
    text = rosa("export", "Rosa").out
    data = block(text)
    TAMPERED[how](data)
    refused_whole(rosa, elsewhere, written(tmp_path, with_block(text, data)))


@pytest.mark.parametrize(("old", "new"), [("soup", "stew"), ("Dulce", "Dulcie"), ("Rosa", "Rita")])
def test_a_word_replaced_in_the_whole_file_is_noticed_and_nothing_of_it_comes_in(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path, old: str, new: str
) -> None:
    text = rosa("export", "Rosa").out
    assert old in FENCE.search(text)[2]  # type: ignore[index]
    done = refused_whole(rosa, elsewhere, written(tmp_path, text.replace(old, new)))
    assert "This block was changed after it was written" in done.out
    assert "Take the copy from whoever wrote it again, and change only what stands above this block." in done.out


def test_a_copy_from_before_there_were_checksums_comes_in_and_goes_out_with_one(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    elsewhere(settings=False)
    assert counts(fine(rosa("import", written(tmp_path, with_block(text, block(text)))))) == (1, 0, 0, 0)
    assert rosa("export", "Rosa").out == text


BROKEN: dict[str, Callable[[str], str]] = {
    "cut short": lambda text: text[: len(text) - 500],
    "no block": lambda text: text.split("```coachkit")[0],
    "two blocks": lambda text: text + FENCE.search(text)[0],  # type: ignore[index]
    "not JSON": lambda text: text.replace('"events"', '"events', 1),
    "a key twice": lambda text: text.replace('"talks"', '"person": 1, "talks"', 1),
    "not a number": lambda text: text.replace('"body":{}', '"body":{"x":NaN}', 1),
    "half a pair": lambda text: text.replace('"body":{}', '"body":{"x":"\\ud800"}', 1),
    "too deep": lambda text: text.replace('"body":{}', '"body":{"x":' + "[" * 40 + "]" * 40 + "}", 1),
    "far too deep": lambda text: text.replace('"body":{}', '"body":{"x":' + "[" * 9999 + "]" * 9999 + "}", 1),
    "a huge number": lambda text: text.replace('"body":{}', '"body":{"x":' + "9" * 9999 + "}", 1),
    "a number without end": lambda text: text.replace('"body":{}', '"body":{"x":1e999}', 1),
    "a giant": lambda text: text.replace('"events": [', '"events": [' + "[]," * 1_000_000, 1),
    "a front matter without end": lambda text: text.replace("\n---\n", "\n", 1),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_block_that_is_damaged_is_refused_with_a_place(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path, how: str
) -> None:
    text = rosa("export", "Rosa").out
    broken = BROKEN[how](text)
    assert broken != text
    refused_whole(rosa, elsewhere, written(tmp_path, broken))


def test_what_lies_in_the_notebook_under_somebody_else_is_not_taken_from_them(
    rosa: Run, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    text = rosa("export", "Rosa").out
    data = block(text)
    other, talk = new_id(), new_id()
    stolen = json.loads(json.dumps(data).replace(data["person"]["id"], other))
    done = rosa("import", written(tmp_path, with_block(text, stolen)))
    assert (done.code, counts(done)) == (4, (0, 0, 0, 1))
    for each in stolen["events"]:
        each["id"] = new_id()
    done = rosa("import", written(tmp_path, with_block(text, stolen)))
    assert (done.code, counts(done)) == (4, (0, 0, 0, 1))
    stolen = json.loads(json.dumps(stolen).replace(data["talks"][0]["id"], talk))
    assert rosa("export", "Rosa").out == text
