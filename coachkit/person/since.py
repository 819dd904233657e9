"""What is different since a day: in come what stood then and what stands now, out go typed differences.

There is no figure in it but the person's own ruler, and none of it is set against anything but their own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coachkit.person.changes import (
    Came,
    Ended,
    HandoverChange,
    NearChange,
    Saying,
    Standing,
    ended_since,
    handover_changes,
    latest_said,
    near_change,
    returns_since,
    said_otherwise,
)
from coachkit.person.circle import Member, Ring
from coachkit.person.decisions import Names
from coachkit.person.gathered import Gathered
from coachkit.person.handover import Stands
from coachkit.person.introduction import Introduction, introductions
from coachkit.person.statement import ScaleReading
from coachkit.safe_text import folded
from coachkit.value import Value

GIFTS = ("skill", "knowledge", "passion", "quality", "experience")
_NEARNESS = tuple(Ring)
_MET = ("met", "again")


class Span(Value):
    """Since when: a day, or none where nothing was said yet.

    `after_talk` tells that it is the day of a talk, and what was said on it is known already. `first_talk` is the
    day of the first talk where nothing had been said before.
    """

    since: str | None = None
    after_talk: bool = False
    first_talk: str | None = None


class NewMember(Value):
    """Somebody first named since, the ring they stand in now, and what the person does for them."""

    name: str
    on: str
    ring: Ring | None
    gives: str | None


class Closer(Value):
    """Somebody who stands nearer than then, with the days on which both rings were said."""

    name: str
    ring_then: Ring
    then_on: str
    ring_now: Ring
    now_on: str


class Gives(Value):
    """What the person does for somebody they had named before, said since."""

    name: str
    gives: str
    on: str


class Meeting(Value):
    """Two who met, or went again without the coach, since; a day is None where it was before."""

    who: str
    to: str
    with_: str | None
    because: str | None
    met_on: str | None
    again_on: str | None


class Used(Value):
    """A gift put to use since `on`: in a meeting that came of it, or as the person's part of a thing that moved."""

    text: str
    said_on: str | None
    on: str
    meeting: Meeting | None = None
    handover: str | None = None


class Future(Value):
    """The person's words about the future, then and now."""

    then: tuple[Saying, ...]
    now: tuple[Saying, ...]


class Reading(Value):
    """The person's own ruler on one day, and what would be good enough in their words of that day."""

    on: str
    value: int
    good_enough: str | None


class Ruler(Value):
    """One ruler, by the name it has, then and now; `then` is None where it is new."""

    name: str
    then: Reading | None
    now: Reading


