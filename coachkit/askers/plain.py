"""The plain asker: in comes one question and lines of text, out go numbered lines and the move they make."""

from __future__ import annotations

import io
import sys
from typing import TextIO

from coachkit.askers import phrases
from coachkit.askers.keys import draft_of, read_line
from coachkit.askers.picking import matching, matching_some, numbered_labels, standing_choices
from coachkit.askers.protocol import Asking, Ended, Form, Gave, KeepDraft, Move, Pressed, Tone
from coachkit.askers.wrapping import wrapped
from coachkit.errors import Stopped
from coachkit.safe_text import one_line

_LONGEST_LINE = 1 << 20


class PlainAsker:
    """Asks in lines, with nothing drawn or redrawn: for screen readers, simple terminals and piped input.

    A line is an answer; in a TEXT a line that ends in one backslash goes on in the next.
    """

    def __init__(self, reading: TextIO, writing: TextIO, width: int = 80) -> None:
        self._reading = reading
        self._writing = writing
        self._width = width

    def put(self, asking: Asking, keep_draft: KeepDraft | None = None) -> Move:
        """Put one question, and again until a line is a move.

        Raises KeyboardInterrupt on Ctrl-C, and Stopped when the terminal has gone.
        """
        self._show(asking)
        while True:
            self._prompt(asking)
            typed = self._answer(asking, keep_draft)
            if typed is None:
                return Ended()
            move = self._understood(typed, asking)
            if isinstance(move, str):
                self.say(move, Tone.QUIET)
            else:
                return move

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:  # noqa: ARG002
        """Say something in plain lines; every tone looks the same here."""
        self._write("".join(f"{line}\n" for line in wrapped(text, self._width)))

    def _show(self, asking: Asking) -> None:
        self._write("\n")
        if asking.heading:
            self.say(f"{asking.heading}\n")
        self.say(asking.text)
        if asking.hint:
            self.say(asking.hint)
        for label in numbered_labels(asking.choices):
            self._write("".join(f"{line}\n" for line in wrapped(label, self._width, hanging=3)))
        for line in _standing_lines(asking):
            self.say(line)

    def _prompt(self, asking: Asking) -> None:
        self._write(f"{_prompt_words(asking)} " if self._reading.isatty() else f"{_prompt_words(asking)}\n")

    def _understood(self, typed: str, asking: Asking) -> Gave | Pressed | str:
        """The move a line makes, or the sentence to say before asking again."""
        if not typed.strip():
            kept = _kept_on_enter(asking)
            return kept or (Gave("") if asking.may_be_empty else phrases.nothing_given(asking))
        move = read_line(typed, asking)
        if isinstance(move, Pressed) or asking.form in (Form.LINE, Form.TEXT):
            return move
        if asking.form is Form.ONE_OF:
            meant = matching(move.text, asking.choices)
            return Gave(meant[0].key) if len(meant) == 1 else phrases.not_clear(meant)
        if _none_chosen(typed, asking):
            return Gave("")
        some = matching_some(move.text, asking.choices)
        return Gave("\n".join(choice.key for choice in some)) if some else phrases.not_clear(())

    def _answer(self, asking: Asking, keep_draft: KeepDraft | None) -> str | None:
        """The lines of one answer joined; None at the end of input. What came before that is kept as a draft."""
        so_far = ""
        while True:
            try:
                line = self._line()
            except (KeyboardInterrupt, SystemExit):
                _keep(keep_draft, so_far)
                raise
            if line is None or (self._reading.isatty() and not line.endswith("\n")):
                # On a terminal a line without its end means Ctrl-D was pressed with text there.
                _keep(keep_draft, so_far + (line or ""))
                return None
            line = line.removesuffix("\n").removesuffix("\r")
            if asking.form is not Form.TEXT or not _goes_on(line, asking):
                return so_far + line
            so_far += f"{line[:-1]}\n"
            _keep(keep_draft, so_far)

    def _line(self) -> str | None:
        """The next line with its end; None when there are no more."""
        while True:
            line = self._read()
            if len(line) < _LONGEST_LINE or line.endswith("\n"):
                return line or None
            while line and not line.endswith("\n"):
                line = self._read()
            self.say(phrases.TOO_LONG, Tone.QUIET)

    def _read(self) -> str:
        try:
            return self._reading.readline(_LONGEST_LINE)
        except OSError as gone:
            raise Stopped(Stopped.HUNG_UP) from gone

    def _write(self, text: str) -> None:
        try:
            self._writing.write(text)
            self._writing.flush()
        except OSError as gone:
            raise Stopped(Stopped.HUNG_UP) from gone


def open_stdin() -> TextIO:
    """Standard input as text that never fails to decode: bytes that make no sense become U+FFFD.

    Where there is no standard input at all, it is as if it had ended.
    """
    if sys.stdin is None:
        return io.StringIO()
    if isinstance(sys.stdin, io.TextIOWrapper):
        # A terminal knows its own encoding; files and pipes are UTF-8 with us, whatever the locale says.
        sys.stdin.reconfigure(encoding=None if sys.stdin.isatty() else "utf-8-sig", errors="replace")
    return sys.stdin


def _standing_lines(asking: Asking) -> list[str]:
    now = asking.standing
    if asking.form in (Form.ONE_OF, Form.SOME_OF):
        now = ", ".join(one_line(choice.label) for choice in standing_choices(asking))
    draft = _offered_draft(asking)
    lines = []
    if now:
        lines.append(f"Now: {now}" if draft else f"Now: {now} (Enter keeps it)")
    if draft:
        lines.append(f"Half typed before: {draft} (Enter takes it)")
    return lines


def _kept_on_enter(asking: Asking) -> Gave | Pressed | None:
    """What an empty line gives where something was shown to be taken or kept."""
    if asking.form in (Form.ONE_OF, Form.SOME_OF):
        stands = standing_choices(asking)
        return Gave("\n".join(choice.key for choice in stands)) if stands else None
    draft = _offered_draft(asking)
    if draft:
        return read_line(draft, asking)
    return Gave(asking.standing) if asking.standing else None


def _offered_draft(asking: Asking) -> str:
    return draft_of(asking) if asking.form in (Form.LINE, Form.TEXT) else ""


def _prompt_words(asking: Asking) -> str:
    if asking.form is Form.ONE_OF:
        return "Number or words:"
    if asking.form is Form.SOME_OF:
        none = ", or 0 for none" if _may_choose_none(asking) else ""
        return f"Numbers, such as 1 3{none}:"
    return "Number or a new name:" if asking.choices else "Answer:"


def _may_choose_none(asking: Asking) -> bool:
    """Where Enter keeps what is chosen, taking everything away needs another way."""
    return asking.may_be_empty and bool(standing_choices(asking)) and not matching("0", asking.choices)


def _none_chosen(typed: str, asking: Asking) -> bool:
    return typed.strip() == "0" and _may_choose_none(asking)


def _goes_on(line: str, asking: Asking) -> bool:
    return line.endswith("\\") and not line.endswith("\\\\") and read_line(line, asking) == Gave(line)


def _keep(keep_draft: KeepDraft | None, text: str) -> None:
    if keep_draft and text.strip():
        keep_draft(text)
