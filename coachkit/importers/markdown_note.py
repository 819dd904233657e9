"""A note in Markdown: in comes the file, out comes one record with the text after the front matter as its note."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from coachkit.importers.decoding import Text
from coachkit.importers.faults import NOTHING_SAID, Faults
from coachkit.importers.front_matter import Head, has_front_matter
from coachkit.importers.record import MISSING, NO_DAY, Record, day_of, near, one_line
from coachkit.safe_text import normalised

FORM = "md"
_KEYS = ["person", "on", "ref", "script"]
_ENDINGS = (".md", ".markdown", ".mdown")


def looks_like_markdown(sample: bytes) -> bool:
    """Whether a file is a note with front matter, or a copy that coachkit wrote."""
    return sample.lstrip(b"\xef\xbb\xbf\xff\xfe\x00").startswith(b"-") and has_front_matter(sample)


def is_markdown_by_name(path: str) -> bool:
    """Whether the name of a file says that it is Markdown."""
    return PurePath(path.casefold().removesuffix(".gz")).suffix in _ENDINGS


def note_record(source: Text, head: Head, path: str, *, person: str = "", on: date | None = None) -> Record:
    """The note as a record; `person` and `on` stand in where the front matter says nothing.

    Raises BadDataError with every fault and its place.
    """
    faults = Faults(path, source.note)
    name = one_line(head.word("person")) or one_line(person)
    if not name:
        faults.add(*head.place("person"), MISSING, "The note does not say whose it is.",
                   _like(head, "person") or "Begin with: person: NAME, or say it with --person NAME.")  # fmt: skip
    day = day_of(head.word("on")) if head.word("on") else on
    if day is None and head.word("on"):
        faults.add(*head.place("on"), NO_DAY, "This is no day.", "Write it like 2025-11-26.")
    elif day is None:
        faults.add(*head.place("on"), MISSING, "The note does not say which day it was.",
                   _like(head, "on") or "Begin with: on: 2025-11-26, or say it with --on DATE.")  # fmt: skip
    text = normalised("\n".join(source.lines[head.body - 1 :]).removeprefix("\ufeff"))
    if not text:
        last = min(head.body, len(source.lines))
        faults.add(last, 1, NOTHING_SAID, "Nothing stands in this note.", "Is it the right file?")
    if day is None or faults.problems:
        raise faults.error()
    return Record(path=path, line=1, column=1, person=name, on=day, script=one_line(head.word("script")),
                  ref=one_line(head.word("ref")), note=text)  # fmt: skip


def _like(head: Head, key: str) -> str:
    """A hint where a key of the front matter is nearly this one."""
    others = [each for each in head.entries if each not in _KEYS]
    return next((f"{hint} It says {each[:20]}." for each in others if (hint := near(each, [key]))), "")
