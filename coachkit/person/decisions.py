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
    """The statements as they stand after every decision that still fits its words, in the same order.

    `decisions` are in the order they count in. Who may know a statement is what was said about it alone; what was
    said later of all of it counts for it too where that is narrower.
    """
    in_order = tuple(decisions)
    places = [place for place, decision in enumerate(in_order) if decision.kind is Decided.MAY_MENTION]
    latest = places[-1] if places else 0
    of_all = in_order[latest : latest + 1] if places else ()
    before, since = _by_statement(in_order[:latest]), _by_statement(in_order[latest:])
    kept = (_after(each, (*before.get(each.id, ()), *of_all, *since.get(each.id, ()))) for each in statements)
    return tuple(statement for statement in kept if statement is not None)


def _by_statement(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.kind is not Decided.MAY_MENTION:
            found.setdefault(decision.about, []).append(decision)
    return found


def _after(statement: Statement, decisions: Iterable[Decision]) -> Statement | None:
    """The statement after what was decided about it, and at last about all of it; None where it was left out."""
    said = words_of(statement.text)
    now: Statement | None = statement
    share: Share | None = None
    for decision in decisions:
        if decision.kind is Decided.MAY_MENTION:
            share = min((each for each in (share, Share(decision.text)) if each), key=lambda each: each.width)
            continue
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
                now, share = now or statement, Share(decision.text)
            case _:
                pass
    return now.model_copy(update={"share": share}) if now and share else now


class Names:
    """Which names mean the same person of a circle: equal ones do, until somebody separates them."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._apart = {folded(d.about) for d in decisions if d.kind is Decided.NAME_SEPARATED}

    def key(self, name: str, member_id: str) -> str:
        """The same key for two mentions of one person."""
        plain = folded(name)
        return f"{plain}\n{member_id}" if plain in self._apart else plain
