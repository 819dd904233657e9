"""Made-up yields of talks: statements, people, things to hand over, and decisions about them."""

from __future__ import annotations

from hypothesis import strategies as st

from coachkit.person.decisions import Decided, Decision, words_of
from coachkit.person.gathered import Gathered, Idea, Person
from coachkit.person.handover import Handover, HelperSaid, Mode, Next
from coachkit.person.promise import HowOften, NextStep, Promise
from coachkit.person.statement import Source, Statement
from coachkit.scripts.kinds import TEXT_KINDS

ROSA = Person(id="rosa", name="Rosa")
DAY = "2026-11-19"
words = st.sampled_from(("soup", "Soup ", "two\nlines", "👩🏽‍🌾", "أحب", "{person}", "[b]", "a promise", "Thursdays"))
maybe = st.none() | words


def said(id_: str, text: str, kind: str = "skill") -> Statement:
    """One statement."""
    return Statement(id=id_, kind=kind, text=text, source=Source(session="t", step="s"))


def decisions_on(statement: Statement) -> list[Decision]:
    """One decision of each kind on the words as they are."""
    on = {"about": statement.id, "words": words_of(statement.text), "on": DAY}
    return [
        Decision(kind=Decided.CONFIRMED, **on),
        Decision(kind=Decided.REWORDED, text="other words", **on),
        Decision(kind=Decided.DECLINED, **on),
        Decision(kind=Decided.SHARED, text="anyone", **on),
    ]


def _handover(number: int) -> st.SearchStrategy[Handover]:
    return st.builds(
        Handover, id=st.just(f"h{number}"), what=words, now=st.none() | st.sampled_from(Mode),
        next=st.none() | st.sampled_from(Next), person_does=maybe, helper=maybe,
        helper_said=st.none() | st.sampled_from(HelperSaid), coach_stops=maybe, stop_when=maybe,
        who_asks=st.none(), helper_limit=st.none(), helper_gets=st.none(), backup=st.none(), coach_does=st.none(),
        stop_by=st.none(),
    )  # fmt: skip


@st.composite
def talks(draw: st.DrawFn, most: int = 3) -> list[Gathered]:
    """What up to three talks yielded, oldest first."""
    return [draw(_talk(f"t{number}")) for number in range(draw(st.integers(0, most)))]


@st.composite
def _talk(draw: st.DrawFn, session: str) -> Gathered:
    kinds = draw(st.lists(st.sampled_from((*TEXT_KINDS, "hope", "already", "sign")), max_size=5))
    statements = tuple(
        Statement(
            id=f"{session}-{number}",
            kind=kind,
            text=draw(words),
            time=draw(st.sampled_from((None, "wanted", "past"))),
            confirmed=draw(st.booleans()),
            source=Source(session=session, step=f"s{number}"),
        )
        for number, kind in enumerate(kinds)
    )
    promise = st.builds(Promise, signs=st.lists(words, max_size=2).map(tuple), who_may_call=maybe, first=maybe,
                        how=st.none(), how_soon=st.none(), if_not_me=st.none())  # fmt: skip
    contact = st.builds(HowOften, how_often=maybe, look_again_on=st.none(), from_on=st.just(DAY))
    return Gathered(
        session=session,
        on=DAY,
        statements=statements,
        handovers=tuple(draw(_handover(number)) for number in range(draw(st.integers(0, 3)))),
        promise=draw(st.none() | promise),
        how_often=draw(st.none() | contact),
        next_steps=tuple(draw(st.lists(st.builds(NextStep, who=st.just("person"), what=words, by=maybe), max_size=2))),
        ideas=tuple(Idea(id=f"{session}-{n}", text=text) for n, text in enumerate(draw(st.lists(words, max_size=2)))),
    )
