"""What is different, told: every difference a sentence, names and days between words that stand as they were said."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.person.between import Between
from coachkit.person.circle import Member, Ring
from coachkit.person.gathered import Person
from coachkit.person.handover import Handover, HelperSaid, Mode, Next
from coachkit.person.introduction import IntroductionStep, Met
from coachkit.person.promise import HowOften, Phase, Promise
from coachkit.person.rhythm import Ending, RhythmStep, Turn
from coachkit.person.since import Span, differences
from coachkit.person.statement import ScaleReading, Source
from coachkit.person.way import Did
from coachkit.wording.changed import TOLD, Telling, changed_sentences, handover_lines
from coachkit.wording.layout import columns
from coachkit.wording.since import since_sections, since_text
from tests.person.lives import DAYS, Life, days, lives, said, step, talk
from tests.talk.budget import some
from tests.wording.forbidden import forbidden_words
from tests.wording.made_up import HOSTILE

JAN, FEB, MARCH, APRIL, MAY = DAYS[:5]
SAM = Telling("Rosa", "Sam")
FORMS = Handover(
    id="h1", what="The council's forms", now=Mode.FOR, next=Next.CIRCLE, person_does="I press the buttons",
    helper="Dulce", helper_said=HelperSaid.YES,
)  # fmt: skip
FIRST = talk(1, JAN, handovers=(FORMS,))


def text(life: Life, day: str, width: int = 80) -> str:
    found = differences(life.until(day), life)
    return since_text(found, Span(since=day), life.person, "Sam", width)


def of_forms(*steps: tuple[str, Did], since: str = JAN, thing: Handover = FORMS) -> list[str]:
    life = Life(
        (talk(1, JAN, handovers=(thing,)),),
        Between(steps=tuple(step(on, did, number=n) for n, (on, did) in enumerate(steps))),
    )
    (change,) = differences(life.until(since), life).handovers
    return handover_lines(change, SAM)


@some(30)
@given(lives(), days)
def test_whatever_is_different_is_told_and_where_nothing_is_one_plain_sentence_says_so(life: Life, day: str) -> None:
    found = differences(life.until(day), life)
    sections = since_sections(found, SAM, "Rosa")
    assert bool(sections) is not found.is_empty
    assert all(handover_lines(change, SAM) for change in found.handovers)
    if found.is_empty:
        assert text(life, day).startswith("  Nothing that is written down of Rosa is different since ")


@some(30)
@given(lives(), days)
def test_no_word_of_a_file_stands_in_it_and_nothing_says_up_or_down(life: Life, day: str) -> None:
    told = text(life, day) + "\n".join(changed_sentences(life.until(day), life))
    plain = told.replace("No longer needed", "").replace("written down", "")
    assert forbidden_words(plain) == []
    assert re.findall(r"\b(better|worse|improved?|progress|higher|lower|up|down|alongside|BY|FOR)\b|[↑↓%]", plain) == []


@some(20)
@given(lives(), days, st.integers(30, 100))
def test_it_fits_every_width_and_no_line_ends_in_a_space(life: Life, day: str, width: int) -> None:
    for line in text(life, day, width).split("\n"):
        assert columns(line) <= width
        assert line == line.rstrip()


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_and_names_do_no_harm_and_stand_whole(words: str) -> None:
    from coachkit.safe_text import for_terminal, normalised

    clean = normalised(words) or "x"
    rosa = Person(id="p", name=clean)
    thing = FORMS.model_copy(update={"what": clean, "person_does": clean, "helper": clean})
    session = talk(
        1, FEB, handovers=(thing,), statements=(said("t1", "skill", clean), said("t1", "hope", clean, "wanted")),
        members=(Member(id="m", name=clean, ring=Ring.CLOSEST, gives=clean),), how_often=HowOften(how_often=clean),
    )  # fmt: skip
    life = Life((session,), Between(steps=(step(MARCH, Did.MOVED),)), person=rosa)
    found = differences(life.until(JAN), life)
    told = since_text(found, Span(since=JAN, first_talk=FEB), rosa, clean, 50)
    changed = "\n".join(changed_sentences(life.until(JAN), life))
    assert all(char == "\n" or not (ord(char) < 32 or 127 <= ord(char) < 160) for char in told)
    assert "".join(for_terminal(clean).split()) in "".join(told.split())
    assert changed


def test_a_thing_that_moved_says_who_does_it_now_and_who_did_before() -> None:
    assert of_forms((FEB, Did.MOVED)) == [
        "Rosa and Dulce do it now, since 10 February 2027.",
        "Before, it was done for Rosa.",
    ]


def test_a_thing_that_came_back_is_back_with_the_coach_for_now() -> None:
    assert of_forms((FEB, Did.MOVED), (MARCH, Did.BACK)) == [
        "Without Sam from 10 February 2027.",
        "Back with Sam for now, since 10 March 2027.",
    ]


def test_a_thing_that_moved_again_is_done_again() -> None:
    steps = ((FEB, Did.TRYING), (MARCH, Did.MOVED), (APRIL, Did.BACK), (MAY, Did.MOVED))
    assert of_forms(*steps)[:4] == [
        "Tried from 10 February 2027.",
        "Without Sam from 10 March 2027.",
        "Back with Sam for now on 10 April 2027.",
        "Rosa and Dulce do it again, since 10 May 2027.",
    ]
    assert of_forms(*steps, since=APRIL)[0] == "Rosa and Dulce do it again, since 10 May 2027."


def test_a_thing_being_tried_and_a_thing_no_longer_needed() -> None:
    assert of_forms((FEB, Did.TRYING)) == [
        "Rosa and Dulce are trying it, since 10 February 2027. Sam watches and keeps quiet."
    ]
    assert of_forms((FEB, Did.ENDED)) == ["No longer needed, since 10 February 2027."]


def test_a_helper_who_has_not_said_yes_is_never_told_as_doing_it() -> None:
    waiting = FORMS.model_copy(update={"helper_said": HelperSaid.NOT_ASKED})
    assert of_forms((FEB, Did.ASKED), thing=waiting) == ["Dulce was asked on 10 February 2027."]
    assert of_forms((FEB, Did.ASKED), (MARCH, Did.NO), thing=waiting) == [
        "Dulce said on 10 March 2027: rather not. That is all right."
    ]
    assert of_forms((FEB, Did.YES), thing=waiting) == ["Dulce said yes on 10 February 2027."]
    assert of_forms(since="2026-12-31", thing=waiting)[-1] == "Next: Rosa and Dulce, if Dulce says yes."


def test_everything_together_reads_like_this() -> None:
    rulers = [
        ScaleReading(name="an ordinary Tuesday", on=on, value=value, good_enough=enough,
                     source=Source(session=session, step="ruler"))
        for on, value, enough, session in ((JAN, 6, "a Thursday a week", "t1"), (APRIL, 5, "a quiet one", "t2"))
    ]  # fmt: skip
    first = talk(
        1, JAN, handovers=(FORMS,), members=(Member(id="a", name="Len", ring=Ring.FRIENDS),), scales=(rulers[0],),
        statements=(said("t1", "knowledge", "Bean stew"), said("t1", "hope", "A loud kitchen", "wanted")),
        how_often=HowOften(how_often="Every Thursday"),
    )  # fmt: skip
    later = talk(
        2, APRIL, scales=(rulers[1],), how_often=HowOften(how_often="When I ring", phase=Phase.A_CALL_AWAY),
        members=(Member(id="b", name="Len", ring=Ring.CLOSEST, gives="A plate on Fridays"),
                 Member(id="c", name="my cousin", ring=Ring.JOINED)),
        statements=(said("t2", "skill", "The fuse box"), said("t2", "hope", "A boat", "wanted")),
    )  # fmt: skip
    to = {"who": "person", "to": "The Wednesday kitchen", "with_": "Dulce", "because": "Bean stew"}
    went = ((Met.IDEA, JAN), (Met.PERSON_YES, JAN), (Met.OTHER_YES, FEB), (Met.MET, MARCH))
    meetings = tuple(
        IntroductionStep(introduction="i", did=did, on=on, order=(on, n), facts=to) for n, (did, on) in enumerate(went)
    )
    back = RhythmStep(did=Turn.CAME_BACK, on=FEB, order=(FEB, 1), facts={"rang": "Dulce", "sign": "No radio"})
    out = RhythmStep(did=Turn.STEPPED_BACK, on=MARCH, order=(MARCH, 1))
    life = Life((first, later), Between(steps=(step(FEB, Did.MOVED),), introductions=meetings, rhythm=(back, out)))
    found = differences(life.until(JAN), life)
    assert (
        since_text(found, Span(since=JAN, after_talk=True), life.person, "Sam")
        == """\
