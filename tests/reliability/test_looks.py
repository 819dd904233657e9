"""The looks see what they are for, and let pass what does no harm."""

from __future__ import annotations

import pytest

from tests.computer import Done
from tests.reliability import looks
from tests.reliability.canary import astray, leaked
from tests.reliability.commands import CANARY, KEEPING, READING, SILENT, Line, command_of, leaves
from tests.reliability.hostile import control, formats
from tests.reliability.hostile_texts import hostile
from tests.reliability.trace import Call


def test_every_attack_is_seen_where_it_goes_out_as_it_is() -> None:
    seen, of = control()
    assert seen == of
    assert of > 80


def test_what_does_no_harm_is_let_pass() -> None:
    assert looks.on_a_terminal("مريم 👩‍👩‍👧 नमस्ते\nZoë — “yes”") == []
    assert looks.in_cells('"-5.00","+12","\'=1","a=b"\n') == []
    assert not looks.bad_name("zoë-مريم-q3k9z2.md")
    own = {"heading_open", "heading_close", "paragraph_open", "paragraph_close"}
    assert looks.in_markdown("# Jo\n\n1\\. \\# \\<b\\> https\\://e.example\n") == own


def test_hostile_texts_are_as_many_as_asked_for_and_no_two_the_same() -> None:
    texts = list(hostile(2000, 1))
    assert len({text.rpartition(" n")[2] for text in texts}) == len(set(texts)) == 2000
    assert texts == list(hostile(2000, 1))
    assert texts != list(hostile(2000, 2))


def test_every_format_an_export_comes_in_is_looked_at() -> None:
    assert set(formats()) <= set(looks.SHAPES)
    assert {"md", "json", "ics"} <= set(formats())


@pytest.mark.parametrize("leaf", leaves(), ids=" ".join)
def test_every_command_there_is_is_tried_with_canaries(leaf: tuple[str, ...]) -> None:
    assert [line for line in (*READING, *SILENT, *KEEPING) if command_of(line) == leaf]


def test_a_word_is_a_leak_on_stderr_or_where_nobody_asked_but_not_what_was_typed_or_is_to_be_chosen() -> None:
    line = Line(("log", "Jo"))
    assert leaked(Done(1, "", f"{CANARY}-3"), line, line.words)
    assert leaked(Done(0, f"{CANARY}-3", ""), line, line.words)
    assert leaked(Done(1, "", "Traceback (most recent call last)"), line, line.words)
    assert not leaked(Done(3, "", f"{CANARY}-3 is nobody"), line, ("log", f"{CANARY}-3"))
    assert not leaked(Done(3, "", f"Which one?\n  q3k9z2  {CANARY}-3"), line, line.words)
    assert not leaked(Done(0, f"{CANARY}-3", ""), Line(("plan", "Jo"), shows=True), ("plan", "Jo"))


def test_a_file_written_elsewhere_and_a_program_started_are_astray(tmp_path) -> None:  # type: ignore[no-untyped-def]
    written = frozenset({"O_WRONLY"})
    calls = [
        Call("run", path="/usr/bin/python"),
        Call("open", path=f"{tmp_path}/home/notebook.db", flags=written),
        Call("open", path="/etc/passwd", flags=frozenset({"O_RDONLY"})),
        Call("open", path="/tmp/x", flags=written),  # noqa: S108
        Call("run", path="/bin/sh"),
    ]
    assert astray(calls, tmp_path) == ["/tmp/x", "/bin/sh"]  # noqa: S108
