"""The terminal asker ended in the middle, in whatever way: what was typed is kept, and nobody sees a traceback."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.askers.put_on_screen import Talk

SENTENCE = "My sister always said I could mend anything"


@pytest.mark.parametrize(
    ("how", "code"),
    [("\x03", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), ("close", 129)],
    ids=["Ctrl-C", "SIGTERM", "SIGHUP", "SIGINT", "closed"],
)
def test_however_it_is_ended_the_whole_draft_is_kept(tmp_path: Path, how: Any, code: int) -> None:
    snippet = "try:\n    put()\nexcept KeyboardInterrupt:\n    sys.exit(130)"
    with Talk(tmp_path, snippet) as talk:
        talk.wait_for("›")
        talk.type(SENTENCE)
        talk.wait_for(SENTENCE)
        if how == "close":
            talk.close()
        elif isinstance(how, str):
            talk.type(how)
        else:
            talk.signal(how)
        assert talk.exit_code() == code, talk.text
        assert talk.draft == SENTENCE
        assert "Traceback" not in talk.text


@pytest.mark.parametrize("form", ["text", "one_of"])
@pytest.mark.parametrize("hangup", ["SIG_DFL", "SIG_IGN"])
def test_a_closed_window_is_never_a_traceback(tmp_path: Path, form: str, hangup: str) -> None:
    errors = tmp_path / "errors"
    snippet = f"""
import signal, traceback
if {hangup!r} == "SIG_IGN":
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
try:
    put(form={form!r}, choices=choices("Jo", "Theo"))
except BaseException as left:
    Path({str(errors)!r}).write_text(repr(left))
    raise
"""
    with Talk(tmp_path, snippet) as talk:
        talk.wait_for("›")
        talk.close()
        assert talk.exit_code() == 129
    assert errors.read_text() == "Stopped(129)"


@pytest.mark.parametrize("form", ["one_of", "some_of"])
@pytest.mark.parametrize("how", ["\x03", signal.SIGTERM])
def test_a_choice_can_be_left_too(tmp_path: Path, form: str, how: Any) -> None:
    snippet = f"try:\n    put(form={form!r}, choices=choices('Jo'))\nexcept KeyboardInterrupt:\n    sys.exit(130)"
    with Talk(tmp_path, snippet) as talk:
        talk.wait_for("Jo")
        talk.type(how) if isinstance(how, str) else talk.signal(how)
        assert talk.exit_code() == (130 if isinstance(how, str) else 143)


def test_ctrl_d_ends_and_keeps_the_text(tmp_path: Path) -> None:
    with Talk(tmp_path, "put()\nput()") as talk:
        talk.wait_for("›")
        talk.type(SENTENCE)
        talk.wait_for(SENTENCE)
        talk.type("\x1b[H\x04")
        talk.wait_prompt(2)
        assert talk.draft == SENTENCE
        talk.type("\x04")
        assert talk.ended_well() == [["Ended"], ["Ended"]]


def test_killed_outright_at_most_a_quarter_of_a_second_is_lost(tmp_path: Path) -> None:
    with Talk(tmp_path, "put()") as talk:
        talk.wait_prompt(1)
        seen = []
        for letter in SENTENCE:
            talk.type(letter)
            talk.wait_still(0.02)
            seen.append((time.monotonic(), talk.text.partition("› ")[2].strip()))
        talk.signal(signal.SIGKILL)
        killed = time.monotonic()
        assert talk.exit_code() == -9
        early = [text for at, text in seen if killed - at > 0.25]
        assert len(early[-1]) > 5
        assert talk.draft.startswith(early[-1])


def test_a_quarter_of_a_second_after_the_last_letter_all_is_kept(tmp_path: Path) -> None:
    with Talk(tmp_path, "put()") as talk:
        talk.wait_prompt(1)
        talk.type(SENTENCE)
        talk.wait_for(SENTENCE)
        talk.wait_still(0.25)
        talk.signal(signal.SIGKILL)
        assert talk.exit_code() == -9
        assert talk.draft == SENTENCE


def test_a_draft_that_cannot_be_kept_is_an_error_not_a_waiting_screen(tmp_path: Path) -> None:
    snippet = """
def full(text):
    raise OSError(28, "disk full")
try:
    asker.put(Asking(text="What?", form=Form.TEXT), full)
except OSError as left:
    print("left with", left.errno, file=sys.stderr)
"""
    with Talk(tmp_path, snippet) as talk:
        talk.wait_for("›")
        talk.type("x")
        talk.wait_for("left with 28")
        assert talk.exit_code() == 0
