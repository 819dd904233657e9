"""An exported WhatsApp chat, from Android or iOS: in come its bytes, out comes who wrote what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from coachkit.dates import written
from coachkit.importers.decoding import sample_text, text_of
from coachkit.importers.faults import BAD_TIME, NOT_THIS_FORMAT, Faults
from coachkit.importers.protocol import Transcript
from coachkit.importers.turns import Cue, transcript, turns_of
from coachkit.importers.whatsapp_days import Token, day_of, moment, order_of, other_day
from coachkit.importers.whatsapp_words import own_words, said

_MARKS = "\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
# The ~ stands before somebody who is in nobody's address book.
_AROUND_NAMES = f"~ \u00a0\u202f{_MARKS}"
_GAP = "[ \u00a0\u202f]"
_DATE = r"(?P<a>\d{1,4})(?P<sep>[-/.]|年|\. )\s?(?P<b>\d{1,4})(?:(?P=sep)|[-/.月])\s?(?P<c>\d{1,4})\.?日?"
_CLOCK = r"(?P<clock>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)"
_HALF = rf"{_GAP}{{0,2}}(?P<half>[^\W\d_](?:[^\W\d_]|\.|{_GAP}){{0,14}}?)?{_GAP}{{0,2}}"
_KNOWN_HALF = rf"(?:{_GAP}(?P<half>[AaPp]\.?{_GAP}?[Mm]\b\.?))?"
_BEFORE = r"(?P<before>,?[^\d\[\]\n]{1,16}?)"
# `[12/3/24, 9:00:13 AM] Name: …`, `12/03/2024, 09:00 - Name: …`, and `13.06.18 21.25.15: Name: …`, where only a half
# of the day that is known can follow the time, or a name would be taken for one.
_FORMS = tuple(
    re.compile(rf"[{_MARKS}]{{0,4}}{head}{_DATE}{_BEFORE}{_CLOCK}{tail}")
    for head, tail in ((r"\[", rf"{_HALF}\]{_GAP}?"), ("", rf"{_HALF}[-–]{_GAP}"), ("", rf"{_KNOWN_HALF}:?{_GAP}"))
)
_LOOSE = _FORMS[-1]
_LONGEST_HEAD = 100
_LONGEST_NAME = 80
_NO_NAME = frozenset('\n"“”«»„')


@dataclass(slots=True)
class _Message:
    """One message as the file holds it: where, when, who and its lines."""

    line: int
    head: re.Match[str]
    author: str
    lines: list[str]

    @property
    def date(self) -> tuple[str, str, str]:
        return self.head["a"], self.head["b"], self.head["c"]

    @property
    def token(self) -> Token:
        return self.head["a"], self.head["sep"], self.head["b"], self.head["c"], self.head["half"]


class WhatsApp:
    """Messages of one or more lines; what WhatsApp itself says, and what was sent instead of words, is left out."""

    name = "whatsapp"

    def identify(self, sample: bytes, path: str) -> bool:
        """By a date and a time at the beginning, with somebody's name after one of the first."""
        lines = [line for line in sample_text(sample[:16_384]).split("\n") if line.strip()]
        form = _form(lines)
        if form is None:
            return False
        named = [_author(form, line) for line in lines[:50]]
        return named[0] if form is _LOOSE else any(named)

    def read(self, data: bytes, path: str) -> Transcript:
        """Raises BadDataError where the first line is no message, or a date does not exist."""
        source = text_of(data, path)
        faults = Faults(path, source.note)
        lines = source.lines
        form = _form([line for line in lines if line.strip()])
        if form is None:
            hint = "In WhatsApp: More, Export chat, Without media."
            faults.stop(1, 1, NOT_THIS_FORMAT, "A chat begins with a date and a time.", hint)
        messages = list(_messages(lines, form))
        order, sure = order_of([each.token for each in messages])
        days = [day_of(each.date, order) for each in messages]
        for each, day in zip(messages, days, strict=True):
            if day is None:
                faults.add(each.line, 1, BAD_TIME, "There is no such day.", "Compare its day, month and year.")
        first = next((at for at, each in enumerate(messages) if each.author), 0)
        doubt = "" if sure else _doubt(messages[first].date, order)
        return transcript(turns_of(_cues(messages, order), "\n"), faults, days[first], doubt)


def _doubt(numbers: tuple[str, ...], order: str) -> str:
    """What to say of a day that can be read two ways; nothing where both are the same."""
    day, other = day_of(numbers, order), other_day(numbers, order)
    if day is None or other is None:
        return ""
    return f"Its days can be read two ways. It begins on {written(day)}; if that is {written(other)}: --on {other}"


def _cues(messages: list[_Message], order: str) -> Iterator[Cue]:
    """What each message says, with the seconds since the first that somebody wrote."""
    first: datetime | None = None
    for each in messages:
        if not each.author:
            continue
        at = moment(each.head, order)
        first = first or at
        since = (at - first).total_seconds() if at and first and at >= first else None
        yield Cue(each.author, said(each.lines), since, each.line)


def _messages(lines: list[str], form: re.Pattern[str]) -> Iterator[_Message]:
    """A message for each head; a line without one goes on with the message before."""
    current: _Message | None = None
    for number, line in enumerate(lines, 1):
        head = _head(form, line)
        if head:
            if current:
                yield current
            author, words = _split(line[head.end() :])
            current = _Message(number, head, author, [words])
        elif current:
            current.lines.append(line)
    if current:
        yield current


def _form(lines: list[str]) -> re.Pattern[str] | None:
    """How this file begins a message, by its first line; one of another form inside a message is part of it."""
    return next((form for form in _FORMS if lines and _head(form, lines[0])), None)


def _head(form: re.Pattern[str], line: str) -> re.Match[str] | None:
    # Nearly every line that is no head is told by its first characters.
    if not any(sign.isdigit() for sign in line[:6]):
        return None
    return form.match(line, 0, _LONGEST_HEAD)


def _author(form: re.Pattern[str], line: str) -> bool:
    head = _head(form, line)
    return head is not None and _split(line[head.end() :])[0] != ""


def _split(rest: str) -> tuple[str, str]:
    """Who wrote a message, and its first line; nobody where WhatsApp itself says something."""
    before, colon, _ = rest[: 2 * _LONGEST_NAME].partition(":")
    author, words = before.strip(_AROUND_NAMES), rest[len(before) + 1 :]
    if not colon or words[:1] not in ("", " ", "\u00a0") or len(author) > _LONGEST_NAME:
        return "", rest
    return ("" if _NO_NAME & set(author) or own_words(author) else author), words[1:]
