"""Gleaning: in come a talk's turns or a note, in English; out go suggestions, best first, and those held back.

Pure and always the same. It goes by wording alone: it cannot know irony, nor whether a thing still holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from coachkit.gleaning.around import AROUND
from coachkit.gleaning.gifts import GIFTS
from coachkit.gleaning.holds import FELT, HOLDS
from coachkit.gleaning.noted import NOTED, NOTED_OF
from coachkit.gleaning.passages import Passage, clause, passages
from coachkit.gleaning.people import PEOPLE
from coachkit.gleaning.roles import ROLES
from coachkit.gleaning.rule import Hold, Rule
from coachkit.gleaning.spoken_of import Mention, is_name, mentions
from coachkit.gleaning.suggestion import AT_MOST, Gleaned, HeldBack, Spoken, Suggestion
from coachkit.gleaning.vocabulary import SAME, TITLES, WITHIN
from coachkit.gleaning.weighing import NAMED, weight_of
from coachkit.ids import digest
from coachkit.safe_text import folded

_SAID: tuple[Rule, ...] = (*GIFTS, *ROLES, *AROUND, *PEOPLE)
RULES: tuple[Rule, ...] = (*_SAID, *NOTED, *NOTED_OF)
# Nothing shorter says anything.
SHORTEST = 5
# How many characters after a name what is said is still about them.
NEAR_BY = 24


class _Made(NamedTuple):
    """A suggestion, what it means (two of one meaning are asked about once), and whom it is about, name or no name, and
    what reasons to leave it alone go by.
    """

    suggestion: Suggestion
    means: str
    who: str
    sort: str


def is_role(suggestion: Suggestion) -> bool:
    """Whether it is work or what somebody does for others."""
    return any(rule.id == suggestion.rule and rule.role for rule in RULES)


def rule_of(suggestion: Suggestion) -> str:
    """What the rule that found it says of itself."""
    return next((rule.says for rule in RULES if rule.id == suggestion.rule), "Written into a copy by hand.")


def glean_note(text: str, session: str, most: int = AT_MOST, person: str = "") -> Gleaned:
    """What a note gives: what stands there as the person said it, and what the coach wrote of them by name or as “she”.

    `person` is their name.
    """
    return _best(_of_turn(text, session, 0, _spoken_of(text, person)), most)


def glean(turns: Iterable[Spoken], session: str, most: int = AT_MOST) -> Gleaned:
    """What the person's own turns give: at most `most` to go through, the rest after them, and what was held back."""
    own = ((at, turn.text) for at, turn in enumerate(turns) if turn.by_person)
    return _best((each for at, text in own for each in _of_turn(text, session, at, {})), most)


def _best(every: Iterable[tuple[_Made, Hold | None]], most: int) -> Gleaned:
    found: dict[str, _Made] = {}
    held: list[HeldBack] = []
    gone: dict[str, str] = {}
    for made, held_by in every:
        if held_by is None:
            known = found.get(made.means)
            if known is None or made.suggestion.weight > known.suggestion.weight:
                found[made.means] = made
            continue
        held.append(HeldBack(suggestion=made.suggestion, because=held_by.id))
        if held_by.lasts and _said_of(made.suggestion, held_by):
            gone.setdefault(made.means, held_by.id)
    named = {each.who for each in found.values() if each.suggestion.name and each.who}
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


def _spoken_of(text: str, person: str) -> dict[int, tuple[Mention, ...]]:
    """Where each sentence of a note speaks of the person, by where the sentence begins."""
    found: dict[int, tuple[Mention, ...]] = {}
    theirs = True
    for sentence in passages(text):
        found[sentence.begins], theirs = mentions(sentence.text, person, theirs)
    return found


