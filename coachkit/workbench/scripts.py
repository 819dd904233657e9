"""Working on prompt scripts: in comes a file or an id, out go the script, a walk through it, or a copy to change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coachkit.errors import BadDataError, CouldNotError, NotFoundError
from coachkit.person.gathered import Gathered, Person
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.person.standing import plan_of, profile_of
from coachkit.scripts.model import Script
from coachkit.scripts.read import read_script
from coachkit.scripts.shelf import OnShelf, Shelf
from coachkit.settings import Settings
from coachkit.talk.answers import fold
from coachkit.talk.captures import gather
from coachkit.talk.coverage import Coverage, cover
from coachkit.talk.events import NewEvent
from coachkit.talk.transcript import transcript
from coachkit.talk.walking import walk, walk_told
from coachkit.workbench.answers_file import AnswersFile, read_answers
from coachkit.workbench.take_in import refuse_faults

SOMEBODY = "Maya"
COACH = "Sam"
SOME_DAY = "2026-11-26"


@dataclass(frozen=True, slots=True)
class Walked:
    """One way through a script: the talk as it would be read, and what it yields; nothing is kept."""

    transcript: str
    profile: Profile
    plan: Plan


def is_file(named: str) -> bool:
    """Whether a file is meant rather than an id."""
    return named.endswith((".yaml", ".yml")) or "/" in named or Path(named).is_file()


def script_of(settings: Settings, named: str, language: str | None = None) -> Script:
    """The script of a file or an id. Raises BadDataError with every fault, or NotFoundError."""
    if not is_file(named):
        return Shelf(settings.own_prompts).find(named, language)
    path = _path(settings, named)
    read = read_script(read_file(path), named, path.parent)
    if isinstance(read, tuple):
        raise BadDataError(f"{named} has faults.", read, "coachkit script explain CODE says why each matters.")
    return read


def _path(settings: Settings, named: str) -> Path:
    """The file of this name: here, else in the coach's own folder, where `script new` writes."""
    here, own = Path(named), settings.own_prompts / named
    return own if not here.exists() and own.is_file() else here


def file_of(settings: Settings, named: str) -> OnShelf | Path:
    """Where a script of this name lies: the path itself, or its place on the shelf."""
    if is_file(named):
        return _path(settings, named)
    found = [each for each in Shelf(settings.own_prompts).all() if each.id == named]
    if not found:
        Shelf(settings.own_prompts).find(named)  # says which ids there are
    return found[0]


def read_file(path: Path) -> bytes:
    """What a script's file holds. Raises NotFoundError or CouldNotError in words."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {path}.") from None
    except OSError as fault:
        raise CouldNotError(f"{path} could not be read: {fault.strerror or 'unknown reason'}.") from None


def walked(script: Script, *, seed: int = 1, answers: AnswersFile | None = None) -> Walked:
    """Go through a script without a notebook: by the answers of a file, or by chance from a seed."""
    events = told_events(script, answers) if answers is not None else walk(script, seed)
    name = (answers.person if answers else "") or SOMEBODY
    on = answers.on.isoformat() if answers and answers.on else SOME_DAY
    person = Person(id="walk", name=name)
    gathered: Gathered = gather(script, fold(events), session="walk", on=on, person=name, coach=COACH)
    return Walked(
        transcript=transcript(script, events, person=name, coach=COACH),
        profile=profile_of(person, [gathered], []),
        plan=plan_of(person, [gathered], [], coach=COACH, settings={}),
    )


def told_events(script: Script, answers: AnswersFile) -> list[NewEvent]:
    """The events of an answers file. Raises BadDataError where it does not fit the script."""
    done = walk_told(script, answers.answers)
    refuse_faults(answers, script, done)
    return done.events


def covered(script: Script, folder: Path) -> tuple[Coverage, int]:
    """What the recorded walks of a folder meet of a script, and how many walks there are.

    A walk is an answers file named `<script>-….yaml`.
    """
    files = sorted(folder.glob(f"{script.id}-*.yaml"))
    walks = [told_events(script, read_answers(read_file(file), str(file))) for file in files]
    return cover(script, walks), len(walks)
