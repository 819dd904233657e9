"""A question beside the talk's own: in comes an Asking, out goes what was given; a pause there ends the sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachkit.askers.protocol import Asking, Ended, Gave, Pressed

if TYPE_CHECKING:
    from coachkit.workbench.conversation import Conversation

# Half-typed text of such a question is kept under what it is, this sign, and the place in the talk it lies beside.
BESIDE = "@"
THOUGHT = "thought"
CONCERN = "concern"


class PausedError(Exception):
    """The coach pauses, or input ends, while a question beside the talk's own is put."""


def beside(talk: Conversation, asking: Asking, name: str = "") -> Gave | None:
    """Put a question; None where the coach goes back from it. With a `name`, half-typed text is kept and put back.

    Raises PausedError on q and at the end of input.
    """
    if not name:
        return _given(talk.room.put(asking))
    asking = asking.model_copy(update={"draft": talk.draft_of(name)})
    given = _given(talk.room.put(asking, lambda typed: talk.keep_draft(name, typed)))
    if given is None:
        talk.drop_draft(name)
    return given


def _given(move: Gave | Pressed | Ended) -> Gave | None:
    if isinstance(move, Ended) or move == Pressed("q"):
        raise PausedError
    return move if isinstance(move, Gave) else None
