"""A copy on its way in: in comes what coachkit wrote once, out goes that person in the notebook again, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coachkit.errors import NotebookUnreadableError, Problem
from coachkit.ids import short, shorts
from coachkit.importers.copy_lines import Edits, edits
from coachkit.importers.decoding import Text
from coachkit.importers.own_copy import Kept, OwnCopy, read_copy
from coachkit.notebook.lines import Change
from coachkit.notebook.restoring import Whose
from coachkit.notebook.store import Notebook
from coachkit.person.gathered import Person
from coachkit.person.statement import Statement
from coachkit.safe_text import shortened
from coachkit.talk.events import Happened, NewEvent
from coachkit.wording import talking
from coachkit.wording.page import page_text
from coachkit.wording.profile_page import profile_text
from coachkit.workbench.as_it_came import spoken_by
from coachkit.workbench.bring_in import BringingIn
from coachkit.workbench.coming_in import RefusalError, took_it_back
from coachkit.workbench.export import as_data, as_markdown
from coachkit.workbench.gathering import known, summary_of
from coachkit.workbench.import_report import SourceReport
from coachkit.workbench.room import Room
from coachkit.workbench.search import catch_up
from coachkit.workbench.taken_back import consent
from coachkit.workbench.tell_talk import tell_talk
from coachkit.workbench.written_by_hand import suggestions, talk_that_names

_AGAIN = "Take the copy from whoever wrote it again."


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a copy comes to by itself: the readable part as it would be printed, and the statements in it."""

    readable: str
    statements: tuple[Statement, ...]


def bring_copy(bringing: BringingIn, copy: OwnCopy, report: SourceReport) -> None:
    """Take a copy in whole, with its ids; what was written into it by hand comes in as suggestions beside it.

    Raises RefusalError where it does not hold together, or not with what is in the notebook, and where it tells more
    of somebody who has taken back the yes to being written down. Somebody new waits where another of that name is
    there already, who may be the same one; those whose own copies this import brings are told apart by these.
    """
    room, change = bringing.room, bringing.change
    rehearsed = _rehearse(room, change, copy)
    events = _whose(copy.kept)
    missing, is_new = _missing(room, copy, events)
    name, place = shortened(copy.kept.person.name, 40), f"{copy.path}:{copy.line}"
    if missing and not is_new and not bringing.update:
        many = f"{len(missing)} things" if len(missing) > 1 else "one thing"
        report.doubt(place, f"{name} is in the notebook already, and this copy tells {many} more. "
                            "--update takes them in.")  # fmt: skip
        return
    others = room.notebook.named(copy.kept.person.name) if is_new else []
    strangers = [each for each in others if each.id not in bringing.with_copies]
    if strangers and not bringing.keep_unsure:
        report.doubt(place, f"There is somebody called {name} already ({_called(bringing, copy, strangers)}), who may "
                            "be the same person. --unsure keep takes this copy in beside, and "
                            "coachkit person merge then makes one of two.")  # fmt: skip
        return
    bringing.with_copies.add(copy.kept.person.id)
    by_hand = edits(copy.readable, rehearsed.readable)
    if not is_new and (missing or by_hand.written):
        person = room.notebook.person(copy.kept.person.id)
        if consent(room, person).withdrawn_on:
            raise took_it_back(copy.path, copy.line, 1, person)
    _bring(room, change, copy, missing, new=is_new)
    if missing:
        report.new += 1
    else:
        report.known += 1
    if others:
        mine = shorts([copy.kept.person.id, *(each.id for each in others)])[copy.kept.person.id]
        report.note(place, f"{name} ({mine}) is somebody new; there is also {name} "
                           f"({_called(bringing, copy, others)}). coachkit person merge makes one of two.")  # fmt: skip
    _suggest(room, change, copy, by_hand, rehearsed, report)


def _called(bringing: BringingIn, copy: OwnCopy, others: Sequence[Person]) -> str:
    """What to call the first of these: by its place where it came in just now, for an id would be another next time."""
    ids = shorts([copy.kept.person.id, *(each.id for each in others)])
    return bringing.place_of(others[0].id) or ids[others[0].id]


def _rehearse(room: Room, change: Change, copy: OwnCopy) -> Rehearsed:
    """Bring the copy back into an empty notebook, where all that reads it has to work and it prints the same block."""
    kept = copy.kept
    person = Person(id=kept.person.id, name=kept.person.name)
    told = None if kept.settings is None else {str(name): text for name, text in kept.settings.items()}
    there = replace(room, settings=room.settings if told is None else spoken_by(room, told))
    try:
        with Notebook.in_memory() as notebook:
            there.use(notebook)
            _keep(there, change, copy, _whose(kept))
            printed = _read_everywhere(there, person)
            statements = known(there, person).profile.statements
        again = read_copy(Text(printed), copy.path)
    except Exception:
        # Whatever a block from other hands does to what reads it: it is refused, and nothing of it is kept.
        raise _refusal(copy) from None
    if again.kept.model_copy(update={"settings": None} if told is None else {}) != kept:
        raise _refusal(copy)
    return Rehearsed(again.readable, statements)


