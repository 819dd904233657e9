"""Rules of wording, text by text: in come authored texts and the words of a language, out come problems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coachkit.errors import Problem
from coachkit.scripts.source import quoted
from coachkit.scripts.spoken import Spoken
from coachkit.scripts.words import Found, Token, Words

# What is said aloud; what is chosen from; what is read by the coach or printed.
_ASKS = ("ask", "ask_again")
_ALOUD = (*_ASKS, "probes")
_ROUND_ABOUT = (*_ALOUD, "options", "suggest")
_PRINTED = ("suggest", "options", "cue")
_SHORT_ANSWERS = ("choice", "choices", "short", "yes_no", "date")
_MOST_WORDS = 25
_MOST_SENTENCES = 2

# For each list of words: the code, the keys that are looked at, and what is said about a word found.
_LISTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "why": ("CK602", _ALOUD, "{} asks for a reason, and can sound like blame."),
    "deficit_words": ("CK603", _ROUND_ABOUT, "{} looks at what is wrong."),
    "leading": ("CK604", _ALOUD, "{} leads towards one answer."),
    "and_or": ("CK605", _ALOUD, "{} asks two things at once."),
    "advice": ("CK606", _ALOUD, "{} is advice, dressed as a question."),
    "labels": ("CK607", (*_ROUND_ABOUT, "cue", "coach_note"), "{} makes a label of a person."),
    "jargon": ("CK608", _ROUND_ABOUT, "{} is a word of the trade."),
    "minimising": ("CK610", _ALOUD, "{} says too much or makes a thing small."),
    "not_higher": ("CK611", _ALOUD, "{} asks what is missing from the number."),
    "service_first": ("CK615", _PRINTED, "{} puts the service first."),
}
_CLOSED = "Begin with What, How, Who, Where or “Tell me about …”, so that there is room for a story."
_ONE_AT_A_TIME = "Ask one thing, wait, and keep the other for a probe or a follow_up."
_SENTENCE = re.compile(r"[^.!?…]*[.!?…]+[\"'”’)]*|[^.!?…]+$")
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”")
_SECOND = re.compile(r"\b(?:and|or),? (?:with )?(?:what|how|who|whom|where|when|which|why)\b", re.IGNORECASE)


def wording(spoken: Spoken, words: Words | None) -> Iterator[Problem]:
    """What there is to say about one text. Without words of its language only its shape is looked at."""
    if spoken.key in ("from", "to"):
        return
    found = list(words.find(spoken.text, spoken.tokens)) if words else []
    yield from _listed(spoken, found)
    if words and spoken.key in _ALOUD and spoken.type not in _SHORT_ANSWERS:
        yield from _closed(spoken, words, {one.start for one in found})
    if spoken.key in _ALOUD:
        yield from _two_at_once(spoken, english=words is not None)
        yield from _long(spoken)


def _listed(spoken: Spoken, found: list[Found]) -> Iterator[Problem]:
    quotes = [m.span() for m in _QUOTED.finditer(spoken.text)] if spoken.key == "coach_note" else []
    about_numbers = any(one.group == "not_higher" for one in found)
    for one in found:
        code, keys, sentence = _LISTS.get(one.group, ("", (), ""))
        if spoken.key not in keys or any(start <= one.start < end for start, end in quotes):
            continue
        if about_numbers and one.group in ("why", "advice"):
            continue
        yield spoken.problem(code, one.start, one.end, sentence.format(quoted(one.said)), one.instead)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; a full stop inside a placeholder ends none."""
    masked = re.sub(r"\{[^{}\n]*\}", lambda m: "_" * len(m[0]), text)
    for found in _SENTENCE.finditer(masked):
        if found[0].strip():
            yield found.start() + len(found[0]) - len(found[0].lstrip()), found.end()


def _closed(spoken: Spoken, words: Words, taken: set[int]) -> Iterator[Problem]:
    for start, end in sentences(spoken.text):
        if "?" not in spoken.text[start:end]:
            continue
        first = _opener(spoken, words, start, end)
        if first and first.start not in taken and (first.word,) in words.lists["closed_opener"]:
            said = spoken.text[first.start : first.end]
            message = f"{quoted(said)} opens a question that yes or no can close."
            yield spoken.problem("CK601", first.start, first.end, message, _CLOSED)


def _opener(spoken: Spoken, words: Words, start: int, end: int) -> Token | None:
    """The word that opens a question, after `And so, {person},` and the like."""
    for token in spoken.tokens:
        if not start <= token.start < end:
            continue
        if (token.word,) not in words.lists["lead_in"] and not token.word.startswith("{"):
            return token
    return None


def _two_at_once(spoken: Spoken, *, english: bool) -> Iterator[Problem]:
    marks = [m.start() for m in re.finditer(r"\?+", spoken.text)]
    if len(marks) > 1:
        message = f"There are {len(marks)} questions here, and only the last one will be answered."
        yield spoken.problem("CK605", marks[1], marks[1] + 1, message, _ONE_AT_A_TIME)
    elif english and marks and spoken.key in _ASKS:
        for start, end in sentences(spoken.text):
            second = _SECOND.search(spoken.text, start, end)
            if second and spoken.text[start : second.start()].strip() and "?" in spoken.text[start:end]:
                message = f"{quoted(second[0])} begins a second question inside the first."
                yield spoken.problem("CK605", second.start(), second.end(), message, _ONE_AT_A_TIME)


def _long(spoken: Spoken) -> Iterator[Problem]:
    asked = spoken.text.find("?")
    upto = asked if asked >= 0 else len(spoken.text)
    before = [token for token in spoken.tokens if token.start < upto]
    if len(before) > _MOST_WORDS:
        at = before[_MOST_WORDS]
        message = f"The question takes {len(before)} words; {_MOST_WORDS} are about what one can hold."
        hint = "Say it shorter, or put what leads up to it in the coach_note."
        yield spoken.problem("CK609", at.start, at.end, message, hint)
        return
    begun = [start for start, _ in sentences(spoken.text) if start < upto]
    if len(begun) > _MOST_SENTENCES + 1:
        message = f"{len(begun) - 1} sentences stand before the question."
        hint = f"Keep {_MOST_SENTENCES} at most, and put the rest in the coach_note."
        yield spoken.problem("CK609", begun[0], begun[0] + 1, message, hint)
