"""What became of suggestions: in come steps, out go where each stands and what the profile keeps of it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from coachkit.gleaning.suggestion import Suggestion
from coachkit.person.circle import Member
from coachkit.person.gathered import Order
from coachkit.person.statement import Source, Statement
from coachkit.safe_text import folded
from coachkit.value import Value


class Did(StrEnum):
    """What can be done about a suggestion. Leaving it for later is no step: it goes on waiting."""

    SUGGESTED = "suggested"
    ACCEPTED = "suggestion_accepted"
    DECLINED = "suggestion_declined"
    REWORDED = "suggestion_reworded"


class SuggestionStep(Value):
    """One step: what was done about which suggestion, and on which day.

    `what` comes with the first, `text` with a rewording: for people the name they go by, else the wording.
    """

    suggestion: str
    did: Did
    on: str
    order: Order = ("", 0)
    what: Suggestion | None = None
    text: str = ""


class Stands(StrEnum):
    """Where a suggestion stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REWORDED = "reworded"
    DECLINED = "declined"


class Decided(Value):
    """A suggestion as it stands: `text` is what would be kept now, `since` the day of the last thing done about it."""

    suggestion: Suggestion
    stands: Stands = Stands.WAITING
    text: str
    since: str

    @property
    def is_kept(self) -> bool:
        """Whether a human has said yes to it, in these words or in others."""
        return self.stands in (Stands.ACCEPTED, Stands.REWORDED)


class Kept(Value):
    """What a human has said yes to, in the shape in which a profile holds it."""

    statements: tuple[Statement, ...] = ()
    members: tuple[Member, ...] = ()


_LEADS_TO = {Did.ACCEPTED: Stands.ACCEPTED, Did.DECLINED: Stands.DECLINED, Did.REWORDED: Stands.REWORDED}


def decided(steps: Iterable[SuggestionStep]) -> tuple[Decided, ...]:
    """Where every suggestion stands, in the order they were made; the last thing done about each counts.

    Suggesting again what stands already changes nothing, and a step about what was rubbed out is passed over.
    """
    found: dict[str, Decided] = {}
    for step in sorted(steps, key=lambda each: each.order):
        known = found.get(step.suggestion)
        if known is None:
            if step.what is not None:
                what = step.what
                found[step.suggestion] = Decided(suggestion=what, text=what.name or what.text, since=step.on)
        elif step.did in _LEADS_TO:
            found[step.suggestion] = _after(known, step)
    return tuple(found.values())


def _after(known: Decided, step: SuggestionStep) -> Decided:
    told = {"stands": _LEADS_TO[step.did], "since": step.on}
    if step.did is Did.REWORDED:
        return known.model_copy(update=told | {"text": step.text or known.text})
    what = known.suggestion
    return known.model_copy(update=told | {"text": what.name or what.text})


def waiting(every: Iterable[Decided]) -> tuple[Suggestion, ...]:
    """Those nobody has decided about, best first."""
    open_ = (one.suggestion for one in every if one.stands is Stands.WAITING)
    return tuple(sorted(open_, key=lambda each: -each.weight))


def fresh(found: Iterable[Suggestion], every: Iterable[Decided]) -> tuple[Suggestion, ...]:
    """Those of what was found that nobody has been asked about yet, here or after another talk."""
    known = tuple(every)
    ids = {one.suggestion.id for one in known}
    meant = {_meaning(one.suggestion) for one in known} | {(one.suggestion.kind, folded(one.text)) for one in known}
    return tuple(each for each in found if each.id not in ids and _meaning(each) not in meant)


def _meaning(suggestion: Suggestion) -> tuple[str, str]:
    return suggestion.kind, folded(suggestion.name or suggestion.text)


def kept(every: Iterable[Decided]) -> Kept:
    """What the profile keeps: statements and people a human has said yes to, and nothing else."""
    yes = [one for one in every if one.is_kept]
    statements = (as_statement(one) for one in yes)
    members = (as_member(one) for one in yes)
    return Kept(
        statements=tuple(each for each in statements if each is not None),
        members=tuple(each for each in members if each is not None),
    )


def as_statement(one: Decided) -> Statement | None:
    """The statement an accepted suggestion becomes, with where its quote stands; None for people and for a no."""
    what = one.suggestion
    if not one.is_kept or what.kind == "person":
        return None
    return Statement(
        id=what.id,
        kind=what.kind,
        text=one.text,
        said_by=what.said_by,
        how_known="gleaned",
        source=Source(session=what.session, step="turn", item=str(what.at)),
        confirmed=True,
        time=what.time,
    )


def as_member(one: Decided) -> Member | None:
    """The member of the circle an accepted suggestion becomes; None for all that is nobody, and for a no."""
    what = one.suggestion
    if not one.is_kept or what.kind != "person":
        return None
    return Member(id=what.id, name=one.text, link=what.link)
