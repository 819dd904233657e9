"""`introduce` and `introductions`: from a thought to going again alone, and nobody named before both said yes."""

from __future__ import annotations

import random
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Done, Run, no_escapes, no_traceback

STEPS = (
    "--asked person", "--asked other", "--asked both", "--yes person", "--yes other", "--yes both", "--no person",
    "--no other", "--met", "--met --with Len", "--again", "--ended", "--because bikes", "--yes both --met --again",
)  # fmt: skip


def meet(run: Run, *more: str, to: str = "Mr Okafor") -> Done:
    done = run("introduce", "Rosa", "--to", to, *more)
    no_traceback(done)
    no_escapes(done)
    return done


def stands(run: Run) -> list[dict[str, Any]]:
    return list(run("introductions", "--format", "json").data)


def looks(run: Run) -> tuple[list[dict[str, Any]], str]:
    return stands(run), run("plan", "Rosa").out


def statuses(run: Run) -> list[str]:
    return [each["status"] for each in stands(run)]


def test_from_a_thought_to_going_again_without_the_coach(rosa: Run) -> None:
    assert meet(rosa, "--because", "she mends radios").code == 0
    assert "PLACES TO MEET" not in rosa("plan", "Rosa").out
    for more, status in (
        (("--asked", "both"), "asked"),
        (("--yes", "person"), "asked"),
        (("--yes", "other", "--why", "He is glad of company"), "yes"),
        (("--met", "--with", "me"), "met"),
        (("--again",), "again"),
    ):
        assert meet(rosa, *more).code == 0
        assert statuses(rosa) == [status]
        assert ("PEOPLE AND PLACES TO MEET" in rosa("plan", "Rosa").out) == (status in ("yes", "met"))
    text = rosa("introductions", "Rosa").out
    assert 'Mr Okafor said yes. Why: "He is glad of company"' in text
    assert "They met. Alongside: Sam." in text
    assert 'Because: "she mends radios"' in text
    assert "Rosa went again on 22 November 2026, without Sam." in text


def test_the_page_says_who_goes_along_and_when_they_met(rosa: Run) -> None:
    meet(rosa, "--because", "she mends radios", "--with", "Len", "--yes", "both")
    page = rosa("plan", "Rosa").out
    lines = ["Mr Okafor", "Alongside: Len", 'Because: "she mends radios"', "You have both said yes."]
    assert all(line in page for line in lines)
    meet(rosa, "--met")
    assert "You met on 22 November 2026." in rosa("plan", "Rosa").out


def test_a_thought_of_the_coachs_takes_no_yes_to_the_page_away(rosa: Run) -> None:
    rosa("plan", "Rosa", "--agree")
    meet(rosa, "--yes", "person")
    assert rosa("plan", "Rosa", "--format", "json").data["status"] == "agreed"
    meet(rosa, "--yes", "other")
    assert rosa("plan", "Rosa", "--format", "json").data["status"] == "changed"


@pytest.mark.parametrize(
    ("said", "names", "command"),
    [
        ((), "Rosa has not been asked yet. Mr Okafor has not been asked yet.", "--yes both"),
        (("--yes", "person"), "Mr Okafor has not been asked yet.", "--yes other"),
        (("--asked", "person", "--yes", "other"), "Rosa has been asked and hasn't said yet.", "--yes person"),
        (("--yes", "both", "--no", "other"), None, None),
        (("--yes", "person", "--no", "other"), "Mr Okafor would rather not", "--yes other"),
    ],
)
@pytest.mark.parametrize("too_early", ["--met", "--again"])
def test_nobody_meets_before_both_have_said_yes(
    rosa: Run, said: tuple[str, ...], names: str | None, command: str | None, too_early: str
) -> None:
    first = meet(rosa, *said)
    if names is None:
        assert (first.code, stands(rosa)) == (2, [])
        return
    before = stands(rosa)
    done = meet(rosa, too_early)
    assert (done.code, done.out) == (1, "")
    assert names in done.err
    assert f"coachkit introduce Rosa --to 'Mr Okafor' {command}" in done.err
    assert stands(rosa) == before


def test_the_command_it_names_can_be_typed(rosa: Run) -> None:
    meet(rosa, to="O'Neil & the choir")
    typed = meet(rosa, "--met", to="O'Neil & the choir").err.splitlines()[-1]
    assert rosa(*shlex.split(typed)[1:]).code == 0
    assert statuses(rosa) == ["yes"]


def test_going_again_comes_after_having_met(rosa: Run) -> None:
    meet(rosa, "--yes", "both")
    done = meet(rosa, "--again")
    assert done.code == 1
    assert "have not met yet" in done.err
    assert "--met --with NAME" in done.err
    assert statuses(rosa) == ["yes"]


