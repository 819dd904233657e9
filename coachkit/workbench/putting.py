"""A place on the path becomes a question to put: in come place, answers and names, out goes an Asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coachkit.askers.protocol import Asking, Choice, Form
from coachkit.safe_text import folded, shortened
from coachkit.scripts.conditions import Held
from coachkit.scripts.model import ITEMISED, Script, Step, StepType
from coachkit.scripts.sheet import cue_of
from coachkit.talk.answers import Answers, inside
from coachkit.talk.events import Key
from coachkit.talk.moves import first_field
from coachkit.talk.path import Mark, Path, Place, Role
from coachkit.talk.said import Speaking
from coachkit.wording import talking

_FORMS = {
    StepType.TEXT: Form.TEXT,
    StepType.CHOICE: Form.ONE_OF,
    StepType.YES_NO: Form.ONE_OF,
    StepType.CHOICES: Form.SOME_OF,
}
_YES_NO = (Choice(key="yes", label="Yes"), Choice(key="no", label="No"))


@dataclass(frozen=True, slots=True)
class Before:
    """What earlier talks bring: the names of the circle and the things on the page, to pick from.

    `page` holds the part of the page that a question looks at, by its name, or its name and item (`name[item]`).
    """

    circle: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    page: dict[str, str] = field(default_factory=dict)


NOTHING_BEFORE = Before()


class Putting:
    """Makes questions of places, for one script as it stands; `before` is what earlier talks bring."""

    def __init__(self, script: Script, answers: Answers, speaking: Speaking, before: Before) -> None:
        self._script = script
        self._answers = answers
        self._speaking = speaking
        self._before = before

    def asking(self, place: Place, *, heading: str = "", draft: str = "") -> Asking:
        """The question at a place, with what stands there, or what was half typed, to put back."""
        step = _inner_step(place)
        item = place.key.item.partition("/")[0]
        standing = self._answers.value(place.key) if place.role is not Role.ANOTHER else None
        return Asking(
            text=self._speaking.text(self._words(place, step), item),
            form=_FORMS.get(step.type, Form.LINE),
            heading=heading,
            hint=self._hint(place, step),
            choices=self._choices(step) or self._things(place, step),
            chosen=_chosen(standing),
            standing=_typed(standing),
            draft=draft,
            may_be_empty=place.role is Role.ANOTHER and not _is_only_item(place),
        )

    def _words(self, place: Place, step: Step) -> str:
        if place.role is Role.ANOTHER and self._answers.items.get(place.key):
            return place.question.ask_again or step.ask_again or step.ask
        if place.role is Role.ANOTHER and place.question.type is StepType.GROUP and place.question is not step:
            return f"{place.question.ask.strip()}\n\n{step.ask.strip()}"
        if place.role is not Role.ITEM and self._opens_single(place):
            return f"{self._top(place).ask.strip()}\n\n{step.ask.strip()}"
        return step.ask

    def _opens_single(self, place: Place) -> bool:
        top = self._top(place)
        return top.type is StepType.GROUP and top.at_most == 1 and top.fields[0] is place.step

    def _top(self, place: Place) -> Step:
        return place.top if place.top is not None else place.question

    def _hint(self, place: Place, step: Step) -> str:
        parts = [talking.ABOUT.format(what=what)] if (what := self._group_item(place)) else []
        if step.type is StepType.SCALE and step.low and step.high:
            parts.append(f"{step.low.number}: {step.low.words} … {step.high.number}: {step.high.words}")
        if step.type is StepType.DATE:
            parts.append("A day: friday, in 2 weeks, 7 January")
        if place.role is Role.ANOTHER and not _is_only_item(place):
            parts.append(talking.ANOTHER_EMPTY if self._answers.items.get(place.key) else talking.FIRST_EMPTY)
        if place.role is Role.ITEM:
            parts.append(talking.TAKE_OFF)
        return "  ".join(parts)

    def _group_item(self, place: Place) -> str:
        """What a group's item is called, for the questions that come after its first."""
        top = self._top(place)
        if (
            top.type is not StepType.GROUP
            or top.at_most == 1
            or place.role is Role.ANOTHER
            or top.fields[0] is place.step
        ):
            return ""
        own = place.key.item.partition("/")[0]
        return shortened(str(self._answers.value(Key(f"{top.id}.{top.fields[0].id}", own)) or ""), 60)

    def _choices(self, step: Step) -> tuple[Choice, ...]:
        if step.type in (StepType.CHOICE, StepType.CHOICES):
            return tuple(Choice(key=option.key, label=option.label) for option in step.options)
        if step.type is StepType.YES_NO:
            return _YES_NO
        return tuple(Choice(key=name, label=name) for name in self._among(step))

    def _things(self, place: Place, step: Step) -> tuple[Choice, ...]:
        """What is on the page already, where a thing for it is named: the same words mean the same thing."""
        top = self._top(place)
        names_it = any(saves.kind == "handover" and saves.fields.get("what") == step.id for saves in top.saves)
        if place.role is not Role.ANOTHER or not names_it or step is not top.fields[0]:
            return ()
        here = {folded(text) for text in self._texts(top.id)}
        return tuple(Choice(key=what, label=what) for what in self._before.things if folded(what) not in here)

    def _among(self, step: Step) -> list[str]:
        """Names already given: in this talk's lists of people and in earlier talks, or in the list named."""
        if step.among is None:
            return []
        if step.among == "circle":
            here = [each.id for each in self._script.steps if each.type is StepType.PEOPLE]
            return _distinct([*(name for each in here for name in self._texts(each)), *self._before.circle])
        return _distinct(self._texts(step.among))

    def _texts(self, list_id: str) -> list[str]:
        steps = dict(self._script.every_step())
        step = steps.get(list_id)
        if step is None:
            return []
        inner = list_id
        if step.type in ITEMISED:
            inner += ".name" if step.type is StepType.PEOPLE else f".{step.fields[0].id}"
        items = self._answers.items.get(Key(list_id), ())
        return [str(text) for own in items if (text := self._answers.value(Key(inner, inside("", own))))]


