"""A damaged notebook repaired: what can be read is saved in a new one that is well, and the old one stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachkit.notebook.store import Notebook
from tests.cli.conftest import Run
from tests.cli.looked_through import files, harm, not_well


def test_what_is_saved_is_whole_and_can_be_taken_into_use(peopled: Run, home: Path) -> None:
    asked = (("people", "--format", "json"), ("plan", "Maya", "--format", "json"))
    told = [peopled(*words).data for words in asked]
    harm(
        home,
        "DELETE FROM event WHERE kind = 'person_added' AND person_id = (SELECT id FROM person WHERE name = 'Rosa')",
        "UPDATE event SET body = '{\"half' WHERE seq = (SELECT max(seq) FROM event WHERE kind = 'contact')",
        "UPDATE event SET change_id = 'lost' WHERE kind = 'suggested'",
        "DELETE FROM script",
    )
    before = (home / "notebook.db").read_bytes()
    assert peopled("notebook", "check").code == 8
    done = peopled("notebook", "check", "--repair")
    assert done.code == 0, done
    assert "1 entry could not be saved." in done.out
    assert "1 beginning was lost" in done.out
    assert (home / "notebook.db").read_bytes() == before
    (new,) = home.glob("notebook-repaired-*.db")
    assert str(new) in done.err
    assert peopled("notebook", "restore", str(new), "--yes").code == 0
    assert not_well(peopled("notebook", "check", "--format", "json")) == []
    assert [peopled(*words).data for words in asked] == told
    with Notebook.open(home / "notebook.db") as notebook:
        assert [line.act for line in notebook.trail()][-2:] == ["repaired", "restored"]


DAYS_GONE = (
    """UPDATE event SET at = 'garbage', "on" = 'garbage'""",
    """UPDATE change SET at = 'x', "on" = 'x'""",
)


@pytest.mark.parametrize("harms", [DAYS_GONE[:1], DAYS_GONE, (*DAYS_GONE, """UPDATE session SET "on" = 'x'""")])
def test_words_are_saved_whatever_became_of_their_days(peopled: Run, home: Path, harms: tuple[str, ...]) -> None:
    before = peopled("people", "--format", "json").data
    words = statements(peopled, "Maya")
    harm(home, *harms)
    assert "entries" in not_well(peopled("notebook", "check", "--format", "json"))
    done = peopled("notebook", "check", "--repair")
    assert done.code == 0, done
    assert "It holds 4 people and" in done.out
    assert "The days of" in done.out
    assert "could not be saved" not in done.out
    (new,) = home.glob("notebook-repaired-*.db")
    assert peopled("notebook", "restore", new.name, "--yes").code == 0
    assert not_well(peopled("notebook", "check", "--format", "json")) == []
    after = peopled("people", "--format", "json").data
    assert [(each["name"], each["talks"]) for each in after] == [(each["name"], each["talks"]) for each in before]
    assert statements(peopled, "Maya") == words
    if len(harms) < 3:
        assert [each["last_on"] for each in after] == [each["last_on"] for each in before]


def statements(run: Run, name: str) -> list[str]:
    """What stands in the profile of somebody, in no order."""
    return sorted(each["text"] for each in run("profile", name, "--format", "json").data["statements"])


def test_a_file_that_would_hold_nothing_is_neither_made_nor_recommended(peopled: Run, home: Path) -> None:
    harm(home, "UPDATE event SET body = '[]'")
    done = peopled("notebook", "check", "--repair")
    assert done.code == 8
    assert done.out == ""
    assert "restore" in done.err
    assert not list(home.glob("notebook-repaired*"))


def test_a_notebook_that_is_well_needs_no_repair(peopled: Run, home: Path) -> None:
    before = files(home)
    done = peopled("notebook", "check", "--repair")
    assert done.code == 0
    assert "is well" in done.err
    assert "damaged" not in done.err + done.out
    assert files(home) == before


def test_an_entry_given_to_somebody_else_goes_back_to_whose_talk_it_is(peopled: Run, home: Path) -> None:
    asked = (("profile", "Maya", "--format", "json"), ("people", "--format", "json"))
    told = [peopled(*words).data for words in asked]
    harm(
        home,
        "CREATE TEMP TABLE who AS SELECT name, id FROM person",
        "UPDATE event SET person_id = (SELECT id FROM who WHERE name = 'Rosa') WHERE seq = AN_ANSWER",
        """UPDATE session SET person_id = (SELECT id FROM who WHERE name = 'Rosa')
           WHERE person_id = (SELECT id FROM who WHERE name = 'Maya')""",
    )
    done = peopled("notebook", "check", "--repair", "--format", "json")
    Path(done.data["path"]).replace(home / "notebook.db")
    after = [
        peopled(*words).data for words in (("profile", "Maya", "--format", "json"), ("people", "--format", "json"))
    ]
    assert after == told
