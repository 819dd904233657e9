"""The command line itself: help, mistakes, settings, places, the demo, the day, completion."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coachkit import __version__
from coachkit.cli.app import TABLE
from tests.cli.conftest import ROSA, Done, Run, environment, everything_in, no_escapes, no_traceback

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
    assert "1 people, 1 talks" in done.out
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


# Completion.

SHELLS = ["bash", "zsh", "fish", "powershell", "pwsh"]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_its_script(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert "_COACHKIT_COMPLETE" in done.out
    assert f"complete_{'powershell' if shell == 'pwsh' else shell}" in done.out


def test_an_unknown_shell_is_a_usage_fault(run: Run) -> None:
    done = run("completion", "tcsh")
    assert done.code == 2
    assert "fish" in done.err


def completed(program: Run, shell: str, line: str) -> list[str]:
    words = line.split(" ")
    done = program(
        env={
            "_COACHKIT_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
    )
    assert done.code == 0
    assert done.err == ""
    return [line for line in done.out.splitlines() if line]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_tab_key_offers_a_persons_name_as_that_shell_reads_it(run: Run, program: Run, shell: str) -> None:
    run("person", "add", "Ana Lima")
    run("person", "add", "Bo")
    offered = completed(program, shell, "coachkit plan A")
    assert len(offered) == 1
    expected = {
        "bash": "Ana\\ Lima", "zsh": """_arguments '*: :(("Ana Lima"))'""", "fish": "Ana Lima",
        "powershell": "'Ana Lima'::: ", "pwsh": "'Ana Lima'::: ",
    }  # fmt: skip
    assert offered[0] == expected[shell]


def test_the_tab_key_offers_commands_scripts_and_talks_and_ids_for_a_shared_name(run: Run, program: Run) -> None:
    run("talk", "--answers", str(ROSA))
    assert completed(program, "bash", "coachkit pe") == ["people", "person"]
    assert completed(program, "bash", "coachkit person re") == ["rename"]
    assert completed(program, "bash", "coachkit talk --script f") == ["first_conversation"]
    talk = run("talks").out.split("  ")[0]
    assert completed(program, "bash", "coachkit session show ") == [talk]
    run("person", "add", "rosa")
    ids = sorted(line.split("  ")[0] for line in run("people").out.splitlines())
    assert sorted(completed(program, "bash", "coachkit plan ")) == ids


def test_the_tab_key_never_fails_and_makes_no_notebook(program: Run, home: Path) -> None:
    assert completed(program, "bash", "coachkit plan A") == []
    assert not home.exists()
    home.mkdir()
    (home / "notebook.db").write_bytes(b"no notebook" * 100)
    (home / "config.toml").write_text("coach = \n", "utf-8")
    assert completed(program, "bash", "coachkit plan A") == []
    assert completed(program, "bash", "coachkit talk --script f") == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_itself_completes_a_name_and_runs_nothing_in_it(run: Run, home: Path, tmp_path: Path) -> None:
    name = "Ana $(touch evil); Lima"
    run("person", "add", name)
    (tmp_path / "coachkit").write_text(f'#!/bin/sh\nexec {sys.executable} -m coachkit "$@"\n', "utf-8")
    (tmp_path / "coachkit").chmod(0o755)
    (tmp_path / "done.bash").write_text(run("completion", "bash").out, "utf-8")
    script = (
        ". ./done.bash; COMP_WORDS=(coachkit plan An); COMP_CWORD=2; "
        "$(complete -p coachkit | sed 's/.*-F \\([^ ]*\\) .*/\\1/') coachkit; "
        'eval "set -- ${COMPREPLY[0]}"; printf "%s|%s" "$#" "$1"'
    )
    env = environment(home) | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], capture_output=True, env=env, cwd=tmp_path, check=True, timeout=60)
    assert done.stdout.decode() == f"1|{name}"
    assert not (tmp_path / "evil").exists()


# Streams.


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("args", [("people",), ("export", "Rosa"), ("where",), ("demo",), ("plan", "Rosa", "--agree")])
def test_output_that_is_not_taken_is_a_sentence_and_exit_1(rosa: Run, home: Path, args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "coachkit", *args],
            stdout=full, stderr=subprocess.PIPE, env=environment(home), check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert b"could not be written: no space left on device" in done.stderr
    assert b"should not have" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell is needed")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("args", ["people", "talk --answers -", "talk Jo", "export Rosa"])
def test_a_closed_stream_breaks_nothing(rosa: Run, home: Path, closed: str, args: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m coachkit {args} {closed}"],
        input=b"", capture_output=True, env=environment(home), check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode in (0, 4, 5)
    assert b"should not have" not in done.stderr + done.stdout
    assert b"Traceback" not in done.stderr + done.stdout
    assert rosa("doctor").out.count("opens and checks out") == 1


def test_a_reader_that_has_gone_is_no_fault(rosa: Run, home: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "coachkit", "export", "Rosa"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(home),
    )  # fmt: skip
    assert child.stdout and child.stderr
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait(timeout=60) == 0
