"""`coachkit import`: in come files of past conversations, out goes what became of each, and how many are new."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import day_option, is_plain, one_of, opened, read_bytes, show, show_data, tell
from coachkit.errors import NotebookBusyError, NotFoundError, NotTakenError, Stopped, UsageFaultError
from coachkit.safe_text import for_terminal

if TYPE_CHECKING:
    from coachkit.workbench.import_files import Source, Wish
    from coachkit.workbench.import_report import Report, SourceReport
    from coachkit.workbench.room import Room

app = typer.Typer(add_completion=False, rich_markup_mode=None)
BAD_DATA = 4
# Reasons for a refusal are told one by one, for each has to be mended; of what may be looked at a page is enough.
_MOST_NOTES = 20
_MOST_FILES = 10


@app.command("import")
def import_(
    ctx: typer.Context,
    paths: list[str] = typer.Argument(None, metavar="PATH...", help="Files or folders; - is stdin."),  # noqa: B008
    form: str = typer.Option("", "--from", metavar="FORMAT", help="What they are, where coachkit cannot tell."),
    person: str = typer.Option("", metavar="NAME", help="Whose talks they are.", autocompletion=complete_people),
    coach: str = typer.Option("", metavar="SPEAKER", help="Which speaker is the coach."),
    on: str | None = typer.Option(None, metavar="DATE", help="The day, where a file does not say it."),
    dry_run: bool = typer.Option(False, "--dry-run", help="The same report; nothing is kept."),
    unsure: str = typer.Option("", metavar="keep", help="keep: take in what may be there already."),
    update: bool = typer.Option(False, "--update", help="Take in what has changed under the same ref."),
    mapping: str = typer.Option("", "--map", metavar="FILE", help="What somebody else's columns mean."),
    refused: str = typer.Option("", metavar="FILE", help="Write the records that were refused to a file, or to -."),
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What the report comes as."),
) -> None:
    """Bring in past conversations: notes, spreadsheets, transcripts.

    The same thing twice changes nothing. Each record is taken whole or not at all, and a refused one never stops the
    rest. coachkit undo takes a whole import back.

    \b
    coachkit import old-notes/ --dry-run
    coachkit import talk.vtt --person Maya --coach Sam --on 2025-06-01
    """
    from coachkit.askers.signals import ended_politely
    from coachkit.workbench.import_files import Wish

    as_json = one_of(format_, "text", "json") == "json"
    if unsure not in ("", "keep"):
        raise UsageFaultError("--unsure takes one word: keep.")
    told = _mapping(mapping)
    wish = Wish(form=form.strip().casefold(), person=person, coach=coach, on=day_option(on), dry_run=dry_run,
                keep_unsure=bool(unsure), update=update, mapping=told)  # fmt: skip
    with _room(is_plain(ctx), dry_run=dry_run) as room:
        try:
            with ended_politely():
                aside = "" if dry_run else refused
                report = _import(room, _files(paths or []), wish, aside, plain=is_plain(ctx))
            waiting = "" if dry_run or as_json else _waiting(room, report)
        except KeyboardInterrupt:
            tell("\n" + (messages.IMPORT_DRY if dry_run else messages.IMPORT_BROKEN_OFF))
            raise Stopped(Stopped.INTERRUPTED) from None
    if person and any(each.of_records for each in report.sources):
        tell(messages.IMPORT_OWN_PEOPLE)
    # What was refused has stdout to itself.
    aside_on_stdout = refused == "-" and not dry_run
    if as_json:
        (tell if aside_on_stdout else show_data)(_as_json(report))
    else:
        (tell if aside_on_stdout else show)(_as_text(report, waiting, dry_run=dry_run))
    if report.counts["refused"]:
        raise typer.Exit(BAD_DATA)


@contextmanager
def _room(plain: bool, *, dry_run: bool) -> Iterator[Room]:
    """The room to work in; for a dry run where there is no notebook yet, one that is on no disk."""
    from coachkit.notebook.store import Notebook

    with opened(plain) as room:
        if dry_run and not room.has_notebook:
            room.use(Notebook.in_memory())
        yield room


def _import(room: Room, files: list[Source], wish: Wish, refused: str, *, plain: bool) -> Report:
    from coachkit.cli.import_progress import watching
    from coachkit.cli.refused_file import RefusedFile
    from coachkit.workbench.import_files import import_files
    from coachkit.workbench.search import catch_up

    catch_up(room)
    with RefusedFile(refused) as aside, watching(room, sum(each.size for each in files), plain=plain) as watch:
        watch.refused = aside.add
        try:
            return import_files(room, files, wish, watch)
        except (NotebookBusyError, NotTakenError) as fault:
            if wish.dry_run:
                raise
            raise type(fault)(fault.message, f"{fault.hint} {messages.IMPORT_BROKEN_OFF}".strip()) from None


def _files(paths: list[str]) -> list[Source]:
    """Every file meant. Raises UsageFaultError where only empty folders were named."""
    found = list(sources(paths))
    if paths and not found:
        raise UsageFaultError(f"There is no file in {', '.join(paths)}.", "Hidden files are left out.")
    return found


def sources(paths: list[str]) -> Iterator[Source]:
    """Every file meant: a folder stands for the files in it, hidden ones left out; a link in it is refused, and so is
    what the computer will not open.
    """
    from coachkit.workbench.import_files import Source

    for path in paths:
        if path == "-":
            yield Source("stdin", lambda: cast("BinaryIO", _Stdin()))
            continue
        for file, fault in _at(Path(path)):
            if fault is not None:
                yield Source(str(file), lambda fault=fault: _raised(fault))  # type: ignore[misc]
            else:
                yield Source(str(file), lambda file=file: file.open("rb"), file.stat().st_size)  # type: ignore[misc]


class _Stdin(io.RawIOBase):
    """Standard input as a file that may be closed without closing it for everybody."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = sys.stdin.buffer.read1(len(buffer)) if sys.stdin is not None else b""  # type: ignore[union-attr]
        buffer[: len(data)] = data
        return len(data)


