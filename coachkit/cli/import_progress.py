"""How far an import is: in come bytes and records, out goes a bar on a terminal, or a line every ten seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from coachkit.askers.protocol import Tone
from coachkit.cli import messages
from coachkit.cli.streams import tell

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from coachkit.askers.protocol import Asker, Asking, KeepDraft, Move
    from coachkit.workbench.import_files import Watching
    from coachkit.workbench.room import Room

_A_LINE_EVERY = 10.0


@contextmanager
def watching(room: Room, total: int, *, plain: bool) -> Iterator[Watching]:
    """Somebody who is told how far it is; on a terminal a bar with rate and time left, on stderr.

    While the room asks something, the bar is away.
    """
    if plain or not sys.stderr.isatty():
        yield _Lines(total).watching()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
               TextColumn("{task.fields[rate]}"), TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        make = room.make_asker
        room.make_asker = (lambda: _Uncovered(make, bar)) if make is not None else None
        yield _Bar(bar, bar.add_task(messages.IMPORT_READING, total=total or None, rate="")).watching()


class _Uncovered:
    """Asks with the bar out of the way, which would be drawn over the question.

    The asker is made then as well: while there is a bar, what is written goes through it, and a question would be held
    back there for the end of a line.
    """

    def __init__(self, make: Callable[[], Asker], bar: Progress) -> None:
        self._make, self._bar = make, bar
        self._asker: Asker | None = None

    def put(self, asking: Asking, keep_draft: KeepDraft | None = None) -> Move:
        with self._uncovered() as asker:
            return asker.put(asking, keep_draft)

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        with self._uncovered() as asker:
            asker.say(text, tone)

    @contextmanager
    def _uncovered(self) -> Iterator[Asker]:
        self._bar.stop()
        try:
            self._asker = self._asker or self._make()
            yield self._asker
        finally:
            self._bar.start()


class _Bar:
    """Moves the bar of a terminal."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar, self._task = bar, task
        self._began = time.monotonic()
        self._to_index = 0

    def watching(self) -> Watching:
        from coachkit.workbench.import_files import Watching

        return Watching(read=self._read, indexing=self._indexing)

    def _read(self, at: int, records: int) -> None:
        rate = records / max(time.monotonic() - self._began, 0.001)
        self._update(completed=at, rate=messages.IMPORT_RATE.format(rate=f"{rate:.0f}") if records else "")

    def _indexing(self, left: int) -> None:
        self._to_index = max(self._to_index, left)
        self._update(description=messages.IMPORT_INDEXING, total=self._to_index or 1,
                     completed=self._to_index - left, rate="")  # fmt: skip

    def _update(self, **fields: Any) -> None:
        self._bar.update(self._task, **fields)


class _Lines:
    """Says how far it is in a line every ten seconds."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._next = time.monotonic() + _A_LINE_EVERY

    def watching(self) -> Watching:
        from coachkit.workbench.import_files import Watching

        return Watching(read=self._read, indexing=self._indexing)

    def _read(self, at: int, records: int) -> None:
        if self._due():
            share = f" ({100 * at // self._total} %)" if self._total else ""
            tell(messages.IMPORT_SO_FAR.format(records=records) + share)

    def _indexing(self, left: int) -> None:
        if self._due():
            tell(messages.IMPORT_STILL_INDEXING.format(left=left))

    def _due(self) -> bool:
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + _A_LINE_EVERY
        return True
