"""Who may know: what was said of one line, and of all of it."""

from __future__ import annotations

import json
from tests.cli.conftest import Run

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


def shares(run: Run) -> dict[str, str]:
    return {each["text"]: each["share"] for each in run("profile", "Nora", "--format", "json").data["statements"]}


def mark(run: Run, wanted: str, answer: str) -> None:
    """Go through the profile, and say of one line who may know."""
    data = run("profile", "Nora", "--format", "json").data["statements"]
    lines = "".join(f"Who may know?\n{answer}\nLater\n" if each["text"] == wanted else "Later\n" for each in data)
    done = run("profile", "Nora", "--check", lines=f"{lines}q\n")
    assert done.code == 0, done.err


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
    run("person", "agreed", "Nora", "--may-know", "between-us")  # the same answer once more, and now it comes later
    assert shares(run)["Lamps"] == "private"
