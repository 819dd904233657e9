"""What was told of a past conversation: in comes an answer as a file has it, out goes it with its place, or plain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias


class Told(NamedTuple):
    """One answer as it stands in a file: a text, a skip, a list or a mapping, and its place in the file.

    A cell of a spreadsheet may be both a text and a list: its question says which.
    """

    line: int = 0
    column: int = 0
    text: str | None = None
    skipped: bool = False
    items: tuple[Told, ...] | None = None
    fields: dict[str, Told] | None = None

    @property
    def is_absent(self) -> bool:
        """Empty text is as good as not there."""
        text = self.text
        return text is not None and (not text or text.isspace())


# An answer without its place, as most are read by the thousand, stands for itself: a text, things told, or fields.
Answer: TypeAlias = "str | list[Answer] | dict[str, Answer] | Told"


def as_told(answer: Answer) -> Told:
    """An answer with all that can be known of it; one that stood for itself has no place."""
    if isinstance(answer, str):
        return Told(text=answer)
    if isinstance(answer, list):
        return Told(items=tuple(as_told(each) for each in answer))
    return Told(fields=all_told(answer)) if isinstance(answer, dict) else answer


def all_told(answers: Mapping[str, Answer]) -> dict[str, Told]:
    """Answers, or fields, by their names, each as `as_told` gives it."""
    return {name: as_told(each) for name, each in answers.items()}


def is_absent(answer: Answer) -> bool:
    """Whether an answer is as good as not there: an empty text."""
    if isinstance(answer, str):
        return not answer or answer.isspace()
    return isinstance(answer, Told) and answer.is_absent
