"""The command line itself: help, mistakes, settings, places, the demo, the day, completion."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from coachkit import __version__
from coachkit.cli.app import TABLE
from tests.cli.conftest import Done, Run, everything_in, no_escapes, no_traceback

SUBCOMMANDS = [("person", each) for each in ("show", "add", "rename", "merge", "separate", "archive")]
SUBCOMMANDS += [("session", each) for each in ("show", "edit", "forget")]
COMMANDS = [(each,) for each in TABLE] + SUBCOMMANDS
# In the contract, and not to be heard of before they are built.
CONTRACT = ["look-again", "since", "lasting", "handover", "introduce", "introductions", "come-back", "log",
            "suggestions", "import", "find", "script", "notebook", "mirror"]  # fmt: skip


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("command", [(), *COMMANDS])
def test_every_command_has_help_and_offers_to_install_nothing(run: Run, command: tuple[str, ...], option: str) -> None:
    done = run(*command, option)
    assert done.code == 0
    assert done.err == ""
    assert done.out.startswith(f"Usage: coachkit {' '.join(command)}".rstrip())
    assert "completion for the current shell" not in done.out
    no_escapes(done)
    assert max(map(len, done.out.splitlines())) <= 80


def test_the_line_in_the_list_is_the_first_line_of_each_commands_help(run: Run) -> None:
    for name, (_, line) in TABLE.items():
        assert run("--help").out.count(f"\n  {name} ") == 1
        text = " ".join(run(name, "-h").out.split())
        begins = line.rstrip(".").split(":")[0].split(",")[0]
        assert begins in text, name


def test_version_is_one_line(run: Run, program: Run) -> None:
    for start in (run, program):
        assert start("--version") == Done(0, f"coachkit {__version__}\n", "")


@pytest.mark.parametrize(
    ("typed", "meant"), [("tlak", "talk"), ("peple", "people"), ("plna", "plan"), ("dmeo", "demo")]
)
def test_a_mistyped_command_is_exit_2_with_a_suggestion(run: Run, typed: str, meant: str) -> None:
    done = run(typed)
    assert (done.code, done.out) == (2, "")
    assert f"'{meant}'" in done.err


@pytest.mark.parametrize(
    ("args", "meant"),
    [
        (("talk", "--nwe"), "--new"),
        (("plan", "Rosa", "--fromat", "json"), "--format"),
        (("export", "--foce"), "--force"),
        (("person", "shwo"), "show"),
        (("session", "forgt"), "forget"),
    ],
)
def test_a_mistyped_option_is_exit_2_with_a_suggestion(run: Run, args: tuple[str, ...], meant: str) -> None:
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert meant in done.err
    no_traceback(done)


@pytest.mark.parametrize("command", [each for each in CONTRACT if each not in TABLE])
def test_what_is_not_built_is_a_usage_fault_and_not_in_the_help(run: Run, command: str) -> None:
    assert run(command).code == 2
    assert f"\n  {command} " not in run("--help").out


@pytest.mark.parametrize(
    "args",
    [
        ("people", "Rosa"),
        ("plan",),
        ("plan", "a", "b"),
        ("export", "-o"),
        ("session",),
        ("person",),
        ("undo", "x"),
        ("-x",),
    ],
)
def test_too_few_or_too_many_words_are_exit_2(run: Run, home: Path, args: tuple[str, ...]) -> None:
    done = run(*args)
    assert done.code == 2
    no_traceback(done)
    assert not home.exists()


ESCAPES = [
    ("\x1b]52;c;aGk=\x07",), ("--\x1b[31m",), ("people", "\x1b[2Jx"), ("plan", "\x9b31mx"),
    ("session", "show", "\x1b[1m"),
    ("talk", "--answers", "\x1b]0;x\x07.yaml"), ("talk", "Jo", "--script", "\x1b[1m"), ("talk", "--on", "\x1b[1m"),
    ("export", "x", "-o", "\x1b[1m/y"), ("where", "--format", "\x1b[1m"), ("settings", "\x1b[1m"),
    ("completion", "\x1b[1m"),
]  # fmt: skip


@pytest.mark.parametrize("args", ESCAPES)
def test_what_is_typed_brings_no_escape_back(run: Run, args: tuple[str, ...]) -> None:
    done = run(*args)
    assert done.code in (2, 3)
    assert done.err
    no_escapes(done)
    no_traceback(done)


# The day.


def test_alone_on_an_empty_notebook_it_says_how_to_begin(run: Run, home: Path) -> None:
    done = run()
    assert (done.code, done.err) == (0, "")
    for words in ("coachkit talk", "coachkit demo"):
        assert words in done.out
    assert not home.exists()


def test_alone_it_shows_talks_to_go_on_with_days_to_look_again_and_small_things(
    rosa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa("talk", "Ana Lima", lines="yes\nsaid\nq\n")
    done = rosa()
    assert done.out.startswith("Sunday 22 November 2026\n")
    assert "Sunday 22 November 2026 with Ana Lima: coachkit talk 'Ana Lima'" in done.out
    assert "Rosa: Knock on Len's door and ask him about Thursdays (Tuesday 24 November)" in done.out
    assert "look again" not in done.out.lower()
    monkeypatch.setenv("COACHKIT_TODAY", "2026-12-15")
    assert "Thursday 17 December with Rosa" in rosa().out


def test_a_quiet_day_says_so_and_archived_people_are_left_in_peace(rosa: Run) -> None:
    rosa("person", "archive", "Rosa")
    assert "Nothing is waiting today." in rosa().out


def test_an_impossible_today_is_a_usage_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHKIT_TODAY", "yesterday")
    for args in ((), ("talk", "Jo"), ("plan", "Jo")):
        assert run(*args).code == 2


# Settings.


def test_each_setting_shows_where_it_comes_from(run: Run, home: Path) -> None:
    assert run("settings", "phone", "07700 900123").code == 0
    rows = {each["name"]: each for each in run("settings", "--format", "json").data}
    assert rows["coach"] == {"name": "coach", "value": "Sam", "origin": "COACHKIT_COACH"}
    assert rows["phone"] == {"name": "phone", "value": "07700 900123", "origin": "config.toml"}
    assert rows["emergency"] == {"name": "emergency", "value": "", "origin": "default"}
    text = run("settings").out
    assert "coach: Sam\n" in text
    assert "from: COACHKIT_COACH" in text
    assert "from: config.toml" in text
    assert "from: default" in text


def test_one_setting_is_shown_set_and_emptied(run: Run, home: Path) -> None:
    assert run("settings", "emergency", "Ring 999 “now”\n\\ or #112").out.startswith("emergency is now: ")
    assert run("settings", "emergency", "--format", "json").data[0]["value"] == "Ring 999 “now”\n\\ or #112"
    assert run("settings", "emergency", "").out == "emergency is empty now.\n"
    assert run("settings", "emergency", "--format", "json").data[0]["value"] == ""
    assert stat.S_IMODE((home / "config.toml").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_an_environment_variable_wins_over_the_file(run: Run) -> None:
    run("settings", "coach", "Kim")
    assert run("settings", "coach", "--format", "json").data[0]["value"] == "Sam"


def test_an_unknown_setting_is_exit_3_with_a_suggestion(run: Run, home: Path) -> None:
    for args in (("cooach",), ("cooach", "Sam")):
        done = run("settings", *args)
        assert (done.code, done.out) == (3, "")
        assert "Did you mean coach?" in done.err
    assert run("settings", "plain", "perhaps").code == 2


def test_a_broken_settings_file_is_exit_4_with_its_place(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('phone = "1"\ncoach = Sam\n', "utf-8")
    for args in (("settings",), ("talk", "Jo"), ("people",), ("where",), ()):
        done = run(*args)
        assert done.code == 4
        assert re.search(r"config\.toml:2:\d+ ", done.err)
        no_traceback(done)


# Where, doctor, demo.


def test_where_names_the_places_and_makes_none(run: Run, home: Path) -> None:
    done = run("where")
    assert str(home / "notebook.db") in done.out
    data = run("where", "--format", "json").data
    assert data == {
        "folder": str(home), "notebook": str(home / "notebook.db"), "own_scripts": str(home / "prompts"),
        "settings": str(home / "config.toml"),
    }  # fmt: skip
    assert not home.exists()


def test_doctor_tells_versions_and_numbers_and_nobodys_words(rosa: Run) -> None:
    done = rosa("doctor")
    assert done.code == 0
    assert "people: 1, talks: 1" in done.out
    assert f"{__version__}" in done.out
    for words in ("Rosa", "Dulce", "Len", "radio", "Sam", "07700"):
        assert words not in done.out + done.err


def test_doctor_works_where_there_is_nothing_yet_and_makes_nothing(run: Run, home: Path) -> None:
    done = run("doctor")
    assert done.code == 0
    assert "none yet" in done.out
    assert not home.exists()


@pytest.mark.parametrize("fault", ["settings", "notebook", "script"])
def test_doctor_works_best_when_something_is_wrong(rosa: Run, home: Path, fault: str) -> None:
    if fault == "settings":
        (home / "config.toml").write_text("coach = Fictitia\n", "utf-8")
    elif fault == "notebook":
        (home / "notebook.db").write_bytes(b"Fictitia" * 1000)
    else:
        (home / "prompts").mkdir()
        (home / "prompts" / "x.yaml").write_text("Fictitia", "utf-8")
    done = rosa("doctor")
    assert done.code == 0
    assert "python" in done.out
    assert re.search("fault|damaged|another program", done.out)
    assert "Fictitia" not in done.out + done.err


def test_the_demo_shows_all_parts_and_leaves_nothing_behind(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    rest = tmp_path / "tmp"
    rest.mkdir()
    monkeypatch.setenv("TMPDIR", str(rest))
    monkeypatch.setattr(tempfile, "tempdir", None)
    done = run("demo")
    assert (done.code, done.err) == (0, "")
    for words in ("“Thursday last week.", "What Rosa brings", "Rosa's page", "IF I LEFT TOMORROW", "coachkit: 1"):
        assert words.casefold() in done.out.casefold(), words
    assert not home.exists()
    assert list(rest.iterdir()) == []


def test_the_demo_leaves_a_notebook_that_is_there_as_it_is(rosa: Run, home: Path) -> None:
    before = everything_in(home)
    assert rosa("demo").code == 0
    assert everything_in(home) == before


@pytest.mark.parametrize("command", ["profile", "plan", "people", "talks", "export", "where", "settings"])
def test_an_unknown_format_is_a_usage_fault_that_names_the_formats(rosa: Run, command: str) -> None:
    who = ["Rosa"] if command in ("profile", "plan", "export") else []
    done = rosa(command, *who, "--format", "pdf")
    assert (done.code, done.out) == (2, "")
    assert "json" in done.err
    no_traceback(done)
