"""An import that is broken off, is far too big, or is nothing at all, leaves nothing half."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

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
