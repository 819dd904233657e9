"""Introductions for the coach's eyes: where they stand, what could come next, and no name before both have said yes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.person.introduction import Introduction, IntroductionStep, Met, Waits, introductions, waiting, waits_for
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.wording.coach_notes import coach_notes
from coachkit.wording.layout import Lines, as_text
from coachkit.wording.meeting import introduction_notes, standing, story, told, waiting_line, what_comes_next
from coachkit.wording.page import page, page_text
from coachkit.wording.voices import Speaker, Voice
from tests.talk.budget import some
from tests.wording.forbidden import forbidden_words
from tests.wording.made_up import words
from tests.wording.sample import INES

DAY = "2026-11-20"
TODAY = date(2026, 11, 22)
SAY = Speaker(Voice.YOU, "Ines", "Dev")
BOTH_YES = (Met.PERSON_YES, Met.OTHER_YES)
chains = st.lists(st.sampled_from([did for did in Met if did is not Met.IDEA]), max_size=8)


def after(*did: Met, to: str = "Mr Okafor", **facts: str) -> Introduction:
    idea = IntroductionStep(introduction="i", did=Met.IDEA, on=DAY, facts={"who": "person", "to": to, **facts})
    rest = [IntroductionStep(introduction="i", did=each, on=DAY, order=("", n)) for n, each in enumerate(did, 1)]
    return introductions([idea, *rest])[0]


def plan(*every: Introduction) -> Plan:
    return Plan(person=INES, coach="Dev", introductions=every)


@pytest.mark.parametrize(
    ("did", "sentence"),
    [
        ((), "Thought of on 20 November 2026. Nobody has been asked yet."),
        ((Met.PERSON_YES,), "Ines has said yes. Mr Okafor has not been asked yet."),
        ((Met.PERSON_YES, Met.OTHER_ASKED), "Ines has said yes. Mr Okafor has been asked and hasn't said yet."),
        (BOTH_YES, "Both have said yes, since 20 November 2026."),
        ((Met.PERSON_YES, Met.OTHER_NO), "Mr Okafor would rather not, and that is all right."),
        ((*BOTH_YES, Met.MET), "They met on 20 November 2026."),
        ((*BOTH_YES, Met.MET, Met.AGAIN), "Ines went again on 20 November 2026, without Dev."),
        ((Met.ENDED,), "Ended on 20 November 2026."),
    ],
)
def test_where_it_stands_is_a_plain_sentence(did: tuple[Met, ...], sentence: str) -> None:
    assert standing(after(*did), SAY) == sentence


def test_what_is_no_plain_name_stands_in_quotes() -> None:
    assert standing(after(Met.OTHER_YES, to="the choir"), SAY).endswith('"the choir" has said yes.')


def test_the_story_tells_every_step_with_its_day_and_why() -> None:
    steps = (
        IntroductionStep(introduction="i", did=Met.PERSON_YES, on=DAY, by="Dev", why="She misses singing."),
        IntroductionStep(introduction="i", did=Met.MET, on="2026-11-21", by="Jo", facts={"with_": "coach"}),
    )
    assert story(after().model_copy(update={"steps": steps}), SAY) == (
        '20 November 2026: Ines said yes. Why: "She misses singing."',
        "21 November 2026 (Jo): They met. Alongside: Dev.",
    )


@some(50)
@given(chains)
def test_the_notes_speak_of_what_is_not_on_the_page_and_the_page_of_nothing_else(did: list[Met]) -> None:
    one = after(*did)
    notes = as_text(coach_notes(plan(one), Profile(person=INES), TODAY))
    shown = page_text(plan(one), TODAY)
    assert ("Mr Okafor" in shown) == one.is_on_the_page
    if one.is_on_the_page or one.status in ("again", "ended"):
        assert "INTRODUCTIONS" not in notes
    elif one.person_said != "no":
        assert notes.index("INTRODUCTIONS") < notes.index("Worth asking Ines:")


@given(chains)
def test_the_question_to_ask_names_nobody(did: list[Met]) -> None:
    for block in introduction_notes([after(*did)], SAY):
        assert isinstance(block, Lines)
        *_, question = block.lines
        assert question.startswith("Worth asking Ines: ")
        assert question.count("?") == 1
        assert "Okafor" not in question


def test_the_persons_own_no_is_asked_about_no_more() -> None:
    assert introduction_notes([after(Met.PERSON_NO)], SAY) == ()
    assert introduction_notes([after(Met.OTHER_NO)], SAY) != ()


@given(chains, st.booleans())
def test_these_sentences_are_plain(did: list[Met], along: bool) -> None:
    one = after(*did, **({"with_": "Rosa", "because": "bikes"} if along else {}))
    said = [as_text(page(plan(one), TODAY)), standing(one, SAY), *story(one, SAY)]
    found = waits_for(one)
    if found:
        said += [waiting_line(found, SAY), what_comes_next(found, SAY)]
    assert forbidden_words("\n".join(said)) == []


@some(35)
@given(words, words, words)
def test_odd_names_and_words_break_nothing(to: str, with_: str, because: str) -> None:
    one = after(*BOTH_YES, Met.MET, to=to, with_=with_, because=because)
    block = told(one, SAY)
    assert isinstance(block, Lines)
    assert block.lead == to
    assert because in "\n".join(block.lines)


@pytest.mark.parametrize(
    ("did", "line"),
    [
        ((), "Ines and Mr Okafor: Ines has not been asked yet"),
        ((Met.PERSON_YES,), "Ines and Mr Okafor: Mr Okafor has not been asked yet"),
        ((Met.PERSON_ASKED,), "Ines and Mr Okafor: Ines has been asked and hasn't said yet"),
        (BOTH_YES, "Ines and Mr Okafor: both have said yes, and they haven't met yet"),
        ((*BOTH_YES, Met.MET), "Ines and Mr Okafor: they met on 20 November 2026, and not again yet as far as we know"),
    ],
)
def test_the_day_has_a_line_for_each_that_waits(did: tuple[Met, ...], line: str) -> None:
    (waits,) = waiting([after(*did)], TODAY)
    assert waiting_line(waits, SAY) == line
    assert what_comes_next(waits, SAY)


def test_asking_comes_with_the_word_that_neither_is_named() -> None:
    (waits,) = waiting([after()], TODAY)
    assert waits.waits is Waits.TO_BE_ASKED
    assert "neither hears the other's name" in what_comes_next(waits, SAY)