def place_name(place: Place) -> str:
    """The name under which half-typed text is kept for a place."""
    return f"{place.role}:{place.key}"


def place_named(way: Path, name: str) -> Place | None:
    """The place on the path that half-typed text belongs to."""
    return next((place for place in way.places if place_name(place) == name), None)


def _inner_step(place: Place) -> Step:
    """The question really put: for one more item of a group, its first field."""
    return first_field(place.question) if place.role is Role.ANOTHER else place.question


def _is_only_item(place: Place) -> bool:
    return place.question.type is StepType.GROUP and place.question.at_most == 1


def _typed(value: Held | None) -> str:
    if value is None or isinstance(value, tuple):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _chosen(value: Held | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _distinct(names: Sequence[str]) -> list[str]:
    return list({folded(name): name for name in reversed(names)}.values())[::-1]


def spoken_cue(step: Step, speaking: Speaking, item: str = "") -> str:
    """The few words by which a coach finds a step, with its placeholders filled."""
    return speaking.text(step.cue or step.ask.strip().split("\n")[0], item) or cue_of(step)


def label(place: Place, speaking: Speaking, answers: Answers) -> str:
    """A short name for a place in a list to choose from: its cue, and what stands there."""
    top = place.top if place.top is not None else place.question
    cue = spoken_cue(top, speaking)
    value = answers.value(place.key)
    inner = place.question.cue if place.question is not top else ""
    words = speaking.value(place.key.step, place.key.item.partition("/")[0]) if value is not None else ""
    if place.role is Role.ITEM:
        words = str(value or "")
    if place.role is Role.ANOTHER:
        words = "one more" if place.mark is Mark.CLOSED or answers.items.get(place.key) else ""
    name = words if place.role is Role.ITEM else ""
    if not name and place.key.item and place.step is not top:
        name = speaking.value(f"{top.id}.{'name' if top.type is StepType.PEOPLE else top.fields[0].id}", place.key.item)
    if name and inner:  # the part comes first: names may be long, and alike at their beginning
        said = "" if words == name else shortened(str(words or ""), 28)
        return " · ".join(part for part in (inner, said, shortened(name, 24)) if part)
    parts = [part for part in (cue, name, inner, "" if words == name else words) if part]
    return shortened(" · ".join(dict.fromkeys(parts)), 64)
