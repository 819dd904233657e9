"""Importing files: in come files of past conversations, out go those that are new kept as one change, and a report."""

from __future__ import annotations

import gc
import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from coachkit.errors import BadDataError, Problem, UsageFaultError
from coachkit.exporters.made_here import is_our_page, is_our_sheet
from coachkit.importers.records import Record, Refused, looks_like, read_records
from coachkit.notebook.lines import Change
from coachkit.notebook.sitting import sitting
from coachkit.notebook.trail import Act
from coachkit.workbench.back_up import copy_before_import
from coachkit.workbench.bring_in import TOGETHER, BringingIn
from coachkit.workbench.coming_in import Arriving, RefusalError, digest_of
from coachkit.workbench.import_markdown import LONGEST_COPY, is_markdown, take_markdown
from coachkit.workbench.import_report import Report, SourceReport
from coachkit.workbench.import_transcripts import Asked, transcript_record
from coachkit.workbench.room import Room
from coachkit.workbench.which_day import day_of

RECORD_FORMS = ("jsonl", "json", "csv")
_SAMPLE = 64 * 1024
# A transcript of three hours is under a megabyte; a file of this size is something else.
_LONGEST_TRANSCRIPT = 40 * 1024 * 1024
_A_NOTE = "It does not say who speaks, so it came in as a note, and --coach was left aside."


@dataclass(frozen=True)
class Source:
    """One file to import, opened when it is its turn; `size` in bytes, 0 where nobody knows."""

    path: str
    open: Callable[[], BinaryIO]
    size: int = 0


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line."""

    form: str = ""
    person: str = ""
    coach: str = ""
    on: date | None = None
    dry_run: bool = False
    keep_unsure: bool = False
    update: bool = False
    mapping: Any = None


@dataclass
class Watching:
    """Who is told: bytes and records `read`, talks still to index, and each refused record with form and heading."""

    read: Callable[[int, int], None] = lambda _bytes, _records: None
    indexing: Callable[[int], None] = lambda _talks: None
    refused: Callable[[str, Record | Refused], None] = lambda _form, _record: None


@dataclass
class _Import:
    room: Room
    wish: Wish
    watching: Watching
    bringing: BringingIn
    report: Report = field(default_factory=Report)
    asked: Asked = field(default_factory=Asked)
    records: int = 0
    before: int = 0


def import_files(room: Room, sources: list[Source], wish: Wish, watching: Watching | None = None) -> Report:
    """Take in all files as one change, batch by batch; a dry run does the same and takes it all back.

    An import broken off is gone on with by importing again: what is there is known, and the change is the same one.
    Where one is under way in another window, this is another change. Raises UsageFaultError where nothing is to be
    imported, or where the day wished for is still to come.
    """
    if not sources:
        raise UsageFaultError("There is nothing to import.", "Name a file or a folder; - is stdin.")
    day_of(room, wish.on)
    watching = watching or Watching()
    notebook = room.notebook
    if not wish.dry_run:
        copy_before_import(room)
    rehearsal: AbstractContextManager[None] = notebook.rehearsing() if wish.dry_run else nullcontext()
    with rehearsal, _unhurried(), _change(room, dry_run=wish.dry_run) as change:
        notebook.nothing_to_say()
        notebook.begin_import(change, room.clock())
        whole = _Import(room, wish, watching, BringingIn(room, change, wish.keep_unsure, wish.update))
        for source in sources:
            _take(whole, source)
            whole.before += source.size
        notebook.finish_import(change, room.clock())
        counts = whole.report.counts
        if counts["new"]:
            notebook.note_act(Act.IMPORTED, room.clock(), {"files": len(sources), **counts})
    if not wish.dry_run:
        fill_index(room, watching)
    return whole.report


@contextmanager
def _change(room: Room, *, dry_run: bool) -> Iterator[Change]:
    """The change of this import: that of one broken off, or a new one; no other window takes it for broken off."""
    notebook, file = room.notebook, room.settings.notebook_file
    change = notebook.begin("import", "an import of past conversations", on=room.today, by=room.coach)
    if dry_run:
        yield change  # it is taken back as a whole, and lays nothing beside the notebook
        return
    if going_on := notebook.unfinished_import():
        with sitting(file, going_on) as elsewhere:
            if not elsewhere:
                yield replace(change, id=going_on)
                return
    with sitting(file, change.id):
        yield change


@contextmanager
def _unhurried() -> Iterator[None]:
    """Look for rings of objects seldom: a past conversation makes thousands of small ones and hardly a ring."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def fill_index(room: Room, watching: Watching) -> None:
    """Fill the search, some talks at a time; whoever breaks this off loses nothing, and the next search goes on."""
    while room.notebook.index_more():
        watching.indexing(room.notebook.waiting_for_index())


