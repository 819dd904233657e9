"""A talk held by somebody who may do anything at any time, against a plain dict of what they said."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from coachkit.scripts.model import Script, StepType
from coachkit.scripts.placeholders import names
from coachkit.talk.answers import ONLY, State
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.moves import close, first_field, give, item_key, skip
from coachkit.talk.path import Mark, Place, Role
from coachkit.talk.said import Speaking
from tests.talk.budget import some
from tests.talk.made_scripts import scripts
from tests.talk.talking import Talk, Talker, an_answer, go_on, most_moves, rub_out

SKIPPED, RUBBED_OUT = object(), object()
numbers = st.integers(0, 10_000)


class Walkabout(RuleBasedStateMachine):
    """The engine on one side; on the other a dict of answers, a dict of lists and a set of closed ones."""

    @initialize(script=scripts())
    def begin(self, script: Script) -> None:
        self.talk = Talk(script)
        self.said: dict[str, Any] = {}
        self.lists: dict[str, list[str]] = {}
        self.closed: set[str] = set()
        self.erased: set[str] = set()
        self.words = 0

    def value_for(self, place: Place, number: int) -> Any:
        """An answer; where it is free text, words never said before, so that erased ones are known again."""
        step = first_field(place.question) if place.role is Role.ANOTHER else place.question
        self.words += 1
        return an_answer(step, Random(number), [f"words-{self.words}-w"])  # noqa: S311

    def place(self, number: int, *roles: Role) -> Place | None:
        places = [p for p in self.talk.way.places if p.role in roles]
        return places[number % len(places)] if places else None

    def answers_at(self, place: Place, number: int) -> None:
        """One answer, told to the engine and written into the dict."""
        value, answers = self.value_for(place, number), self.talk.answers
        listed = answers.items.get(place.key, [])
        if place.role is Role.ANOTHER and len(listed) >= (place.question.at_most or 1):
            return
        last = self.talk.new_id.last
        self.talk.keep(give(answers, place, value, self.talk.new_id))
        if place.role is not Role.ANOTHER:
            self.said[str(place.key)] = value
            self.no_longer_left(place.key)
            return
        key, step = place.key, place.question
        if step.type is StepType.GROUP and step.at_most == 1:
            key, step = Key(f"{step.id}.{step.fields[0].id}", ONLY), step.fields[0]
            if not step.repeats:
                self.said[str(key)] = value
                self.no_longer_left(key)
                return
        for own in range(last + 1, self.talk.new_id.last + 1):
            key, step = self.one_more(key, step, f"item-{own:06d}-x", value)

    def one_more(self, key: Key, step: Any, own: str, value: Any) -> tuple[Key, Any]:
        item = f"{key.item}/{own}" if key.item else own
        self.lists.setdefault(str(key), []).append(own)
        self.said.pop(str(key), None)
        self.no_longer_left(Key(key.step, item))
        if len(self.lists[str(key)]) >= step.at_most:
            self.closed.add(str(key))
        if step.type is StepType.GROUP:
            inner = Key(f"{key.step}.{step.fields[0].id}", item)
            if step.fields[0].repeats:
                return inner, step.fields[0]
            self.said[str(inner)] = value
        else:
            name = f"{key.step}.name" if step.type is StepType.PEOPLE else key.step
            self.said[str(Key(name, item))] = value
        return key, step

    def no_longer_left(self, key: Key) -> None:
        if key.item.partition("/")[0] == ONLY:
            self.said.pop(key.step.partition(".")[0], None)

    @rule(number=numbers)
    def answers_what_is_asked(self, number: int) -> None:
        place = self.talk.way.current
        if place is not None and place.role is not Role.PLAY_BACK:
            self.answers_at(place, number)

    @rule(number=numbers)
    def goes_back_or_jumps_and_answers(self, number: int) -> None:
        place = self.place(number, Role.ANSWER, Role.ITEM, Role.ANOTHER)
        if place is not None:
            self.answers_at(place, number)

    @rule(number=numbers)
    def says_the_same_again(self, number: int) -> None:
        place = self.place(number, Role.ANSWER, Role.ITEM)
        value = self.talk.answers.value(place.key) if place else None
        if place is not None and value is not None:
            assert give(self.talk.answers, place, value, self.talk.new_id) == []

    @rule(number=numbers)
    def skips(self, number: int) -> None:
        place = self.place(number, Role.ANSWER)
        if place is not None:
            self.talk.keep(skip(self.talk.answers, place))
            if self.said.get(str(place.key)) is not RUBBED_OUT:
                self.said[str(place.key)] = SKIPPED

    @rule(number=numbers)
    def closes_a_list(self, number: int) -> None:
        place = self.place(number, Role.ANOTHER)
        if place is None or place.mark is Mark.CLOSED:
            return
        self.talk.keep(close(self.talk.answers, place))
        if self.lists.get(str(place.key)):
            self.closed.add(str(place.key))
        else:
            self.said[str(place.key)] = SKIPPED

    @rule(number=numbers)
    def takes_an_item_off(self, number: int) -> None:
        place = self.place(number, Role.ITEM)
        if place is not None:
            self.talk.keep(skip(self.talk.answers, place))
            self.off_its_list(item_key(place))

    def off_its_list(self, item: Key) -> None:
        whole, _, own = item.item.rpartition("/")
        self.lists[str(Key(item.step, whole))].remove(own)

    @rule(number=numbers)
    def rubs_out(self, number: int) -> None:
        answered = [p for p in self.talk.way.places if p.mark is Mark.ANSWERED and p.step is not None]
        if not answered:
            return
        place = answered[number % len(answered)]
        self.erased.add(str(self.said[str(place.key)]))
        self.said[str(place.key)] = RUBBED_OUT
        if place.role is Role.ITEM and place.question.type is StepType.LIST:
            self.off_its_list(place.key)
        rub_out(self.talk, [place.key])

    @rule()
    def reads_back(self) -> None:
        place = self.place(0, Role.PLAY_BACK)
        if place is not None:
            self.talk.keep([NewEvent(kind=Happened.PLAYED_BACK, subject=str(place.key), body={"right": {}})])

    @rule()
    def quits_and_comes_back(self) -> None:
        before = self.talk.everything()
        self.talk = self.talk.copy()
        assert self.talk.everything() == before

    @precondition(lambda self: len(self.talk.events) > 5)
    @rule(number=numbers)
    def could_go_on_to_the_end(self, number: int) -> None:
        other = self.talk.copy()
        assert go_on(other, Talker(number, ["soup"])) <= most_moves(other.script)
        assert other.way.current is None

    @invariant()
    def what_stands_is_what_was_said(self) -> None:
        states = {State.SKIPPED: SKIPPED, State.RUBBED_OUT: RUBBED_OUT}
        answers = self.talk.answers
        assert {str(k): states.get(g.state, g.value) for k, g in answers.given.items()} == self.said
        assert {str(k): i for k, i in answers.items.items() if i} == {k: i for k, i in self.lists.items() if i}
        assert {str(key) for key in answers.closed} == self.closed

    @invariant()
    def the_path_holds_together(self) -> None:
        way, answers = self.talk.way, self.talk.answers
        spots = [(place.key, place.role) for place in way.places]
        assert len(set(spots)) == len(spots)
        on_path = {place.key for place in way.places}
        assert not on_path & set(way.parked)
        assert all(answers.given[key].state is not State.RUBBED_OUT for key in way.parked)
        for place in way.places:
            if place.mark is Mark.ANSWERED and place.step is not None:
                assert answers.value(place.key) is not None
            if place.role is Role.ANOTHER and place.mark is Mark.OPEN:
                assert way.look_up(place.key.step, place.key.item) is None

    @invariant()
    def nothing_erased_or_raw_is_shown(self) -> None:
        seen = self.talk.gathered().model_dump_json() + self.talk.plan().model_dump_json()
        kept = "".join(event.model_dump_json() for event in self.talk.events)
        for words in self.erased:
            if words.startswith("words-"):
                assert f'"{words}"' not in seen + kept
        speaking = Speaking(self.talk.script, self.talk.way, "Rosa", "Sam")
        for place in self.talk.way.places:
            if place.step is not None:
                assert names(speaking.text(place.step.ask, place.key.item.partition("/")[0])) == ()


Walkabout.TestCase.settings = some(70, stateful_step_count=25)
test_whatever_is_done_what_stands_is_what_was_said = Walkabout.TestCase


@pytest.mark.nightly
def test_a_very_long_walkabout() -> None:
    run_state_machine_as_test(Walkabout, settings=some(2000, stateful_step_count=60))
