"""Copies of an open notebook: in comes why, or a place to put one, out goes a copy that has been read back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlcipher3 import dbapi2

from coachkit.errors import CoachkitError, CouldNotError, UsageFaultError
from coachkit.notebook.backups import Backup, Why, back_up, backups_of, copy_into, drop, stamped, thin
from coachkit.notebook.connection import opened
from coachkit.notebook.copies import clear_half_made, copies_of, looking_into
from coachkit.notebook.faults import not_taken
from coachkit.notebook.holding import Held
from coachkit.notebook.keys import keys_beside, read_keys
from coachkit.notebook.looking import looking
from coachkit.notebook.rewriting import rewritten

# Whatever is kept, taken back or typed by halves moves one of these; nothing has to be counted for them.
_MARK = """
    SELECT (SELECT max(seq) FROM event), (SELECT max(seq) FROM change), (SELECT max(undone_at) FROM change),
        (SELECT max(at) FROM draft), (SELECT max(seq) FROM trail)"""


_HAS_TALK = "SELECT 1 FROM event WHERE session_id = ?1 UNION ALL SELECT 1 FROM draft WHERE session_id = ?1 LIMIT 1"


class BackingUp(Held):
    """The part of the notebook that makes copies of it."""

    def backups(self) -> list[Backup]:
        """The copies in the folder `backups`, oldest first."""
        return backups_of(self.path)

    def back_up(self, why: Why, at: datetime) -> Path:
        """Make a copy in the folder `backups`, and take away those that nobody would miss. Raises CouldNotError."""
        self.refuse_unwritable()
        made = back_up(self._db, self.path, why, self._key, at)
        thin(self.path)
        return made

    def changed_since_backup(self) -> bool:
        """Whether anything was kept, or taken back, since the last copy coachkit made by itself."""
        made = [each for each in self.backups() if each.why != Why.REPLACED]
        if not made:
            return True
        try:
            with closing(looking(made[-1].path, self._key)) as copy:
                return bool(copy.execute(_MARK).fetchone() != self._rows(_MARK)[0])
        except (dbapi2.Error, OSError):
            return True

    @contextmanager
    def safeguarded(self, at: datetime) -> Iterator[None]:
        """Have a copy beside the notebook while something in it is erased; it goes once the erasure stands.

        For it holds what has to go. Where there is no room for it the erasure is made without one: words that
        somebody wants gone do not wait for a larger disk.
        """
        for left in self.backups():
            if left.why == Why.BEFORE_ERASURE:
                drop(left.path)
        copy = None
        with suppress(CoachkitError):
            copy = back_up(self._db, self.path, Why.BEFORE_ERASURE, self._key, at)
        try:
            yield
        finally:
            if copy is not None:
                drop(copy)

    def erase_in_backups(self, session_id: str, erase: Callable[[Self], None]) -> list[Path]:
        """Make over every copy in the folder that holds this talk, with `erase` done in it; those left as they are.

        A copy is never changed where it lies: one without the words takes its place. A copy of an earlier schema is
        brought to today's on the way.
        """
        clear_half_made(self.path)
        left = []
        for copy in copies_of(self.path, self._key):
            try:
                self._erase_in(copy, session_id, erase)
            except (CoachkitError, dbapi2.Error, OSError):
                left.append(copy)
        return left

    def _erase_in(self, copy: Path, session_id: str, erase: Callable[[Self], None]) -> None:
        from coachkit.notebook.migrating import bring_up_to_date

        with looking_into(copy, self._key) as (held, key):
            if held.execute(_HAS_TALK, (session_id,)).fetchone() is None:
                return
            with rewritten(held, copy, key) as making:
                bring_up_to_date(making, key, self._busy_seconds, datetime.now(UTC), with_copy=False)
                with closing(opened(making, key=key)) as db:
                    erase(type(self)(making, db, self._busy_seconds, key))
                    db.execute("PRAGMA journal_mode=DELETE").fetchall()

    def copy_to(self, named: str | Path, at: datetime, *, over: bool = False) -> Path:
        """Put a copy at a place of the coach's own, a file or a folder; where it is.

        A name that ends in a slash is a folder, made where there is none. Another file is written over only with
        `over`, and never keys that another copy may be opened with. Raises CouldNotError, and UsageFaultError for a
        name that is that of keys.
        """
        place = Path(named)
        if str(named).endswith(("/", os.sep)):
            _make_folder(place)
        target = place / stamped(at) if place.is_dir() else place
        self._refuse(target, over)
        self._refuse_keys(target)
        try:
            copy_into(self._db, target, keys_beside(self.path), self._key, over=over)
        except FileExistsError:
            raise _is_there(target) from None
        except OSError as fault:
            raise not_taken(f"The copy {target} could not be written", target.parent, fault) from None
        return target

    def _refuse(self, target: Path, over: bool) -> None:
        if not target.exists():
            return
        if target.samefile(self.path):
            raise CouldNotError(f"{target} is the notebook itself.", "Name another place for the copy.")
        if not target.is_file():
            raise CouldNotError(f"{target} is no ordinary file, so nothing is written over it.")
        if not over:
            raise _is_there(target)
        wal = target.with_name(f"{target.name}-wal")
        if wal.exists() and wal.stat().st_size:
            raise CouldNotError(f"{target} belongs to another notebook.", "Name another place for the copy.")

    def _refuse_keys(self, target: Path) -> None:
        """The copy's keys go beside it: never over a file that is not of this very protection."""
        keys = keys_beside(target)
        if target.suffix.casefold() == keys.suffix:
            raise UsageFaultError(
                f"A name that ends in {keys.suffix} is that of the keys beside a copy.",
                f"Name the copy otherwise: {target.with_suffix('.db').name}",
            )
        if not self.protected or not os.path.lexists(keys):
            return
        with suppress(CoachkitError):
            ours, theirs = read_keys(keys_beside(self.path)), read_keys(keys)
            if ours is not None and theirs is not None and ours.id == theirs.id:
                return
        raise CouldNotError(
            f"The keys of this copy would be written over {keys}, which is not of today's protection: something else "
            "may need it to be opened. Nothing was changed.",
            f"Name the copy otherwise: its keys take the same name, with {keys.suffix} at the end.",
        )


def _make_folder(place: Path) -> None:
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        reason = (fault.strerror or "the computer refused").lower()
        raise CouldNotError(f"The folder {place} could not be made: {reason}.", "Name another place.") from None


def _is_there(target: Path) -> CouldNotError:
    return CouldNotError(f"{target} is there already.", "Add --force to write over it.")