def _take(whole: _Import, source: Source) -> None:
    report = SourceReport(source.path)
    whole.report.sources.append(report)
    try:
        with source.open() as raw:
            stream = _Counting(raw, lambda at: whole.watching.read(whole.before + at, whole.records))
            _take_stream(whole, source, io.BufferedReader(stream, _SAMPLE), report)
    except BadDataError as fault:
        report.refuse(fault.problems or (Problem(source.path, 1, 1, "CK801", fault.message, fault.hint),))
    except (OSError, EOFError) as fault:
        reason = getattr(fault, "strerror", None) or "it is broken off or damaged"
        report.refuse((Problem(source.path, 1, 1, "CK801", f"This file could not be read: {reason}."),))
    report.in_order()


def _take_stream(whole: _Import, source: Source, stream: io.BufferedReader, report: SourceReport) -> None:
    if stream.peek(2)[:2] == b"\x1f\x8b":
        stream = io.BufferedReader(gzip.GzipFile(fileobj=stream), _SAMPLE)
    sample = stream.peek(_SAMPLE)[:_SAMPLE]
    if not sample:
        report.note(source.path, "There is nothing in this file.")
        return
    _not_ours_to_read(sample, source.path)
    form = whole.wish.form if whole.wish.form != "jsonl" else ""
    form = form or looks_like(sample, source.path) or whole.wish.form
    if form in RECORD_FORMS and not _is_turns(form, whole.wish.form, sample, source.path):
        notes: list[Problem] = []
        report.of_records = True
        questions = whole.bringing.scripts.questions
        found = read_records(stream, source.path, form, whole.wish.mapping, notes, questions)
        _take_records(whole, found, form, report)
        for note in notes:
            report.note(f"{note.path}:{note.line}:{note.column}", f"{note.message} {note.hint}".rstrip())
    else:
        _take_whole(whole, source, stream, sample, form, report)


def _not_ours_to_read(sample: bytes, path: str) -> None:
    """Raise BadDataError for a copy that was made to look at: it does not hold everything."""
    kind = "web page" if is_our_page(sample) else "spreadsheet" if is_our_sheet(sample) else ""
    if kind:
        message = f"This is a {kind} that coachkit wrote to look at; it does not come back in."
        hint = "Import the Markdown copy instead: coachkit export PERSON -o FILE.md makes one."
        raise BadDataError(message, (Problem(path, 1, 1, "CK801", message, hint),), hint)


def _is_turns(form: str, asked: str, sample: bytes, path: str) -> bool:
    """Whether lines of JSON are turns of one talk and no records: their keys tell."""
    return form == asked == "jsonl" and looks_like(sample, path) is None and b'"speaker"' in sample


def _take_records(whole: _Import, found: Iterator[Record | Refused], form: str, report: SourceReport) -> None:
    while some := list(islice(found, TOGETHER)):
        good = [each for each in some if isinstance(each, Record)]
        for bad in some:
            if isinstance(bad, Refused):
                report.refuse(bad.problems)
                whole.watching.refused(form, bad)
        whole.records += len(some)
        refused = whole.bringing.batch([Arriving(each, form, digest_of(form, each)) for each in good], report)
        for record in refused:
            whole.watching.refused(form, record)


def _take_whole(
    whole: _Import, source: Source, stream: BinaryIO, sample: bytes, form: str, report: SourceReport
) -> None:
    """One file that is one talk, or one person: a transcript, a note or a copy."""
    markdown = is_markdown(whole.wish, form, sample, source.path)
    longest = LONGEST_COPY if markdown else _LONGEST_TRANSCRIPT
    data = stream.read(longest + 1)
    whole.records += 1
    if len(data) > longest:
        report.refuse((Problem(source.path, 1, 1, "CK801", "This file is too long to be one talk."),))
        return
    try:
        if markdown:
            take_markdown(whole.wish, whole.bringing, source.path, data, report)
            if whole.wish.coach and report.new and not source.path.endswith(".md"):
                report.note(f"{source.path}:1:1", _A_NOTE)
            return
        arriving = transcript_record(whole.room, whole.wish, whole.asked, report, data, sample, form)
    except RefusalError as refusal:
        report.refuse(refusal.problems)
        return
    whole.bringing.batch([arriving], report)


class _Counting(io.RawIOBase):
    """A stream that says how far it has been read."""

    def __init__(self, stream: BinaryIO, at: Callable[[int], None]) -> None:
        self._stream, self._at, self._read = stream, at, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._read += len(data)
        self._at(self._read)
        return len(data)
