"""Suggestions of one person: in come their events, out go those that wait for a human, and what was said yes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coachkit.gleaning.confirming import Decided, Did, SuggestionStep, as_member, as_statement, decided, fresh
from coachkit.gleaning.suggestion import Spoken, Suggestion
from coachkit.person.gathered import Gathered, Order
from coachkit.talk.events import Event, Happened

_DID = {
    Happened.SUGGESTED: Did.SUGGESTED,
    Happened.SUGGESTION_ACCEPTED: Did.ACCEPTED,
    Happened.SUGGESTION_DECLINED: Did.DECLINED,
    Happened.SUGGESTION_REWORDED: Did.REWORDED,
}
_PERSON = "person"


def kept_of(events: Sequence[Event], order: dict[int, Order]) -> tuple[Gathered, ...]:
    """What a human has said yes to, as yields of the talks it was said in; free text itself yields nothing."""
    steps = _decisions(events, order)
    if not steps:
        return ()
    yes = [one for one in decided(steps) if one.is_kept]
    days = {event.session_id: event.on for event in events if event.kind is Happened.STARTED}
    of_talk: dict[str, list[Decided]] = {}
    for one in yes:
        of_talk.setdefault(one.suggestion.session, []).append(one)
    return tuple(_yield(session, days.get(session), some) for session, some in of_talk.items())


def _yield(session: str, on: str | None, yes: Sequence[Decided]) -> Gathered:
    statements, members = map(as_statement, yes), map(as_member, yes)
    return Gathered(
        session=session,
        on=on or yes[-1].since,
        statements=tuple(each for each in statements if each is not None),
        members=tuple(each for each in members if each is not None),
    )


def waiting_of(events: Sequence[Event], order: dict[int, Order], name: str) -> tuple[Suggestion, ...]:
    """What was gleaned and nobody has decided about yet, talk by talk, the newest first, the best of each first.

    `name` is the person's, for notes that speak of them.
    """
    every = decided(_decisions(events, order))
    known = list(every)
    found: list[Suggestion] = []
    for some in _found(events, name):
        new = fresh(some, known)
        known += decided(_made(new))
        found += new
    return tuple(found)


def named_of(events: Sequence[Event], order: dict[int, Order], name: str) -> tuple[Suggestion, ...]:
    """All that was gleaned and not decided about, also what a newer talk says again: its id was on a list before."""
    every = decided(_decisions(events, order))
    return tuple(one for some in _found(events, name) for one in fresh(some, every))


def _found(events: Sequence[Event], name: str) -> Iterable[Sequence[Suggestion]]:
    """What each talk gives: the newest first; what a human wrote into a file comes before all of it."""
    # The rules are a quarter of what starting takes, and a talk that is gathered needs none of them.
    from coachkit.gleaning.glean import glean, glean_note

    for event in reversed(events):
        if event.kind is Happened.SUGGESTED and event.body.get("text"):
            yield (_by_hand(event),)
    days = {event.session_id: event.on for event in events if event.kind is Happened.STARTED}
    told = {(e.session_id, e.kind): e for e in events if e.session_id and e.kind in (Happened.NOTED, Happened.TURNS)}
    for event in sorted(told.values(), key=lambda each: (days.get(each.session_id, ""), each.seq), reverse=True):
        session = event.session_id or ""
        if event.kind is Happened.NOTED:
            yield glean_note(str(event.body.get("text", "")), session, person=name).found
        else:
            turns = (Spoken(str(text), role == _PERSON) for _, role, text, _ in event.body.get("turns", []))
            yield glean(turns, session).found


def _by_hand(event: Event) -> Suggestion:
    """What somebody wrote into a copy by hand: it belongs to no talk, and no rule found it."""
    told = {name: str(event.body.get(name) or "") for name in ("kind", "text", "quote")}
    return Suggestion(id=event.subject, session="", rule="", at=0, offset=0, weight=0, **told)


def _decisions(events: Iterable[Event], order: dict[int, Order]) -> list[SuggestionStep]:
    """What was decided, each behind the suggestion itself: it was kept with the decision, whatever rules say later."""
    steps: list[SuggestionStep] = []
    for event in events:
        if event.kind not in _DID or event.kind is Happened.SUGGESTED or not event.body.get("what"):
            continue
        what = Suggestion.model_validate(event.body["what"])
        day, seq = order[event.seq]
        common = {"suggestion": event.subject, "on": event.on}
        steps.append(SuggestionStep(did=Did.SUGGESTED, what=what, order=(day, 2 * seq), **common))
        text = str(event.body.get("text", ""))
        steps.append(SuggestionStep(did=_DID[event.kind], text=text, order=(day, 2 * seq + 1), **common))
    return steps


def _made(some: Iterable[Suggestion]) -> list[SuggestionStep]:
    return [SuggestionStep(suggestion=each.id, did=Did.SUGGESTED, on="", what=each) for each in some]
