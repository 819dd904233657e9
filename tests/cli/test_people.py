"""`people` and `person …`: who is in the notebook, and who is meant."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest

from coachkit.ids import crockford
from tests.cli.conftest import Done, Run, everything_in, no_traceback

READING = [("profile",), ("plan",), ("person", "show"), ("talks",), ("export",)]
WRITING = [
    ("person", "rename", "{}", "New"),
    ("person", "merge", "{}", "Rosa"),
    ("person", "separate", "{}", "Len"),
    ("person", "archive", "{}"),
    ("plan", "{}", "--agree"),
    ("profile", "{}", "--check"),
]


def people(run: Run) -> list[dict[str, object]]:
    return list(run("people", "--format", "json").data)


def add(run: Run, name: str) -> str:
    """Put somebody in the notebook; the whole id."""
    before = {each["id"] for each in people(run)}
    assert run("person", "add", name).code == 0
    return next(str(each["id"]) for each in people(run) if each["id"] not in before)


def is_missing(done: Done) -> None:
    assert done.code == 3
    assert done.out == ""
    no_traceback(done)


def test_people_of_an_empty_notebook_is_empty_and_makes_no_notebook(run: Run, home: Path) -> None:
    done = run("people")
    assert (done.code, done.out) == (0, "")
    assert run("people", "--format", "json").json == {"coachkit": 1, "kind": "people", "data": []}
    assert not home.exists()


def test_people_json_has_exactly_the_fields_of_the_contract(rosa: Run) -> None:
    assert rosa("people", "--format", "json").json["kind"] == "people"
    (row,) = people(rosa)
    assert list(row) == ["id", "name", "talks", "last_on", "archived"]
    assert (row["name"], row["talks"], row["last_on"], row["archived"]) == ("Rosa", 1, "2026-11-19", False)
    assert uuid.UUID(str(row["id"])).version == 7


def test_people_come_by_name_then_id(run: Run) -> None:
    for name in ("Zoe", "ada", "Bo", "ada"):
        add(run, name)
    rows = people(run)
    assert [row["name"] for row in rows] == ["ada", "ada", "Bo", "Zoe"]
    assert str(rows[0]["id"]) < str(rows[1]["id"])
    assert [line.split("  ")[1].split(",")[0] for line in run("people").out.splitlines()] == ["ada", "ada", "Bo", "Zoe"]


def test_people_as_text_shows_the_last_six_characters_of_the_id(rosa: Run) -> None:
    (row,) = people(rosa)
    assert rosa("people").out == f"{crockford(str(row['id']))[-6:]}  Rosa, last talk 19 November 2026\n"


def test_somebody_added_is_there_with_no_talk_yet(run: Run) -> None:
    done = run("person", "add", "Ada Lovelace")
    assert re.fullmatch(r"Ada Lovelace is in the notebook now \([0-9a-z]{6}\)\.\n", done.out)
    assert [(row["name"], row["talks"], row["last_on"]) for row in people(run)] == [("Ada Lovelace", 0, None)]
    assert "no talk yet" in run("people").out


@pytest.mark.parametrize("name", ["", " ", "\n", "\x1b", "\u200f"])
def test_a_name_has_at_least_a_letter(run: Run, home: Path, name: str) -> None:
    assert run("person", "add", name).code == 2
    assert people(run) == []


def test_two_people_may_share_a_name_and_then_the_id_is_needed(run: Run) -> None:
    one, other = add(run, "Jo"), add(run, "JO")
    for command in (*READING, ("person", "archive")):
        done = run(*command, "jo")
        is_missing(done)
        assert crockford(one)[-6:] in done.err
        assert crockford(other)[-6:] in done.err
    assert run("person", "show", crockford(other)[-6:]).out.startswith("JO  ")


@pytest.mark.parametrize("command", READING)
def test_reading_takes_a_beginning_of_a_name_in_any_case(rosa: Run, command: tuple[str, ...]) -> None:
    whole = rosa(*command, "Rosa")
    assert whole.code == 0
    for typed in ("ros", "ROS", "r"):
        assert rosa(*command, typed) == whole


@pytest.mark.parametrize("command", READING)
def test_reading_does_not_guess_between_two_beginnings(rosa: Run, command: tuple[str, ...]) -> None:
    add(rosa, "Rosalind")
    done = rosa(*command, "ros")
    is_missing(done)
    assert "Rosalind" in done.err
    assert rosa(*command, "rosa").code == 0  # the whole name of one, though the other begins so


@pytest.mark.parametrize("command", WRITING)
def test_writing_takes_no_beginning_and_names_the_candidates(rosa: Run, home: Path, command: tuple[str, ...]) -> None:
    before = everything_in(home)
    done = rosa(*(part.format("Ros") for part in command))
    is_missing(done)
    assert re.search(r"^  [0-9a-z]{6}  Rosa$", done.err, re.MULTILINE)
    assert everything_in(home) == before


@pytest.mark.parametrize("ending", [4, 6, 10, 26])
def test_an_id_is_matched_by_its_ending(rosa: Run, ending: int) -> None:
    whole = str(people(rosa)[0]["id"])
    typed = crockford(whole)[-ending:]
    assert rosa("person", "show", typed).out.startswith("Rosa  ")
    assert rosa("person", "show", typed.upper()).out.startswith("Rosa  ")


def test_a_whole_uuid_is_taken_for_reading_and_writing(rosa: Run) -> None:
    whole = str(people(rosa)[0]["id"])
    assert rosa("person", "show", whole).code == 0
    assert rosa("person", "show", whole.upper()).code == 0
    assert rosa("person", "rename", whole, "Rosie").code == 0


def test_ids_that_end_alike_are_shown_longer_and_never_guessed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from coachkit.workbench import room

    given = iter(["01a20590-88f8-7b70-8682-df5d64d6e9cf", "01a20590-88f8-7b70-8682-0f5d64d6e9cf"])
    monkeypatch.setattr(room.Room.__dataclass_fields__["new_id"], "default", None)
    real = room.Room.__init__

    def with_ids(self: room.Room, *args: object, **named: object) -> None:
        real(self, *args, **named)  # type: ignore[arg-type]
        self.new_id = lambda: next(given)

    monkeypatch.setattr(room.Room, "__init__", with_ids)
    run("person", "add", "Ada")
    run("person", "add", "Bo")
    ids = [line.split("  ")[0] for line in run("people").out.splitlines()]
    assert len(set(ids)) == 2
    assert all(len(id_) > 6 for id_ in ids)
    done = run("person", "show", ids[0][-6:])
    is_missing(done)
    assert "Ada" in done.err and "Bo" in done.err
    assert run("person", "show", ids[0]).out.startswith("Ada  ")


def test_nobody_of_that_name_says_who_is_near(rosa: Run) -> None:
    done = rosa("plan", "Roas")
    is_missing(done)
    assert "Did you mean Rosa?" in done.err
    assert "coachkit people" in rosa("plan", "Xerxes").err


def test_nobody_at_all_says_how_to_begin(run: Run, home: Path) -> None:
    for command in READING[:3]:
        done = run(*command, "Rosa")
        is_missing(done)
        assert "coachkit talk" in done.err
    assert not home.exists()


def test_a_person_is_shown_with_their_talks(rosa: Run) -> None:
    done = rosa("person", "show", "Rosa")
    assert re.fullmatch(r"Rosa  [0-9a-z]{6}\n  [0-9a-z]{6}  Thursday 19 November 2026, first_conversation\n", done.out)
    shown = rosa("person", "show", "Rosa", "--format", "json").json
    assert (shown["kind"], list(shown["data"])) == (
        "person",
        ["id", "name", "talks", "last_on", "archived", "contacts", "agreed"],
    )


def test_a_new_name_stands_everywhere_and_the_old_one_is_gone(rosa: Run) -> None:
    assert rosa("person", "rename", "rosa", "Maria Rosa").out == "Rosa is called Maria Rosa from now on.\n"
    assert [row["name"] for row in people(rosa)] == ["Maria Rosa"]
    assert "Maria Rosa's page" in rosa("plan", "maria").out
    is_missing(rosa("plan", "Rosa"))
    assert rosa("undo").out == "Taken back: calling Rosa Maria Rosa.\n"
    assert [row["name"] for row in people(rosa)] == ["Rosa"]


def test_two_entries_become_one_and_undo_parts_them(rosa: Run) -> None:
    add(rosa, "Rosie")
    done = rosa("person", "merge", "Rosa", "Rosie")
    assert "coachkit undo takes it back" in done.out
    assert [(row["name"], row["talks"]) for row in people(rosa)] == [("Rosie", 1)]
    assert "The rent and the electric" in rosa("plan", "Rosie").out
    assert rosa("undo").code == 0
    assert [(row["name"], row["talks"]) for row in people(rosa)] == [("Rosa", 1), ("Rosie", 0)]


def test_the_id_from_before_a_merge_still_finds_the_person(rosa: Run) -> None:
    old = str(people(rosa)[0]["id"])
    add(rosa, "Rosie")
    rosa("person", "merge", "Rosa", "Rosie")
    assert rosa("person", "show", old).out.startswith("Rosie  ")


def test_nobody_merges_with_themselves_or_with_somebody_unknown(rosa: Run) -> None:
    assert rosa("person", "merge", "Rosa", "rosa").code == 2
    is_missing(rosa("person", "merge", "Rosa", "Nobody"))


def test_a_person_put_away_is_off_the_list_and_nothing_is_lost(rosa: Run) -> None:
    assert rosa("person", "archive", "Rosa").code == 0
    assert rosa("people").out == ""
    assert "put away" in rosa("people", "--archived").out
    assert [row["archived"] for row in people(rosa)] == [True]
    assert rosa("plan", "Rosa").code == 0
    assert rosa("person", "archive", "Rosa", "--back").code == 0
    assert "Rosa" in rosa("people").out


def test_two_of_one_name_in_a_circle_are_told_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("person: Jo\ncircle:\n  - { name: Sam, gives: tea }\n  - { name: sam, receives: lifts }\n", "utf-8")
    run("talk", "--answers", str(path))
    assert len(run("profile", "Jo", "--format", "json").data["circle"]) == 1
    assert run("person", "separate", "Jo", "SAM").code == 0
    assert len(run("profile", "Jo", "--format", "json").data["circle"]) == 2
    run("undo")
    assert len(run("profile", "Jo", "--format", "json").data["circle"]) == 1
    assert run("person", "separate", "Jo", "Nobody").code == 2


HOSTILE = [
    "O'Brien \"Bob\"", "a/b\\..\\../c", "[/b][bold red]x", "<script>alert(1)</script>", "😀👩‍👩‍👧 Zoë",
    "שלום", "\u202eesrever", "%s {person} {0}", "-rf", "$(touch x); `id`", "\x1b]52;c;aGk=\x07clip", "a\nb\tc",
    "\u2066iso\u2069", "null", "=1+1", "n" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_kept_shown_and_found_and_harms_nothing(run: Run, home: Path, tmp_path: Path, name: str) -> None:
    assert run("person", "add", "--", name).code == 0
    (row,) = people(run)
    id_ = str(row["id"])
    answers = tmp_path / "a.yaml"
    answers.write_text("good_day: fine\nmatters: [a, b]\ncircle: [{name: Ada}]\n", "utf-8")
    assert run("talk", "--answers", str(answers), "--", name).code == 0
    shown = ""
    for command in (
        ("people",), ("talks",), ("person", "show", id_), ("plan", id_), ("plan", id_, "--coach"), (),
        ("plan", id_, "--format", "message"), ("plan", id_, "--format", "note"), ("profile", id_), ("export", id_),
        ("talks", "--format", "json"), ("plan", id_, "--format", "json"), ("export", id_, "--format", "json"),
    ):  # fmt: skip
        done = run(*command)
        assert done.code == 0, (command, done.err)
        no_traceback(done)
        for text in (done.out, done.err):
            assert not [char for char in text if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)]
        shown += "" if "json" in command or command[:1] == ("export",) else done.out
    assert not set(shown) & set("\u202e\u2066\u2069\u200f")
    assert len(run("plan", id_, "--format", "message").out.rstrip("\n")) < 500
    assert run("export", id_, "-o", str(tmp_path)).code == 0
    (written,) = tmp_path.glob("*.md")
    assert len(written.name) < 60
    assert re.fullmatch(r"[\w-]+\.md", written.name)
    assert run("person", "show", "--", name).code == 0
    assert run("person", "rename", id_, "Plain").code == 0
    assert run("session", "forget", str(run("talks", "--format", "json").data[0]["id"]), "--yes").code == 0
    assert not (tmp_path / "x").exists()


def test_a_name_that_turns_lines_round_is_straight_where_a_paused_talk_is_named(run: Run) -> None:
    done = run("talk", "\u202eevil'; x\u2066", lines="yes\nsaid\nq\n")
    day = run()
    for text in (done.err.split("Everything said")[1], day.out):
        assert "coachkit talk 'evil'\\''; x'" in text
        assert not set(text) & set("\u202e\u2066")
    assert "Going on" in run("talk", "evil'; x", lines="q\n").err
