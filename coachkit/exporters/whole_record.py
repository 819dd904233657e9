"""Everything about somebody to read: in come talks and lines in words, out go one long page and a list of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from coachkit.dates import iso_day, written, written_short
from coachkit.exporters.markdown import told_markdown
from coachkit.markdown_text import escape_markdown
from coachkit.safe_text import one_line
from coachkit.value import Value
from coachkit.wording.every_line import NOTE, PARKED, Line
from coachkit.wording.words import quoted

_LEFT = {"skipped": "(left)", "rubbed_out": "(rubbed out)"}
_ASIDE = "Set aside, because an answer before it changed:"


class TalkKept(Value):
    """A talk as it is told, with the day it was taken back or nothing."""

    told: Any
    back: str = ""


class Others(Value):
    """Who else is named: names with the places they stand, lines that may name somebody, and where others name them."""

    names: Mapping[str, Sequence[str]]
    sentences: Sequence[tuple[str, str]] = ()
    named_by: Sequence[str] = ()


def everything_markdown(
    person: str,
    talks: Iterable[TalkKept],
    lines: Iterable[Line],
    half_typed: Iterable[tuple[str, str]],
    today: date,
) -> str:
    """Every talk with what was left and set aside, then every single line in the order it was kept."""
    parts = [
        f"# Everything that is kept about {escape_markdown(one_line(person))}",
        f"As it was on {written(today)}. What was taken back or set aside is here too, and says so.",
        "The same stands in everything.json for a computer to read, with every field.",
    ]
    for each in talks:
        parts += _talk(each)
    parts.append("## Every line, in the order it was kept")
    for (on, by), some in groupby(lines, key=lambda line: (line.on, line.by)):
        parts.append(f"### {_day(on)}{f', {_shown(one_line(by))}' if by else ''}")
        parts.append("\n".join(map(_line, some)))
    typed = [_bullet(under, (text,)) for under, text in half_typed]
    if typed:
        parts += ["## Half typed, and never sent off", "\n".join(typed)]
    return "\n\n".join(parts) + "\n"


def third_parties_markdown(person: str, others: Others) -> str:
    """For the coach's eye: who else is named, to be looked at before anything is handed over."""
    called = escape_markdown(one_line(person))
    names = [f"- {_shown(name)}: {'; '.join(map(_shown, where))}" for name, where in others.names.items()]
    parts = [
        f"# For the coach alone: who else is named with {called}",
        "Do not hand this page over. It lists everybody else whose name stands in what is kept.",
        "Look at each: would they mind? Were they told? What must not be read by the person, take out of the "
        "files in hand-over before you give them.",
        "\n".join(names) or "Nobody else is named in a place coachkit knows.",
    ]
    if others.sentences:
        parts.append("Lines that may name somebody:")
        parts.append("\n".join(_bullet(where, (text,)) for where, text in others.sentences))
    parts.append(
        "Names in the middle of a sentence are not all found: read the talks, the notes and the transcripts too."
    )
    if others.named_by:
        parts += [
            f"## Where others name somebody called {called}",
            "That is the others' own, so it is not in this folder. Here it stands:",
            "\n".join(f"- {_shown(line)}" for line in others.named_by),
        ]
    return "\n\n".join(parts) + "\n"


def _talk(each: TalkKept) -> Iterator[str]:
    told = each.told
    back = f" (taken back on {each.back})" if each.back else ""
    yield f"## {escape_markdown(one_line(told.title))}, {_day(told.talk.on)}{back}"
    standing = [entry for entry in told.entries if entry.state != "parked"]
    aside = [entry for entry in told.entries if entry.state == "parked"]
    yield from _questions(standing)
    if aside:
        yield _ASIDE
        yield from _questions(aside)
    yield from (f"{PARKED}: {_shown(quoted(thought))}" for thought in told.thoughts)
    if told.note:
        yield f"{NOTE}: {_shown(told.note)}"
    yield from (f"**{_shown(turn.name or turn.speaker)}:** {_shown(turn.text)}" for turn in told.turns)
    for on, to in told.concerns:
        yield f"A concern was raised on {_day(on)}. {f'Told: {_shown(to)}' if to else 'Nobody was told yet.'}"


def _questions(entries: Iterable[Any]) -> Iterator[str]:
    """Each question once, with its answers under it."""
    for question, some in groupby(entries, key=lambda entry: entry.question):
        answers = list(some)
        said = [entry.text for entry in answers if entry.state not in _LEFT]
        yield from told_markdown(question, said)
        yield from dict.fromkeys(_LEFT[entry.state] for entry in answers if entry.state in _LEFT)


def _line(line: Line) -> str:
    return _bullet(line.what, line.words, f" (taken back on {line.back})" if line.back else "")


def _bullet(what: str, words: Sequence[str], aside: str = "") -> str:
    """What it is, then the words, each in quotes; further lines of a text stand under the first."""
    said = " · ".join(map(quoted, words))
    label = f"{what.removesuffix('.')}:" if said and what[-1:] not in ("?", ")", "") else what
    text = " ".join(part for part in (label, said) if part) + aside
    return "- " + escape_markdown(text).replace("\n", "\n  ")


def _day(text: str) -> str:
    day = iso_day(text)
    return written_short(day) if day else text


def _shown(text: str) -> str:
    return escape_markdown(text)
