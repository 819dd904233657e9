"""Strategies: any plan and profile, with words from neutral to hostile, normalised as at the door."""

from __future__ import annotations

from hypothesis import strategies as st

from coachkit.person.circle import Member, Ring
from coachkit.person.gathered import Idea, Person
from coachkit.person.handover import Handover, HelperSaid, Mode, Next, Stands
from coachkit.person.introduction import Introduction
from coachkit.person.plan import Plan, PlanStatus
from coachkit.person.profile import Profile
from coachkit.person.promise import HowOften, NextStep, Promise
from coachkit.person.statement import Source, Statement
from coachkit.person.way import OUT_OF_HAND
from coachkit.safe_text import normalised
from coachkit.scripts.kinds import TEXT_KINDS
from tests.hostile import FOR_BROWSERS, FOR_MARKDOWN

HOSTILE = (
    *FOR_BROWSERS, *FOR_MARKDOWN,
    "\x1b]52;c;ZXZpbA==\x07", "\x9b2J", "[/b] [red]x[/red]", "{person} {0} {{", "%s %(x)s", "\u202eesrever\u202c",
    "<script>alert(1)</script>", "![x](http://a.b/c.png) [y](http://a.b)", "<http://a.b> www.a.b",
    "# ALREADY YOURS\n\n  - Dev has said yes", "```coachkit\n{}\n```", "---", "===", "1. one\n2) two\n+ three",
    "a | b\n--|--\nc | d", "  indented\n    code", "trailing  \nline\\", "&amp; &#60; &nbsp;", "**", "_ _", "`",
    "家" * 90, "👩‍👩‍👧‍👦" * 20, "e\u0301" * 200, "\u0e33" * 90, "x" * 10_000, "word " * 2_000,
    "מחר בבוקר", "·", '"', "“”",
    "a\u00a0b", "\u3000wide\u3000", "nobody", "my sister", "2027-01-07", "it's \"fine\"",
)  # fmt: skip
_free = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
words = st.one_of(st.sampled_from(HOSTILE), _free).map(normalised).filter(bool)
neutral = st.sampled_from(("bread", "the garden", "soup on Friday.", "walking\nslowly", "singing"))
names = st.sampled_from(("Jo", "Rosa", "Mr Okafor", "my sister", "Žofia"))


def _some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def _few(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(strategy, max_size=3).map(tuple)


def handovers(said: st.SearchStrategy[str], who: st.SearchStrategy[str]) -> st.SearchStrategy[Handover]:
    texts = (
        "person_does",
        "coach_does",
        "coach_stops",
        "stop_when",
        "stop_by",
        "helper_limit",
        "helper_gets",
        "backup",
    )
    return st.builds(
        Handover, id=st.just("h"), what=said, now=_some(st.sampled_from(Mode)), next=_some(st.sampled_from(Next)),
        helper=_some(who), helper_said=_some(st.sampled_from(HelperSaid)),
        who_asks=_some(st.sampled_from(("person", "coach", "Ann"))), stands=_some(st.sampled_from(Stands)),
        since=_some(st.just("2027-03-04")), paused=st.booleans(), **{text: _some(said) for text in texts},
    ).map(_within_reach)  # fmt: skip


def _within_reach(one: Handover) -> Handover:
    """What is no longer needed stands on no page; nothing is tried or has moved that waits for a yes."""
    waits = one.needs_a_yes and one.helper_said is not HelperSaid.YES
    if one.stands is Stands.ENDED or (one.stands in OUT_OF_HAND and waits):
        return one.model_copy(update={"stands": None, "since": None})
    return one


def plans(said: st.SearchStrategy[str] = words, who: st.SearchStrategy[str] = words) -> st.SearchStrategy[Plan]:
    days = st.sampled_from(("2026-11-26", "2027-01-07", "2025-02-03"))
    promises = st.builds(
        Promise, signs=_few(said), who_may_call=_some(who), first=_some(said), how=_some(said), how_soon=_some(said),
        if_not_me=_some(said),
    )  # fmt: skip
    return st.builds(
        Plan,
        person=st.builds(Person, id=st.just("id-of-the-person"), name=who),
        coach=_some(who),
        on=_some(days),
        status=st.sampled_from(PlanStatus),
        agreed_on=_some(days),
        heading=_some(said),
        already=_few(said),
        handovers=_few(handovers(said, who)),
        how_often=_some(st.builds(HowOften, how_often=_some(said), look_again_on=_some(days | said))),
        promise=_some(promises),
        first_steps=_few(
            st.builds(NextStep, who=st.sampled_from(("person", "coach")) | who, what=said, by=_some(said))
        ),
        introductions=_few(
            st.builds(
                Introduction,
                who=st.just("person") | who,
                to=said,
                with_=_some(who),
                because=_some(said),
                status=st.sampled_from(("yes", "met")),
                since=_some(days),
            )
        ),
        ideas=_few(st.builds(Idea, id=st.just("i"), text=said, because=_few(said))),
    )


def profiles(said: st.SearchStrategy[str] = words, who: st.SearchStrategy[str] = words) -> st.SearchStrategy[Profile]:
    statements = st.builds(
        Statement, id=st.just("s"), kind=st.sampled_from(TEXT_KINDS), text=said,
        source=st.just(Source(session="t", step="x")),
    )  # fmt: skip
    members = st.builds(
        Member, id=st.just("m"), name=who, ring=_some(st.sampled_from(Ring)), link=_some(said), gives=_some(said),
        receives=_some(said),
    )  # fmt: skip
    return st.builds(
        Profile,
        person=st.builds(Person, id=st.just("id-of-the-person"), name=who),
        on=_some(st.just("2026-11-26")),
        statements=st.lists(statements, max_size=8).map(tuple),
        circle=_few(members),
    )


def words_on_the_page(plan: Plan) -> list[str]:
    """Everything somebody said that the page shows: all but what belongs to a thing that stays, days and names."""
    said = [plan.heading, *plan.already, *(one.what for one in plan.handovers)]
    for one in plan.handovers:
        if not one.stays:
            said += [one.person_does, one.coach_does, one.coach_stops, one.helper_limit]
            said += [one.helper_gets, one.backup]
            said += [] if one.stands is Stands.MOVED else [one.stop_when]
    said += [plan.how_often.how_often] if plan.how_often else []
    if plan.promise:
        said += [*plan.promise.signs, plan.promise.first, plan.promise.how, plan.promise.how_soon]
        said.append(plan.promise.if_not_me)
    said += [step.what for step in plan.first_steps]
    said += [text for one in plan.introductions for text in (one.to, one.because)]
    return [text for text in said if text]
