"""What was agreed to be kept is kept itself; taken back, it is asked anew; and nothing goes by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coachkit.notebook.store import Notebook
from coachkit.person.decisions import words_of
from coachkit.talk.events import Happened
from coachkit.wording import talking
from tests.cli.conftest import Run
from tests.whole_life import MARK


def events(home: Path, *kinds: Happened) -> list[dict[str, object]]:
    with Notebook.open(home / "notebook.db") as notebook:
        return [e.model_dump() for e in notebook.events() if e.kind in kinds]


def test_the_yes_before_a_talk_is_kept_with_its_day_how_and_wording(run: Run, home: Path) -> None:
    run("talk", "Jo", lines="yes\nAn hour\nq\n")
    (kept,) = events(home, Happened.KEEPING_AGREED)
    assert kept["on"] == "2026-11-22"
    assert kept["body"] == {"words": words_of(talking.PERMISSION), "text": "table"}
    assert kept["subject"] == talking.PERMISSION_NAMED
    shown = run("person", "show", "Jo")
    agreed = "Agreed to being written down on 22 November 2026, at the table (asked as in: coachkit's question"
    assert agreed in shown.out
    assert "Who may know was not asked yet, so all of it stays private." in shown.err
    run("undo")
    assert run("people", "--format", "json").data == []


def test_a_changed_question_gets_a_new_name() -> None:
    """Whoever changes the words of the question raises its version, and then the digest here."""
    assert (talking.PERMISSION_NAMED, words_of(talking.PERMISSION)) == (
        "coachkit's question before a talk, version 1",
        "b261d5e37f8be23bc578",
    )


def test_it_can_be_said_on_paper_or_by_phone_with_its_own_wording(run: Run, home: Path, tmp_path: Path) -> None:
    run("person", "add", "Jo")
    (tmp_path / "form.txt").write_text("I agree that Sam writes this down.\r\n", "utf-8")
    done = run("person", "agreed", "Jo", "--how", "paper", "--on", "2026-11-20", "--wording", "form.txt")
    assert (done.code, done.out) == (0, "Kept: Jo agreed to being written down, Friday 20 November 2026.\n")
    (kept,) = events(home, Happened.KEEPING_AGREED)
    assert (kept["subject"], kept["on"]) == ("form.txt", "2026-11-20")
    assert kept["body"]["words"] == words_of("I agree that Sam writes this down.")  # type: ignore[index]
    said = run("person", "show", "Jo", "--format", "json").data["agreed"]["said"]
    assert said == [{"agreed": True, "on": "2026-11-20", "how": "paper", "wording": "form.txt",
                     "digest": words_of("I agree that Sam writes this down.")}]  # fmt: skip


def test_after_it_was_taken_back_a_talk_says_so_and_asks_before_a_word_is_written(run: Run, home: Path) -> None:
    run("talk", "Jo", "--on", "2026-11-20", lines="yes\nAn hour\nq\n")
    done = run("person", "agreed", "Jo", "--withdrawn", "--how", "phone", "--on", "2026-11-21", "--why", "his own")
    assert done.code == 0
    assert "Nothing was rubbed out" in done.out
    before = (home / "notebook.db").read_bytes()
    for more in ((), ("--new",)):
        asked = run("talk", "Jo", *more, lines="no\n")
        assert asked.err.index("took back the yes") < asked.err.index("Is it all right")
        assert "pack" in asked.err
        assert "forget" in asked.err
        assert (home / "notebook.db").read_bytes() == before
    refused = run("talk", "Jo", "--answers", "-", lines=json.dumps({"good_day": f"{MARK}bread"}))
    assert refused.code == 1
    assert "took back" in refused.err
    assert MARK.encode() not in (home / "notebook.db").read_bytes()
    run("talk", "Jo", lines=f"yes\n{MARK}again\nq\n")
    assert len(events(home, Happened.KEEPING_AGREED)) == 2
    assert MARK in run("session", "show", run("talks", "--format", "json").data[0]["id"]).out
    assert "took back" not in run("talk", "Jo", lines="q\n").err


def test_a_record_of_somebody_who_took_it_back_is_refused_by_name_and_the_rest_comes_in(run: Run) -> None:
    run("person", "add", "Jo")
    run("person", "agreed", "Jo", "--withdrawn")
    records = [{"person": name, "on": "2025-03-02", "note": f"{name} {MARK}"} for name in ("Jo", "Omar")]
    done = run("import", "-", "--from", "jsonl", lines="\n".join(map(json.dumps, records)))
    assert done.code == 4
    assert "Jo took back the yes" in done.out
    assert {line["name"]: line["talks"] for line in run("people", "--format", "json").data} == {"Jo": 0, "Omar": 0}
    assert [line["kind"] for line in run("talks", "--format", "json").data] == ["note"]
    run("person", "agreed", "Jo", "--how", "letter")
    assert run("import", "-", "--from", "jsonl", lines="\n".join(map(json.dumps, records))).code == 0


def test_a_talk_may_go_with_its_yes_but_the_yes_stays_when_only_the_talk_is_forgotten(run: Run, home: Path) -> None:
    run("talk", "Jo", lines="yes\nAn hour\nq\n")
    run("session", "forget", run("talks", "--format", "json").data[0]["id"], "--yes")
    assert len(events(home, Happened.KEEPING_AGREED)) == 1


def test_who_may_know_is_private_until_somebody_says_otherwise(run: Run) -> None:
    run("talk", "Jo", "--answers", "-", lines=json.dumps({"come_to_you": ["Radios", "Lamps"]}))

    def shares() -> list[str]:
        return [one["share"] for one in run("profile", "Jo", "--format", "json").data["statements"]]

    assert shares() == ["private", "private"]
    run("profile", "Jo", "--check", lines="Who may know?\nBetween us two\n1\n1\n3\nher sister\n")
    assert shares() == ["private", "anyone"]
    assert "Lamps" in run("plan", "Jo", "--format", "note").out
    assert "Radios" not in run("plan", "Jo", "--format", "note").out
    shown = run("person", "show", "Jo").out
    assert "may be known to anyone" in shown
    assert "“her sister”" in shown or '"her sister"' in shown
    assert "May I mention" not in run("profile", "Jo", "--check", lines="1\n1\n").err
    run("person", "agreed", "Jo", "--may-know", "between-us")
    assert shares() == ["private", "private"]
    assert run("export", "Jo", "--format", "json").data["agreed"]["share"] == "private"
    run("undo")
    assert shares() == ["private", "anyone"]


def test_it_goes_along_in_a_merge_and_in_a_copy_that_comes_back(run: Run, home: Path, tmp_path: Path) -> None:
    run("talk", "Jo", lines="yes\nAn hour\nq\n")
    run("person", "agreed", "Jo", "--may-know", "my-people", "--whom", "the choir")
    run("person", "add", "Joanna")
    run("person", "merge", "Jo", "Joanna")
    before = run("person", "show", "Joanna", "--format", "json").data["agreed"]
    assert before["share"] == "my_people"
    assert len(before["said"]) == 1
    assert run("export", "Joanna", "-o", "joanna.md").code == 0
    for path in home.glob("notebook.db*"):
        path.unlink()
    assert run("import", "joanna.md").code == 0
    assert run("person", "show", "Joanna", "--format", "json").data["agreed"] == before


@pytest.mark.parametrize(
    "words",
    [("--how", "shouted"), ("--may-know", "everybody"), ("--withdrawn", "--may-know", "anyone"), ("--why", "x"),
     ("--whom", "x"), ("--on", "2027-01-01"), ("--on", "soon")],
)  # fmt: skip
def test_what_does_not_fit_together_is_said_and_nothing_kept(run: Run, home: Path, words: tuple[str, ...]) -> None:
    run("person", "add", "Jo")
    before = (home / "notebook.db").read_bytes()
    done = run("person", "agreed", "Jo", *words)
    assert done.code == 2
    assert (home / "notebook.db").read_bytes() == before


def long_ago(run: Run) -> str:
    return run().out.partition("Longer ago")[2]


def test_what_is_kept_long_after_the_last_talk_is_asked_about_and_never_goes_by_itself(run: Run, home: Path) -> None:
    for name, day in (("Ada", "2024-01-10"), ("Ben", "2024-11-21"), ("Cyd", "2024-11-23"), ("Dot", "2023-05-01"),
                      ("Eve", "2022-05-01"), ("Flo", "2021-05-01")):  # fmt: skip
        run("talk", name, "--answers", "-", "--on", day, lines=json.dumps({"good_day": "bread"}))
    run("person", "add", "Gus")
    run("person", "archive", "Flo")
    assert long_ago(run) == ""
    assert run("settings", "retention", "24 Months").code == 0
    told = long_ago(run)
    assert "Flo, Eve, Dot, and more: coachkit person pack" in told
    for name in ("Cyd", "Gus"):
        assert name not in told
    for name in ("Eve", "Dot"):
        run("person", "keep", name)
    run("log", "Ada", "--on", "2026-10-01")
    told = long_ago(run)
    assert "Flo, Ben: coachkit person pack" in told
    assert len(told.strip().splitlines()) < 6
    assert len(run("people", "--archived", "--format", "json").data) == 7
    run("settings", "retention", "")
    assert long_ago(run) == ""


@pytest.mark.parametrize("value", ["soon", "0 months", "24", "-1 years", "99999 years", "24 months 3 days"])
def test_a_retention_that_is_no_time_is_refused(run: Run, value: str) -> None:
    done = run("settings", "retention", "--", value) if value.startswith("-") else run("settings", "retention", value)
    assert done.code == 2
    assert "24 months" in done.err
