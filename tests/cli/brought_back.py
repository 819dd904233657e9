"""Copies that go out and come back: in come runs of the command, out go the texts, counts and blocks to compare."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coachkit.notebook.store import Notebook
from tests.cli.conftest import Done, Run, no_escapes, no_traceback

FENCE = re.compile(r"^(`{3,})coachkit\n(.*)\n\1\n\Z", re.MULTILINE | re.DOTALL)
Elsewhere = Callable[..., Path]


def written(tmp_path: Path, text: str, name: str = "copy.md") -> str:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return str(path)


def fine(done: Done) -> Done:
    no_traceback(done)
    assert done.code == 0, done.err + done.out
    return done


def counts(done: Done) -> tuple[int, int, int, int]:
    """New, known, unsure and refused, as the report says."""
    found = re.search(r"(\d+) new, (\d+) known, (\d+) unsure, (\d+) refused", done.out)
    assert found, done.out + done.err
    new, known, unsure, refused = map(int, found.groups())
    return new, known, unsure, refused


def block(text: str) -> dict[str, Any]:
    """What the block holds without its checksum, so that what is made of it stands for an earlier copy."""
    found = FENCE.search(text)
    assert found
    data = dict(json.loads(found[2]))
    data.pop("sum", None)
    return data


def with_block(text: str, data: object) -> str:
    return FENCE.sub(lambda _: f"```coachkit\n{json.dumps(data, ensure_ascii=False)}\n```\n", text)


def comes_back(run: Run, go: Elsewhere, tmp_path: Path, who: str, *more: str) -> str:
    """Export, import into an empty notebook, export again: the same bytes; the text."""
    text = fine(run("export", who, *more)).out
    path = written(tmp_path, text)
    go(settings=False)
    done = fine(run("import", path))
    assert counts(done) == (1, 0, 0, 0)
    assert run("export", who, *more).out == text
    assert counts(run("import", path)) == (0, 1, 0, 0)
    return text


def refused_whole(run: Run, go: Elsewhere, path: str) -> Done:
    folder = go()
    fine(run("person", "add", "Somebody"))
    done = run("import", path)
    no_traceback(done)
    no_escapes(done)
    assert (done.code, counts(done)) == (4, (0, 0, 0, 1)), done.out
    assert re.search(rf"^  {re.escape(path)}:\d+:\d+ \S", done.out, re.MULTILINE)
    assert [each["name"] for each in run("people", "--format", "json").data] == ["Somebody"]
    assert run("undo").out == "Taken back: adding Somebody.\n"
    with Notebook.open(folder / "notebook.db") as notebook:
        assert notebook.counts().events == 1
    return done
