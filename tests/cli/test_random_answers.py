"""Any answers file at all: it is taken whole, or refused with a sentence and nothing kept."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import ROSA, Done, Run, everything_in, no_traceback

TEXT = ROSA.read_bytes()
TREE: dict[str, Any] = yaml.load(TEXT, Loader=yaml.BaseLoader)  # noqa: S506 - all stay texts
MILD = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**20),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["", "yes", "null", "skip", "2026-11-30", "same", "x" * 100_001, "\ud800", "\x1b[2J", "a\u2028b"]),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["name", "ring", "what", "next", "signs", "zz", ""]), inner, max_size=3),
    ),
    max_leaves=6,
)


@st.composite
def damaged_bytes(draw: st.DrawFn) -> bytes:
    """Rosa's walk with some bytes put in, taken out or turned round."""
    data = bytearray(TEXT)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.sampled_from([0, 0, 1, 2, 40, 2000])))
        new = draw(
            st.sampled_from(
                [
                    b"",
                    b":",
                    b" ",
                    b"\n",
                    b"  - ",
                    b"\t",
                    b'"',
                    b"'",
                    b"{",
                    b"]",
                    b"|",
                    b"#",
                    b"&a ",
                    b"\xff",
                    b"\x00",
                    b"null",
                    b"x: ",
                ]
            )
        )
        data[at:end] = new
    return bytes(data)


@st.composite
def mutated_tree(draw: st.DrawFn) -> bytes:
    """Rosa's answers as JSON with some of them replaced by anything else."""
    tree = json.loads(json.dumps(TREE))
    for _ in range(draw(st.integers(1, 3))):
        key = draw(st.sampled_from([*TREE, "nonsense", "permission"]))
        here = tree.get(key)
        if isinstance(here, list) and here and isinstance(here[0], dict) and draw(st.booleans()):
            field = draw(st.sampled_from([*here[0], "nonsense"]))
            here[0][field] = draw(VALUES)
        elif draw(st.booleans()):
            tree.pop(key, None)
        else:
            tree[key] = draw(VALUES)
    return json.dumps(tree).encode()


def takes_or_refuses(run: Run, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder, monkeypatch.context() as patch:
        home = Path(folder) / "home"
        patch.setenv("COACHKIT_HOME", str(home))
        done: Done = run("talk", "--answers", "-", lines=data)
        assert done.code in (0, 2, 3, 4), done
        no_traceback(done)
        if done.code:
            assert done.out == ""
            assert done.err
            assert everything_in(home) == b""
            return
        for command in (("talks", "--format", "json"), ("people",), ("export", "--all", "-o", folder + "/out")):
            assert run(*command).code == 0


@MILD
@given(data=damaged_bytes())
def test_a_damaged_file_is_taken_whole_or_not_at_all(run: Run, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    takes_or_refuses(run, data, monkeypatch)


@MILD
@given(data=mutated_tree())
def test_changed_answers_are_taken_whole_or_not_at_all(run: Run, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    takes_or_refuses(run, data, monkeypatch)
