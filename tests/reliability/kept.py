"""What a notebook holds after the worst: in come its path and what was acknowledged, out goes what is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coachkit.errors import CoachkitError
from tests.reliability.opening import open_notebook
from tests.reliability.writer import answer


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong in one notebook: answers lost or changed, answers never said, and whether it opens at all."""

    lost: int = 0
    phantoms: int = 0
    unreadable: int = 0

    @property
    def bad(self) -> bool:
        return bool(self.lost or self.phantoms or self.unreadable)


def look(path: Path, acknowledged: Mapping[str, int]) -> Found:
    """Open a notebook, which looks it through for damage, and compare it with what was acknowledged.

    `acknowledged` holds how many answers each writer said were kept. One more may be there, kept and not yet said;
    any other is a phantom. The answers of a writer are to be there in their order, each word of them. Where nothing
    was acknowledged there may be no notebook yet, and then nothing in the way of making one.
    """
    try:
        with open_notebook(path, create=not any(acknowledged.values())) as notebook:
            said = [(e.subject, e.body["text"]) for e in notebook.events() if e.kind == "answered"]
            if notebook._rows("PRAGMA integrity_check") != [("ok",)]:
                return Found(unreadable=1)
    except (CoachkitError, KeyError):
        return Found(unreadable=1)
    return compare(said, acknowledged)


def compare(said: Iterable[tuple[str, str]], acknowledged: Mapping[str, int]) -> Found:
    """Answers as they are kept, in their order, against how many each writer said were."""
    whole: dict[str, int] = dict.fromkeys(acknowledged, 0)
    strange = 0
    for subject, text in said:
        tag, _, number = subject.rpartition(" ")
        if whole.get(tag) == int(number) and text == answer(tag, int(number)):
            whole[tag] += 1
        else:
            strange += 1
    lost = sum(max(0, acknowledged[tag] - count) for tag, count in whole.items())
    ahead = sum(max(0, count - acknowledged[tag] - 1) for tag, count in whole.items())
    return Found(lost=lost, phantoms=strange + ahead)