def _read_everywhere(room: Room, person: Person) -> str:
    """All that is read of a person is read once; the copy as it would be printed."""
    now = known(room, person)
    page_text(now.plan, room.today)
    profile_text(now.profile, room.today)
    shorts([way.handover.id for way in now.ways] + [one.id for one in now.plan.introductions])
    summary_of(room, person)
    as_data(room, person)
    for talk in room.notebook.talks(person.id):
        tell_talk(room, talk)
    catch_up(room)
    while room.notebook.index_more():
        pass
    return as_markdown(room, person, whole=True)


def _whose(kept: Kept) -> list[Whose]:
    return [Whose(each.person_id or kept.person.id, str(each.kind), each) for each in kept.events]


def _missing(room: Room, copy: OwnCopy, events: list[Whose]) -> tuple[list[Whose], bool]:
    """The events that are not in the notebook, and whether nothing of this person is.

    What was rubbed out stays said to be so also when the import that brought it was taken back; that alone is nobody.
    """
    notebook = room.notebook
    there = notebook.events_there(each.event.id for each in events)
    ours = {each.event.id: each.person_id for each in events}
    named = (*dict.fromkeys(ours.values()), *(talk.id for talk in copy.kept.talks))
    if any(ours[id_] != whose for id_, (whose, _) in there.items()) or notebook.beginnings(named) - ours.keys():
        raise _refusal(copy, "Some of this is in the notebook already, under somebody else.")
    if not notebook.people_there(ours.values()):
        return events, True
    return [each for each in events if not there.get(each.event.id, ("", False))[1]], False


def _bring(room: Room, change: Change, copy: OwnCopy, missing: list[Whose], *, new: bool) -> None:
    if not missing:
        return
    person = Person(id=copy.kept.person.id, name=copy.kept.person.name)
    try:
        with room.notebook.trying():
            _keep(room, change, copy, missing)
            if not new:
                known(room, room.notebook.person(person.id))
    except (ValueError, NotebookUnreadableError):
        raise _refusal(copy, "This copy does not go together with what is in the notebook.") from None
    if new and copy.kept.settings is not None:
        came = NewEvent(kind=Happened.BROUGHT_IN, body=dict(copy.kept.settings))
        room.notebook.append(change, person.id, None, [came], at=room.clock())


def _keep(room: Room, change: Change, copy: OwnCopy, events: list[Whose]) -> None:
    for mark, (script, text) in copy.scripts.items():
        room.notebook.keep_script(mark, script.id, script.version, text)
    room.notebook.bring_back(change, events, room.clock())


def _suggest(
    room: Room, change: Change, copy: OwnCopy, found: Edits, rehearsed: Rehearsed, report: SourceReport
) -> None:
    """What was written by hand waits for somebody to look at it; what stands stays."""
    if not found.written and not found.taken_out:
        return
    person = room.notebook.person(copy.kept.person.id)
    new, elsewhere, beside = suggestions(room, person, found.written, rehearsed.statements)
    room.notebook.append(change, person.id, None, new, at=room.clock())
    report.suggested += len(new)
    for each in beside:
        report.note(f"{copy.path}:{each.line}", _of_the_circle(room, person, each.text))
    place = f"{copy.path}:{min((each.line for each in found.written), default=1)}"
    for count, told in ((len(new), talking.BY_HAND), (elsewhere, talking.BY_HAND_ELSEWHERE),
                        (found.taken_out, talking.BY_HAND_TAKEN_OUT)):  # fmt: skip
        if count:
            report.note(place, told.format(lines=f"{count} lines" if count > 1 else "One line",
                                           stand="stand" if count > 1 else "stands"))  # fmt: skip


def _of_the_circle(room: Room, person: Person, name: str) -> str:
    """What to say of a line beside somebody who is in the circle already, and where it can be said instead."""
    talk = talk_that_names(room, person, name)
    way = talking.BY_HAND_CIRCLE_EDIT if talk else talking.BY_HAND_CIRCLE_TELL
    id_ = short(talk.id, [each.id for each in room.notebook.talks()]) if talk else ""
    return talking.BY_HAND_CIRCLE.format(name=shortened(name, 40), way=way.format(id=id_))


def _refusal(copy: OwnCopy, message: str = "What this block holds does not hold together.") -> RefusalError:
    return RefusalError((Problem(copy.path, copy.line, 1, "CK807", message, _AGAIN),))
