"""`export --format ics`: days for a calendar, to a file, a folder or stdout."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import Run, no_traceback
from tests.test_house import loaded


def test_the_days_of_the_page_come_out_as_a_calendar(rosa: Run) -> None:
    rosa("person", "agreed", "Rosa", "--may-know", "anyone")
    done = rosa("export", "Rosa", "--format", "ics")
    assert (done.code, done.err) == (0, "")
    found = Calendar.from_ical(done.out).walk("VEVENT")
    assert [(each.decoded("dtstart").isoformat(), str(each["summary"])) for each in found] == [
        ("2026-11-24", "A first small thing with R."),
        ("2026-12-17", "Looking again with R."),
    ]
    assert "Rosa" not in done.out
    assert done.out.count("\n") == done.out.count("\r\n")


def test_a_file_is_the_same_bytes_as_stdout(rosa: Run, program: Run, tmp_path: Path) -> None:
    target = tmp_path / "rosa.ics"
    assert rosa("export", "Rosa", "--format", "ics", "-o", str(target)).code == 0
    assert target.read_bytes().decode() == rosa("export", "Rosa", "--format", "ics").out
    assert target.read_bytes().decode() == program("export", "Rosa", "--format", "ics").out


def test_with_all_there_is_a_file_for_each_who_has_a_day(rosa: Run, tmp_path: Path) -> None:
    rosa("person", "add", "Winston")
    done = rosa("export", "--all", "--format", "ics", "-o", str(tmp_path / "days"))
    assert done.code == 0
    (file,) = (tmp_path / "days").iterdir()
    assert file.name.startswith("rosa-")
    assert file.suffix == ".ics"
    assert "yet: Winston." in done.err


def test_without_a_day_nothing_is_written_and_said_so(run: Run, tmp_path: Path) -> None:
    run("person", "add", "Winston")
    target = tmp_path / "winston.ics"
    for words in (("Winston",), ("Winston", "-o", str(target)), ("--all", "-o", str(tmp_path / "days"))):
        done = run("export", *words, "--format", "ics")
        assert (done.code, done.out) == (0, "")
        assert "No day near or ahead to put in a calendar yet: Winston." in done.err
    assert not target.exists()
    assert not (tmp_path / "days").exists()


def test_many_without_a_day_are_counted_instead_of_named(run: Run, tmp_path: Path) -> None:
    for number in range(6):
        run("person", "add", f"Jo {number}")
    assert "yet: 6 people." in run("export", "--all", "--format", "ics", "-o", str(tmp_path / "days")).err


@pytest.mark.parametrize("words", [("--all",), ("Rosa", "Winston")])
def test_several_need_a_folder(rosa: Run, words: tuple[str, ...]) -> None:
    rosa("person", "add", "Winston")
    done = rosa("export", *words, "--format", "ics")
    no_traceback(done)
    assert (done.code, done.out) == (2, "")


def test_the_calendar_library_is_loaded_for_a_calendar_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    loaded(home, "talk", stdin="Maya\n1\n")
    assert "icalendar" not in loaded(home, "export", "Maya")
    assert "icalendar" in loaded(home, "export", "Maya", "--format", "ics")
