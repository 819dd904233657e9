"""Made-up yields of talks: statements, people, things to hand over, and decisions about them."""

from __future__ import annotations

from hypothesis import strategies as st

from coachkit.person.decisions import Decided, Decision, words_of
from coachkit.person.gathered import Gathered, Idea, Person
from coachkit.person.handover import Handover, HelperSaid, Mode, Next
from coachkit.person.promise import HowOften, NextStep, Promise
from coachkit.person.statement import Share, Source, Statement
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


handovers = st.builds(
    Handover, id=st.just(""), what=words, now=st.none() | st.sampled_from(Mode),
    next=st.none() | st.sampled_from(Next), person_does=maybe, helper=maybe,
    helper_said=st.none() | st.sampled_from(HelperSaid), coach_stops=maybe, stop_when=maybe,
    who_asks=st.none(), helper_limit=st.none(), helper_gets=st.none(), backup=st.none(), coach_does=st.none(),
    stop_by=st.none(),
)  # fmt: skip
statements = st.builds(
    Statement,
    id=st.just(""),
    kind=st.sampled_from(("hope", "already", "sign", *TEXT_KINDS)),
    text=words,
    time=st.sampled_from((None, "wanted", "past")),
    confirmed=st.booleans(),
    source=st.just(Source(session="t", step="s")),
    said_by=st.just("person"),
    how_known=st.just("said"),
    area=st.none(),
    share=st.just(Share.PRIVATE),
)
promises = st.builds(
    Promise, signs=st.lists(words, max_size=2).map(tuple), who_may_call=maybe, first=maybe, how=st.none(),
    how_soon=st.none(), if_not_me=st.none(),
)  # fmt: skip
contacts = st.builds(HowOften, how_often=maybe, look_again_on=st.none(), from_on=st.just(DAY))
steps = st.builds(NextStep, who=st.just("person"), what=words, by=maybe)
yields = st.builds(
    Gathered,
    session=st.just(""),
    on=st.just(DAY),
    statements=st.lists(statements, max_size=4).map(tuple),
    members=st.just(()),
    scales=st.just(()),
    handovers=st.lists(handovers, max_size=2).map(tuple),
    promise=st.none() | promises,
    how_often=st.none() | contacts,
    next_steps=st.lists(steps, max_size=2).map(tuple),
    ideas=st.lists(words.map(lambda text: Idea(id="r", text=text)), max_size=2).map(tuple),
)
several = st.lists(yields, max_size=2)


def talks() -> st.SearchStrategy[list[Gathered]]:
    """What up to two talks yielded, oldest first."""
    return several.map(lambda found: [_numbered(talk, f"t{number}") for number, talk in enumerate(found)])


def _numbered(talk: Gathered, session: str) -> Gathered:
    """The same with ids that nothing else has."""
    told = tuple(
        s.model_copy(update={"id": f"{session}-{n}", "source": Source(session=session, step=f"s{n}")})
        for n, s in enumerate(talk.statements)
    )
    things = tuple(h.model_copy(update={"id": f"{session}-{n}"}) for n, h in enumerate(talk.handovers))
    return talk.model_copy(update={"session": session, "statements": told, "handovers": things})
