"""What was agreed to, in words: in comes how it stands, out go sentences to read or to hand over."""

from __future__ import annotations

from datetime import date

from coachkit.dates import written_short
from coachkit.person.consent import Consent, How, Said
from coachkit.person.statement import Share
from coachkit.safe_text import one_line
from coachkit.wording.words import quoted

_HOW = {How.TABLE: "at the table", How.PAPER: "on paper", How.PHONE: "by phone", How.LETTER: "in a letter"}
_SHARE = {
    Share.PRIVATE: "stays between the two of you",
    Share.MY_PEOPLE: "may be known to {person}'s people",
    Share.ANYONE: "may be known to anyone",
}
NEVER_ASKED = "Nothing is written down about what may be kept."
PRIVATE = "Who may know was not asked yet, so all of it stays private."


def keeping_sentences(consent: Consent) -> list[str]:
    """Every time it was agreed or taken back, oldest first; or that nothing is written down about it."""
    return [_said(one) for one in consent.said] or [NEVER_ASKED]


def mention_sentence(consent: Consent, person: str) -> str:
    """What may be mentioned, and to whom."""
    if consent.share is None:
        return PRIVATE
    what = _SHARE[consent.share].format(person=one_line(person))
    whom = f", and mentioned to: {quoted(one_line(consent.whom))}" if consent.whom else ""
    return f"What was said {what}{whom} (since {_day(consent.share_on)}). One line may say otherwise for itself."


def _said(one: Said) -> str:
    did = "Agreed to being written down" if one.agreed else "The yes to being written down was taken back"
    how = f", {_HOW[How(one.how)]}" if one.how in set(How) else ""
    wording = f" (asked as in: {one_line(one.wording)})" if one.wording else ""
    return f"{did} on {_day(one.on)}{how}{wording}."


def _day(text: str) -> str:
    return written_short(date.fromisoformat(text))
