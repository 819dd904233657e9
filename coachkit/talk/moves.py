"""What a move does: in come a place on the path and what was said there, out go the events to keep."""

from __future__ import annotations

from coachkit.ids import NewId
from coachkit.scripts.conditions import Held
from coachkit.scripts.model import Step, StepType
from coachkit.talk.answers import ONLY, Answers, inside
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.path import Mark, Place, Role


def first_field(step: Step) -> Step:
    """The question that a new item begins with: the first field of a group, else the step itself."""
    return step.fields[0] if step.type is StepType.GROUP else step


def answered(key: Key, value: Held, *, before: bool = False) -> NewEvent:
    """The event of an answer; `before` says that another one stood there until now."""
    kept = list(value) if isinstance(value, tuple) else value
    return NewEvent(kind=Happened.CHANGED if before else Happened.ANSWERED, subject=str(key), body={"value": kept})


def give(answers: Answers, place: Place, value: Held, new_id: NewId) -> list[NewEvent]:
    """An answer at a place. The same answer again is no event; one more item of a full list closes it."""
    step = place.question
    if place.role is Role.ANOTHER and step.type is StepType.GROUP and step.at_most == 1:
        return _into_only_item(answers, step, value, new_id)
    if place.role is Role.ANOTHER:
        return _one_more(answers, step, place.key, value, new_id)
    if answers.value(place.key) == value:
        return []
    return [answered(place.key, value, before=place.mark is Mark.ANSWERED)]


def _into_only_item(answers: Answers, step: Step, value: Held, new_id: NewId) -> list[NewEvent]:
    field = step.fields[0]
    key = Key(f"{step.id}.{field.id}", ONLY)
    return _one_more(answers, field, key, value, new_id) if field.repeats else [answered(key, value)]


def _one_more(answers: Answers, step: Step, list_key: Key, value: Held, new_id: NewId) -> list[NewEvent]:
    own = new_id()
    item = inside(list_key.item, own)
    events = [NewEvent(kind=Happened.ITEM_ADDED, subject=str(Key(list_key.step, item)))]
    match step.type:
        case StepType.PEOPLE:
            events.append(answered(Key(f"{list_key.step}.name", item), value))
        case StepType.GROUP:
            field = step.fields[0]
            inner = Key(f"{list_key.step}.{field.id}", item)
            events += _one_more(answers, field, inner, value, new_id) if field.repeats else [answered(inner, value)]
        case _:
            events.append(answered(Key(list_key.step, item), value))
    already = len(answers.items.get(list_key, ()))
    if step.at_most is not None and already + 1 >= step.at_most and list_key not in answers.closed:
        events.append(NewEvent(kind=Happened.LIST_CLOSED, subject=str(list_key)))
    return events


def skip(answers: Answers, place: Place) -> list[NewEvent]:
    """Leaving a question: an item is taken off its list, a list with items is closed, all else is skipped."""
    if place.role is Role.ITEM:
        return [NewEvent(kind=Happened.ITEM_REMOVED, subject=str(item_key(place)))]
    if place.role is Role.ANOTHER:
        return close(answers, place)
    if place.mark is Mark.SKIPPED:
        return []
    return [NewEvent(kind=Happened.SKIPPED, subject=str(place.key))]


def close(answers: Answers, place: Place) -> list[NewEvent]:
    """No more items: the list is closed, or skipped when nothing was ever on it."""
    if place.mark is Mark.CLOSED:
        return []
    kind = Happened.LIST_CLOSED if answers.items.get(place.key) else Happened.SKIPPED
    return [NewEvent(kind=kind, subject=str(place.key))]


def item_key(place: Place) -> Key:
    """The key of the whole item at a place: for `circle.name[a]` that is `circle[a]`."""
    return Key(place.key.step.removesuffix(".name"), place.key.item) if _is_name(place) else place.key


def _is_name(place: Place) -> bool:
    return place.step is not None and place.step.type is StepType.PEOPLE
