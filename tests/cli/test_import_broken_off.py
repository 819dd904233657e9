"""An import that is broken off, is far too big, or is nothing at all, leaves nothing half."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from coachkit.workbench import bring_in
from coachkit.workbench.coming_in import past_talk
from tests.cli.conftest import Run, environment

MANY = 3000


def many(folder: Path, count: int = MANY) -> Path:
    file = folder / "many.jsonl"
    with file.open("w") as out:
        for number in range(count):
            words = " ".join(f"w{number}x{n}" for n in range(40))
            answers = {"good_day": words, "come_to_you": ["Bread", f"Hair {number}"]}
            record = {"person": f"Person {number}", "on": "2025-03-02", "script": "first_conversation"}
            out.write(json.dumps({**record, "answers": answers}) + "\n")
    return file


def talks(run: Run) -> int:
    return len(run("talks", "--format", "json").data)


def under_way(program: Run, home: Path, file: Path) -> tuple[subprocess.Popen[bytes], bytes]:
    """An import that has kept its first thousand records and waits for the rest of them; that rest."""
    lines = file.read_bytes().splitlines(keepends=True)
    child = subprocess.Popen([sys.executable, "-m", "coachkit", "import", "-"], env=environment(home),
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    assert child.stdin is not None
    child.stdin.write(b"".join(lines[:1400]))
    child.stdin.flush()
    deadline = time.monotonic() + 50
    while time.monotonic() < deadline and not ((home / "notebook.db").exists() and talks(program) >= 1000):
        time.sleep(0.05)
    return child, b"".join(lines[1400:])


def test_an_import_killed_half_way_goes_on_and_is_still_one_change(run: Run, home: Path, tmp_path: Path) -> None:
    file = many(tmp_path)
    command = [sys.executable, "-m", "coachkit", "import", str(file)]
    child = subprocess.Popen(command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 50
    while time.monotonic() < deadline and not (home / "notebook.db").exists():
        time.sleep(0.01)
    while time.monotonic() < deadline and child.poll() is None and talks(run) < 1000:
        time.sleep(0.02)
    child.kill()
    assert child.wait() in (-signal.SIGKILL, 0)
    kept = talks(run)
    assert kept % 1000 == 0, "a batch is kept whole or not at all"
    data = run("import", str(file), "--format", "json").data
    assert (data["new"], data["known"]) == (MANY - kept, kept)
    assert talks(run) == MANY
    assert len(run("find", "w7x3", "--format", "json").data) == 1
    assert run("undo").out.startswith("Taken back: an import")
    assert talks(run) == 0
    assert run("people").out == ""


def test_an_import_taken_back_in_another_window_stops_and_leaves_nothing(
    program: Run, home: Path, tmp_path: Path
) -> None:
    child, rest = under_way(program, home, many(tmp_path, 2500))
    assert program("undo").out.startswith("Taken back: an import")
    out, err = child.communicate(rest, timeout=50)
    assert child.returncode == 1
    assert out == b""
    assert b"taken back in another window" in err
    assert talks(program) == 0
    assert program("people").out == ""
    assert program("notebook", "check").code == 0
    assert program("import", str(tmp_path / "many.jsonl"), "--format", "json").data["new"] == 2500


def test_two_windows_importing_at_once_make_two_changes(program: Run, home: Path, tmp_path: Path) -> None:
    child, rest = under_way(program, home, many(tmp_path, 1500))
    note = json.dumps({"person": "Ada", "on": "2025-03-02", "note": "Sings in the choir."})
    assert program("import", "-", "--format", "json", lines=note + "\n").data["new"] == 1
    child.communicate(rest, timeout=50)
    assert child.returncode == 0
    assert talks(program) == 1501
    assert program("undo").code == 0
    assert talks(program) == 1500
    assert program("find", "choir").out == ""
    assert program("undo").code == 0
    assert talks(program) == 0
    assert program("notebook", "check").code == 0


def test_an_import_that_another_window_holds_up_says_what_is_kept_and_goes_on(
    program: Run, home: Path, tmp_path: Path
) -> None:
    child, rest = under_way(program, home, many(tmp_path, 1500))
    other = sqlite3.connect(home / "notebook.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    _, err = child.communicate(rest, timeout=50)
    other.execute("ROLLBACK")
    other.close()
    assert child.returncode == 6
    assert b"What has come in so far is kept." in err
    data = program("import", str(tmp_path / "many.jsonl"), "--format", "json").data
    assert (data["new"], data["known"]) == (500, 1000)
    assert program("undo").code == 0
    assert talks(program) == 0


def test_the_same_file_imported_in_two_windows_comes_in_once(
    run: Run, program: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = many(tmp_path, 30), []

    def at_the_same_time(*args: Any, **more: Any) -> Any:
        if not other:
            other.append(program("import", str(file), "--format", "json").data)
        return past_talk(*args, **more)

    monkeypatch.setattr(bring_in, "past_talk", at_the_same_time)
    data = run("import", str(file), "--format", "json").data
    assert [(each["new"], each["known"]) for each in (data, *other)] == [(0, 30), (30, 0)]
    assert data["sources"][0]["notes"] == other[0]["sources"][0]["notes"]
    assert talks(run) == 30
    assert run("notebook", "check").code == 0


def test_interrupted_it_says_so_and_keeps_whole_batches(home: Path, tmp_path: Path) -> None:
    file, written = many(tmp_path, 20_000), home / "notebook.db-wal"
    command = [sys.executable, "-m", "coachkit", "import", str(file)]
    child = subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))  # fmt: skip
    deadline = time.monotonic() + 50
    while time.monotonic() < deadline and not (written.exists() and written.stat().st_size > 1_000_000):
        time.sleep(0.01)
    os.kill(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=50)
    assert child.returncode == 130
    assert b"Traceback" not in err


def test_a_line_of_a_hundred_megabytes_and_a_stream_of_junk_are_refused_in_little_memory(
    home: Path, tmp_path: Path
) -> None:
    long_line = tmp_path / "long.jsonl"
    with long_line.open("wb") as out:
        out.write(b'{"person": "Maya", "on": "2025-03-02", "note": "')
        for _ in range(100):
            out.write(b"x" * 1024 * 1024)
        out.write(b'"}\n' + json.dumps({"person": "Abdi", "on": "2025-03-04", "note": "Bins."}).encode() + b"\n")
    junk = tmp_path / "junk.jsonl"
    with junk.open("wb") as out:
        for _ in range(100):
            out.write(os.urandom(1024 * 1024))
    for file, new in ((long_line, 1), (junk, 0)):
        measured = (
            "import resource, subprocess, sys;"
            "done = subprocess.run(sys.argv[1:], capture_output=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, done.returncode, flush=True);"
            "sys.stdout.buffer.write(done.stdout)"
        )
        command = [sys.executable, "-m", "coachkit", "import", str(file), "--format", "json"]
        done = subprocess.run(
            [sys.executable, "-c", measured, *command], env=environment(home), capture_output=True, timeout=100
        )
        first, _, out = done.stdout.decode().partition("\n")
        peak, code = map(int, first.split())
        assert peak < 200
        assert code == 4
        assert json.loads(out)["data"]["new"] == new
