"""`coachkit lasting`: counts for the coach alone, each with its rule; over everybody neither a name nor a word."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest

from coachkit.notebook.store import Notebook
from coachkit.talk.events import Happened
from coachkit.workbench import summaries
from tests.cli.conftest import ROSA, WINSTON, Run, no_escapes
from tests.cli.decided import decide, handover
from tests.wording.forbidden import forbidden_words

FIELDS = {"moved", "still_going", "back", "contacts", "asked", "circle"}
LETTERS = "the rent letters"


def data(run: Run, *who: str) -> Any:
    done = run("lasting", *who, "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert done.json["kind"] == "lasting"
    return done.data


@pytest.fixture
def moved(rosa: Run, home: Path) -> Run:
    """Rosa's notebook with a thing that moved, came back and moved again, one that lasts, and some contacts."""
    handover(home, "Rosa", LETTERS, ("2026-02-01", "moved"), ("2026-03-20", "back"), ("2026-06-01", "moved"))
    handover(home, "Rosa", "the choir", ("2026-09-01", "yes"), ("2026-09-02", "moved"), helper="Bea", next="circle")
    handover(home, "Rosa", "the bins", ("2026-11-01", "moved"), ("2026-11-10", "back"))
    for day, by in (("2026-08-01", "person"), ("2026-08-03", "coach"), ("2026-08-09", "person")):
        decide(home, "Rosa", day, Happened.CONTACT, by=by, note="rang about the choir")
    return rosa


def test_the_figures_of_one_person_are_those_of_the_contract(moved: Run) -> None:
    found = data(moved, "Rosa")
    assert set(found) == FIELDS | {"person", "things"}
    assert found["moved"] == 3
    assert found["still_going"] == {
        "30": {"count": 2, "of": 2},
        "90": {"count": 0, "of": 1},
        "180": {"count": 0, "of": 1},
    }
    assert found["back"] == 1
    assert found["contacts"] == {"person_started": 2, "of": 3}
    things = moved("plan", "Rosa", "--format", "json").data["handovers"]
    named = [each["helper_said"] for each in things if each["helper"]]
    assert found["asked"] == {"yes": named.count("yes"), "named": len(named)}
    circle = moved("profile", "Rosa", "--format", "json").data["circle"]
    gives, receives = (sum(bool(each[name]) for each in circle) for name in ("gives", "receives"))
    assert found["circle"] == {"gives": gives, "receives": receives, "of": len(circle)}
    assert gives
    assert found["things"][0]["turns"][1] == {"on": "2026-03-20", "became": "back"}


def test_as_text_each_figure_stands_with_its_rule_and_what_moved_with_its_days(moved: Run) -> None:
    done = moved("lasting", "Rosa")
    assert done.code == 0
    no_escapes(done)
    assert done.out.startswith("For Sam only")
    assert "Still going after 30 days    2 of 2\n" in done.out
    told = " ".join(done.out.split())
    assert "not back within 30 days of it." in told
    assert f'"{LETTERS}": moved 1 February 2026, back for now 20 March 2026, moved 1 June 2026' in told
    assert "%" not in done.out
    assert forbidden_words(done.out) == []
    assert max(map(len, done.out.splitlines())) <= 80


def test_over_everybody_there_are_no_names_no_words_and_no_number_under_five(moved: Run, home: Path) -> None:
    moved("person", "add", "Anwar")
    for n in range(4):
        handover(home, "Anwar", f"thing {n}", ("2026-01-01", "moved"))
    moved("person", "archive", "Anwar")
    found = data(moved, "--all")
    assert set(found) == FIELDS
    assert found["moved"] == 7
    assert found["still_going"]["30"] == {"count": 6, "of": 6}
    assert found["still_going"]["90"] == {"count": None, "of": 5}
    assert (found["back"], found["contacts"]) == (None, {"person_started": None, "of": None})
    done = moved("lasting", "--all")
    for words in ("Rosa", "Anwar", "Bea", LETTERS, "choir", "bins", "thing 0"):
        assert words not in done.out
    assert not re.search(r"\b[0-4]\b", done.out)
    assert "fewer than five of 5" in done.out


def test_it_wants_somebody_or_everybody_and_says_so(rosa: Run) -> None:
    for args in ((), ("Rosa", "--all"), ("Rosa", "--format", "md")):
        done = rosa("lasting", *args)
        assert (done.code, done.out) == (2, "")
    assert rosa("lasting", "Nobody").code == 3


def test_in_an_empty_notebook_nothing_shows_and_none_is_made(run: Run, home: Path) -> None:
    assert data(run, "--all")["moved"] is None
    assert run("lasting", "Jo").code == 3
    assert not home.exists()


def test_what_takes_more_than_a_moment_is_said_once_and_the_next_time_is_quick(
    rosa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "A_MOMENT", -1.0)
    rosa("talk", "--answers", str(WINSTON))
    assert rosa("lasting", "--all").err == "Looking through the notebook once; next time is quick.\n"
    assert rosa("lasting", "--all").err == ""


def one_step(run: Run, home: Path, chance: random.Random) -> None:
    people = [each["name"] for each in run("people", "--format", "json").data]
    talks = [each["id"] for each in run("talks", "--format", "json").data]
    match chance.choice(("talk", "handover", "contact", "undo", "undo", "rename", "forget", "merge", "separate")):
        case "talk":
            run("talk", "--answers", str(chance.choice((ROSA, WINSTON))), chance.choice(people)) if people else None
        case "handover" if people:
            what, did = chance.choice(("bread", "letters")), chance.choice(("moved", "back", "no", "ended"))
            handover(home, chance.choice(people), what, (f"2026-0{chance.randint(1, 9)}-01", did))
        case "contact" if people:
            decide(home, chance.choice(people), "2026-05-01", Happened.CONTACT, by="person")
        case "rename" if people:
            run("person", "rename", chance.choice(people), f"Person {chance.random()}")
        case "forget" if talks:
            run("session", "forget", chance.choice(talks), "--yes")
        case "merge" if len(people) > 1:
            run("person", "merge", *chance.sample(people, 2))
        case "undo":
            run("undo")
        case _:
            run("person", "add", f"Person {chance.random()}")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_in_short_is_always_what_the_events_say(rosa: Run, home: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(15):
        one_step(rosa, home, chance)
        names = [each["name"] for each in rosa("people", "--format", "json").data]
        shown = [rosa().out, *(rosa("lasting", name).out for name in names)]
        with Notebook.open(home / "notebook.db") as notebook:
            notebook._db.execute("DELETE FROM summary")
        assert [rosa().out, *(rosa("lasting", name).out for name in names)] == shown
