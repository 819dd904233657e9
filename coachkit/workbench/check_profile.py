"""Going through the profile together: in come statements one at a time, out go the person's decisions."""

from __future__ import annotations

from coachkit.askers.protocol import Asking, Choice, Form, Gave, Tone
from coachkit.notebook.lines import Change
from coachkit.person.consent import consent_of
from coachkit.person.decisions import words_of
from coachkit.person.gathered import Person
from coachkit.person.statement import Statement
from coachkit.safe_text import normalised
from coachkit.talk.events import Happened, NewEvent
from coachkit.wording import talking
from coachkit.wording.labels import label_of
from coachkit.workbench.beside import BESIDE
from coachkit.workbench.consent import SHARES, ask_mention
from coachkit.workbench.gathering import known
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import keep as keep_decided
from coachkit.workbench.taken_back import refuse_withdrawn


def check_profile(room: Room, person: Person) -> bool:
    """Confirm, reword, decline, or say who may know, for each statement; False where the coach stopped early.

    Whether any of it may be mentioned at all is asked once, after the last.
    Each decision is kept before the next statement shows; one on words that change later lapses. What is
    confirmed already is passed over, until all of it is.
    Raises CouldNotError where the yes to being written down was taken back.
    """
    refuse_withdrawn(room, person)
    now = known(room, person)
    if not now.profile.statements:
        room.say(talking.CHECK_NOTHING)
        return True
    sentence = f"going through the profile with {person.name}"
    change = room.notebook.begin("check", sentence, on=room.today, by=room.coach)
    said = {s.id: s.text for talk in now.talks for s in talk.statements}
    still_to_check = [s for s in now.profile.statements if not s.confirmed] or list(now.profile.statements)
    for statement in still_to_check:
        if not _one(room, person, change, statement, said[statement.id]):
            room.say(talking.CHECK_STOPPED)
            return False
    if consent_of(now.decisions).share is None:
        ask_mention(room, person, change)
    room.say(talking.CHECK_DONE, Tone.WARM)
    return True


def _one(room: Room, person: Person, change: Change, statement: Statement, said: str) -> bool:
    """Ask about one statement until it is decided or left for later; False to stop."""

    def keep(kind: Happened, text: str = "") -> None:
        body = {"words": words_of(said), "text": text}
        event = NewEvent(kind=kind, subject=statement.id, body=body)
        keep_decided(room, change, person, [event])

    choices = (
        Choice(key="right", label=talking.CHECK_RIGHT),
        Choice(key="reword", label=talking.CHECK_REWORD),
        Choice(key="decline", label=talking.CHECK_DECLINE),
        Choice(key="share", label=talking.CHECK_SHARE),
        Choice(key="later", label=talking.CHECK_LATER),
    )
    text = talking.CHECK_ASK.format(label=label_of(statement), text=statement.text)
    while True:
        move = room.put(Asking(text=text, form=Form.ONE_OF, choices=choices, keys="-q"), instead="a terminal")
        if not isinstance(move, Gave):
            return getattr(move, "key", "") == "-"
        match move.text:
            case "right":
                keep(Happened.CONFIRMED)
            case "decline":
                keep(Happened.DECLINED)
            case "reword":
                words = _reworded(room, statement)
                if words is None:
                    continue
                keep(Happened.REWORDED, words)
                room.notebook.clear_draft(statement.source.session)
            case "share":
                who = room.put(Asking(text=talking.CHECK_SHARE, form=Form.ONE_OF, choices=SHARES, keys="<"))
                if isinstance(who, Gave):
                    keep(Happened.SHARED, who.text)
                continue
            case _:
                pass
        return True


def _reworded(room: Room, statement: Statement) -> str | None:
    """How it shall read; None where the coach goes back. Half-typed words wait with the talk they come from."""
    talk, name = statement.source.session, f"reword{BESIDE}{statement.id}"
    draft = room.notebook.draft(talk)
    mine = draft is None or not draft.text or draft.subject == name  # else it belongs to that talk, gone on with
    asking = Asking(
        text=talking.CHECK_WORDS,
        form=Form.TEXT,
        standing=statement.text,
        draft=draft.text if draft and mine else "",
        keys="<",
    )
    move = room.put(asking, (lambda typed: room.notebook.keep_draft(talk, name, typed)) if mine else None)
    return normalised(move.text) if isinstance(move, Gave) else None