Rosa                                           since the talk of 10 January 2027

NEW PEOPLE
  "my cousin", first named on 10 April 2027, among those Rosa does things with.

CLOSER
  Len: among friends on 10 January 2027, among the closest on 10 April 2027.

WHAT ROSA GIVES
  Len: "A plate on Fridays" (10 April 2027)

PUT TO USE

  "Bean stew"
    Said on 10 January 2027.
    Met because of it, on 10 March 2027: "The Wednesday kitchen"

  "I press the buttons"
    Rosa's part, since 10 February 2027: "The council's forms"

WHAT ELSE ROSA BRINGS

  10 April 2027
    hands   The fuse box

WHO DOES WHAT NOW

  The council's forms
    Rosa and Dulce do it now, since 10 February 2027.
    Before, it was done for Rosa.

HOW OFTEN ROSA AND SAM MEET
  Then: "Every Thursday"
  Now, since 10 April 2027: "When I ring"
  Sam came back on 10 February 2027, as promised. Dulce rang. What was noticed:
    "No radio"
  Sam stepped back again on 10 March 2027.

THE FUTURE, THEN AND NOW
  10 January 2027: "A loud kitchen"
  10 April 2027: "A boat"

ROSA'S OWN RULER

  "an ordinary Tuesday"
    10 January 2027: 6. Good enough: "a Thursday a week"
    10 April 2027: 5. Good enough: "a quiet one"
