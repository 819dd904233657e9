"""Gleaning: in come a talk's turns or a note, in English; out go suggestions, best first, and those held back.

Pure and always the same. It goes by wording alone: it cannot know irony, nor whether a thing still holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coachkit.gleaning.around import AROUND
from coachkit.gleaning.gifts import GIFTS
from coachkit.gleaning.holds import FELT, HOLDS
from coachkit.gleaning.passages import Passage, clause, passages
from coachkit.gleaning.people import PEOPLE
from coachkit.gleaning.roles import ROLES
from coachkit.gleaning.rule import Hold, Rule
from coachkit.gleaning.suggestion import AT_MOST, Gleaned, HeldBack, Spoken, Suggestion
from coachkit.gleaning.vocabulary import NO_NAMES, SAME
from coachkit.gleaning.weighing import NAMED, weight_of
from coachkit.ids import digest
from coachkit.safe_text import folded

RULES: tuple[Rule, ...] = (*GIFTS, *ROLES, *AROUND, *PEOPLE)
# Nothing shorter says anything.
SHORTEST = 5
# How many characters after a name what is said is still about them.
NEAR_BY = 24


class _Made(NamedTuple):
    """A suggestion, what it means (two of one meaning are asked about once), and whom it is about, name or no name."""

    suggestion: Suggestion
    means: str
    who: str


def rule_of(suggestion: Suggestion) -> str:
    """What the rule that found it says of itself."""
    return next((rule.says for rule in RULES if rule.id == suggestion.rule), "Written into a copy by hand.")


def glean_note(text: str, session: str, most: int = AT_MOST) -> Gleaned:
    """What a note gives, as if the person had said it in one turn."""
    return glean((Spoken(text),), session, most)


def glean(turns: Iterable[Spoken], session: str, most: int = AT_MOST) -> Gleaned:
    """What the person's own turns give: at most `most` to go through, the rest after them, and what was held back."""
    found: dict[str, _Made] = {}
    held: list[HeldBack] = []
    gone: dict[str, str] = {}
    for at, turn in enumerate(turns):
        if not turn.by_person:
            continue
        for made, held_by in _of_turn(turn.text, session, at):
            if held_by is None:
                known = found.get(made.means)
                if known is None or made.suggestion.weight > known.suggestion.weight:
                    found[made.means] = made
                continue
            held.append(HeldBack(suggestion=made.suggestion, because=held_by.id))
            if held_by.lasts and _said_of(made.suggestion, held_by):
                gone.setdefault(made.means, held_by.id)
    named = {each.who for each in found.values() if each.suggestion.name}
    held += [
        HeldBack(suggestion=found.pop(means).suggestion, because=why) for means, why in gone.items() if means in found
    ]
    kept = (each.suggestion for each in found.values() if each.suggestion.name or each.who not in named)
    best = sorted(kept, key=lambda each: (-each.weight, each.at, each.offset))
    return Gleaned(found=tuple(best[:most]), further=tuple(best[most:]), held_back=tuple(held))


def _said_of(suggestion: Suggestion, hold: Hold) -> bool:
    """Whether the reason follows so closely on somebody that it is about them, wherever else they are spoken of."""
    ends = suggestion.quote.find(suggestion.text) + len(suggestion.text)
    return suggestion.kind == "person" and any(
        upto >= ends and since - ends <= NEAR_BY for since, upto in hold.speaks_of(suggestion.quote)
    )


def _of_turn(text: str, session: str, at: int) -> Iterator[tuple[_Made, Hold | None]]:
    before, here = "", None
    for after in (*passages(text), None):
        if here is not None:
            near = (here.text, before, after.text if after else "")
            reasons: dict[str, Hold | None] = {}
            for made in _of_sentence(here, session, at):
                kind = made.suggestion.kind
                if kind not in reasons:
                    reasons[kind] = _reason(kind, near)
                yield made, reasons[kind]
            before = here.text
        here = after


def _of_sentence(sentence: Passage, session: str, at: int) -> Iterator[_Made]:
    if len(sentence.text) < SHORTEST:
        return
    lower = sentence.text.lower()
    taken: list[tuple[int, int]] = []
    for rule in RULES:
        if not any(cue in lower for cue in rule.cues):
            continue
        for match in rule.pattern.finditer(sentence.text):
            made = _made(rule, match, sentence, session, at)
            if made is None:
                continue
            begins = made.suggestion.offset - sentence.begins
            ends = begins + len(made.suggestion.text)
            if any(begins < upto and since < ends for since, upto in taken) and rule.kind != "person":
                continue
            taken.append((begins, ends))
            yield made


def _made(rule: Rule, match: re.Match[str], sentence: Passage, session: str, at: int) -> _Made | None:
    groups = match.groupdict()
    begins, ends = match.span("said" if "said" in groups else 0)
    name, link = groups.get("who"), groups.get("link")
    if name is not None and not is_name(name):
        return None
    if groups.get("name") and (name := _as_name(groups["name"])):
        ends = match.start("name") + len(name)
    text = clause(sentence.text, begins, match.end()) if rule.to_the_end else sentence.text[begins:ends]
    suggestion = Suggestion(
        id=digest(session, str(at), rule.id, sentence.text, text),
        session=session,
        kind=rule.kind,
        text=text,
        quote=sentence.text,
        rule=rule.id,
        at=at,
        offset=sentence.begins + begins,
        weight=rule.weight + weight_of(sentence.text) + (NAMED if groups.get("name") and name else 0),
        name=name,
        link=link,
        time=rule.time,
    )
    who = folded(SAME.get((link or "").lower(), link or ""))
    which = (groups.get("which") or "").replace("best ", "").replace("good ", "")
    thing = name or (which + who) or groups.get("thing") or text
    return _Made(suggestion, f"{rule.kind} {folded(thing)}", who)


def is_name(word: str) -> bool:
    """Whether a word, or the last of several, may be a name: a capital, then small letters, and no other such word."""
    last = word.split()[-1]
    small = last.lower()
    # At the start of a sentence “Going” has a capital too.
    return last[0].isupper() and not last[1:].isupper() and small not in NO_NAMES and not small.endswith("ing")


def _as_name(words: str) -> str | None:
    first, _, second = words.partition(" ")
    if not is_name(first):
        return None
    return words if second and is_name(second) else first


def _reason(kind: str, near: tuple[str, str, str]) -> Hold | None:
    """The first reason to leave something alone, from the sentence it stands in and the two beside it."""
    for hold in HOLDS:
        if hold.kinds and kind not in hold.kinds:
            continue
        looked_at = near if hold.around and kind in FELT else near[:1]
        if any(hold.applies(each) for each in looked_at):
            return hold
    return None
