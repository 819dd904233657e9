"""A talk told again, otherwise: in come what stands and what is told now, out go only the events that lie between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from coachkit.talk.answers import Answers, fold, inside
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.replay import Single

Signature = tuple[tuple[str, object], ...]


def told_again(kept: Answers, told: Sequence[Single]) -> list[Single]:
    """What has to happen for `kept` to say what `told` says. An item that says the same keeps its id."""
    now = fold([NewEvent(kind=Happened.TOLD, body={"events": list(told)})])
    same = _same_items(kept, now)
    lists = {_there(key, same): [same.get(own, own) for own in items] for key, items in now.items.items()}
    events: list[Single] = []
    coming = {_item(key, own) for key, items in lists.items() for own in items}
    for key, before in kept.items.items():
        after = lists.get(key, [])
        # What comes after the first difference goes off the list and on again, so that it stands in its new order.
        staying = [own for own, _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))]
        coming -= {_item(key, own) for own in staying}
        events += [("item_removed", str(_item(key, own)), None) for own in before[len(staying) :]]
    answered = {_there(key, same) for key in now.given}
    events += [("skipped", str(key), None) for key in kept.given if kept.value(key) is not None and key not in answered]
    for kind, subject, value in told:
        key = _there(Key.read(subject), same)
        if _is_new(kept, coming, kind, key, value):
            events.append((kind, str(key), value))
    return events


def _is_new(kept: Answers, coming: set[Key], kind: str, key: Key, value: object) -> bool:
    if kind == "item_added":
        return key in coming
    if kind == "answered":
        return kept.value(key) != (tuple(value) if isinstance(value, list) else value)
    return key not in kept.closed if kind == "list_closed" else not kept.skipped(key)


def _same_items(kept: Answers, now: Answers) -> dict[str, str]:
    """The id that stands of each item told now that is there already: first those the same in all they say, then
    those that begin with the same words, as somebody's name.
    """
    same: dict[str, str] = {}
    before, after = _said(kept), _said(now)
    for key, items in now.items.items():
        there = _there(key, same)
        left = list(kept.items.get(there, ()))
        for much in _ALL, _FIRST:
            for own in items:
                said = much(after.get(inside(key.item, own), ()))
                found = next((one for one in left if much(before.get(inside(there.item, one), ())) == said), None)
                if own not in same and said and found is not None:
                    same[own] = found
                    left.remove(found)
    return same


_ALL: Callable[[Signature], Signature] = lambda said: tuple(sorted(said, key=repr))  # noqa: E731
_FIRST: Callable[[Signature], Signature] = lambda said: said[:1]  # noqa: E731


def _said(answers: Answers) -> dict[str, Signature]:
    """What each item says, and whatever lies in it, in the order it was said."""
    found: dict[str, list[tuple[str, object]]] = {}
    for key in answers.given:
        value = answers.value(key)
        parts = key.item.split("/") if key.item and value is not None else []
        for depth in range(len(parts)):
            found.setdefault("/".join(parts[: depth + 1]), []).append((key.step, value))
    return {item: tuple(said) for item, said in found.items()}


def _there(key: Key, same: dict[str, str]) -> Key:
    """The same key with the ids that its items have in what stands."""
    return Key(key.step, "/".join(same.get(part, part) for part in key.item.split("/"))) if key.item else key


def _item(list_key: Key, own: str) -> Key:
    return Key(list_key.step, inside(list_key.item, own))