class Differences(Value):
    """Everything that is different since a day, each of it told once."""

    new_people: tuple[NewMember, ...] = ()
    closer: tuple[Closer, ...] = ()
    gives: tuple[Gives, ...] = ()
    met: tuple[Meeting, ...] = ()
    put_to_use: tuple[Used, ...] = ()
    newly_said: tuple[Saying, ...] = ()
    handovers: tuple[HandoverChange, ...] = ()
    near: NearChange | None = None
    returns: tuple[Came, ...] = ()
    ended: Ended | None = None
    future: Future | None = None
    rulers: tuple[Ruler, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return self == Differences()


def differences(then: Standing, now: Standing) -> Differences:
    """What is different between two days of one person."""
    people_then, people = _people(then.talks, now), _people(now.talks, now)
    handovers = handover_changes(then.ways, now.ways)
    meetings = tuple(_meetings(then.plan.introductions, now.plan.introductions))
    used = (*_gifts_met(meetings, now), *_parts_in_use(then, handovers))
    in_use = [one.meeting for one in used]
    return Differences(
        new_people=tuple(_new(people_then, people)),
        closer=tuple(_closer(people_then, people)),
        gives=tuple(_gives(people_then, people)),
        met=tuple(meeting for meeting in meetings if meeting not in in_use),
        put_to_use=used,
        newly_said=tuple(_newly_said(then, now)),
        handovers=handovers,
        near=near_change(then.plan.how_often, now.plan.how_often),
        returns=returns_since(then, now),
        ended=ended_since(then.plan, now.plan),
        future=_future(then, now),
        rulers=tuple(_rulers(then.profile.scales, now.profile.scales)),
    )


class _Known(Value):
    """A member of the circle, the day they were first named, and the days of what was said of them last."""

    member: Member
    on: str
    ring_on: str
    gives_on: str


def _people(talks: Sequence[Gathered], now: Standing) -> dict[str, _Known]:
    """The circle of some talks with its days; who is one and the same is told by what is known now."""
    names = Names(now.decisions)
    found: dict[str, _Known] = {}
    for talk in talks:
        for member in talk.members:
            key = names.key(member.name, member.id)
            known = found.get(key) or _Known(member=member, on=talk.on, ring_on=talk.on, gives_on=talk.on)
            said = {name: value for name, value in member if value is not None and name not in ("id", "name")}
            found[key] = _Known(
                member=known.member.model_copy(update=said),
                on=known.on,
                ring_on=talk.on if said.get("ring", known.member.ring) != known.member.ring else known.ring_on,
                gives_on=talk.on if said.get("gives", known.member.gives) != known.member.gives else known.gives_on,
            )
    return found


def _both(then: dict[str, _Known], now: dict[str, _Known]) -> Iterator[tuple[_Known | None, _Known]]:
    """Everybody of now with what was known of them then; a name put right does not make somebody new."""
    by_id = {known.member.id: known for known in then.values()}
    for key, known in now.items():
        yield then.get(key) or by_id.get(known.member.id), known


def _new(then: dict[str, _Known], now: dict[str, _Known]) -> Iterator[NewMember]:
    for before, known in _both(then, now):
        if before is None:
            member = known.member
            yield NewMember(name=member.name, on=known.on, ring=member.ring, gives=member.gives)


def _closer(then: dict[str, _Known], now: dict[str, _Known]) -> Iterator[Closer]:
    for before, known in _both(then, now):
        was, ring = before.member.ring if before else None, known.member.ring
        if before and was and ring and _NEARNESS.index(ring) < _NEARNESS.index(was):
            yield Closer(
                name=known.member.name, ring_then=was, then_on=before.ring_on, ring_now=ring, now_on=known.ring_on
            )


def _gives(then: dict[str, _Known], now: dict[str, _Known]) -> Iterator[Gives]:
    for before, known in _both(then, now):
        gives = known.member.gives
        if before and gives and folded(gives) != folded(before.member.gives or ""):
            yield Gives(name=known.member.name, gives=gives, on=known.gives_on)


def _meetings(then: Sequence[Introduction], now: Sequence[Introduction]) -> Iterator[Meeting]:
    before = {one.id: _days(one) for one in then}
    for one in now:
        met_on, again_on = (
            day if day != was else None for was, day in zip(before.get(one.id, (None, None)), _days(one), strict=True)
        )
        if met_on or again_on:
            yield Meeting(
                who=one.who, to=one.to, with_=one.with_, because=one.because, met_on=met_on, again_on=again_on
            )


def _days(one: Introduction) -> tuple[str | None, str | None]:
    """The day the two met last as new to each other, and the day they went again; read off how it stood each time."""
    met_on = again_on = before = None
    for number, step in enumerate(one.steps, 1):
        status = introductions(one.steps[:number])[0].status
        if status != before:
            met_on = step.on if status in _MET and before not in _MET else met_on
            again_on = step.on if status == "again" else again_on
        before = status
    return met_on, again_on


def _gifts_met(meetings: Sequence[Meeting], now: Standing) -> Iterator[Used]:
    """The gifts because of which two met."""
    days = {talk.session: talk.on for talk in now.talks}
    gifts = {folded(gift.text): gift for gift in reversed(now.profile.of(*GIFTS))}
    for meeting in meetings:
        gift = gifts.get(folded(meeting.because or ""))
        if gift and meeting.met_on:
            yield Used(text=gift.text, said_on=days[gift.source.session], on=meeting.met_on, meeting=meeting)


def _parts_in_use(then: Standing, changes: Sequence[HandoverChange]) -> Iterator[Used]:
    """The person's own part of each thing that has moved since and is still going."""
    going = {way.handover.id for way in then.ways if way.handover.stands is Stands.MOVED}
    for change in changes:
        one = change.handover
        if one.stands is Stands.MOVED and change.turns and one.person_does and one.id not in going:
            yield Used(text=one.person_does, said_on=None, on=one.since or "", handover=one.what)


def _newly_said(then: Standing, now: Standing) -> Iterator[Saying]:
    """The gifts said since; other words put in the place of an earlier gift make no new one."""
    days = {talk.session: talk.on for talk in now.talks}
    before = {(gift.kind, folded(gift.text)) for gift in then.profile.of(*GIFTS)}
    ids = {gift.id for gift in then.profile.of(*GIFTS)}
    for gift in now.profile.of(*GIFTS):
        if (gift.kind, folded(gift.text)) not in before and gift.id not in ids:
            on = days[gift.source.session]
            yield Saying(id=gift.id, kind=gift.kind, text=gift.text, on=on, said_by=gift.said_by)


def _future(then: Standing, now: Standing) -> Future | None:
    before, after = (latest_said(one, "hope", "wanted") for one in (then, now))
    return Future(then=before, now=after) if said_otherwise(before, after) else None


def _rulers(then: Sequence[ScaleReading], now: Sequence[ScaleReading]) -> Iterator[Ruler]:
    before, after = ({folded(one.name): one for one in readings} for readings in (then, now))
    for name, last in after.items():
        was = before.get(name)
        if was is None or was.source != last.source:
            yield Ruler(name=last.name, then=_reading(was) if was else None, now=_reading(last))


def _reading(one: ScaleReading) -> Reading:
    return Reading(on=one.on, value=one.value, good_enough=one.good_enough)
