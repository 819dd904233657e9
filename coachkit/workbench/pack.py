"""Everything back: in comes a person, out go the pages of their own copy, or every line about them."""

from __future__ import annotations

import json
from datetime import date

from coachkit.dates import written_short
from coachkit.exporters.pack import Pages, ToldTalk, pack_pages
from coachkit.exporters.whole_record import TalkKept, everything_markdown, third_parties_markdown
from coachkit.notebook.everything import Rows
from coachkit.notebook.forgetting import Whom
from coachkit.person.consent import consent_of
from coachkit.person.gathered import Person
from coachkit.safe_text import one_line
from coachkit.wording.named import where_named
from coachkit.wording.pack import EVERYTHING, readme
from coachkit.workbench.every_line import EveryLine, talks_taken_back
from coachkit.workbench.gathering import known
from coachkit.workbench.handing_out import to_hand_over
from coachkit.workbench.named_by_others import named_by_others
from coachkit.workbench.named_others import named_others
from coachkit.workbench.room import Room
from coachkit.workbench.tell_talk import Told, tell_talk, told_from
from coachkit.workbench.typed_name import in_quotes

HAND_OVER = "hand-over"
FOR_THE_COACH = "for-the-coach-third-parties.md"


def own_copy(room: Room, person: Person, *, also: tuple[str, ...] = ()) -> Pages:
    """The person's own copy: profile, page, promise, what was agreed and the talks; nothing that is the coach's alone.

    `also` names what lies beside it, for its first page. Raises NotebookUnreadableError where what was kept makes no
    sense any more.
    """
    talks = room.notebook.talks(person.id)
    now = known(room, person, to_hand_over(room, room.notebook.events(person_id=person.id), talks))
    coach = one_line(room.coach) or "The coach"
    told = [each for each in (_told(tell_talk(room, talk), coach) for talk in talks) if each.entries or each.turns]
    emergency = room.settings.get("emergency")
    agreed = consent_of(now.decisions)
    return pack_pages(now.plan, now.profile, told, agreed, room.today, emergency=emergency, also=also)


def whole_record(room: Room, person: Person, about: Whom) -> Pages:
    """The own copy, and every row about them as data and to read; beside it, for the coach, who else is named in it.

    Of somebody of whom everything was taken back there is no own copy, and all the rest.
    """
    rows = room.notebook.everything(about)
    also = ("everything", *EVERYTHING)
    if room.notebook.people_there([person.id]):
        own = own_copy(room, person, also=also)
    else:
        own = {"README.md": readme(one_line(person.name), one_line(room.coach), room.today, also)}
    data = {"coachkit": 1, "kind": "everything", "person": person.id, "made_on": room.today.isoformat(), "data": rows}
    to_read, for_programs = EVERYTHING
    every = EveryLine(room, person, rows)
    pages = {f"{HAND_OVER}/{name}": text for name, text in own.items()}
    pages[f"{HAND_OVER}/{for_programs}"] = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    pages[f"{HAND_OVER}/{to_read}"] = everything_markdown(
        person.name, _talks(room, person, rows), every.lines(), every.half_typed(), room.today
    )
    named_by = where_named(named_by_others(room, about), in_quotes(one_line(person.name)))
    others = named_others(room, person, about, rows).model_copy(update={"named_by": named_by})
    return {**pages, FOR_THE_COACH: third_parties_markdown(person.name, others)}


def _talks(room: Room, person: Person, rows: dict[str, Rows]) -> list[TalkKept]:
    """The talks that stand, then those that were taken back with the day of it."""
    there = [room.notebook.talk(row["id"]) for row in rows["session"]]
    kept = [TalkKept(told=tell_talk(room, talk)) for talk in sorted(there, key=lambda talk: talk.on)]
    undone = {row["id"]: row["undone_at"] for row in rows["change"]}
    for talk, events in talks_taken_back(rows):
        back = str(undone.get(events[0].change_id) or "")[:10]
        day = written_short(date.fromisoformat(back)) if back else ""
        kept.append(TalkKept(told=told_from(room, person, talk, events), back=day))
    return kept


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
