"""Markdown on its way in: in come a note or a copy that coachkit wrote, out goes it kept, and a line in the report."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from coachkit.importers.decoding import text_of
from coachkit.importers.faults import Faults
from coachkit.importers.front_matter import read_head
from coachkit.importers.markdown_note import FORM, is_markdown_by_name, looks_like_markdown, note_record
from coachkit.importers.registry import detect
from coachkit.workbench.bring_in import BringingIn
from coachkit.workbench.coming_in import Arriving, digest_of
from coachkit.workbench.import_report import SourceReport

if TYPE_CHECKING:
    from coachkit.workbench.import_files import Wish

# A copy holds all talks with one person, and may hold many transcripts.
LONGEST_COPY = 16 * 1024 * 1024


def is_markdown(wish: Wish, form: str, sample: bytes, path: str) -> bool:
    """Whether a file is a note or a copy: it was said so, its head tells, or it is plain text and no transcript."""
    if form:
        return form == FORM
    if looks_like_markdown(sample):
        return True
    plain = is_markdown_by_name(path) or (PurePath(path).suffix == ".txt" and bool(wish.person and wish.on))
    return plain and detect(sample, path) is None


def take_markdown(wish: Wish, bringing: BringingIn, path: str, data: bytes, report: SourceReport) -> None:
    """Take one file in. Raises RefusalError, and BadDataError with every fault of the file."""
    source = text_of(data, path, LONGEST_COPY)
    head = read_head(source.lines, Faults(path, source.note))
    if "coachkit" in head.entries:
        from coachkit.importers.own_copy import read_copy
        from coachkit.workbench.import_copies import bring_copy

        report.of_records = True
        bring_copy(bringing, read_copy(source, path), report)
        return
    record = note_record(source, head, path, person=wish.person, on=wish.on)
    bringing.batch([Arriving(record, FORM, digest_of(FORM, record))], report)
    if source.note:
        report.note(f"{path}:1:1", source.note)
