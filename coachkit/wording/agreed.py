"""What was agreed to, in words: in comes how it stands, out go sentences to read or to hand over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coachkit.dates import written_short
from coachkit.person.consent import Consent, How, Said
from coachkit.person.statement import Share
from coachkit.safe_text import one_line
from coachkit.wording.voices import Voice
from coachkit.wording.words import quoted

_HOW = {How.TABLE: "at the table", How.PAPER: "on paper", How.PHONE: "by phone", How.LETTER: "in a letter"}
_SHARE = {
    Share.PRIVATE: ("stays between the two of you", "stays between my coach and me"),
    Share.MY_PEOPLE: ("may be known to {person}'s people", "may be known to my people"),
    Share.ANYONE: ("may be known to anyone", "may be known to anyone"),
}
_AGREED = ("Agreed to being written down", "I agreed to being written down")
_WITHDRAWN = ("The yes to being written down was taken back", "I took back my yes to being written down")
_SAID = ("What was said", "What I said")
NEVER_ASKED = "Nothing is written down about what may be kept."
PRIVATE = "Who may know was not asked yet, so all of it stays private."
# So many people are named in one line; more of them are counted.
MOST_NAMED = 5
_AS_SAID = {Share.PRIVATE: "“between us”", Share.MY_PEOPLE: "“my people”", Share.ANYONE: "anyone, but not every line"}
_ASK_FIRST = "Before anybody else reads this, ask {name}."


class Leaving(NamedTuple):
    """Somebody whose words are about to leave: their name, what to type for it, and what they said of it."""

    name: str
    typed: str
    stands: Consent


def keeping_sentences(consent: Consent, voice: Voice = Voice.YOU) -> list[str]:
    """Every time it was agreed or taken back, oldest first; or that nothing is written down about it."""
    return [_said(one, voice) for one in consent.said] or [NEVER_ASKED]


def mention_sentence(consent: Consent, person: str, voice: Voice = Voice.YOU) -> str:
    """What may be mentioned, and to whom."""
    if consent.share is None:
        return PRIVATE
    what = f"{_SAID[voice]} {_SHARE[consent.share][voice].format(person=one_line(person))}"
    whom = f", and mentioned to: {quoted(one_line(consent.whom))}" if consent.whom else ""
    return f"{what}{whom} (since {_day(consent.share_on)}). One line may say otherwise for itself."


def leaving_line(people: Sequence[Leaving]) -> str:
    """One line about those who have not said that anyone may know; empty where there is nobody."""
    if len(people) == 1:
        return _leaving(people[0])
    found: dict[str, list[str]] = {}
    for one in people:
        found.setdefault(_in_short(one.stands), []).append(one_line(one.name))
    parts = "; ".join(f"{said}: {_names(names)}" for said, names in found.items())
    ask = _ASK_FIRST.format(name="them: coachkit profile PERSON --check").rstrip(".")
    return f"Who may know: {parts}. {ask}" if parts else ""


def _leaving(one: Leaving) -> str:
    name, stands = one_line(one.name), one.stands
    ask = _ASK_FIRST.format(name=name)
    if stands.withdrawn_on:
        return f"{name} took back the yes to being written down on {_day(stands.withdrawn_on)}. {ask}"
    if stands.share is None:
        return (
            f"{name} was not asked yet who may know, so it stays between you two. "
            f"To ask: coachkit profile {one.typed} --check"
        )
    whom = f", and to mention it to: {quoted(one_line(stands.whom))}" if stands.whom else ""
    return f"Who may know, as {name} said on {_day(stands.share_on)}: {_AS_SAID[stands.share]}{whom}. {ask}"


def _in_short(stands: Consent) -> str:
    if stands.withdrawn_on:
        return "the yes taken back"
    return _AS_SAID[stands.share] if stands.share else "not asked yet"


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= MOST_NAMED else f"{len(names)} people"


def _said(one: Said, voice: Voice) -> str:
    did = (_AGREED if one.agreed else _WITHDRAWN)[voice]
    how = f", {_HOW[How(one.how)]}" if one.how in set(How) else ""
    wording = f" (asked as in: {one_line(one.wording)})" if one.wording else ""
    return f"{did} on {_day(one.on)}{how}{wording}."


def _day(text: str) -> str:
    return written_short(date.fromisoformat(text))
