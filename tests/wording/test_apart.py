"""What is still to settle, the coach's notes, the message and the note."""

from __future__ import annotations

from hypothesis import given

from coachkit.person.handover import Handover, HelperSaid, Mode, Next
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.person.promise import HowOften, Promise
from coachkit.person.statement import Share
from coachkit.wording.coach_notes import coach_notes, mix
from coachkit.wording.if_i_left import if_i_left_tomorrow
from coachkit.wording.layout import as_text
from coachkit.wording.message import message, note
from coachkit.wording.page import page_text
from coachkit.wording.settle import still_to_settle
from tests.wording.forbidden import forbidden_words
from tests.wording.made_up import names, neutral, plans, profiles
from tests.wording.sample import INES, MORNINGS, PLAN, POST, PROFILE, SWIMMING, TODAY

LOOKING_AGAIN = HowOften(look_again_on="2027-01-07")


def settle(*handovers: Handover, **parts: object) -> tuple[str, ...]:
    plan = Plan(person=INES, coach="Dev", handovers=handovers, how_often=LOOKING_AGAIN)
    return still_to_settle(plan.model_copy(update=parts))


def test_what_was_never_talked_about_is_not_to_settle():
    assert still_to_settle(Plan(person=INES)) == ()
    assert settle(POST, MORNINGS) == ()


def test_a_helper_is_to_settle_until_there_is_an_answer():
    def after(said: HelperSaid | None) -> tuple[str, ...]:
        return settle(SWIMMING.model_copy(update={"helper": "Jo", "helper_said": said}))

    assert after(HelperSaid.NOT_ASKED) == ("Jo hasn't been asked yet.",)
    assert after(HelperSaid.ASKED) == ("Jo has been asked and hasn't said yet.",)
    assert after(HelperSaid.YES) == ()
    assert after(None) == ("What Jo says is not written down yet.",)
    assert after(HelperSaid.NO) == (
        'Jo would rather not. Somebody else, or as it is now, is still open for "Getting to the swimming pool".',
    )


def test_what_was_begun_is_to_settle():
    bare = Handover(id="h", what="Choir", next=Next.CIRCLE, coach_stops="driving")
    assert settle(bare, how_often=None, promise=Promise(signs=("a",), how="Ring me.")) == (
        'Nobody is named yet for "Choir".',
        'How we will both know it is time is not written down yet for "Choir".',
        "How soon Dev rings back is not written down yet.",
        "Whom to ring if Dev has moved on is not written down yet.",
        "The day we look again is not chosen yet.",
    )
    assert settle(promise=Promise(), coach=None)[0] == "How you reach your coach is not written down yet."


@given(plan=plans(neutral, names))
def test_the_coach_gets_a_sentence_and_a_question_for_each_thing(plan: Plan):
    sentences = if_i_left_tomorrow(plan)
    assert len(sentences) == len(plan.handovers)
    assert all(sentence.endswith("?") for sentence in sentences)
    assert sum(mix(plan).values()) == sum(one.now is not None for one in plan.handovers)
    assert list(mix(plan)) == ["to", "for", "with", "by"]


@given(plan=plans(neutral, names), profile=profiles(neutral, names))
def test_the_notes_hold_no_word_of_the_trade_either(plan: Plan, profile: Profile):
    plain = plan.model_copy(update={"ideas": ()})
    text = as_text(coach_notes(plain, profile, TODAY)) + note(plain, profile, TODAY) + message(plain, TODAY)
    assert forbidden_words(" ".join((text, *still_to_settle(plan)))) == []


def test_the_coachs_notes_say_what_hangs_on_whom():
    text = " ".join(as_text(coach_notes(PLAN, PROFILE, TODAY)).split())
    assert text.startswith("For Dev only Ines, Thursday 26 November 2026")
    assert "Mr Okafor was never asked." in text
    assert "Rosa has said yes, and is the only one. Worth asking Ines: who else, one day?" in text
    assert 'I said I would stop: "reading the letters first"' in text
    assert 'because: "Rice for sixty, no recipe"' in text
    assert mix(PLAN) == {"to": 0, "for": 2, "with": 1, "by": 0}


def test_the_notes_of_an_empty_plan_say_so_and_give_no_empty_headings():
    text = as_text(coach_notes(Plan(person=INES), Profile(person=INES), TODAY))
    assert text.splitlines()[1:] == ["", "  Nothing to note yet."]


def test_ideas_never_reach_the_persons_page():
    assert "Who would love to learn this?" not in page_text(PLAN, TODAY)


def test_what_the_notes_say_of_each_way_a_thing_is_done_now():
    ways = [Handover(id="h", what="Choir", now=now, next=Next.BY) for now in (None, *Mode)]
    said = if_i_left_tomorrow(Plan(person=INES, handovers=tuple(ways)))
    starts = ("is not on paper yet", "would stop", "would stop", "would rest on Ines alone", "would go on")
    for sentence, start in zip(said, starts, strict=True):
        assert sentence.startswith(f'"Choir" {start}')


@given(plan=plans())
def test_a_message_is_always_under_five_hundred_characters_and_never_empty(plan: Plan):
    text = message(plan, TODAY)
    assert 0 < len(text) < 500
    assert "just because" in text


@given(plan=plans(neutral, names))
def test_a_message_says_nothing_stops_wherever_it_names_what_waits_for_a_yes(plan: Plan):
    waiting = [one.what for one in plan.handovers if one.waits_for_a_yes or one.paused]
    for line in message(plan, TODAY).splitlines():
        if "will stop: " in line and ("Then " in line or "Once " in line):
            assert "othing stops." in line
            assert waiting


def test_the_sample_message_leaves_out_whole_lines():
    text = message(PLAN, TODAY)
    assert "How to reach Dev: Ring or text me on 07700 900123.\n" in text
    assert "Ines: ask Mr Okafor about the number 14 (by Wednesday 2 December)\n" in text
    assert "kitchen loud" not in text


@given(plan=plans(), profile=profiles())
def test_a_note_has_at_most_five_lines(plan: Plan, profile: Profile):
    assert 1 <= len(note(plan, profile, TODAY).splitlines()) <= 5


def test_a_note_tells_of_the_profile_only_what_anyone_may_know():
    assert "Rice" not in note(PLAN, PROFILE, TODAY)
    open_to_all = tuple(one.model_copy(update={"share": Share.ANYONE}) for one in PROFILE.statements)
    shared = note(PLAN, PROFILE.model_copy(update={"statements": open_to_all}), TODAY)
    assert "Ines brings: Rice for sixty, no recipe · Taking in a waistband" in shared
    assert '"Getting to the swimming pool" waits for a yes; Mr Okafor has not been asked yet' in shared
