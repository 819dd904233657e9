"""`profile`: every format, every field of the contract, and going through it with each decision kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, everything_in, no_escapes

STATEMENT = ["id", "kind", "text", "said_by", "how_known", "source", "confirmed", "share", "area", "time"]


def tell(run: Run, path: Path, text: str, person: str = "Rosa") -> None:
    path.write_text(text, "utf-8")
    assert run("talk", person, "--answers", str(path)).code == 0


def test_profile_json_has_exactly_the_fields_of_the_contract(rosa: Run) -> None:
    whole = rosa("profile", "Rosa", "--format", "json").json
    assert (whole["coachkit"], whole["kind"], list(whole)) == (1, "profile", ["coachkit", "kind", "data"])
    data = whole["data"]
    assert list(data) == ["person", "statements", "circle", "scales"]
    assert list(data["person"]) == ["id", "name"]
    assert all(list(each) == STATEMENT for each in data["statements"])
    assert all(list(each["source"]) == ["session", "step", "item"] for each in data["statements"])
    assert all(list(each) == ["id", "name", "ring", "link", "gives", "receives"] for each in data["circle"])
    assert all(list(each) == ["name", "on", "value", "good_enough"] for each in data["scales"])


def test_a_profile_holds_what_was_said_under_its_kind(rosa: Run) -> None:
    data = rosa("profile", "Rosa", "--format", "json").data
    kinds: dict[str, list[str]] = {}
    for each in data["statements"]:
        kinds.setdefault(each["kind"], []).append(each["text"])
    assert kinds["skill"][2] == "A straight answer"
    assert kinds["knowledge"] == ["Soldering, without burning the table", "My mother's bean stew"]
    assert len(kinds["matters"]) == 3
    assert kinds["sign"][0] == "The kitchen radio is off in the afternoon"
    assert {each["time"] for each in data["statements"] if each["kind"] == "hope"} == {None, "wanted"}
    assert {each["said_by"] for each in data["statements"]} == {"person"}
    assert [each["name"] for each in data["circle"]][:3] == ["Dulce", "Nico", "Len"]
    assert data["circle"][5]["ring"] == "paid"
    assert data["scales"] == [
        {
            "name": "an ordinary Tuesday",
            "on": "2026-11-19",
            "value": 5,
            "good_enough": "Two days a week like a Thursday",
        }
    ]


def test_the_same_talk_gives_the_same_statement_ids_each_time(rosa: Run) -> None:
    one, other = (rosa("profile", "Rosa", "--format", "json").out for _ in "12")
    assert one == other


@pytest.mark.parametrize("format_", ["text", "md", "json"])
def test_what_was_said_is_in_every_form_of_the_profile(rosa: Run, format_: str) -> None:
    done = rosa("profile", "Rosa", "--format", format_)
    assert done.code == 0
    assert done.err == ""
    for words in ("Soldering, without burning the table", "Dulce", "My own front door"):
        assert words in done.out
    no_escapes(done)


def test_text_wraps_at_eighty_off_a_terminal_and_at_a_narrower_one(rosa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (("profile", "Rosa"), ("plan", "Rosa"), ("plan", "Rosa", "--coach")):
        assert max(map(len, rosa(*command).out.splitlines())) <= 80
        monkeypatch.setenv("COLUMNS", "50")
        assert max(map(len, rosa(*command).out.splitlines())) <= 50
        monkeypatch.delenv("COLUMNS")


def test_a_profile_of_somebody_who_has_not_talked_yet_is_empty(run: Run) -> None:
    run("person", "add", "Jo")
    done = run("profile", "Jo")
    assert (done.code, done.out) == (0, "")
    assert "Nothing has been said yet" in done.err
    data = run("profile", "Jo", "--format", "json").data
    assert (data["statements"], data["circle"], data["scales"]) == ([], [], [])


def test_going_through_the_profile_keeps_each_decision(run: Run, tmp_path: Path) -> None:
    tell(run, tmp_path / "a.yaml", "matters: [One, Two, Three]\ncome_to_you: [Four]\n", "Jo")
    lines = "Right as it is\nSay it differently\nTwo and a half\nLeave it out\nWho may know?\nAnyone may know\nLater\n"
    done = run("profile", "Jo", "--check", lines=lines)
    assert done.code == 0
    by_text = {each["text"]: each for each in run("profile", "Jo", "--format", "json").data["statements"]}
    asked = list(dict.fromkeys(re.findall(r": “(One|Two|Three|Four)”", done.err)))
    assert len(asked) == 4
    assert by_text[asked[0]]["confirmed"] is True
    assert asked[1] not in by_text
    assert "Two and a half" in by_text
    assert asked[2] not in by_text
    assert by_text[asked[3]]["share"] == "anyone"
    talk = run("talks", "--format", "json").data[0]["id"]
    assert f"“{asked[1]}”" in run("session", "show", talk).out  # what was said stands in the talk


def test_a_decision_lapses_when_the_words_change(run: Run, tmp_path: Path) -> None:
    tell(run, tmp_path / "a.yaml", "worth_it: One\n", "Jo")
    run("profile", "Jo", "--check", lines="Right as it is\n")
    assert run("profile", "Jo", "--format", "json").data["statements"][0]["confirmed"] is True
    talk = run("talks", "--format", "json").data[0]["id"]
    run("session", "edit", talk, lines="worth your while\nOther\nThat is all\n")
    (statement,) = run("profile", "Jo", "--format", "json").data["statements"]
    assert (statement["text"], statement["confirmed"]) == ("Other", False)


def test_going_through_a_profile_needs_somebody_to_answer(rosa: Run, home: Path) -> None:
    before = everything_in(home)
    done = rosa("profile", "Rosa", "--check")
    assert (done.code, done.out) == (5, "")
    assert everything_in(home) == before