def _of_turn(
    text: str, session: str, at: int, spoken_of: Mapping[int, Sequence[Mention]]
) -> Iterator[tuple[_Made, Hold | None]]:
    before, here = "", None
    for after in (*passages(text), None):
        if here is not None:
            near = (here.text, before, after.text if after else "")
            reasons: dict[str, Hold | None] = {}
            for made in _of_sentence(here, session, at, spoken_of.get(here.begins, ())):
                if made.sort not in reasons:
                    reasons[made.sort] = _reason(made.sort, near)
                yield made, reasons[made.sort]
            before = here.text
        here = after


def _of_sentence(sentence: Passage, session: str, at: int, spoken_of: Sequence[Mention]) -> Iterator[_Made]:
    if len(sentence.text) < SHORTEST:
        return
    taken: list[tuple[int, int]] = []
    names: list[set[str]] = []
    for rule, match, start in _matches(sentence.text, spoken_of):
        made = _made(rule, match, start, sentence, session, at)
        if made is None:
            continue
        begins = made.suggestion.offset - sentence.begins
        ends = begins + len(made.suggestion.text)
        if any(begins < upto and since < ends for since, upto in taken) and rule.kind != "person":
            continue
        taken.append((begins, ends))
        name = set(folded(made.suggestion.name or "").split())
        # “Okafor comes round” is no second person where “my friend Sam Okafor” was one.
        if name and any(name < known for known in names):
            continue
        names.append(name)
        yield made


def _matches(text: str, spoken_of: Sequence[Mention]) -> Iterator[tuple[Rule, re.Match[str], int | None]]:
    """Where the rules match a sentence; with where it begins for those that follow a mention of the person."""
    lower = text.lower()
    for rule in _SAID:
        if any(cue in lower for cue in rule.cues):
            yield from ((rule, match, None) for match in rule.pattern.finditer(text))
    for mention in spoken_of:
        for rule in NOTED_OF if mention.owns else NOTED:
            if any(cue in lower for cue in rule.cues):
                match = rule.pattern.match(text, mention.ends)
                if match is not None:
                    yield rule, match, mention.begins


def _made(
    rule: Rule, match: re.Match[str], start: int | None, sentence: Passage, session: str, at: int
) -> _Made | None:
    groups = match.groupdict()
    begins, ends = match.span("said" if "said" in groups else 0)
    begins = begins if start is None else start
    name, link = None, groups.get("link")
    if groups.get("who"):
        name = _last_name(groups["who"])
        if name is None:
            return None
        begins += len(groups["who"]) - len(name) if match.start("who") == begins else 0
    elif groups.get("name") and (name := _first_name(groups["name"])):
        ends = match.start("name") + len(name)
    if rule.named and not name:
        return None
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
        said_by="person" if start is None else "coach",
    )
    who = folded(SAME.get((link or "").lower(), link or ""))
    which = (groups.get("which") or "").replace("best ", "").replace("good ", "")
    thing = name or (which + who) or groups.get("thing") or text
    return _Made(suggestion, f"{rule.kind} {folded(thing)}", who, rule.sort)


def _first_name(words: str) -> str | None:
    """The name that several words begin with."""
    return _name_among(words.split(" "))


def _last_name(words: str) -> str | None:
    """The name that several words end in, with the title before it."""
    parts = words.split(" ")
    for begin in range(len(parts)):
        if _name_among(parts[begin:]) == " ".join(parts[begin:]):
            titled = begin > 0 and parts[begin - 1].lower().rstrip(".") in TITLES
            return " ".join(parts[begin - titled :])
    return None


def _name_among(parts: Sequence[str]) -> str | None:
    upto = 0
    for number, word in enumerate(parts, 1):
        if is_name(word):
            upto = number
        elif not upto or word not in WITHIN:
            break
    return " ".join(parts[:upto]) or None


def _reason(sort: str, near: tuple[str, str, str]) -> Hold | None:
    """The first reason to leave something alone, from the sentence it stands in and the two beside it."""
    for hold in HOLDS:
        if hold.kinds and sort not in hold.kinds:
            continue
        looked_at = near if hold.around and sort in FELT else near[:1]
        if any(hold.applies(each) for each in looked_at):
            return hold
    return None