def _at(path: Path) -> list[tuple[Path, OSError | None]]:
    try:
        return _in_folder(path) if S_ISDIR(path.stat().st_mode) else [(path, None)]
    except (FileNotFoundError, NotADirectoryError):
        raise NotFoundError(f"There is no file {for_terminal(str(path))}.") from None
    except OSError as fault:
        return [(path, fault)]


def _in_folder(folder: Path) -> list[tuple[Path, OSError | None]]:
    """Every file in a folder and below, in order; with a fault whatever cannot be opened, or should not be."""
    found: list[tuple[Path, OSError | None]] = []

    def closed(fault: OSError) -> None:
        why = OSError(0, f"it is a folder, and the computer says: {fault.strerror}")
        found.append((Path(fault.filename), why))

    for place, folders, files in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*folders, *files):
            file = Path(place, name)
            try:
                mode = file.lstat().st_mode
            except OSError as fault:
                found.append((file, fault))
                continue
            if S_ISLNK(mode) and not name.startswith("."):
                found.append((file, OSError(0, "it is a link; name the file itself")))
            elif S_ISREG(mode) and not name.startswith("."):
                found.append((file, None))
    return sorted(found, key=lambda each: each[0])


def _raised(fault: OSError) -> BinaryIO:
    raise fault


def _mapping(path: str) -> Any:
    if not path:
        return None
    from coachkit.importers.records import read_mapping

    return read_mapping(read_bytes(path), path)


def _waiting(room: Room, report: Report) -> str:
    """Where to look at what was gleaned; nothing where nothing waits."""
    if not any(source.heard for source in report.sources):
        return ""  # the rules by which something is gleaned take long to load
    from coachkit.workbench.waiting_after import waiting_after

    people = waiting_after(room, report)
    return messages.IMPORT_SUGGESTIONS.format(person=people[0] if len(people) == 1 else "PERSON") if people else ""


def _as_text(report: Report, waiting: str, *, dry_run: bool) -> str:
    told = report.sources
    if len(told) > _MOST_FILES:
        told = [source for source in told if source.problems or source.notes]
    lines = [line for source in told for line in _source_lines(source)]
    quiet = len(report.sources) - len(told)
    lines.append(messages.IMPORT_QUIET.format(count=quiet) if quiet else "")
    total = messages.IMPORT_COUNTS.format(**report.counts)
    lines.append(f"{messages.IMPORT_ALL}: {total}" if len(report.sources) != 1 or len(lines) > _MOST_NOTES else "")
    kept = report.counts["new"] or any(source.suggested for source in report.sources)
    lines.append(waiting)
    lines.append(messages.IMPORT_DRY if dry_run else messages.IMPORT_UNDO if kept else "")
    return for_terminal("\n".join(line for line in lines if line))


def _source_lines(source: SourceReport) -> list[str]:
    counts = {name: getattr(source, name) for name in ("new", "known", "unsure", "refused")}
    lines = [f"{source.path}: {messages.IMPORT_COUNTS.format(**counts)}"]
    lines += [f"  {place} {message}" for place, message in (*source.problems, *source.notes[:_MOST_NOTES])]
    if source.left_out:
        lines.append(f"  {messages.IMPORT_MORE.format(count=source.left_out)}")
    if len(source.notes) > _MOST_NOTES:
        lines.append(f"  {messages.IMPORT_MORE_NOTES.format(count=len(source.notes) - _MOST_NOTES)}")
    return lines


def _as_json(report: Report) -> str:
    from coachkit.exporters.envelope import envelope

    told = [
        {
            "path": each.path, "new": each.new, "known": each.known, "unsure": each.unsure, "refused": each.refused,
            "problems": [{"place": place, "message": message} for place, message in each.problems],
            "suggested": each.suggested,
            "notes": [{"place": place, "message": message} for place, message in each.notes],
            "left_out": each.left_out,
        }
        for each in report.sources
    ]  # fmt: skip
    return envelope("import", {**report.counts, "sources": told})
