"""Who may know governs what leaves the house: what is private stays out of the note, and it is said before a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, no_escapes
from tests.wording.forbidden import forbidden_words

HOPE = "A door of my own"
TOLD = {
    "come_to_you": ["Radios", "Lamps"],
    "tuesday": HOPE,
    "who_does_what": [{"what": "The letters", "now": "for", "next": "with"}],
    "next_steps": {"yours": "Ring Bea", "yours_by": "2026-11-28"},
}


def talked(run: Run, name: str = "Nora", told: dict[str, object] = TOLD) -> None:
    """A talk with somebody, from a file."""
    done = run("talk", name, "--answers", "-", lines=json.dumps(told))
    assert done.code == 0, done.err


def one_line(text: str) -> str:
    """The one line that was said, in words that may stand on a screen."""
    (line,) = text.splitlines()
    assert forbidden_words(line) == []
    return line


def shares(run: Run) -> dict[str, str]:
    return {each["text"]: each["share"] for each in run("profile", "Nora", "--format", "json").data["statements"]}


def mark(run: Run, wanted: str, answer: str) -> None:
    """Go through the profile, and say of one line who may know."""
    data = run("profile", "Nora", "--format", "json").data["statements"]
    lines = "".join(f"Who may know?\n{answer}\nLater\n" if each["text"] == wanted else "Later\n" for each in data)
    done = run("profile", "Nora", "--check", lines=f"{lines}q\n")
    assert done.code == 0, done.err


@pytest.mark.parametrize("said", [(), ("between-us",), ("my-people",)])
def test_a_note_leaves_out_a_hope_that_may_not_be_told_to_anyone(run: Run, said: tuple[str, ...]) -> None:
    talked(run)
    for each in said:
        run("person", "agreed", "Nora", "--may-know", each)
    done = run("plan", "Nora", "--format", "note")
    assert done.code == 0
    assert HOPE not in done.out
    lines = done.out.splitlines()
    assert lines[0] == "Nora and Sam, Sunday 22 November 2026."
    assert lines[1].startswith("Who does what: ")
    assert "The letters" in lines[1]
    assert lines[2].startswith("First small things: ")
    assert len(lines) <= 5
    assert HOPE in run("plan", "Nora", "--format", "message").out
    assert HOPE in run("plan", "Nora").out


def test_a_note_holds_the_hope_that_anyone_may_know_and_then_says_nothing_beside_it(run: Run) -> None:
    talked(run)
    run("person", "agreed", "Nora", "--may-know", "anyone")
    done = run("plan", "Nora", "--format", "note")
    assert done.out.splitlines()[0] == f'Nora and Sam, Sunday 22 November 2026. "{HOPE}"'
    assert done.err == ""
    mark(run, HOPE, "Between us two")
    assert HOPE not in run("plan", "Nora", "--format", "note").out


def test_a_hope_alone_may_be_told_while_all_else_stays_private(run: Run) -> None:
    talked(run)
    mark(run, HOPE, "Anyone may know")
    done = run("plan", "Nora", "--format", "note")
    assert HOPE in done.out
    assert "Radios" not in done.out
    assert "not asked yet" in one_line(done.err)


GOING_OUT = [
    ("plan", "Nora", "--format", "note"),
    *(("export", "Nora", "--format", kind) for kind in ("md", "html", "json", "csv", "ics")),
    ("export", "Nora", "-o", "nora.md"),
    ("export", "--all", "-o", "copies"),
]


@pytest.mark.parametrize("words", GOING_OUT, ids=" ".join)
def test_one_line_beside_words_that_leave_for_others_says_how_it_stands(run: Run, words: tuple[str, ...]) -> None:
    talked(run)

    def beside() -> str:
        done = run(*words, *(("--force",) if "-o" in words else ()))
        assert done.code == 0
        if words[0] == "export":
            assert "may know" not in done.out.partition("```coachkit")[0]
        return "\n".join(line for line in done.err.splitlines() if not line.startswith("Written"))

    assert "not asked yet" in one_line(beside())
    assert "coachkit profile Nora --check" in beside()
    run("person", "agreed", "Nora", "--may-know", "between-us")
    assert "“between us”" in one_line(beside())
    run("person", "agreed", "Nora", "--may-know", "my-people", "--whom", "her sister")
    assert "“my people”" in one_line(beside())
    assert "her sister" in beside()
    run("person", "agreed", "Nora", "--may-know", "anyone")
    assert beside() == ""


def test_that_some_lines_stay_narrower_is_said_where_all_of_it_goes_out(run: Run) -> None:
    talked(run)
    run("person", "agreed", "Nora", "--may-know", "anyone")
    mark(run, "Radios", "Between us two")
    assert "not every line" in one_line(run("export", "Nora").err)
    assert "Radios" not in run("export", "Nora").err
    assert run("plan", "Nora", "--format", "note").err == ""


def test_of_many_people_one_line_says_it_together(run: Run) -> None:
    for name in ("Ada", "Ben", "Cyd", "Dot"):
        talked(run, name)
    run("person", "agreed", "Ada", "--may-know", "anyone")
    run("person", "agreed", "Ben", "--may-know", "between-us")
    run("person", "agreed", "Cyd", "--withdrawn")
    done = run("export", "--all", "-o", "copies")
    line = one_line("\n".join(each for each in done.err.splitlines() if not each.startswith("Written")))
    assert "Ada" not in line
    for part in ("not asked yet: Dot", "“between us”: Ben", "taken back: Cyd", "coachkit profile PERSON --check"):
        assert part in line
    for number in range(6):
        talked(run, f"Eva{number}")
    done = run("export", "--all", "-o", "copies", "--force")
    assert "not asked yet: 7 people" in done.err


def test_nothing_is_said_where_nothing_went_out(run: Run) -> None:
    run("person", "add", "Nora")
    assert "may know" not in run("export", "Nora", "--format", "ics").err
    (Path("nora.md")).write_text("mine", "utf-8")
    done = run("export", "Nora", "-o", "nora.md")
    assert done.code == 1
    assert "may know" not in done.err


def test_after_a_yes_was_taken_back_that_is_what_is_said_beside_a_file(run: Run) -> None:
    talked(run)
    run("person", "agreed", "Nora", "--withdrawn")
    done = run("export", "Nora")
    assert done.code == 0
    assert "took back the yes" in one_line(done.err)
    no_escapes(done)


# One line, and all of it.


def test_an_overall_answer_given_later_that_is_narrower_wins_for_every_line(run: Run) -> None:
    talked(run)
    mark(run, "Lamps", "Anyone may know")
    assert shares(run)["Lamps"] == "anyone"
    run("person", "agreed", "Nora", "--may-know", "my-people")
    assert shares(run) == dict.fromkeys(shares(run), "my_people")
    run("person", "agreed", "Nora", "--may-know", "between-us")
    assert set(shares(run).values()) == {"private"}
    assert "Lamps" not in run("plan", "Nora", "--format", "note").out


def test_a_wider_overall_answer_never_widens_a_line_that_was_narrowed_for_itself(run: Run) -> None:
    talked(run)
    run("person", "agreed", "Nora", "--may-know", "my-people")
    mark(run, "Lamps", "Between us two")
    run("person", "agreed", "Nora", "--may-know", "anyone")
    assert shares(run) == {"Radios": "anyone", "Lamps": "private", HOPE: "anyone"}


def test_a_lines_own_answer_stands_over_an_overall_one_given_before_it(run: Run) -> None:
    talked(run)
    run("person", "agreed", "Nora", "--may-know", "between-us")
    mark(run, "Lamps", "Anyone may know")
    assert shares(run) == {"Radios": "private", "Lamps": "anyone", HOPE: "private"}
    run("person", "agreed", "Nora", "--may-know", "between-us", "--on", "2026-11-01")  # told of a day before it
    assert shares(run)["Lamps"] == "anyone"
    run("person", "agreed", "Nora", "--may-know", "between-us")  # the same answer once more, and now it comes later
    assert shares(run)["Lamps"] == "private"


def test_an_overall_answer_of_an_earlier_day_does_not_stand_over_a_later_one(run: Run) -> None:
    talked(run)
    run("person", "agreed", "Nora", "--may-know", "between-us", "--on", "2026-11-20")
    run("person", "agreed", "Nora", "--may-know", "anyone", "--on", "2026-11-10")
    assert set(shares(run).values()) == {"private"}
    assert run("person", "show", "Nora", "--format", "json").data["agreed"]["share"] == "private"
