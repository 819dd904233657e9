"""A talk told again otherwise says what was told last, by as few events as it takes."""

from __future__ import annotations

from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coachkit.talk.answers import Answers, fold
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.replay import Single
from coachkit.talk.told_again import told_again

WORDS = st.sampled_from(["Hair", "Bread", "Letters", "Soup"])
SOMEBODY = st.fixed_dictionaries({"name": WORDS}, optional={"ring": WORDS, "signs": st.lists(WORDS, max_size=3)})
TALKS = st.fixed_dictionaries(
    {},
    optional={"day": WORDS | st.none(), "things": st.lists(WORDS, min_size=1, max_size=4) | st.none(),
              "circle": st.lists(SOMEBODY, min_size=1, max_size=3)},
)  # fmt: skip
_IDS = count()


def events_of(talk: dict[str, Any]) -> list[Single]:
    """What a file tells, with new ids for every item."""
    found: list[Single] = [("skipped", step, None) for step in ("day", "things") if talk.get(step, "") is None]
    if talk.get("day") is not None:
        found.append(("answered", "day", talk["day"]))
    if talk.get("things") is not None:
        found += listed("things", "", talk["things"])
    for one in talk.get("circle", ()):
        own = f"i{next(_IDS)}"
        found += [("item_added", f"circle[{own}]", None), ("answered", f"circle.name[{own}]", one["name"])]
        found += [("answered", f"circle.ring[{own}]", one["ring"])] if "ring" in one else []
        found += listed("circle.signs", f"{own}/", one["signs"]) if one.get("signs") else []
    return [*found, *([("list_closed", "circle", None)] if "circle" in talk else [])]


def listed(step: str, outer: str, words: list[str]) -> list[Single]:
    found: list[Single] = []
    for word in words:
        subject = f"{step}[{outer}i{next(_IDS)}]"
        found += [("item_added", subject, None), ("answered", subject, word)]
    inside = f"[{outer[:-1]}]" if outer else ""
    return [*found, ("list_closed", f"{step}{inside}", None)]


def after(*told: list[Single]) -> Answers:
    return fold([NewEvent(kind=Happened.TOLD, body={"events": each}) for each in told])


def said(answers: Answers) -> dict[str, Any]:
    """What stands, in the order of its lists and without ids."""
    people = answers.items.get(Key("circle"), [])
    return {
        "day": answers.value(Key("day")),
        "things": [answers.value(Key("things", own)) for own in answers.items.get(Key("things"), [])],
        "circle": [
            (
                answers.value(Key("circle.name", one)),
                answers.value(Key("circle.ring", one)),
                [answers.value(Key("circle.signs", f"{one}/{own}"))
                 for own in answers.items.get(Key("circle.signs", one), [])],
            )
            for one in people
        ],
    }  # fmt: skip


@given(TALKS, TALKS)
def test_what_was_told_last_stands_in_its_order_and_nothing_else(first: dict[str, Any], then: dict[str, Any]) -> None:
    before, told = events_of(first), events_of(then)
    between = told_again(after(before), told)
    now = after(before, between)
    assert said(now) == said(after(told))
    assert told_again(now, events_of(then)) == []
    on_a_list = {own for owns in now.items.values() for own in owns}
    own_ids = {key.item.rpartition("/")[2] for key in now.given if now.value(key) is not None}
    assert own_ids - {""} <= on_a_list


@given(TALKS)
def test_what_is_told_the_same_is_no_event(talk: dict[str, Any]) -> None:
    assert told_again(after(events_of(talk)), events_of(talk)) == []
