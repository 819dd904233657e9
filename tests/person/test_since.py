"""What is different since a day: read off what stood then and what stands now, each thing once, nothing weighed."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from coachkit.person.between import Between
from coachkit.person.changes import Changes, what_changed
from coachkit.person.circle import Member, Ring
from coachkit.person.decisions import Decided, Decision, words_of
from coachkit.person.gathered import Gathered
from coachkit.person.handover import Handover, HelperSaid, Mode, Next, Stands
from coachkit.person.introduction import IntroductionStep, Met
from coachkit.person.promise import HowOften, Promise
from coachkit.person.rhythm import Ending, RhythmStep, Turn
from coachkit.person.since import Differences, differences
from coachkit.person.statement import ScaleReading, Source
from coachkit.person.way import Did, Way
from tests.person.lives import AFTER, BEFORE, DAYS, Life, days, lives, said, step, talk
from tests.talk.budget import some

JAN, FEB, MARCH, APRIL, MAY = DAYS[:5]
FORMS = Handover(
    id="h1", what="the forms", now=Mode.FOR, next=Next.CIRCLE, person_does="I press the buttons", helper="Dulce",
    helper_said=HelperSaid.YES,
)  # fmt: skip
FIRST = talk(1, JAN, handovers=(FORMS,))


def since(life: Life, day: str) -> Differences:
    return differences(life.until(day), life)


def turns(way: Way) -> list[tuple[str, str]]:
    return [(str(one.became), one.on) for one in way.steps if one.became]


@some(40)
@given(lives())
def test_nothing_is_different_between_a_day_and_itself(life: Life) -> None:
    assert differences(life, life).is_empty
    assert what_changed(life, life) == Changes()


@some(20)
@given(lives())
def test_since_a_day_after_all_that_happened_nothing_is_different(life: Life) -> None:
    assert since(life, AFTER).is_empty


@some(40)
@given(lives(), days)
def test_each_turn_of_a_thing_is_told_once_either_then_or_since(life: Life, day: str) -> None:
    then = life.until(day)
    found = {one.handover.id: one for one in since(life, day).handovers}
    assert len(found) == len(since(life, day).handovers)
    before = {step.handover: way for way in then.ways for step in way.steps}
    for way in life.ways:
        known = next((before[one.handover] for one in way.steps if one.handover in before), None)
        told = found[way.handover.id].turns if way.handover.id in found else ()
        then_and_since = Counter(turns(known) if known else []) + Counter((str(one.became), one.on) for one in told)
        assert then_and_since == Counter(turns(way))


@some(20)
@given(lives(), days)
def test_all_that_is_told_lies_behind_the_day_and_each_of_it_is_told_once(life: Life, day: str) -> None:
    found = since(life, day)
    assert all(one.on > day for one in (*found.newly_said, *found.put_to_use))
    assert all(one.now.on > day for one in found.rulers)
    assert all(one.on > day for change in found.handovers for one in change.turns)
    assert all(one.on > day or (one.over_on and not one.new) for one in found.returns)
    said_once = [(one.kind, one.text.casefold()) for one in found.newly_said]
    assert len(said_once) == len(set(said_once))
    assert not {id(one) for one in found.met} & {id(used.meeting) for used in found.put_to_use}


@some(20)
@given(lives())
def test_against_nothing_everybody_is_new_and_nobody_came_closer(life: Life) -> None:
    found = since(life, BEFORE)
    assert [one.name for one in found.new_people] == [member.name for member in life.profile.circle]
    assert (found.closer, found.gives) == ((), ())
    assert [one.handover.id for one in found.handovers] == [way.handover.id for way in life.ways]


def test_somebody_new_has_the_day_they_were_first_named_and_somebody_closer_both_days() -> None:
    first = talk(1, JAN, members=(Member(id="a", name="Len", ring=Ring.FRIENDS, gives="a plate on Fridays"),))
    later = (
        Member(id="b", name="len", ring=Ring.CLOSEST, gives="a plate on Fridays"),
        Member(id="c", name="Yvonne", ring=Ring.JOINED),
    )
    life = Life((first, talk(2, FEB, members=later), talk(3, MARCH, members=(Member(id="d", name="Yvonne"),))))
    found = since(life, JAN)
    (new,) = found.new_people
    (closer,) = found.closer
    assert (new.name, new.on, new.ring) == ("Yvonne", FEB, Ring.JOINED)
    assert (closer.ring_then, closer.then_on, closer.ring_now, closer.now_on) == (
        Ring.FRIENDS, JAN, Ring.CLOSEST, FEB,
    )  # fmt: skip
    assert found.gives == ()


def test_what_the_person_newly_does_for_somebody_is_told_with_its_day() -> None:
    first = talk(1, JAN, members=(Member(id="a", name="Len"),))
    life = Life((first, talk(2, FEB, members=(Member(id="b", name="Len", gives="A plate on Fridays"),))))
    (gives,) = since(life, JAN).gives
    assert (gives.name, gives.gives, gives.on) == ("Len", "A plate on Fridays", FEB)


def test_a_name_put_right_makes_nobody_new() -> None:
    then = Life((talk(1, JAN, members=(Member(id="a", name="Lne"),)),))
    now = Life((talk(1, JAN, members=(Member(id="a", name="Len"),)),))
    assert differences(then, now).is_empty


def test_a_thing_that_moved_came_back_and_moved_again_is_one_story() -> None:
    life = Life(
        (FIRST,),
        Between(steps=(step(FEB, Did.MOVED), step(MARCH, Did.BACK), step(APRIL, Did.TRYING), step(MAY, Did.MOVED))),
    )
    (change,) = since(life, JAN).handovers
    assert [(one.became, one.on) for one in change.turns] == [
        (Stands.MOVED, FEB), (Stands.BACK, MARCH), (Stands.TRYING, APRIL), (Stands.MOVED, MAY),
    ]  # fmt: skip
    assert (change.before, change.again, change.new_on) == (Mode.FOR, False, None)
    (later,) = since(life, MARCH).handovers
    assert [one.became for one in later.turns] == [Stands.TRYING, Stands.MOVED]
    assert later.again


def test_the_part_of_a_thing_that_moved_is_put_to_use_only_while_it_is_still_going() -> None:
    moved = Life((FIRST,), Between(steps=(step(FEB, Did.MOVED),)))
    (used,) = since(moved, JAN).put_to_use
    assert (used.text, used.handover, used.on) == ("I press the buttons", "the forms", FEB)
    back = Life((FIRST,), Between(steps=(step(FEB, Did.MOVED), step(MARCH, Did.BACK))))
    assert since(back, JAN).put_to_use == ()
    again = Life((FIRST,), Between(steps=(step(FEB, Did.MOVED), step(MARCH, Did.BACK), step(APRIL, Did.MOVED))))
    assert since(again, FEB).put_to_use == ()


def test_a_gift_is_put_to_use_where_two_met_because_of_it() -> None:
    stew = said("t1", "knowledge", "My mother's bean stew")
    both = {"who": "person", "to": "The Wednesday kitchen", "because": "my mother's bean stew"}
    went = [(Met.IDEA, JAN), (Met.PERSON_YES, FEB), (Met.OTHER_YES, FEB), (Met.MET, MARCH), (Met.AGAIN, APRIL)]
    steps = tuple(
        IntroductionStep(introduction="i", did=did, on=on, order=(on, n), facts=both)
        for n, (did, on) in enumerate(went)
    )
    life = Life((talk(1, JAN, statements=(stew,)),), Between(introductions=steps))
    (used,) = since(life, JAN).put_to_use
    assert (used.text, used.said_on, used.on) == ("My mother's bean stew", JAN, MARCH)
    assert since(life, JAN).met == ()
    (again,) = since(life, MARCH).met
    assert (again.met_on, again.again_on) == (None, APRIL)
    assert since(life, MARCH).put_to_use == ()


def test_two_who_met_before_both_said_yes_have_not_met() -> None:
    facts = {"who": "person", "to": "Yvonne"}
    steps = (
        IntroductionStep(introduction="i", did=Met.IDEA, on=JAN, order=(JAN, 1), facts=facts),
        IntroductionStep(introduction="i", did=Met.MET, on=FEB, order=(FEB, 2)),
    )
    assert since(Life((), Between(introductions=steps)), BEFORE).is_empty


def test_two_who_are_introduced_anew_meet_anew() -> None:
    facts = {"who": "person", "to": "Yvonne"}
    both = (Met.PERSON_YES, Met.OTHER_YES, Met.MET)
    told = [(Met.IDEA, JAN), *((did, JAN) for did in both), (Met.ENDED, FEB), *((did, MARCH) for did in both)]
    steps = tuple(
        IntroductionStep(introduction="i", did=did, on=on, order=(on, n), facts=facts)
        for n, (did, on) in enumerate(told)
    )
    (met,) = since(Life((), Between(introductions=steps)), FEB).met
    assert met.met_on == MARCH


def test_an_answer_of_a_helper_is_told_with_its_day_and_no_answer_is_made_up() -> None:
    asked = FORMS.model_copy(update={"helper_said": HelperSaid.NOT_ASKED})
    life = Life((talk(1, JAN, handovers=(asked,)),), Between(steps=(step(FEB, Did.ASKED), step(MARCH, Did.YES))))
    (change,) = since(life, JAN).handovers
    assert (change.handover.helper_said, change.answered_on) == (HelperSaid.YES, MARCH)
    (first,) = since(life.until(JAN), BEFORE).handovers
    assert first.answered_on is None
    same = Life((*life.talks, talk(2, APRIL, handovers=(FORMS,))), life.between)
    assert since(same, MARCH).handovers == ()


def test_a_thing_no_longer_needed_and_a_thing_new_on_the_page_are_told() -> None:
    life = Life(
        (FIRST,), Between(steps=(step(FEB, Did.ENDED), step(MARCH, Did.ADDED, "h2", what="the meter", now="with")))
    )
    ended, new = since(life, JAN).handovers
    assert [one.became for one in ended.turns] == [Stands.ENDED]
    assert (new.new_on, new.handover.what, new.does_otherwise) == (MARCH, "the meter", True)


def hoped(number: int, on: str, text: str) -> Gathered:
    return talk(number, on, statements=(said(f"t{number}", "hope", text, "wanted"),))


def test_words_about_the_future_stand_beside_those_of_then_with_both_days() -> None:
    life = Life((hoped(1, JAN, "A loud kitchen"), hoped(2, FEB, "A boat")))
    future = since(life, JAN).future
    assert future is not None
    assert [(one.text, one.on) for one in (*future.then, *future.now)] == [("A loud kitchen", JAN), ("A boat", FEB)]
    assert since(Life((hoped(1, JAN, "A boat"), hoped(2, FEB, "a boat"))), JAN).future is None


def test_words_put_right_are_no_other_words_about_the_future() -> None:
    first = hoped(1, JAN, "A baot")
    mended = Decision(
        kind=Decided.REWORDED, about=first.statements[0].id, words=words_of("A baot"), text="A boat", on=FEB
    )
    assert since(Life((first,), decisions=(mended,)), JAN).future is None


def ruled(number: int, on: str, value: int, enough: str) -> Gathered:
    source = Source(session=f"t{number}", step="ruler")
    reading = ScaleReading(name="an ordinary Tuesday", on=on, value=value, good_enough=enough, source=source)
    return talk(number, on, scales=(reading,))


def test_a_lower_ruler_is_a_plain_fact_beside_the_words_for_enough_of_each_day() -> None:
    life = Life((ruled(1, JAN, 6, "a Thursday a week"), ruled(2, FEB, 4, "a quiet Thursday")))
    (ruler,) = since(life, JAN).rulers
    assert ruler.then is not None
    assert (ruler.then.value, ruler.then.good_enough) == (6, "a Thursday a week")
    assert (ruler.now.value, ruler.now.good_enough) == (4, "a quiet Thursday")


def test_a_return_is_told_when_it_begins_and_when_it_is_over_never_twice() -> None:
    facts = {"rang": "Dulce", "sign": "the radio is off"}
    steps = (
        RhythmStep(did=Turn.CAME_BACK, on=FEB, order=(FEB, 1), facts=facts),
        RhythmStep(did=Turn.STEPPED_BACK, on=APRIL, order=(APRIL, 2)),
        RhythmStep(did=Turn.ENDED, on=MAY, order=(MAY, 3), facts={"ending": "good_enough"}),
    )
    life = Life((FIRST,), Between(rhythm=steps))
    (whole,) = since(life, JAN).returns
    assert (whole.on, whole.over_on, whole.new, whole.sign) == (FEB, APRIL, True, "the radio is off")
    (over,) = since(life, FEB).returns
    assert (over.new, over.over_on) == (False, APRIL)
    assert since(life, APRIL).returns == ()
    ended = since(life, APRIL).ended
    assert ended is not None
    assert (ended.how, ended.on) == (Ending.GOOD_ENOUGH, MAY)


def test_the_page_before_and_after_differs_in_promise_day_and_good_enough() -> None:
    first = talk(
        1, JAN, promise=Promise(signs=("post",), who_may_call="Dulce", how="Ring Sam"),
        statements=(said("t1", "good_enough", "a Thursday"), said("t1", "sign", "post")),
        how_often=HowOften(how_often="every week", look_again_on=MARCH),
    )  # fmt: skip
    second = talk(
        2, MARCH, promise=Promise(signs=("radio",)),
        statements=(said("t2", "good_enough", "two Thursdays"), said("t2", "sign", "radio")),
        how_often=HowOften(look_again_on=MAY),
    )  # fmt: skip
    life = Life((first, second))
    changes = what_changed(life.until(JAN), life)
    assert [(one.part, one.texts) for one in changes.promise] == [("signs", ("radio",))]
    assert (changes.look_again_on, changes.near) == (MAY, None)
    assert [one.text for one in changes.good_enough] == ["two Thursdays"]
