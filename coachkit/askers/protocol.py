"""What every asker does: in comes one question as data, out goes the one move the coach made."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, Protocol

from coachkit.value import Value


class Form(StrEnum):
    """How a question is put: one line, many lines, one of several, several of several."""

    LINE = "line"
    TEXT = "text"
    ONE_OF = "one_of"
    SOME_OF = "some_of"


class Choice(Value):
    """One thing to choose; `key` comes back, `label` is shown."""

    key: str
    label: str


class Asking(Value):
    """One question, ready to be put.

    `heading` is the stage's name, given when it should be shown (a new stage, or after resuming).
    `choices` of a LINE are suggestions: names already given; anything else may be typed as well.
    `standing` is the answer that stands now, to be changed or kept; `draft` is half-typed text to put back.
    `keys` are the one-character keys that act here; all other text, one character or not, is an answer.
    `may_be_empty`: Enter on nothing is an answer (it closes a list); otherwise the asker says how to skip.
    `hint` is one short line under the question, such as the two ends of a scale.
    """

    text: str
    form: Form
    heading: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    chosen: tuple[str, ...] = ()
    standing: str = ""
    draft: str = ""
    keys: str = "<-?>+q!"
    may_be_empty: bool = False


class Gave(NamedTuple):
    """The coach gave an answer: text as typed, or the keys chosen joined by newlines."""

    text: str


class Pressed(NamedTuple):
    """The coach used a key as the whole line: one of `<-?>+q!`; `>` may carry the id to jump to."""

    key: str
    to: str = ""


class Ended(NamedTuple):
    """There is no more input: Ctrl-D on nothing, or piped lines have run out."""


Move = Gave | Pressed | Ended
KeepDraft = Callable[[str], object]


class Tone(StrEnum):
    """How something is said to the coach."""

    PLAIN = "plain"
    QUIET = "quiet"
    HEADING = "heading"
    WARM = "warm"


class Asker(Protocol):
    """Puts questions and says things, on stderr; never decides what is asked next."""

    def put(self, asking: Asking, keep_draft: KeepDraft | None = None) -> Move:
        """Put one question. `keep_draft` takes half-typed text, at most 250 ms old.

        Raises KeyboardInterrupt on Ctrl-C and Stopped when the program is ended, the draft kept first.
        """
        ...

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Say something: wrapped to the terminal, its line breaks kept, made safe."""
        ...
