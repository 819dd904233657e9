"""Questions on a real terminal: in comes a snippet that puts them, out go the screen, the moves and the draft."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.pty_helper import Screen

PREAMBLE = """
import json, sys
from pathlib import Path
from coachkit.askers.protocol import *
from coachkit.askers.signals import ended_politely
from coachkit.askers.terminal import TerminalAsker
draft, moves = Path({folder!r}, "draft"), Path({folder!r}, "moves")
asker = TerminalAsker()
def choices(*labels):
    return tuple(Choice(key="k%d" % n, label=label) for n, label in enumerate(labels, 1))
def put(text="What is strong?", form="text", **more):
    move = asker.put(Asking(text=text, form=Form(form), **more), draft.write_text)
    with moves.open("a") as file:
        file.write(json.dumps([type(move).__name__, *move]) + chr(10))
    return move
"""


class Talk(Screen):
    """A screen on which questions are put; `moves` are the moves made so far, `draft` what was kept."""

    def __init__(self, folder: Path, snippet: str, **more: Any) -> None:
        self._folder = folder
        body = "\n".join(f"    {line}" for line in snippet.strip().splitlines())
        super().__init__(["-c", f"{PREAMBLE.format(folder=str(folder))}\nwith ended_politely():\n{body}"], **more)

    @property
    def moves(self) -> list[list[str]]:
        file = self._folder / "moves"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    @property
    def draft(self) -> str:
        return (self._folder / "draft").read_text()

    def ended_well(self) -> list[list[str]]:
        """The moves, after an end without a word of trouble."""
        assert self.exit_code() == 0, self.text
        assert "Traceback" not in self.text
        return self.moves
