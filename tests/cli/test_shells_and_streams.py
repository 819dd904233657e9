"""The Tab key in every shell, and streams that are closed, full or given up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROSA, Run, environment

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
    assert completed(program, "bash", "coachkit person re") == ["rename", "resume"]
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
@pytest.mark.parametrize("args", ["talk --answers -", "talk Jo", "export Rosa"])
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
