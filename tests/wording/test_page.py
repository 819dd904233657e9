"""The person's page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.dates import iso_day
from coachkit.person.handover import Handover, HelperSaid, Mode, Next, Stands
from coachkit.person.introduction import Introduction
from coachkit.person.plan import Plan, PlanStatus
from coachkit.person.promise import HowOften, NextStep, Promise
from coachkit.safe_text import for_terminal
from coachkit.wording.layout import as_text, columns
from coachkit.wording.page import page, page_text
from coachkit.wording.voices import SENTENCES, Speaker, Voice
from tests.wording.forbidden import forbidden_words
from tests.wording.made_up import names, neutral, plans, words_on_the_page
from tests.wording.sample import INES, MORNINGS, PLAN, POST, SWIMMING, TODAY
from tests.wording.test_layout import squeezed

GOLDEN = Path(__file__).parent / "golden"
RIGHTS = "Nothing on this page takes away anything you have a right to."
voices = st.sampled_from(Voice)


def shown(**parts: object) -> str:
    return page_text(Plan(person=INES, coach="Dev", **parts), TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [80, 50])
def test_the_sample_page_is_word_for_word_what_we_would_put_on_a_fridge(width: int):
    assert page_text(PLAN, TODAY, width) == (GOLDEN / f"page_{width}.txt").read_text(encoding="utf-8")


def test_the_persons_own_copy_says_i():
    copy = as_text(page(PLAN, TODAY, Voice.ME))
    assert copy == (GOLDEN / "page_own_copy.txt").read_text(encoding="utf-8")


def test_a_page_with_two_things_of_eight_answers_and_one_of_six_fits_on_a_screen_and_a_half():
    bills = Handover(id="h4", what="Ringing about the boiler", now=Mode.FOR, next=Next.BY, person_does="I ring",
                     coach_stops="ringing", stop_when="when I say so")  # fmt: skip
    agreed = {"status": PlanStatus.AGREED, "agreed_on": "2026-11-26"}
    full = PLAN.model_copy(update={"handovers": (POST, SWIMMING, bills), **agreed})
    assert len(page_text(full, TODAY).splitlines()) <= 64


@given(plan=plans(), width=st.integers(50, 100))
def test_everything_somebody_said_stands_whole_inside_the_width(plan: Plan, width: int):
    text = page_text(plan, TODAY, width)
    for said in words_on_the_page(plan):
        assert squeezed(for_terminal(said)) in squeezed(text)
    for line in text.split("\n"):
        assert columns(line) <= width
        assert line == line.rstrip()


@given(plan=plans(), voice=voices)
def test_no_heading_stands_over_nothing_and_the_line_on_rights_stands_on_every_page(plan: Plan, voice: Voice):
    sections = page(plan, TODAY, voice)
    assert all(section.blocks for section in sections)
    rights = ("takes away anything you have a right to.", "takes away anything I have a right to.")[voice]
    assert squeezed(rights) in squeezed(as_text(sections))


@given(plan=plans(neutral, names), voice=voices)
def test_no_word_of_the_trade_appears_and_nothing_the_coach_keeps_apart(plan: Plan, voice: Voice):
    text = as_text(page(plan, TODAY, voice))
    assert forbidden_words(text) == []
    assert not {"TO", "FOR", "WITH", "BY"} & set(text.replace("PEOPLE AND PLACES TO MEET", "").split())
    assert INES.id not in text
    assert "%" not in text


def test_the_table_of_sentences_holds_no_word_of_the_trade():
    for sentence in SENTENCES.values():
        for voice in (sentence,) if isinstance(sentence, str) else sentence:
            assert forbidden_words(voice) == []


@settings(max_examples=300)
@given(plan=plans(neutral, names), voice=voices)
def test_nobody_is_said_to_have_said_yes_who_has_not(plan: Plan, voice: Voice):
    text = " ".join(as_text(page(plan, TODAY, voice), 100).split())
    agreed = {one.helper for one in plan.handovers if one.helper_said is HelperSaid.YES and not one.stays}
    for helper in {one.helper for one in plan.handovers} - agreed - {None}:
        assert f"{helper} has said yes" not in text
        assert f'{helper}" has said yes' not in text


@settings(max_examples=300)
@given(plan=plans(neutral, names))
def test_nothing_stops_before_a_yes(plan: Plan):
    text = " ".join(page_text(plan, TODAY, 100).split())
    open_still = [one for one in plan.handovers if not one.stays and one.stands is not Stands.MOVED]
    waiting = [one for one in open_still if one.waits_for_a_yes or one.paused]
    assert text.count("othing stops.") == len(waiting)
    free = [one for one in open_still if one not in waiting and one.coach_stops]
    later = text.count("Then ") + text.count("Once somebody has said yes, ")
    assert text.count(" will stop: ") == len(free) + later


def test_an_empty_page_says_so_and_keeps_the_line_on_rights():
    assert shown() == (
        "Ines's page                              Ines and Dev, Thursday 26 November 2026\n\n"
        f"  This page is yours. Nothing is written on it yet.\n\n  {RIGHTS}\n"
    )


def test_half_a_talk_gives_half_a_page_and_no_gaps():
    assert shown(heading="A loud kitchen", already=("The rent",)) == (
        "Ines's page                              Ines and Dev, Thursday 26 November 2026\n\n"
        f'  "A loud kitchen"\n\nALREADY YOURS\n  The rent\n\n  {RIGHTS}\n'
    )


def test_a_coach_without_a_name_is_your_coach_on_the_screen_and_my_coach_on_the_copy():
    plan = PLAN.model_copy(update={"coach": None})
    assert "WHO DOES WHAT, AND WHAT YOUR COACH WILL STOP DOING" in page_text(plan, TODAY)
    assert "Your coach will stop: reading the letters first" in page_text(plan, TODAY)
    copy = as_text(page(plan, TODAY, Voice.ME))
    assert "My coach and I do it together." in copy
    assert "your coach" not in copy.casefold()


@pytest.mark.parametrize(
    ("said", "next_line", "stops"),
    [
        (HelperSaid.YES, "You and Jo. Jo has said yes.", ["Dev will stop: driving"]),
        (HelperSaid.ASKED, "You and Jo, if Jo says yes. Jo has been asked.",
         ["Until Jo says yes, nothing stops.", "Then Dev will stop: driving"]),
        (HelperSaid.NOT_ASKED, "You and Jo, if Jo says yes. You will ask.",
         ["Until Jo says yes, nothing stops.", "Then Dev will stop: driving"]),
        (None, "You and Jo, if Jo says yes.",
         ["Until Jo says yes, nothing stops.", "Then Dev will stop: driving"]),
        (HelperSaid.NO, "You and somebody you know.",
         ["Jo would rather not, and that is all right. Nothing stops.",
          "Once somebody has said yes, Dev will stop: driving"]),
    ],
)  # fmt: skip
def test_what_a_helper_said_decides_what_stops(said: HelperSaid | None, next_line: str, stops: list[str]):
    one = Handover(id="h", what="Choir", next=Next.CIRCLE, helper="Jo", helper_said=said, coach_stops="driving")
    lines = [line.strip() for line in shown(handovers=(one,)).splitlines()]
    start = lines.index("Choir")
    assert lines[start + 1] == f"Next   {next_line}"
    assert lines[start + 2 : start + 2 + len(stops)] == stops


def test_somebody_without_a_name_still_holds_everything():
    text = shown(handovers=(Handover(id="h", what="Choir", next=Next.CIRCLE, coach_stops="driving"),))
    assert "Until somebody has said yes, nothing stops.\n    Then Dev will stop: driving\n" in text


def test_whoever_asks_is_named_only_as_they_were_given():
    def asked_by(who: str | None) -> str:
        one = SWIMMING.model_copy(update={"who_asks": who})
        return shown(handovers=(one,))

    assert "You will ask." in asked_by(None)
    assert "You will ask." in asked_by("Ines")
    assert "Dev will ask." in asked_by("coach")
    assert "Who asks: my daughter" in asked_by("my daughter")


def test_what_was_added_when_looking_again_is_there():
    one = POST.model_copy(update={"helper_limit": "an hour", "helper_gets": "the crossword", "backup": "Ann",
                                  "coach_does": "sits by", "stop_by": "2027-01-07"})  # fmt: skip
    text = shown(handovers=(one,))
    for line in ("What is fine for Rosa: an hour", "What makes it good for Rosa: the crossword", "Dev's part: sits by",
                 "If that falls through one day: Ann", "By when: Thursday 7 January 2027"):  # fmt: skip
        assert f"    {line}\n" in text


def test_where_everything_stays_nothing_is_said_to_stop():
    text = shown(handovers=(MORNINGS,))
    assert f"WHO DOES WHAT\n  Staying as it is: My morning carers\n  {RIGHTS}\n" in text
    assert "stop" not in text.casefold()


@pytest.mark.parametrize(
    ("others", "line"),
    [
        (None, "You may ring."),
        ("Nobody.", "You may ring."),
        ("Jo", "You may ring, and so may Jo."),
        ("my sister", "You may ring. So may: my sister"),
        ("Jo, Bea", "You may ring. So may: Jo, Bea"),
    ],
)
def test_who_may_ring(others: str | None, line: str):
    assert f"  {line}\n" in shown(promise=Promise(who_may_call=others))


def test_the_promise_keeps_the_coachs_own_words_whole_and_says_what_to_do_in_danger():
    text = page_text(PLAN, TODAY, emergency="Ring 999.")
    assert "How to reach Dev: Ring or text me on 07700 900123.\n" in text
    assert "No form, no waiting list. In danger? Ring 999.\n" in text
    assert "If somebody else rings, Dev rings you before doing anything." in shown(promise=Promise(signs=("a",)))


@pytest.mark.parametrize(
    ("on", "line"),
    [
        ("2027-01-07", "On Thursday 7 January we look again and choose together."),
        ("2026-11-26", "Today we look again and choose together."),
        ("2026-11-05", "We said we would look again on 5 November 2026, and choose together."),
        ("after Easter", 'When we look again and choose together: "after Easter"'),
    ],
)
def test_the_day_to_look_again_is_in_words(on: str, line: str):
    assert f"HOW OFTEN WE MEET\n  {line}\n" in shown(how_often=HowOften(look_again_on=on))


def test_a_first_small_thing_says_who_and_by_when():
    steps = (NextStep(who="person", what="bread"), NextStep(who="Jo", what="tea", by="2026-12-02"))
    assert "FIRST SMALL THINGS\n  Ines   bread\n  Jo     tea (by Wednesday 2 December)\n" in shown(first_steps=steps)


def test_introductions_alone_make_a_page_that_is_not_blank():
    text = shown(introductions=(Introduction(who="Jo", to="the altos", status="yes"),))
    assert "PEOPLE AND PLACES TO MEET\n  the altos\n    Who: Jo\n" in text
    assert "Nothing is written" not in text


def test_the_page_says_when_the_person_said_yes_and_when_it_changed_since():
    day = {"agreed_on": "2026-11-26"}
    assert shown(status=PlanStatus.AGREED, **day).endswith(
        "\n  You said yes to this page on Thursday 26 November 2026.\n"
    )
    assert shown(status=PlanStatus.CHANGED, **day).endswith(
        "\n  Changed since you said yes on Thursday 26 November 2026.\n"
    )
    assert "said yes" not in shown(status=PlanStatus.OPEN, **day)


@given(name=names)
def test_every_sentence_takes_the_names_it_is_given(name: str):
    more = dict.fromkeys(("helper", "day", "what", "others", "emergency", "who", "typed"), name)
    for voice in Voice:
        say = Speaker(voice, "{person}", "{0}")
        for key in SENTENCES:
            say(key, **more)


def test_the_page_bears_the_day_of_the_talk_not_of_the_printing():
    later = date(2027, 3, 1)
    assert page_text(PLAN, later).splitlines()[0] == page_text(PLAN, TODAY).splitlines()[0]
    assert iso_day(PLAN.on or "") == TODAY


def test_a_page_with_everything_said_at_length_for_three_things_still_fits_64_lines():
    long = "an ordinary sentence of some length, as people say them when they are asked how it shall go"
    three = tuple(
        Handover(
            id=str(n), what=f"{long} {n}", now="with", next="circle", person_does=long, helper="Jo", helper_said="yes",
            coach_stops=long, stop_when=long,
        )
        for n in range(3)
    )  # fmt: skip
    promise = Promise(signs=tuple(f"{long} {n}" for n in range(5)), first=long, how=long, how_soon=long, if_not_me=long)
    text = shown(handovers=three, promise=promise, already=tuple(f"one thing {n}" for n in range(6)))
    assert len(text.splitlines()) <= 64