def test_a_yes_can_be_taken_back_and_leaves_the_page(rosa: Run) -> None:
    meet(rosa, "--yes", "both", "--met")
    meet(rosa, "--no", "other", "--why", "His wife is ill")
    assert statuses(rosa) == ["no"]
    assert "Okafor" not in rosa("plan", "Rosa").out
    assert meet(rosa, "--again").code == 1
    meet(rosa, "--yes", "other")
    assert statuses(rosa) == ["yes"]


def test_the_same_name_goes_on_with_the_same_introduction(rosa: Run) -> None:
    meet(rosa)
    for same in ("mr okafor", "  Mr   Okafor ", "MR OKAFOR"):
        done = meet(rosa, "--asked", "person", to=same)
        assert done.code == 0
    (one,) = stands(rosa)
    assert (one["to"], [step["did"] for step in one["steps"]]) == ("Mr Okafor", ["idea", "person_asked"])


def test_nearly_the_same_name_is_another_and_says_so(rosa: Run) -> None:
    meet(rosa)
    done = meet(rosa, to="Mr Okafer")
    assert "There is Mr Okafor already" in " ".join(done.err.split())
    assert len(stands(rosa)) == 2


@pytest.mark.parametrize("again", ["--asked both", "--yes person", "--yes both", "--met", "--met --with Len"])
def test_a_step_that_stands_already_changes_nothing_and_says_so(rosa: Run, again: str) -> None:
    meet(rosa, "--yes", "both", "--met", "--with", "Len")
    before = rosa("export", "Rosa")
    done = meet(rosa, *again.split())
    assert done.code == 0
    assert "That stands already. Nothing was changed." in done.err
    assert "They met on 22 November 2026." in done.out
    assert rosa("export", "Rosa") == before


def test_naming_it_again_says_where_it_stands_and_what_could_come_next(rosa: Run) -> None:
    meet(rosa, "--yes", "person")
    before = rosa("export", "Rosa")
    done = meet(rosa)
    assert "Rosa has said yes. Mr Okafor has not been asked yet." in done.out
    assert "coachkit introduce Rosa --to 'Mr Okafor' --asked other" in done.err
    assert "stands already" not in done.err
    assert rosa("export", "Rosa") == before


def test_what_ended_begins_again_with_nobody_asked(rosa: Run) -> None:
    meet(rosa, "--yes", "both", "--ended")
    assert meet(rosa, "--met").code == 1
    meet(rosa)
    assert statuses(rosa) == ["idea"]
    assert [step["did"] for step in stands(rosa)[0]["steps"]] == ["idea", "person_yes", "other_yes", "ended", "idea"]


def test_what_goes_along_can_be_changed_and_taken_away(rosa: Run) -> None:
    meet(rosa, "--with", "Len", "--because", "radios")
    meet(rosa, "--with", "sam", "--because", "")
    (one,) = stands(rosa)
    assert (one["with"], one["because"]) == ("coach", None)
    meet(rosa, "--with", "")
    assert stands(rosa)[0]["with"] is None


@pytest.mark.parametrize(
    "more",
    [
        ("--to", "Rosa"),
        ("--to", " rOSA "),
        ("--to", ""),
        ("--to", "\x07"),
        ("--to", "Jo", "--with", "Rosa"),
        ("--to", "Jo", "--with", "jo"),
        ("--to", "Jo", "--yes", "me"),
        ("--to", "Jo", "--yes", "person", "--no", "both"),
        ("--to", "Jo", "--no", "other", "--met"),
        ("--to", "Jo", "--on", "2026-11-23"),
        ("--to", "Jo", "--on", "yesterday"),
        (),
    ],
)
def test_what_does_not_fit_is_a_clear_sentence_and_keeps_nothing(rosa: Run, more: tuple[str, ...]) -> None:
    done = rosa("introduce", "Rosa", *more)
    no_traceback(done)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert stands(rosa) == []


def test_a_reason_alone_is_no_step(rosa: Run) -> None:
    meet(rosa)
    done = meet(rosa, "--why", "because")
    assert done.code == 2
    assert "--why goes with a step" in done.err


def test_a_mere_beginning_of_the_name_changes_nothing(rosa: Run) -> None:
    assert rosa("introduce", "Ro", "--to", "Jo").code == 3
    assert rosa("introductions", "Ro").code == 0
    assert stands(rosa) == []