"""
    )


def test_the_end_of_a_look_again_is_a_short_list() -> None:
    first = talk(
        1, JAN, handovers=(FORMS,), promise=Promise(who_may_call="Dulce"),
        how_often=HowOften(how_often="Every week", look_again_on=MARCH),
    )  # fmt: skip
    again = talk(
        2, MARCH, how_often=HowOften(how_often="Once a month", look_again_on=MAY),
        promise=Promise(signs=("No radio", "Post under the bowl")),
        handovers=(Handover(id="h1", what="The council's forms", now=Mode.BY),),
        statements=(said("t2", "good_enough", "Two Thursdays"), said("t2", "sign", "No radio")),
    )  # fmt: skip
    life = Life((first, again), Between(steps=(step(APRIL, Did.ADDED, "h2", what="The meter", now="with"),)))
    assert changed_sentences(life.until(JAN), life) == (
        '"The council\'s forms": Rosa and Dulce do it now, since 10 March 2027. Before, it was done for Rosa.',
        '"The meter": New on the page since 10 April 2027. Rosa and Sam do it together now.',
        'How often Rosa and Sam meet: "Once a month"',
        "The day to look again: Monday 10 May 2027",
        'Time to ring Sam: "No radio"',
        'Good enough now: "Two Thursdays"',
    )


def test_where_nothing_changed_the_page_stays_as_it_was() -> None:
    assert changed_sentences(Life((FIRST,)), Life((FIRST,))) == ("Everything on the page stays as it was.",)


@pytest.mark.parametrize("how", Ending)
def test_every_ending_is_told_plainly_and_the_door_is_open_where_it_can_be(how: Ending) -> None:
    end = RhythmStep(did=Turn.ENDED, on=FEB, order=(FEB, 1), facts={"ending": str(how)})
    told = " ".join(text(Life((FIRST,), Between(rhythm=(end,))), JAN).split())
    assert "10 February 2027" in told
    assert ("The door stays open." in told) is (how not in (Ending.COACH_LEFT, Ending.DIED))


def test_a_coach_without_a_name_is_the_coach() -> None:
    tell = Telling("Rosa", None)
    assert tell("back", day="today") == "Back with the coach for now, since today."
    assert all("{" not in tell(key, helper="x", day="y", who="z") for key in TOLD)
