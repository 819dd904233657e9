"""What a submitted line means: in comes the line as typed, out goes the key pressed or the text given."""

from __future__ import annotations

import re

from coachkit.askers.picking import by_number
from coachkit.askers.protocol import Asking, Form, Gave, Pressed

_JUMP = re.compile(r">[a-z][a-z0-9_.]*")


def read_line(typed: str, asking: Asking) -> Gave | Pressed:
    """The move a submitted line makes: a key only when it is the whole line.

    A backslash before a key (or before the number of a name) gives the text without the backslash.
    """
    line = typed.strip()
    acted = _acts(line, asking)
    if acted is not None:
        return acted
    if line.startswith("\\") and _acts(line.lstrip("\\"), asking) is not None:
        return Gave(line[1:])
    return Gave(typed)


def read_after(start: str, typed: str, asking: Asking) -> Gave | Pressed:
    """The move of a line that began with text put back: a key typed straight after that text is the key.

    Otherwise nobody could go back, skip, pause or stop for safety where an earlier answer stands in the line.
    """
    if start and typed.startswith(start):
        acted = _acts(typed[len(start) :].strip(), asking.model_copy(update={"choices": ()}))
        if acted is not None:
            return acted
    return read_line(typed, asking)


def typed_for(text: str, asking: Asking) -> str:
    """What to type so that `text` is given: a text that would act as a key gets its backslash."""
    return text if read_line(text, asking) == Gave(text) else f"\\{text.strip()}"


def draft_of(asking: Asking) -> str:
    """The half-typed text to put back; a key that was typed and not yet submitted is no text."""
    return "" if _acts(asking.draft.strip(), asking) is not None else asking.draft


def _acts(line: str, asking: Asking) -> Gave | Pressed | None:
    if len(line) == 1 and line in asking.keys:
        return Pressed(line)
    if ">" in asking.keys and _JUMP.fullmatch(line):
        return Pressed(">", line[1:])
    if asking.form is Form.LINE:
        name = by_number(line, asking.choices)
        return Gave(name.label) if name else None
    return None