def test_what_is_told_later_counts_from_its_own_day(rosa: Run) -> None:
    meet(rosa, "--yes", "both")
    done = meet(rosa, "--met", "--on", "2026-11-20")
    assert done.code == 1
    assert "up to 20 November 2026" in done.err
    assert "--yes both --on 2026-11-20" in done.err
    assert meet(rosa, "--yes", "both", "--met", "--on", "2026-11-20").code == 0
    (one,) = stands(rosa)
    assert (one["status"], one["since"]) == ("met", "2026-11-20")
    assert meet(rosa, "--met", "--on", "2026-11-20").err.startswith("That stands already")


def test_a_clock_that_goes_back_loses_nothing(rosa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(rosa, "--yes", "both")
    monkeypatch.setenv("COACHKIT_TODAY", "2026-11-01")
    assert meet(rosa, "--met").code == 0
    assert statuses(rosa) == ["met"]


def test_each_command_is_one_change_and_undo_takes_it_back(rosa: Run) -> None:
    dice = random.Random(4)  # noqa: S311 - it only picks commands
    kept = 0
    for _ in range(40):
        before = looks(rosa)
        words, to = dice.choice(STEPS).split(), dice.choice(("Mr Okafor", "the choir"))
        done = meet(rosa, *words, to=to)
        after = looks(rosa)
        assert done.code == 0 or before == after
        if before != after:
            kept += 1
            assert rosa("undo").out.startswith("Taken back: ")
            assert looks(rosa) == before
            assert meet(rosa, *words, to=to).out == done.out
    assert kept > 10


def test_the_sentence_of_undo_says_what_it_was(rosa: Run) -> None:
    meet(rosa)
    meet(rosa, "--yes", "other")
    assert rosa("undo").out == "Taken back: somebody's yes to meeting Rosa.\n"
    assert rosa("undo").out == "Taken back: thinking of somebody for Rosa to meet.\n"
    assert stands(rosa) == []


def test_the_data_has_the_fields_a_script_can_rely_on(rosa: Run) -> None:
    meet(rosa, "--because", "radios", "--why", "he asked round", "--on", "2026-11-20")
    done = rosa("introductions", "--format", "json")
    assert (done.json["coachkit"], done.json["kind"]) == (1, "introductions")
    (one,) = done.data
    assert list(one) == ["person", "who", "to", "with", "because", "status", "id", "since", "steps"]
    assert one["person"]["name"] == "Rosa"
    assert one["steps"] == [{"did": "idea", "on": "2026-11-20", "by": "Sam", "why": "he asked round"}]
    page = rosa("plan", "Rosa", "--format", "json").data["introductions"]
    assert [{n: each[n] for n in ("to", "status", "id")} for each in page] == [
        {n: one[n] for n in ("to", "status", "id")}
    ]


def test_the_list_has_everybody_who_is_to_meet_somebody(rosa: Run) -> None:
    rosa("person", "add", "Winston")
    rosa("person", "add", "Jo")
    meet(rosa)
    rosa("introduce", "Jo", "--to", "Winston")
    out = rosa("introductions").out
    assert out.index("Jo\n") < out.index("Rosa\n")
    rosa("person", "archive", "Jo")
    assert "Winston" not in rosa("introductions").out
    assert len(stands(rosa)) == 2


def test_without_any_there_is_a_sentence_and_no_notebook_is_made(run: Run, home: Path) -> None:
    done = run("introductions")
    assert (done.code, done.out) == (0, "")
    assert "coachkit introduce" in done.err
    assert run("introductions", "--format", "json").data == []
    assert not home.exists()
    run("person", "add", "Jo")
    assert "for Jo to meet" in run("introductions", "Jo").err


def test_two_entries_made_one_bring_their_introductions_along(rosa: Run) -> None:
    rosa("person", "add", "Rosie")
    rosa("introduce", "Rosie", "--to", "the choir", "--yes", "both")
    rosa("person", "merge", "Rosie", "Rosa")
    assert [(each["person"]["name"], each["to"]) for each in stands(rosa)] == [("Rosa", "the choir")]
    assert meet(rosa, "--met", to="The Choir").code == 0


@pytest.mark.parametrize(
    "name", ["\x1b]52;c;x\x07Jo", "[b]Jo[/b]", "{who}", "Jo\nDev has said yes", "أحمد", "🌻", "-x"]
)
def test_odd_names_are_kept_as_names(rosa: Run, name: str) -> None:
    assert meet(rosa, "--yes", "both", to=name).code == 0
    assert meet(rosa, "--met", to=name).code == 0
    for words in (("introductions",), ("plan", "Rosa"), ("plan", "Rosa", "--coach")):
        no_escapes(rosa(*words))
    assert statuses(rosa) == ["met"]
