"""Everything about somebody to read: in come rows and talks, out go one long page, and a list of who else is named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from coachkit.dates import written, written_short
from coachkit.markdown_text import escape_markdown
from coachkit.safe_text import one_line

Rows = Sequence[dict[str, Any]]


def everything_markdown(person: str, rows: Mapping[str, Rows], talks: Iterable[Any], today: date) -> str:
    """Every talk with what was skipped and set aside, then every single line in the order it was kept."""
    parts = [
        f"# Everything that is kept about {escape_markdown(one_line(person))}",
        f"As it was on {written(today)}. The same stands in everything.json, with every field.",
        "What was taken back or set aside is here too, and says so.",
    ]
    for talk in talks:
        day = written_short(date.fromisoformat(talk.talk.on))
        parts += [f"## {escape_markdown(one_line(talk.title))}, {day}", *_talk(talk)]
    parts += ["## Every line, in the order it was kept", *_lines(rows)]
    for draft in rows.get("draft", ()):
        parts.append(f"- half typed, never sent off: {_shown(draft['text'])}")
    return "\n\n".join(parts) + "\n"


def third_parties_markdown(person: str, others: Mapping[str, Sequence[str]]) -> str:
    """For the coach's eye: who else is named, to be looked at before anything is handed over."""
    lines = [f"- {_shown(name)}: {'; '.join(map(_shown, where))}" for name, where in others.items()]
    parts = (
        f"# For the coach alone: who else is named with {escape_markdown(one_line(person))}",
        "Do not hand this page over. It lists everybody else whose name stands in what is kept.",
        "Look at each: would they mind? Were they told? What must not be read by the person, take out of the "
        "files in hand-over before you give them.",
        "\n".join(lines) or "Nobody else is named in a place coachkit knows.",
        "Names in the middle of a sentence are not all found: read the talks, the notes and the transcripts too.",
    )
    return "\n\n".join(parts) + "\n"


def _talk(talk: Any) -> Iterator[str]:
    for entry in talk.entries:
        yield f"**{escape_markdown(entry.question)}**"
        yield f"({entry.state.replace('_', ' ')}) {_shown(entry.text)}".rstrip()
    yield from (f"A thought that was parked: {_shown(thought)}" for thought in talk.thoughts)
    if talk.note:
        yield f"A note: {_shown(talk.note)}"
    yield from (f"**{_shown(turn.name or turn.speaker)}:** {_shown(turn.text)}" for turn in talk.turns)
    yield from (f"A concern was raised on {on}. Told: {_shown(to or 'nobody yet')}" for on, to in talk.concerns)


def _lines(rows: Mapping[str, Rows]) -> Iterator[str]:
    changes = {row["id"]: row for row in rows.get("change", ())}
    for row in rows.get("event", ()):
        back = changes.get(row["change_id"], {}).get("undone_at")
        aside = f" (taken back on {back[:10]})" if back else ""
        by = f" by {_shown(row['by'])}" if row["by"] else ""
        what = f"{row['kind'].replace('_', ' ')} {_shown(row['subject'])}".rstrip()
        yield f"- {row['on']}{by}: {what}{aside}: {_shown('; '.join(_texts(json.loads(row['body']))))}".rstrip(": ")


def _texts(value: Any) -> Iterator[str]:
    """Every text in what an event holds, with the name it goes by."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (f"{name} {text}" for text in _texts(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif value not in (None, ""):
        yield str(value)


def _shown(text: str) -> str:
    return escape_markdown(text)
