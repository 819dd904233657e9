"""A yes that was taken back: no word more is written, everything can still be read, and one is told what to do."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run, no_traceback
from tests.computer import everything_in
from tests.whole_life import MARK

TOLD = {
    "come_to_you": ["Radios", "Lamps"],
    "who_does_what": [{"what": "The letters", "now": "for", "next": "by"}, {"what": "Bins", "now": "for"}],
}


@pytest.fixture
def nora(run: Run) -> Run:
    """Nora, with two things on her page, one of them moved, and something that was gleaned."""
    assert run("talk", "Nora", "--answers", "-", lines=json.dumps(TOLD)).code == 0
    record = {"person": "Nora", "on": "2026-10-02", "note": "I love singing in the choir every week."}
    assert run("import", "-", "--from", "jsonl", lines=json.dumps(record)).code == 0
    assert run("handover", "moved", "Nora", "letters").code == 0
    assert run("person", "agreed", "Nora", "--may-know", "my-people").code == 0
    return run


def take_back(run: Run, *more: str, name: str = "Nora") -> None:
    assert run("person", "agreed", name, "--withdrawn", *more).code == 0


def said(run: Run, name: str = "Nora") -> list[tuple[bool, str]]:
    told = run("person", "show", name, "--format", "json").data["agreed"]["said"]
    return [(each["agreed"], each["on"]) for each in told]


def is_taken_back(run: Run) -> bool:
    return run("log", "Nora", "--note", "x").code == 1


# The day decides.


def test_a_yes_of_an_earlier_day_does_not_stand_over_a_later_withdrawal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("person", "add", "Nora")
    monkeypatch.setenv("COACHKIT_TODAY", "2027-06-01")
    take_back(run)
    for day in ("2027-06-02", "2026-11-22"):
        monkeypatch.setenv("COACHKIT_TODAY", day)
        done = run("person", "agreed", "Nora", "--how", "paper", "--on", "2026-10-01")
        assert done.code == 0
        assert "Kept: Nora agreed to being written down, Thursday 1 October 2026." in done.out
        assert "1 June 2027" in done.err
        assert is_taken_back(run)
    assert said(run) == [(True, "2026-10-01"), (True, "2026-10-01"), (False, "2027-06-01")]
    assert run("person", "pack", "Nora", "-o", "nora").code == 0
    paper = Path("nora/what-i-agreed-to.md").read_text("utf-8")
    assert paper.index("1 October 2026") < paper.index("1 June 2027")
    monkeypatch.setenv("COACHKIT_TODAY", "2027-06-02")
    assert run("person", "agreed", "Nora").err == ""
    assert not is_taken_back(run)


def test_a_withdrawal_of_a_day_before_an_existing_yes_blocks_nothing(run: Run) -> None:
    run("person", "add", "Nora")
    run("person", "agreed", "Nora", "--on", "2026-11-10")
    done = run("person", "agreed", "Nora", "--withdrawn", "--on", "2026-11-01")
    assert "10 November 2026" in done.err
    assert said(run) == [(False, "2026-11-01"), (True, "2026-11-10")]
    assert not is_taken_back(run)


def test_within_a_day_what_was_kept_last_stands(run: Run) -> None:
    run("person", "add", "Nora")
    for words, back in ((("--withdrawn",), True), ((), False), (("--withdrawn",), True)):
        run("person", "agreed", "Nora", "--on", "2026-11-10", *words)
        assert is_taken_back(run) is back


def test_a_talk_of_an_earlier_day_brings_a_yes_of_that_day(run: Run) -> None:
    run("talk", "Nora", "--on", "2026-11-01", lines="yes\nAn hour\nq\n")
    run("person", "agreed", "Nora", "--withdrawn", "--on", "2026-11-10")
    assert said(run) == [(True, "2026-11-01"), (False, "2026-11-10")]
    assert is_taken_back(run)


def test_a_yes_asked_anew_for_a_talk_of_an_earlier_day_is_of_today(run: Run) -> None:
    run("person", "add", "Nora")
    run("person", "agreed", "Nora", "--withdrawn", "--on", "2026-11-10")
    run("talk", "Nora", "--on", "2026-11-01", lines="yes\nAn hour\nq\n")
    assert said(run) == [(False, "2026-11-10"), (True, "2026-11-22")]
    assert not is_taken_back(run)


# What no longer goes.

REFUSED = [
    ("log", "Nora", "--note", f"{MARK}rang"),
    ("handover", "add", "Nora", f"{MARK}choir"),
    ("handover", "edit", "Nora", "letters", "--theirs", f"{MARK}all of it"),
    ("handover", "asked", "Nora", "bins", "--helper", f"{MARK}Bea"),
    ("handover", "yes", "Nora", "bins", "--helper", f"{MARK}Bea"),
    ("handover", "no", "Nora", "bins", "--helper", f"{MARK}Bea"),
    ("handover", "try", "Nora", "bins"),
    ("handover", "moved", "Nora", "bins"),
    ("handover", "ended", "Nora", "bins", "--why", f"{MARK}because"),
    ("handover", "back", "Nora", "letters", "--why", f"{MARK}because"),
    ("introduce", "Nora", "--to", f"{MARK}Okafor"),
    ("plan", "Nora", "--agree"),
    ("profile", "Nora", "--check"),
    ("come-back", "Nora", "--sign", f"{MARK}post"),
    ("person", "agreed", "Nora", "--may-know", "anyone"),
    ("person", "agreed", "Nora", "--may-know", "my-people", "--whom", f"{MARK}the landlord"),
    ("person", "agreed", "Nora", "--how", "paper", "--on", "2026-10-01", "--may-know", "anyone"),
    ("person", "archive", "Nora", "--ending", "moved-away", "--why", f"{MARK}because"),
    ("look-again", "Nora", "--answers", "-"),
    ("talk", "Nora", "--answers", "-"),
]


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_no_word_more_is_written_about_somebody_who_took_the_yes_back(
    nora: Run, home: Path, words: tuple[str, ...]
) -> None:
    take_back(nora)
    before = everything_in(home)
    done = nora(*words, lines=json.dumps({"worth_it": MARK}) if "-" in words else f"1\n{MARK}\n1\n")
    assert (done.code, done.out) == (1, "")
    no_traceback(done)
    assert done.err.startswith("Nora took back the yes to being written down on Sunday 22 November 2026, so")
    for command in ("agreed Nora", "pack Nora -o FOLDER", "forget Nora"):
        assert f"coachkit person {command}\n" in done.err
    assert MARK not in done.err
    assert everything_in(home) == before
    nora("person", "agreed", "Nora")
    assert "took back" not in nora(*words, lines="q\n").err


def test_what_was_gleaned_is_shown_and_not_taken_in(nora: Run, home: Path) -> None:
    take_back(nora)
    found = nora("suggestions", "Nora", "--format", "json").data
    assert found
    before = everything_in(home)
    done = nora("suggestions", "Nora", "--accept", found[0]["id"])
    assert done.code == 1
    assert "took back the yes" in done.err
    assert everything_in(home) == before
    assert nora("suggestions", "Nora", "--decline", found[0]["id"]).code == 0


def test_a_talk_that_is_there_is_not_mended(nora: Run, home: Path) -> None:
    take_back(nora)
    talk = next(each["id"] for each in nora("talks", "--format", "json").data if each["kind"] == "talk")
    before = everything_in(home)
    done = nora("session", "edit", talk, lines=f"come to you\nOther {MARK}\nThat is all\n")
    assert done.code == 1
    assert "took back the yes" in done.err
    assert everything_in(home) == before


def test_a_copy_of_somebody_who_took_the_yes_back_brings_nothing_more_of_them(nora: Run, home: Path) -> None:
    assert nora("export", "Nora", "-o", "before.md").code == 0
    nora("undo")
    take_back(nora)
    profile = nora("profile", "Nora", "--format", "json").out
    assert nora("export", "Nora", "-o", "after.md").code == 0
    text = Path("after.md").read_text("utf-8")
    assert "- Radios\n" in text
    Path("by-hand.md").write_text(text.replace("- Radios\n", f"- Radios\n- {MARK}kites\n", 1), "utf-8")
    for name in ("before.md", "by-hand.md"):
        done = nora("import", name, "--update")
        assert done.code == 4
        assert "took back the yes" in done.out
    assert nora("profile", "Nora", "--format", "json").out == profile
    assert MARK not in nora("suggestions", "Nora", "--format", "json").out
    assert nora("import", "after.md").code == 0
    for path in home.glob("notebook.db*"):
        path.unlink()
    assert nora("import", "after.md").code == 0
    assert is_taken_back(nora)


# What stays possible.

STAYS = [
    ("profile", "Nora"),
    ("plan", "Nora"),
    ("plan", "Nora", "--coach"),
    ("plan", "Nora", "--format", "note"),
    ("talks", "Nora"),
    ("find", "Radios"),
    ("since", "Nora", "2026-01-01"),
    ("lasting", "Nora"),
    ("suggestions", "Nora"),
    ("introductions", "Nora"),
    ("handover", "show", "Nora"),
    ("export", "Nora"),
    ("person", "show", "Nora"),
    ("person", "agreed", "Nora", "--how", "phone"),
    ("person", "agreed", "Nora", "--withdrawn", "--why", "said so again"),
    ("person", "agreed", "Nora", "--may-know", "between-us"),
    ("person", "agreed", "Nora", "--may-know", "my-people"),
    ("person", "agreed", "Nora", "--how", "paper", "--may-know", "anyone"),
    ("person", "pack", "Nora", "-o", "nora"),
    ("person", "pack", "Nora", "--full", "-o", "nora"),
    ("person", "forget", "Nora", "--yes"),
    ("person", "archive", "Nora"),
    ("person", "archive", "Nora", "--ending", "person-stopped"),
    ("person", "rename", "Nora", "N."),
    ("handover", "ended", "Nora", "bins"),
    ("handover", "back", "Nora", "letters"),
    ("log", "Nora"),
    ("undo",),
]


@pytest.mark.parametrize("words", STAYS, ids=" ".join)
def test_reading_narrowing_giving_back_forgetting_and_taking_back_stay_possible(
    nora: Run, words: tuple[str, ...]
) -> None:
    take_back(nora)
    done = nora(*words)
    assert done.code == 0, done.err
    assert "nothing was kept" not in done.err


def test_a_talk_can_be_rubbed_out_after_the_yes_was_taken_back(nora: Run) -> None:
    take_back(nora)
    for talk in nora("talks", "--format", "json").data:
        assert nora("session", "forget", talk["id"], "--yes").code == 0
    assert "Radios" not in nora("export", "Nora").out


# It is named, with what to do.


def test_the_day_page_and_person_show_name_it_with_its_day_and_what_to_do(
    nora: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "taken back" not in nora().out
    nora("talk", "Vqmaya Çelik", "--answers", "-", lines=json.dumps(TOLD))
    take_back(nora, "--on", "2026-11-20", name="Vqmaya Çelik")
    monkeypatch.setenv("COACHKIT_TODAY", "2027-11-22")
    commands = [f"coachkit person {each}" for each in (
        "agreed 'Vqmaya Çelik'", "pack 'Vqmaya Çelik' -o FOLDER", "forget 'Vqmaya Çelik'")]  # fmt: skip
    day = nora().out
    assert "Vqmaya Çelik took back the yes to being written down on 20 November 2026" in day
    shown = nora("person", "show", "Vqmaya Çelik")
    assert "The yes to being written down was taken back on 20 November 2026" in shown.out
    for command in commands:
        assert command in day
        assert command in shown.err
    nora("person", "agreed", "Vqmaya Çelik")
    assert "took back" not in nora().out
    assert "forget" not in nora("person", "show", "Vqmaya Çelik").err


# Hints can be pasted.


def commands_in(text: str) -> list[list[str]]:
    """Every command that a text names, as a shell would read it."""
    lines = (line.partition("coachkit ")[2] for line in text.splitlines() if "coachkit " in line)
    return [shlex.split(line) for line in lines]


def test_hints_name_the_person_as_a_shell_wants_it(run: Run) -> None:
    name = "Vqmaya Çelik"
    run("person", "add", name)
    told = commands_in(run("person", "agreed", name, "--withdrawn").out)
    assert ["person", "pack", name, "-o", "FOLDER"] in told
    assert ["person", "forget", name] in told
    for words in told:
        done = run(*words, *(("--yes",) if "forget" in words else ()))
        assert done.code == 0, done.err
    run("person", "add", name)
    assert ["profile", name, "--check"] in commands_in(run("person", "agreed", name, "--may-know", "anyone").out)
    assert "coachkit person archive 'Vqmaya Çelik' --back" in run("person", "archive", name).out


def test_nobody_is_made_one_with_somebody_whose_yes_was_taken_back(run: Run) -> None:
    for name in ("Ann", "Jo"):
        run("person", "add", name)
    run("person", "agreed", "Ann", "--withdrawn")
    for one, into in (("Jo", "Ann"), ("Ann", "Jo")):
        assert run("person", "merge", one, into).code == 1
    assert len(run("people", "--format", "json").data) == 2
