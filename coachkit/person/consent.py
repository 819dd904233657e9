"""What was agreed to be kept, and who may know: in come the decisions by their days, out goes how both stand now."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from coachkit.person.decisions import Decided, Decision
from coachkit.person.statement import Share
from coachkit.value import Value


class How(StrEnum):
    """How it was said."""

    TABLE = "table"
    PAPER = "paper"
    PHONE = "phone"
    LETTER = "letter"


class Said(Value):
    """One time it was agreed, or taken back: the day, how, and the wording that was shown, by name and digest."""

    agreed: bool
    on: str
    how: str = ""
    wording: str = ""
    digest: str = ""


class Consent(Value):
    """Everything said about keeping, oldest first; and what may be mentioned, and to whom, since which day.

    `share` is None where that was never asked; then everything is private.
    """

    said: tuple[Said, ...] = ()
    share: Share | None = None
    whom: str = ""
    share_on: str = ""

    @property
    def latest(self) -> Said | None:
        """What holds now."""
        return self.said[-1] if self.said else None

    @property
    def withdrawn_on(self) -> str | None:
        """The day the yes was taken back, where none has come since."""
        return self.latest.on if self.latest is not None and not self.latest.agreed else None

    def is_widened_by(self, share: Share, whom: str) -> bool:
        """Whether more people might know by this answer than by the one that stands."""
        names_another = bool(whom) and whom != self.whom
        return (share.width, names_another) > ((self.share or Share.PRIVATE).width, False)


def consent_of(decisions: Iterable[Decision]) -> Consent:
    """How it stands now. `decisions` are in the order they count in: by their days, then as they were kept."""
    said: list[Said] = []
    mention: Decision | None = None
    for one in decisions:
        if one.kind in (Decided.KEEPING_AGREED, Decided.KEEPING_WITHDRAWN):
            agreed = one.kind is Decided.KEEPING_AGREED
            said.append(Said(agreed=agreed, on=one.on, how=one.text, wording=one.about, digest=one.words))
        elif one.kind is Decided.MAY_MENTION:
            mention = one
    if mention is None:
        return Consent(said=tuple(said))
    return Consent(said=tuple(said), share=Share(mention.text), whom=mention.about, share_on=mention.on)
