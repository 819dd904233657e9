"""Where a verb works: in come settings, an asker and a clock, out goes one place that holds them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from coachkit.errors import CoachkitError, CouldNotError, NeedsTerminalError
from coachkit.ids import NewId, new_id
from coachkit.notebook.store import Notebook
from coachkit.notebook.synced import refusal
from coachkit.settings import Settings
from coachkit.wording.copies import brought_up_to_date

if TYPE_CHECKING:
    # The day page opens a room every morning, and must not wait for pydantic.
    from coachkit.askers.protocol import Asker, Asking, KeepDraft, Move, Tone
    from coachkit.notebook.connection import Unlock
    from coachkit.person.gathered import Person
    from coachkit.scripts.model import Script
    from coachkit.scripts.shelf import Shelf


def utc_now() -> datetime:
    """The moment now, in UTC."""
    return datetime.now(UTC)


def _nobody_listens(line: str) -> None:
    """Where nobody is there to read a line."""


@dataclass
class Room:
    """Everything a verb may reach for. `heard` is whether anybody has answered anything yet.

    `tell` shows a line beside what is asked and what comes out, such as where a copy lies.
    `sitting_with` is set once a talk is under way, and what is said is kept.
    `pinned` holds compiled scripts already read, by fingerprint: many talks share one."""

    settings: Settings
    today: date
    make_asker: Callable[[], Asker] | None = None
    interactive: bool = True
    unlock: Unlock | None = None
    tell: Callable[[str], None] = _nobody_listens
    clock: Callable[[], datetime] = utc_now
    new_id: NewId = new_id
    heard: bool = field(default=False, init=False)
    sitting_with: Person | None = field(default=None, init=False)
    pinned: dict[str, Script] = field(default_factory=dict, init=False)
    _notebook: Notebook | None = field(default=None, init=False)
    _asker: Asker | None = field(default=None, init=False)

    @property
    def asker(self) -> Asker | None:
        """Whoever puts the questions; made when first wanted, for drawing on a terminal takes a moment to load."""
        if self._asker is None and self.make_asker is not None:
            self._asker = self.make_asker()
        return self._asker

    @property
    def coach(self) -> str:
        """The coach's name from the settings; empty if it was never set."""
        return self.settings.get("coach")

    @property
    def has_notebook(self) -> bool:
        """Whether there is a notebook yet; asking makes none."""
        return self._notebook is not None or Notebook.exists(self.settings.notebook_file)

    @property
    def notebook(self) -> Notebook:
        """The notebook, opened once; made if there is none yet. What was being erased when it broke off goes now."""
        if self._notebook is None:
            refused = self._refusal()
            if refused is not None and not self.has_notebook:
                raise refused
            self.settings.ensure_home()
            self._notebook = Notebook.open(
                self.settings.notebook_file,
                unlock=self.unlock,
                updated=lambda copy: self.tell(brought_up_to_date(copy)),
                only_read=refused,
            )
            with suppress(CoachkitError):  # it may be busy or read-only now, and the next one does it
                self._notebook.finish_forgetting()
        return self._notebook

    def refuse_unwritable(self) -> None:
        """Raise CouldNotError where a service copies the notebook's folder, and the coach has not said they know."""
        if self._notebook is not None:
            self._notebook.refuse_unwritable()
        elif (refused := self._refusal()) is not None:
            raise refused

    def _refusal(self) -> CouldNotError | None:
        return refusal(self.settings.notebook_file, self.settings.get("synced_folder"))

    @property
    def opened_notebook(self) -> Notebook | None:
        """The notebook where it has been opened already."""
        return self._notebook

    def moment(self) -> datetime:
        """The moment now, moved to the day that the coach is made to believe it is."""
        now = self.clock()
        return now + (self.today - now.astimezone().date())

    def use(self, notebook: Notebook) -> None:
        """Work in this notebook instead of the coach's own."""
        self._notebook = notebook

    @property
    def shelf(self) -> Shelf:
        """Where scripts are found: the coach's own first."""
        from coachkit.scripts.shelf import Shelf

        return Shelf(self.settings.own_prompts)

    def close(self) -> None:
        """Close the notebook, if it was opened."""
        if self._notebook is not None:
            self._notebook.close()
            self._notebook = None

    def put(self, asking: Asking, keep_draft: KeepDraft | None = None, *, instead: str = "--answers FILE") -> Move:
        """Put one question. Raises NeedsTerminalError where nobody is there to answer anything at all."""
        from coachkit.askers.protocol import Ended

        if self._notebook is not None:
            # Nothing is asked that could not be kept.
            self._notebook.refuse_unwritable()
        if self.asker is None:
            raise NeedsTerminalError("This asks questions, and there is no terminal to ask them on.", f"Use {instead}.")
        move = self.asker.put(asking, keep_draft)
        if isinstance(move, Ended) and not self.heard and not self.interactive:
            raise NeedsTerminalError("There was nothing to read: no terminal and no lines.", f"Use {instead}.")
        self.heard = True
        return move

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Say something to the coach, if anybody is listening."""
        from coachkit.askers.protocol import Tone

        if self.asker is not None:
            self.asker.say(text, tone or Tone.PLAIN)
