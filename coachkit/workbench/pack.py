"""Everything back: in comes a person, out go the pages of their own copy, or every line about them."""

from __future__ import annotations

import json

from coachkit.exporters.pack import Pages, ToldTalk, pack_pages
from coachkit.exporters.whole_record import everything_markdown, third_parties_markdown
from coachkit.person.consent import consent_of
from coachkit.person.gathered import Person
from coachkit.safe_text import one_line
from coachkit.workbench.gathering import known
from coachkit.workbench.handing_out import to_hand_over
from coachkit.workbench.named_others import named_others
from coachkit.workbench.room import Room
from coachkit.workbench.tell_talk import Told, tell_talk

HAND_OVER = "hand-over"
FOR_THE_COACH = "for-the-coach-third-parties.md"


def own_copy(room: Room, person: Person, *, with_everything: bool = False) -> Pages:
    """The person's own copy: profile, page, promise, what was agreed and the talks; nothing that is the coach's alone.

    `with_everything` says on its first page that every line is beside it. Raises NotebookUnreadableError where what
    was kept makes no sense any more.
    """
    talks = room.notebook.talks(person.id)
    now = known(room, person, to_hand_over(room, room.notebook.events(person_id=person.id), talks))
    coach = one_line(room.coach) or "The coach"
    told = [each for each in (_told(tell_talk(room, talk), coach) for talk in talks) if each.entries or each.turns]
    emergency = room.settings.get("emergency")
    agreed = consent_of(now.decisions)
    also = ("everything",) if with_everything else ()
    return pack_pages(now.plan, now.profile, told, agreed, room.today, emergency=emergency, also=also)


def whole_record(room: Room, person: Person) -> Pages:
    """The own copy, and every row about them as data and to read; beside it, for the coach, who else is named in it."""
    rows = room.notebook.everything(room.notebook.whom([person.id]))
    talks = [tell_talk(room, talk) for talk in room.notebook.talks(person.id)]
    data = {"coachkit": 1, "kind": "everything", "person": person.id, "made_on": room.today.isoformat(), "data": rows}
    pages = {f"{HAND_OVER}/{name}": text for name, text in own_copy(room, person, with_everything=True).items()}
    pages[f"{HAND_OVER}/everything/everything.json"] = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    pages[f"{HAND_OVER}/everything/everything.md"] = everything_markdown(person.name, rows, talks, room.today)
    others = named_others(room, person, rows)
    return {**pages, FOR_THE_COACH: third_parties_markdown(person.name, others)}


def _told(told: Told, coach: str) -> ToldTalk:
    """A talk without what the coach answered alone, and without what others said in a transcript."""
    entries: dict[str, list[str]] = {}
    for entry in told.entries:
        if entry.state == "answered" and not entry.alone:
            entries.setdefault(entry.question, []).append(entry.text)
    spoke = {"person": told.person.name, "coach": coach}
    turns = tuple((spoke[turn.speaker], turn.text) for turn in told.turns if turn.speaker in spoke)
    return ToldTalk(
        title=told.title,
        on=told.talk.on,
        entries=tuple((question, tuple(answers)) for question, answers in entries.items()),
        turns=turns,
    )
