"""A talk to read: in come a script and the events of one walk, out goes plain text a coach can go through.

Stages are headings, questions stand as they are spoken, answers in quotes. What an answer saves is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coachkit.scripts.model import Script, Stage, Step, StepType
from coachkit.talk.answers import Answers, Happening, fold, parent
from coachkit.talk.events import Key
from coachkit.talk.path import Mark, Path, Place, Role, path
from coachkit.talk.said import Speaking


def transcript(script: Script, walk: Iterable[Happening], *, person: str = "Maya", coach: str = "Sam") -> str:
    """The whole talk as it stands after these events, in the order of the script; questions not reached are left out.

    Answers set aside, whose questions are off the path, come last under their own heading.
    """
    answers = fold(walk)
    way = path(script, answers)
    return "\n".join(_Telling(script, answers, way, Speaking(script, way, person, coach)).lines()) + "\n"


class _Telling:
    """Goes along the path once, and keeps in mind what has been said so as not to say it again."""

    def __init__(self, script: Script, answers: Answers, way: Path, speaking: Speaking) -> None:
        self.script = script
        self.answers = answers
        self.way = way
        self.speaking = speaking
        self.stage: Stage | None = None
        self.begun: set[str] = set()

    def lines(self) -> Iterator[str]:
        yield from _heading(self.speaking.text(self.script.title), "=")
        for place in self.way.places:
            if place.mark is not Mark.OPEN:
                yield from self._place(place)
        if any(place.mark is Mark.OPEN and place.role is not Role.PLAY_BACK for place in self.way.places):
            yield from ("", "(some questions are still open)")
        yield from self._parked()

    def _place(self, place: Place) -> Iterator[str]:
        if place.stage is not None and place.stage is not self.stage:
            self.stage = place.stage
            yield ""
            yield from _heading(self.speaking.text(place.stage.title), "-")
        if place.step is None:
            yield from ("", "(what was said so far is read back)")
        elif place.role is Role.ANOTHER:
            yield from self._no_more(place)
        else:
            yield from self._asked(place, place.step)

    def _asked(self, place: Place, step: Step) -> Iterator[str]:
        for question in self._questions(place, step):
            yield from ("", *question.split("\n"))
        yield from self._said(step, place.key) or ("  (skipped)",)

    def _said(self, step: Step | None, key: Key) -> list[str]:
        """The answer in quotes, each thing chosen in its own; no lines where there is none."""
        value = self.answers.value(key)
        if value is None:
            return []
        words = self.speaking.words(step, value, key.item.partition("/")[0])
        return [f"  {line}".rstrip() for line in ", ".join(f"“{each}”" for each in words).split("\n")]

    def _questions(self, place: Place, step: Step) -> Iterator[str]:
        """What is said before an answer. From the third item of a list on it is only a look."""
        item = place.key.item.partition("/")[0]
        yield from self._opened(place, step, item)
        if place.role is not Role.ITEM:
            yield self.speaking.text(step.ask, item)
            return
        name = str(parent(place.key))
        if self._first_time(name):
            yield self.speaking.text(step.ask, item)
        elif self._first_time(f"{name} again"):
            yield self.speaking.text(step.ask_again or step.ask, item)

    def _opened(self, place: Place, step: Step, item: str) -> Iterator[str]:
        """What a group says before the first field of each item, also where that field is a list left empty."""
        top = place.top or step
        if top.type is StepType.GROUP and step is top.fields[0] and self._first_time(f"{top.id}[{item}]"):
            again = top.ask if self._first_time(top.id) else top.ask_again or top.ask
            yield self.speaking.text(again)

    def _first_time(self, name: str) -> bool:
        if name in self.begun:
            return False
        self.begun.add(name)
        return True

    def _no_more(self, place: Place) -> Iterator[str]:
        """The end of a list: said where nothing was on it."""
        if not self.answers.items.get(place.key):
            item = place.key.item.partition("/")[0]
            asked = self.speaking.text(place.question.ask, item)
            for text in (*self._opened(place, place.question, item), asked):
                yield from ("", *text.split("\n"))
            yield "  (skipped)"

    def _parked(self) -> Iterator[str]:
        steps = dict(self.script.every_step())
        aside = [key for key in self.way.parked if self.answers.value(key) is not None]
        if aside:
            yield ""
            yield from _heading("Set aside", "-")
        for key in aside:
            step = steps.get(key.step)
            yield ""
            yield from (self.speaking.text(step.ask, key.item.partition("/")[0]) if step else key.step).split("\n")
            yield from self._said(step, key)


def _heading(text: str, under: str) -> Iterator[str]:
    yield text
    yield under * len(text)
