"""The quick way through a past conversation: in comes what one told, out go its events and statements, or nothing.

Most of what is told fits, lies on the path and is kept in the words in which it was said. Then one pass over the
answers says all that filling in, going along the path and filing say together. Where anything is otherwise this way
ends, and the plain one is gone instead: whatever is said of faults, of answers that lie aside and of words put
together from several answers is said there alone.
"""

from __future__ import annotations

from coachkit.ids import NewId
from coachkit.scripts.conditions import Held, Standing, all_hold
from coachkit.scripts.model import StepType
from coachkit.talk.events import made
from coachkit.talk.fit import Misfit, fit
from coachkit.talk.laid_out import Laid, LaidOut
from coachkit.talk.replay import Single, Told
from coachkit.talk.words import in_words

# One thing said that the profile keeps: its id, kind, step, item and text. The id is empty where `statement_id` gives
# it, and the item where there is none.
Row = tuple[str, str, str, str, str]

_LEFT = Standing(skipped=True)


class LongWayError(Exception):
    """The plain way has to be gone."""


class AtOnce:
    """One pass over the answers; `drawn` are the new ids given out on it."""

    def __init__(self, new_id: NewId) -> None:
        self.new_id = new_id
        self.drawn: list[str] = []
        self.events: list[Single] = []
        self.statements: list[Row] = []
        self.standing: dict[str, Standing] = {}
        self.in_item: dict[str, Standing] = {}

    def go(self, script: LaidOut, told: dict[str, Told]) -> None:
        """Take in every answer. Raises LongWayError."""
        if self._steps(script.steps, told, "") != len(told):
            raise LongWayError

    def _steps(self, steps: tuple[Laid, ...], told: dict[str, Told], item: str) -> int:
        """Take in what is told of these steps and those that follow them; how many of them were."""
        reached = 0
        for laid in steps:
            each = told.get(laid.step.id)
            if each is not None and not each.is_absent:
                reached += 1 + self._step(laid, each, told, item)
            elif laid.step.required:
                raise LongWayError
            elif each is not None:
                reached += 1
        return reached

    def _step(self, laid: Laid, each: Told, told: dict[str, Told], item: str) -> int:
        if laid.keeps is None or (laid.when and not all_hold(laid.when, self._look_up)):
            raise LongWayError
        if each.skipped:
            self._skip(laid, item)
        elif laid.is_list:
            self._list(laid, each, item)
        elif laid.repeats:
            self._items(laid, each)
        else:
            self._value(laid, each, item)
            if laid.follow_up:
                return self._steps(laid.follow_up, told, item)
        return 0

    def _look_up(self, name: str) -> Standing | None:
        return self.in_item.get(name) or self.standing.get(name)

    def _stands(self, laid: Laid, item: str, standing: Standing) -> None:
        (self.in_item if item else self.standing)[laid.name] = standing

    def _skip(self, laid: Laid, item: str) -> None:
        if laid.step.required:
            raise LongWayError
        self.events.append(("skipped", f"{laid.name}[{item}]" if item else laid.name, None))
        self._stands(laid, item, _LEFT)

    def _value(self, laid: Laid, each: Told, item: str) -> None:
        text = each.text
        if each.items is not None and laid.step.type is StepType.CHOICES:
            text = "\n".join(one.text or "" for one in each.items)
        value = _fitting(laid, text)
        self._answered(laid, item, value)
        self._stands(laid, item, made(Standing, (False, value)))

    def _answered(self, laid: Laid, item: str, value: Held) -> None:
        subject = f"{laid.name}[{item}]" if item else laid.name
        self.events.append(("answered", subject, list(value) if isinstance(value, tuple) else value))
        if laid.keeps:
            self._file(laid, item, value if isinstance(value, str) else in_words(laid.step, value))

    def _file(self, laid: Laid, item: str, text: str) -> None:
        for kind in laid.keeps or ():
            self.statements.append(("", kind, laid.name, item, text))

    def _list(self, laid: Laid, each: Told, item: str) -> None:
        kept = _kept(laid, each)
        if not kept:
            self._skip(laid, item)
            return
        happened, outer, texts = self.events.append, f"{item}/" if item else "", []
        for one in kept:
            text = str(_fitting(laid, one.text))
            own = outer + self._new_id()
            subject = f"{laid.name}[{own}]"
            happened(("item_added", subject, None))
            happened(("answered", subject, text))
            texts.append(text)
            self._file(laid, own, text)
        happened(("list_closed", f"{laid.name}[{item}]" if item else laid.name, None))
        self._stands(laid, item, made(Standing, (False, tuple(texts))))

    def _items(self, laid: Laid, each: Told) -> None:
        """The people of a list, or the items of a group; a group of one item goes the plain way."""
        kept = _kept(laid, each)
        if not kept:
            self._skip(laid, "")
            return
        if laid.is_single or not all(one.fields for one in kept):
            raise LongWayError
        names = [self._name(laid, one.fields or {}) for one in kept] if laid.is_people else []
        if names:
            self.standing[laid.name] = Standing(False, tuple(names))
        called = [self._fields(laid, number, one.fields or {}, names) for number, one in enumerate(kept)]
        self.standing[laid.name] = Standing(False, tuple(called))
        self.events.append(("list_closed", laid.name, None))

    def _name(self, laid: Laid, fields: dict[str, Told]) -> str:
        if laid.called is None or "name" not in fields:
            raise LongWayError
        return str(_fitting(laid.called, fields["name"].text))

    def _fields(self, laid: Laid, number: int, fields: dict[str, Told], names: list[str]) -> str:
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


def _kept(laid: Laid, each: Told) -> list[Told]:
    """The items told, without the empty ones. Raises LongWayError where there are too many."""
    items = each.items if each.items is not None else (each,)
    kept = [one for one in items if not one.is_absent]
    if laid.at_most is not None and len(kept) > laid.at_most:
        raise LongWayError
    return kept


def _fitting(laid: Laid, text: str | None) -> Held:
    """The value that a text gives. Raises LongWayError where it does not fit."""
    value = fit(laid.step, text) if text is not None else None
    if value is None or isinstance(value, Misfit):
        raise LongWayError
    return value
