"""The copies beside a notebook: in comes whom to forget, out go the same copies made over without them.

A copy is never changed where it lies: one without them is written beside it, looked through, and put in its place.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlcipher3 import dbapi2

from coachkit.errors import CoachkitError, CouldNotError, NewerNotebookError, NotebookUnreadableError
from coachkit.notebook.connection import immediate
from coachkit.notebook.copies import clear_half_made, copies_of, looking_into
from coachkit.notebook.forgetting import Forgetting, Whom, erase, namesakes, of_others, sweep, there
from coachkit.notebook.keys import DataKey
from coachkit.notebook.looking import set_key
from coachkit.notebook.rewriting import rewritten


class Became(StrEnum):
    """What became of a copy: nothing of theirs was in it, it was made over, or it could not be."""

    HELD_NOTHING = "held_nothing"
    MADE_OVER = "made_over"
    NAMESAKE = "namesake"
    NOT_OPENED = "not_opened"
    NEWER = "newer"
    ELSEWHERE = "elsewhere"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy, what became of it, and why where the computer refused."""

    path: Path
    became: Became
    why: str = ""

    @property
    def is_left(self) -> bool:
        """Whether it may still hold what was to go."""
        return self.became not in (Became.HELD_NOTHING, Became.MADE_OVER)


class Copies(Forgetting):
    """The part of the notebook that looks after the copies in its own folder."""

    def copies(self) -> list[Path]:
        """Every copy of a notebook in the notebook's folder, whatever it is called, by name."""
        return copies_of(self.path, self._key)

    def forget_in_copies(self, going: Whom, tell: Callable[[int, int], None]) -> list[Copy]:
        """Make over every copy that holds something of theirs; what became of each.

        `tell` is called before each with its place among them and how many there are. One broken off before is
        taken up again: what it left lying is taken away first.
        """
        clear_half_made(self.path)
        copies = self.copies()
        became = []
        for number, path in enumerate(copies, 1):
            tell(number, len(copies))
            became.append(self._forget_in(path, going))
        return became

    def _forget_in(self, path: Path, going: Whom) -> Copy:
        if path.is_symlink():
            return Copy(path, Became.ELSEWHERE)
        try:
            with looking_into(path, self._key) as (db, key):
                if namesakes(db, going):
                    return Copy(path, Became.NAMESAKE)
                if not there(db, going):
                    return Copy(path, Became.HELD_NOTHING)
                _make_over(db, path, key, going)
            return Copy(path, Became.MADE_OVER)
        except NewerNotebookError:
            return Copy(path, Became.NEWER)
        except NotebookUnreadableError:
            return Copy(path, Became.NOT_OPENED)
        except OSError as fault:
            return Copy(path, Became.REFUSED, (fault.strerror or "the computer refused").lower())
        except CoachkitError as fault:
            return Copy(path, Became.REFUSED, fault.message)


def _make_over(db: dbapi2.Connection, path: Path, key: DataKey | None, going: Whom) -> None:
    """Write the copy anew without them, look it through, and put it in the place of the old one."""
    about = path.stat()
    with rewritten(db, path, key) as making:
        with closing(dbapi2.connect(str(making), isolation_level=None)) as new:
            set_key(new, key)
            for setting in ("foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
                new.execute(f"PRAGMA {setting}").fetchall()
            ids = there(new, going)
            others = of_others(new, ids)
            with immediate(new):
                erase(new, going)
            if not sweep(new) or not _is_whole(new) or there(new, going) or of_others(new, ids) != others:
                raise CouldNotError("it did not come out whole")
        os.utime(making, ns=(about.st_atime_ns, about.st_mtime_ns))


def _is_whole(db: dbapi2.Connection) -> bool:
    whole = db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    return whole and not db.execute("PRAGMA foreign_key_check").fetchone()
