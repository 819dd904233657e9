"""The quick way through a past conversation: in comes what one told, out go its events and statements, or nothing.

Most of what is told fits, lies on the path and is kept in the words in which it was said. Then one pass over the
answers says all that filling in, going along the path and filing say together. Where anything is otherwise this way
ends, and the plain one is gone instead: whatever is said of faults, of answers that lie aside and of words put
together from several answers is said there alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coachkit.ids import NewId
from coachkit.scripts.conditions import Held, Standing, all_hold
from coachkit.scripts.model import StepType
from coachkit.talk.events import made
from coachkit.talk.fit import LONGEST, Misfit, fit, said_fits
from coachkit.talk.laid_out import Laid, LaidOut
from coachkit.talk.replay import Single
from coachkit.talk.told import Answer, Told, is_absent
from coachkit.talk.words import in_words

# One thing said that the profile keeps: its id, kind, step, item and text. The id is empty where `statement_id` gives
# it, and the item where there is none.
Row = tuple[str, str, str, str, str]

_LEFT = Standing(skipped=True)


class LongWayError(Exception):
    """The plain way has to be gone."""


class AtOnce:
    """One pass over the answers; `drawn` are the new ids given out on it. `tidy`: no text has a control character."""

    def __init__(self, new_id: NewId, *, tidy: bool) -> None:
        self.new_id, self.tidy = new_id, tidy
        self.drawn: list[str] = []
        self.events: list[Single] = []
        self.statements: list[Row] = []
        self.standing: dict[str, Standing] = {}
        self.in_item: dict[str, Standing] = {}

    def go(self, script: LaidOut, answers: Mapping[str, Answer]) -> None:
        """Take in every answer. Raises LongWayError."""
        if self._steps(script.steps, answers, "") != len(answers):
            raise LongWayError

    def _steps(self, steps: tuple[Laid, ...], answers: Mapping[str, Answer], item: str) -> int:
        """Take in what is told of these steps and those that follow them; how many of them were."""
        reached = 0
        for laid in steps:
            each = answers.get(laid.id)
            if each is None or is_absent(each):
                if laid.required:
                    raise LongWayError
                reached += each is not None
            else:
                reached += 1 + self._step(laid, each, item, answers)
        return reached

    def _step(self, laid: Laid, each: Answer, item: str, answers: Mapping[str, Answer]) -> int:
        if laid.keeps is None or (laid.when and not all_hold(laid.when, self._look_up)):
            raise LongWayError
        if isinstance(each, Told) and each.skipped:
            self._skip(laid, item)
        elif not laid.repeats:
            self._value(laid, each, item)
            if laid.follow_up:
                return self._steps(laid.follow_up, answers, item)
        elif laid.is_list:
            self._list(laid, each, item)
        else:
            self._items(laid, each)
        return 0

    def _look_up(self, name: str) -> Standing | None:
        return self.in_item.get(name) or self.standing.get(name)

    def _stands(self, laid: Laid, item: str, standing: Standing) -> None:
        (self.in_item if item else self.standing)[laid.name] = standing

    def _skip(self, laid: Laid, item: str) -> None:
        if laid.required:
            raise LongWayError
        self.events.append(("skipped", f"{laid.name}[{item}]" if item else laid.name, None))
        self._stands(laid, item, _LEFT)

    def _value(self, laid: Laid, each: Answer, item: str) -> None:
        if laid.step.type is StepType.CHOICES and (items := _items_of(each)) is not None:
            each = "\n".join(_text(one) for one in items)
        value = self._fitting(laid, each)
        self._answered(laid, item, value)
        if laid.is_asked_after:
            self._stands(laid, item, made(Standing, (False, value)))

    def _answered(self, laid: Laid, item: str, value: Held) -> None:
        subject = f"{laid.name}[{item}]" if item else laid.name
        self.events.append(("answered", subject, list(value) if isinstance(value, tuple) else value))
        if laid.keeps:
            text = value if isinstance(value, str) else in_words(laid.step, value)
            for kind in laid.keeps:
                self.statements.append(("", kind, laid.name, item, text))

    def _list(self, laid: Laid, each: Answer, item: str) -> None:
        kept = _kept(laid, each)
        if not kept:
            self._skip(laid, item)
            return
        happened, says, kinds = self.events.append, self.statements.append, laid.keeps or ()
        name, outer, texts, drawn = laid.name, f"{item}/" if item else "", [], self.drawn
        for one in kept:
            text = str(self._fitting(laid, one))
            new = self.new_id()
            drawn.append(new)
            own = outer + new
            subject = f"{name}[{own}]"
            happened(("item_added", subject, None))
            happened(("answered", subject, text))
            for kind in kinds:
                says(("", kind, name, own, text))
            texts.append(text)
        happened(("list_closed", f"{name}[{item}]" if item else name, None))
        if laid.is_asked_after:
            self._stands(laid, item, made(Standing, (False, tuple(texts))))

    def _items(self, laid: Laid, each: Answer) -> None:
        """The people of a list, or the items of a group; a group of one item goes the plain way."""
        kept = [_fields_of(one) for one in _kept(laid, each)]
        if not kept:
            self._skip(laid, "")
            return
        if laid.is_single:
            raise LongWayError
        names = [self._name(laid, fields) for fields in kept] if laid.is_people else []
        if names:
            self.standing[laid.name] = Standing(False, tuple(names))
        called = [self._fields(laid, number, fields, names) for number, fields in enumerate(kept)]
        self.standing[laid.name] = Standing(False, tuple(called))
        self.events.append(("list_closed", laid.name, None))

    def _name(self, laid: Laid, fields: Mapping[str, Answer]) -> str:
        if laid.called is None or "name" not in fields:
            raise LongWayError
        return str(self._fitting(laid.called, fields["name"]))

    def _fields(self, laid: Laid, number: int, fields: Mapping[str, Answer], names: list[str]) -> str:
        """One item with all its fields; what it is called by."""
        own, called = self._new_id(), laid.called
        self.events.append(("item_added", f"{laid.name}[{own}]", None))
        if called is not None and names:
            self._answered(called, own, names[number])
            self.in_item[called.name] = Standing(False, names[number])
        if self._steps(laid.fields, fields, own) + bool(names) != len(fields):
            raise LongWayError
        standing = self.in_item.get(called.name) if called is not None else None
        self.in_item.clear()
        if called is None or standing is None or standing.skipped:
            return ""
        return in_words(called.step, standing.value)

    def _new_id(self) -> str:
        id_ = self.new_id()
        self.drawn.append(id_)
        return id_

    def _fitting(self, laid: Laid, each: Answer) -> Held:
        """The value that a text gives. Raises LongWayError where it does not fit."""
        if self.tidy and laid.is_words and isinstance(each, str):
            said = each.strip()
            if said and len(said) <= LONGEST:
                return said
            raise LongWayError
        text = each if isinstance(each, str) else each.text if isinstance(each, Told) else None
        if text is None:
            raise LongWayError
        value = said_fits(laid.step, text.strip()) if self.tidy else fit(laid.step, text)
        if isinstance(value, Misfit):
            raise LongWayError
        return value


def _kept(laid: Laid, each: Answer) -> Sequence[Answer]:
    """The items told, without the empty ones. Raises LongWayError where there are too many."""
    items = _items_of(each)
    kept = [one for one in ((each,) if items is None else items) if not is_absent(one)]
    if laid.at_most is not None and len(kept) > laid.at_most:
        raise LongWayError
    return kept


def _items_of(each: Answer) -> Sequence[Answer] | None:
    """The items told; None where it is no list."""
    if isinstance(each, list):
        return each
    return each.items if isinstance(each, Told) else None


def _fields_of(each: Answer) -> Mapping[str, Answer]:
    """What one item tells, field by field. Raises LongWayError where it does not."""
    fields = each.fields if isinstance(each, Told) else each
    if not isinstance(fields, dict) or not fields:
        raise LongWayError
    return fields


def _text(each: Answer) -> str:
    text = each if isinstance(each, str) else each.text if isinstance(each, Told) else None
    return text or ""
