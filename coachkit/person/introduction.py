"""One person meeting another person or a group: in come the steps of it, out goes where each introduction stands.

Nobody is introduced, or mentioned to the other, before both have said yes. A yes can be taken back at any time; who
comes round again is introduced anew, and an introduction that ended begins with nobody asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from coachkit.dates import iso_day
from coachkit.person.gathered import Order
from coachkit.value import Value

# What has lain longer than this is no longer brought up: a day page is no backlog.
BROUGHT_UP = timedelta(days=60)


class Side(StrEnum):
    """The two who are to meet: the person, and whoever or whatever they are to meet."""

    PERSON = "person"
    OTHER = "other"


class Met(StrEnum):
    """What can happen to an introduction; `person` and `other` are the two sides."""

    IDEA = "idea"
    EDITED = "edited"
    PERSON_ASKED = "person_asked"
    PERSON_YES = "person_yes"
    PERSON_NO = "person_no"
    OTHER_ASKED = "other_asked"
    OTHER_YES = "other_yes"
    OTHER_NO = "other_no"
    MET = "met"
    AGAIN = "again"
    ENDED = "ended"


class IntroductionStep(Value):
    """One step: what happened to which introduction, on which day, by whose hand, why, and what was said with it."""

    introduction: str
    did: Met
    on: str
    order: Order = ("", 0)
    by: str = ""
    why: str = ""
    facts: dict[str, Any] = {}


class Introduction(Value):
    """One introduction as it stands: `who` is to meet `to`, alongside `with_`, because of something said.

    `status`: idea, asked, yes (both have said yes), no, met, again or ended. `since` is the day it has stood so.
    """

    id: str = ""
    who: str
    to: str
    with_: str | None = None
    because: str | None = None
    status: str = "idea"
    since: str | None = None
    person_said: str | None = None
    other_said: str | None = None
    steps: tuple[IntroductionStep, ...] = ()

    @property
    def is_on_the_page(self) -> bool:
        """Whether the person's page speaks of it: both have said yes, and the two still go with somebody."""
        return self.status in ("yes", "met")

    @property
    def last_on(self) -> str:
        """The day of the latest step."""
        return max((step.on for step in self.steps), default=self.since or "")

    def said(self, side: Side) -> str | None:
        """What a side has said: `yes` or `no`, `asked` where there is no answer yet, None where nobody asked."""
        return self.person_said if side is Side.PERSON else self.other_said


class Refused(StrEnum):
    """Why a step cannot be taken as things stand."""

    SO_ALREADY = "so_already"
    NO_YES_YET = "no_yes_yet"
    NOT_MET_YET = "not_met_yet"


class Waits(StrEnum):
    """What an introduction waits for."""

    TO_BE_ASKED = "to_be_asked"
    FOR_AN_ANSWER = "for_an_answer"
    TO_MEET = "to_meet"
    TO_GO_AGAIN = "to_go_again"


class Waiting(Value):
    """An introduction that waits, what for, and for which side where it waits for one."""

    introduction: Introduction
    waits: Waits
    side: Side | None = None


def introductions(steps: Iterable[IntroductionStep]) -> tuple[Introduction, ...]:
    """Where every introduction stands, in the order of their first steps.

    Steps of different introductions do not touch each other, in whatever order they come.
    """
    ordered = sorted(steps, key=lambda each: each.order)
    names: dict[str, Introduction] = {}
    for step in ordered:
        who, to = step.facts.get("who"), step.facts.get("to")
        if who and to:  # else the words it was about have been rubbed out
            names.setdefault(step.introduction, Introduction(id=step.introduction, who=who, to=to))
    found: dict[str, Introduction] = {}
    for step in ordered:
        known = found.get(step.introduction) or names.get(step.introduction)
        if known is not None:
            found[step.introduction] = after(known, step)
    return tuple(found.values())


def after(known: Introduction, step: IntroductionStep) -> Introduction:
    """The introduction with one step more. A step that cannot be taken stays in its story and moves nothing."""
    told = dict(known) | {
        name: value for name, value in step.facts.items() if name in ("who", "to", "with_", "because")
    }
    side, _, said = step.did.partition("_")
    if side in tuple(Side) and (said, told[f"{side}_said"]) != ("asked", "yes"):
        told[f"{side}_said"] = said
    if step.did is Met.ENDED:
        told |= {"person_said": None, "other_said": None}
    status = _status(known.status, (told["person_said"], told["other_said"]), step.did)
    if status != known.status or not known.steps:
        told |= {"status": status, "since": step.on}
    return Introduction.model_validate(told | {"steps": (*known.steps, step)})


def _status(before: str, both: tuple[str | None, str | None], did: Met) -> str:
    if did is Met.ENDED:
        return "ended"
    if "no" in both:
        return "no"
    if not any(both):
        return "ended" if before == "ended" and did is not Met.IDEA else "idea"
    if both != ("yes", "yes"):
        return "asked"
    if did is Met.MET and before == "yes":
        return "met"
    if did is Met.AGAIN and before == "met":
        return "again"
    return before if before in ("met", "again") else "yes"


def refused(one: Introduction, did: Met) -> Refused | None:
    """Why this step cannot be taken now; None where it can. A no is never refused."""
    side, _, said = did.partition("_")
    if side in tuple(Side):
        now = one.said(Side(side))
        return Refused.SO_ALREADY if now == said or (said, now) == ("asked", "yes") else None
    stands_so = {Met.IDEA: "idea", Met.MET: "met", Met.AGAIN: "again", Met.ENDED: "ended"}
    if stands_so.get(did) == one.status or (did is Met.MET and one.status == "again"):
        return Refused.SO_ALREADY
    if did in (Met.MET, Met.AGAIN) and one.status not in ("yes", "met"):
        return Refused.NO_YES_YET
    return Refused.NOT_MET_YET if did is Met.AGAIN and one.status == "yes" else None


def waiting(every: Iterable[Introduction], today: date) -> tuple[Waiting, ...]:
    """Those that wait for their next step, where the last one is not too long ago."""
    found = ((one, iso_day(one.last_on)) for one in every)
    recent = (one for one, last in found if last and today - last <= BROUGHT_UP)
    return tuple(each for each in map(waits_for, recent) if each is not None)


def waits_for(one: Introduction) -> Waiting | None:
    """What an introduction waits for; None where it has ended, somebody would rather not, or it goes by itself."""
    if one.status == "yes":
        return Waiting(introduction=one, waits=Waits.TO_MEET)
    if one.status == "met":
        return Waiting(introduction=one, waits=Waits.TO_GO_AGAIN)
    if one.status not in ("idea", "asked"):
        return None
    side = Side.OTHER if one.person_said == "yes" else Side.PERSON
    waits = Waits.FOR_AN_ANSWER if one.said(side) else Waits.TO_BE_ASKED
    return Waiting(introduction=one, waits=waits, side=side)
