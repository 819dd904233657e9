"""The asker of tests and demos: in come moves known beforehand, out goes a record of what was asked and said."""

from __future__ import annotations

from collections.abc import Iterable

from coachkit.askers.protocol import Asking, Ended, Gave, KeepDraft, Move, Pressed, Tone


class ScriptedAsker:
    """Makes the given moves one after another; when they run out, input has ended.

    A plain string is an answer, or the key it is where that key acts. `asked` holds every question put,
    `said` every text said with its tone.
    """

    def __init__(self, moves: Iterable[Move | str] = ()) -> None:
        self._moves = iter(moves)
        self.asked: list[Asking] = []
        self.said: list[tuple[str, Tone]] = []

    def put(self, asking: Asking, keep_draft: KeepDraft | None = None) -> Move:  # noqa: ARG002
        """Record the question and make the next move."""
        self.asked.append(asking)
        move = next(self._moves, Ended())
        if not isinstance(move, str):
            return move
        return Pressed(move) if len(move) == 1 and move in asking.keys else Gave(move)

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Record what is said."""
        self.said.append((text, tone))
