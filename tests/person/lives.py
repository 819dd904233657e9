"""Made-up lives: what talks yielded and what was decided between them, over months, to be cut off at any day."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from coachkit.person.between import NOTHING, Between
from coachkit.person.circle import Member, Ring
from coachkit.person.decisions import Decided, Decision
from coachkit.person.gathered import Gathered, Order, Person
from coachkit.person.handover import Going, Handover, HelperSaid, Mode, Next
from coachkit.person.introduction import IntroductionStep, Met
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.person.promise import HowOften, Phase, Promise
from coachkit.person.rhythm import Ending, RhythmStep, Turn
from coachkit.person.standing import plan_of, profile_of, ways_of
from coachkit.person.statement import ScaleReading, Source, Statement
from coachkit.person.way import Did, Way, WayStep

ROSA = Person(id="rosa", name="Rosa")
DAYS = tuple(f"2027-{month:02}-10" for month in range(1, 10))
BEFORE, AFTER = "2026-12-31", "2027-12-31"


@dataclass(frozen=True)
class Life:
    """Everything that stands for Rosa on one day, as the workbench would have it."""

    talks: tuple[Gathered, ...] = ()
    between: Between = NOTHING
    decisions: tuple[Decision, ...] = ()
    person: Person = ROSA

    @property
    def profile(self) -> Profile:
        return profile_of(self.person, self.talks, self.decisions)

    @property
    def plan(self) -> Plan:
        return plan_of(self.person, self.talks, self.decisions, self.between, coach="Sam", settings={})

    @property
    def ways(self) -> tuple[Way, ...]:
        return ways_of(self.talks, self.between)

    def until(self, day: str) -> Life:
        """The same life as it stood at the end of a day."""
        told = self.between
        return Life(
            tuple(talk for talk in self.talks if talk.on <= day),
            Between(
                steps=tuple(step for step in told.steps if step.on <= day),
                rhythm=tuple(step for step in told.rhythm if step.on <= day),
                introductions=tuple(step for step in told.introductions if step.on <= day),
            ),
            tuple(one for one in self.decisions if one.on <= day),
        )


def talk(number: int, on: str, **yields: object) -> Gathered:
    """A talk of one day, with its place among all that happened."""
    return Gathered.model_validate({"session": f"t{number}", "on": on, "order": (on, number), **yields})


def said(session: str, kind: str, text: str, time: str | None = None) -> Statement:
    """Something said in one talk."""
    return Statement(
        id=f"{session}-{kind}-{text}", kind=kind, text=text, time=time, source=Source(session=session, step=kind)
    )


def step(on: str, did: Did, handover: str = "h1", number: int = 0, **facts: object) -> WayStep:
    """A decision on a handover between talks."""
    return WayStep(handover=handover, did=did, on=on, order=(on, number), facts=facts)


days = st.sampled_from(DAYS)
words = st.sampled_from(("soup", "Soup", "two\nlines", "{person} {0}", "the forms", "a radio"))
_maybe = st.none() | words
_names = st.sampled_from(("Len", "len", "Dulce", "my sister", "Dr. Who, MD"))
_ids = st.sampled_from(("h1", "h2", "h3"))


def _handovers() -> st.SearchStrategy[Handover]:
    return st.builds(
        Handover, id=_ids, what=words, now=st.none() | st.sampled_from(Mode), next=st.none() | st.sampled_from(Next),
        person_does=_maybe, helper=st.none() | _names, helper_said=st.none() | st.sampled_from(HelperSaid),
        going=st.none() | st.sampled_from(Going),
        **dict.fromkeys(
            ("who_asks", "helper_limit", "helper_gets", "backup", "coach_does", "coach_stops", "stop_when", "stop_by",
             "stands", "since"), st.none(),
        ),
        paused=st.just(False),
    )  # fmt: skip


def _how_often() -> st.SearchStrategy[HowOften]:
    facts = {"how_often": words, "phase": st.sampled_from(Phase), "look_again_on": days | words}
    return st.fixed_dictionaries({}, optional=facts).map(HowOften.model_validate)


@st.composite
def _talk(draw: st.DrawFn, number: int, on: str) -> Gathered:
    session = f"t{number}"
    kinds = st.sampled_from(("skill", "knowledge", "experience", "hope", "good_enough", "sign", "matters"))
    statements = [
        said(session, draw(kinds), draw(words), draw(st.sampled_from((None, "wanted"))))
        for _ in range(draw(st.integers(0, 4)))
    ]
    members = [
        Member(id=f"{session}-{n}", name=draw(_names), ring=draw(st.none() | st.sampled_from(Ring)), gives=draw(_maybe))
        for n in range(draw(st.integers(0, 3)))
    ]
    rulers = [
        ScaleReading(name=name, on=on, value=draw(st.integers(0, 10)), good_enough=draw(_maybe),
                     source=Source(session=session, step=name))
        for name in draw(st.sets(st.sampled_from(("an ordinary Tuesday", "the mornings"))))
    ]  # fmt: skip
    promise = st.builds(
        Promise, signs=st.lists(words, max_size=2).map(tuple), who_may_call=_maybe, first=_maybe, how=_maybe,
        how_soon=st.none(), if_not_me=_maybe,
    )  # fmt: skip
    return talk(
        number, on, statements=tuple(statements), members=tuple(members), scales=tuple(rulers),
        handovers=tuple(draw(st.lists(_handovers(), max_size=3))), promise=draw(st.none() | promise),
        how_often=draw(st.none() | _how_often()),
    )  # fmt: skip


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """A life of up to nine months: talks, decisions and meetings in any order that can be."""
    talks: list[Gathered] = []
    steps: list[WayStep] = []
    rhythm: list[RhythmStep] = []
    meetings: list[IntroductionStep] = []
    decisions: list[Decision] = []
    for number, on in enumerate(sorted(draw(st.lists(days, max_size=14)))):
        order: Order = (on, number)
        match draw(st.sampled_from(("talk", "step", "step", "step", "rhythm", "meeting", "apart"))):
            case "talk":
                talks.append(draw(_talk(number, on)))
            case "step":
                said_of_it = draw(_handovers()).model_dump(exclude_none=True, exclude={"id", "paused", "going"})
                did = draw(st.sampled_from(tuple(one for one in Did if one is not Did.SAID)))
                facts = said_of_it if did in (Did.ADDED, Did.EDITED) else {}
                steps.append(WayStep(handover=draw(_ids), did=did, on=on, order=order, facts=facts))
            case "rhythm":
                turn = draw(st.sampled_from((Turn.CAME_BACK, Turn.STEPPED_BACK, Turn.ENDED, Turn.BEGUN_AGAIN)))
                told = {"ending": draw(st.sampled_from(Ending))} if turn is Turn.ENDED else {}
                told |= {"rang": draw(st.sampled_from(("person", "coach", "Dulce"))), "sign": draw(_maybe)}
                rhythm.append(RhythmStep(did=turn, on=on, order=order, facts=told))
            case "meeting":
                who = {"who": draw(st.sampled_from(("person", "Len"))), "to": draw(words), "because": draw(_maybe)}
                did_meet = draw(st.sampled_from(Met))
                which = draw(st.sampled_from(("i1", "i2")))
                meetings.append(IntroductionStep(introduction=which, did=did_meet, on=on, order=order, facts=who))
            case _:
                decisions.append(Decision(kind=Decided.NAME_SEPARATED, about="Len", on=on))
    told_between = Between(steps=tuple(steps), rhythm=tuple(rhythm), introductions=tuple(meetings))
    return Life(tuple(talks), told_between, tuple(decisions))
