"""What stands for a person: in come the yields of all talks and every decision, out go profile and plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coachkit.dates import iso_day
from coachkit.ids import digest
from coachkit.person.between import NOTHING, Between
from coachkit.person.circle import Member
from coachkit.person.decisions import Decided, Decision, Names, decided
from coachkit.person.gathered import Gathered, Idea, Person
from coachkit.person.handover import Stands
from coachkit.person.introduction import introductions
from coachkit.person.plan import Plan, PlanStatus
from coachkit.person.profile import Profile
from coachkit.person.promise import NextStep, Promise
from coachkit.person.rhythm import rhythm
from coachkit.person.statement import Statement
from coachkit.person.way import Way, said_in, ways
from coachkit.safe_text import folded


def profile_of(person: Person, talks: Sequence[Gathered], decisions: Sequence[Decision]) -> Profile:
    """The asset profile from all talks, oldest first. The same words of the same kind are kept once."""
    statements = decided((s for talk in talks for s in talk.statements), decisions)
    return Profile(
        person=person,
        on=max((talk.on for talk in talks), default=None),
        statements=_once(statements),
        circle=circle_of(talks, decisions),
        scales=tuple(reading for talk in talks for reading in talk.scales),
    )


def _once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    kept: dict[tuple[str, str], Statement] = {}
    for statement in statements:
        first = kept.setdefault((statement.kind, folded(statement.text)), statement)
        if statement.confirmed and not first.confirmed:
            kept[statement.kind, folded(statement.text)] = first.model_copy(update={"confirmed": True})
    return tuple(kept.values())


def circle_of(talks: Sequence[Gathered], decisions: Sequence[Decision]) -> tuple[Member, ...]:
    """One member for each person meant, in the order first named; what was said last of them counts."""
    names = Names(decisions)
    members: dict[str, Member] = {}
    for talk in talks:
        for member in talk.members:
            key = names.key(member.name, member.id)
            first = members.get(key)
            said = {n: v for n, v in member if v is not None and n not in ("id", "name")}
            members[key] = first.model_copy(update=said) if first else member
    return tuple(members.values())


def plan_of(
    person: Person,
    talks: Sequence[Gathered],
    decisions: Sequence[Decision],
    between: Between = NOTHING,
    *,
    coach: str | None,
    settings: dict[str, str],
) -> Plan:
    """The stepping-back plan from all talks, oldest first, and what was decided between them.

    `settings` holds `how`, `how_soon` and `if_not_me`, for a promise whose talk has not ended yet.
    """
    statements = decided((s for talk in talks for s in talk.statements), decisions)
    wanted = [s.text for s in statements if s.kind == "hope" and s.time == "wanted"]
    near = rhythm(talks, between.rhythm)
    paused = between.paused_since is not None
    ways = ways_of(talks, between)
    things = (way.handover for way in ways if way.handover.stands is not Stands.ENDED)
    plan = Plan(
        person=person,
        coach=coach or None,
        on=_last_written_on(talks, between),
        heading=wanted[-1] if wanted else None,
        already=tuple(dict.fromkeys(s.text for s in statements if s.kind == "already")),
        handovers=tuple(one.model_copy(update={"paused": paused}) for one in things),
        how_often=near.how_often,
        promise=_promise(talks, statements, settings),
        first_steps=first_steps(talks, near.ended_on),
        introductions=introductions(between.introductions),
        ideas=tuple(idea for talk in talks[-1:] for idea in talk.ideas if not _is_past(idea, ways)),
        returned=near.returned,
        ending=near.ending,
        ended_on=near.ended_on,
        paused_since=between.paused_since,
    )
    return _with_agreement(plan, decisions)


def _last_written_on(talks: Sequence[Gathered], between: Between) -> str | None:
    """The last day anything on the page was said or decided; a contact by itself changes nothing on it."""
    days = [talk.on for talk in talks]
    for steps in (between.steps, between.rhythm, between.introductions):
        days += [step.on for step in steps]
    return max(days, default=None)


def _is_past(idea: Idea, ways: Sequence[Way]) -> bool:
    """Whether an idea is about a thing of which something has been decided since it was talked about."""
    about = next((way for way in ways if idea.id.endswith(f"[{way.handover.id}]")), None)
    return about is not None and about.steps[-1].session is None


def ways_of(talks: Sequence[Gathered], between: Between) -> tuple[Way, ...]:
    """The way of every handover; a thing met again, by its id or by what it is called, is the same one."""
    return ways((*(step for talk in talks for step in said_in(talk)), *between.steps), between.pauses)


def first_steps(talks: Sequence[Gathered], ended_on: str | None) -> tuple[NextStep, ...]:
    """What each one said last that they would do first; a later talk takes away nobody else's small thing.

    One whose day has come by the time of a later talk has had its day; so has all from before the time together ended.
    """
    latest: dict[str, tuple[NextStep, ...]] = {}
    for talk in talks:
        for who, steps in latest.items():
            latest[who] = tuple(step for step in steps if not (iso_day(step.by or "") and (step.by or "") <= talk.on))
        for who in dict.fromkeys(folded(step.who) for step in talk.next_steps):
            said = tuple(step for step in talk.next_steps if folded(step.who) == who)
            latest[who] = said if ended_on is None or talk.on >= ended_on else ()
    return tuple(step for steps in latest.values() for step in steps)


def _promise(talks: Sequence[Gathered], statements: Sequence[Statement], settings: dict[str, str]) -> Promise | None:
    """The latest word on each part of the promise; signs rubbed out, declined or reworded are so here too."""
    facts: dict[str, object] = {}
    for talk in talks:
        if talk.promise:
            facts.update({name: value for name, value in talk.promise if value})
    if any(s.kind == "sign" for talk in talks for s in talk.statements):
        signs = [s for s in statements if s.kind == "sign"]
        facts["signs"] = tuple(s.text for s in signs if s.source.session == signs[-1].source.session)
    if not any(facts.values()):
        return None
    return Promise.model_validate({name: text for name, text in settings.items() if text} | facts)


def fingerprint(plan: Plan) -> str:
    """The digest of what a person says yes to: the page without its day, its ideas, its ids and the yes itself.

    Fields that say nothing are left out, so that a later coachkit with more of them finds the same yes. A pause
    for safety's sake, and what is not on the page yet of an introduction, take no yes away.
    """
    aside = dict.fromkeys(("on", "status", "agreed_on", "ideas", "coach", "person", "paused_since"), True)
    unsaid = {"handovers": {"__all__": {"id", "paused"}}, "introductions": {"__all__": {"id", "steps"}}}
    on_the_page = tuple(one for one in plan.introductions if one.is_on_the_page)
    shown = plan.model_copy(update={"introductions": on_the_page})
    return digest(shown.model_dump_json(exclude={**aside, **unsaid}, exclude_defaults=True))


def _with_agreement(plan: Plan, decisions: Sequence[Decision]) -> Plan:
    agreed = [decision for decision in decisions if decision.kind is Decided.AGREED]
    if not agreed:
        return plan
    same = agreed[-1].words == fingerprint(plan)
    status = PlanStatus.AGREED if same else PlanStatus.CHANGED
    return plan.model_copy(update={"status": status, "agreed_on": agreed[-1].on})
