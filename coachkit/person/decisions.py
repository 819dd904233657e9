"""What was decided about single statements and names: in come decisions in order, out goes what stands now."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from coachkit.ids import digest
from coachkit.person.statement import Share, Statement
from coachkit.safe_text import folded
from coachkit.value import Value


class Decided(StrEnum):
    """What can be decided: about a statement, about two names, about the whole page, about all that is kept."""

    CONFIRMED = "confirmed"
    REWORDED = "reworded"
    DECLINED = "declined"
    SHARED = "shared"
    NAME_SEPARATED = "name_separated"
    AGREED = "agreed"
    KEEPING_AGREED = "keeping_agreed"
    KEEPING_WITHDRAWN = "keeping_withdrawn"
    MAY_MENTION = "may_mention"


class Decision(Value):
    """One decision. `about` is a statement's id or a name; `words` the digest of the text it was made on.

    `text` is the new wording or the share, by kind. A decision on a statement lapses when the words change.
    Of what is agreed to be kept, `about` names the wording that was shown, and `text` says how it was said; of what
    may be mentioned at all, `about` says to whom.
    """

    kind: Decided
    about: str
    words: str = ""
    text: str = ""
    on: str


def words_of(text: str) -> str:
    """The digest by which a decision remembers the words it was made on."""
    return digest(text)


def decided(statements: Iterable[Statement], decisions: Iterable[Decision]) -> tuple[Statement, ...]:
    """The statements as they stand after every decision that still fits its words, in the same order."""
    by_id: dict[str, list[Decision]] = {}
    usual: Share | None = None
    for decision in decisions:
        if decision.kind is Decided.MAY_MENTION:
            usual = Share(decision.text)
        else:
            by_id.setdefault(decision.about, []).append(decision)
    kept = (_after(_shared(statement, usual), by_id.get(statement.id, ())) for statement in statements)
    return tuple(statement for statement in kept if statement is not None)


def _shared(statement: Statement, usual: Share | None) -> Statement:
    """The statement as it may be mentioned unless something else was said about it alone."""
    return statement if usual is None else statement.model_copy(update={"share": usual})


def _after(statement: Statement, decisions: Iterable[Decision]) -> Statement | None:
    said = words_of(statement.text)
    now: Statement | None = statement
    for decision in decisions:
        if decision.words != said:
            continue
        match decision.kind:
            case Decided.DECLINED:
                now = None
            case Decided.CONFIRMED:
                now = (now or statement).model_copy(update={"confirmed": True})
            case Decided.REWORDED:
                now = (now or statement).model_copy(update={"text": decision.text, "confirmed": True})
            case Decided.SHARED:
                now = (now or statement).model_copy(update={"share": Share(decision.text)})
            case _:
                pass
    return now


class Names:
    """Which names mean the same person of a circle: equal ones do, until somebody separates them."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._apart = {folded(d.about) for d in decisions if d.kind is Decided.NAME_SEPARATED}

    def key(self, name: str, member_id: str) -> str:
        """The same key for two mentions of one person."""
        plain = folded(name)
        return f"{plain}\n{member_id}" if plain in self._apart else plain
