"""Going through suggestions: in come those that wait, out goes what a human decided about each."""

from __future__ import annotations

from collections.abc import Sequence

from coachkit.askers.protocol import Asking, Choice, Form, Gave, Tone
from coachkit.errors import NotFoundError
from coachkit.gleaning.glean import rule_of
from coachkit.gleaning.suggestion import Suggestion
from coachkit.ids import matches, shorts
from coachkit.person.decisions import words_of
from coachkit.person.gathered import Person
from coachkit.safe_text import normalised, one_line
from coachkit.talk.events import Happened, NewEvent
from coachkit.wording import talking
from coachkit.wording.labels import LABELS
from coachkit.wording.words import quoted
from coachkit.workbench.between import orders
from coachkit.workbench.deciding import decide, decision
from coachkit.workbench.gathering import known
from coachkit.workbench.gleaned import named_of, waiting_of
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import keep

_CHOICES = (
    Choice(key="accept", label=talking.SUGGESTION_RIGHT),
    Choice(key="reword", label=talking.CHECK_REWORD),
    Choice(key="decline", label=talking.CHECK_DECLINE),
    Choice(key="later", label=talking.CHECK_LATER),
)


def suggestions(room: Room, person: Person) -> tuple[Suggestion, ...]:
    """What waits for a human, best of the newest talk first."""
    events = room.notebook.events(person_id=person.id)
    return waiting_of(events, orders(events))


def label_of(one: Suggestion) -> str:
    """What it would be in the profile, in plain words."""
    return talking.SUGGESTION_PERSON if one.kind == "person" else LABELS.get(one.kind, one.kind)


def answer(room: Room, person: Person, accept: Sequence[str], decline: Sequence[str]) -> tuple[int, int]:
    """Say yes or no to suggestions by their ids, as one change; how many of each.

    Raises NotFoundError for an id that means none, or more than one; then nothing is kept.
    """
    then = room.notebook.events(person_id=person.id)
    named = named_of(then, orders(then))
    yes = [_meant(room, person, named, typed) for typed in accept]
    no = [_meant(room, person, named, typed) for typed in decline]
    events = [decision(Happened.SUGGESTION_ACCEPTED, one.id, what=_dump(one)) for one in yes]
    events += [event for one in yes for event in _instead(room, person, one)]
    events += [decision(Happened.SUGGESTION_DECLINED, one.id, what=_dump(one)) for one in no]
    if events:
        decide(room, person, "suggestions", f"going through what was gleaned of {one_line(person.name)}", events)
    return len(yes), len(no)


def go_through(room: Room, person: Person) -> bool:
    """Ask about each that waits, one at a time; False where the coach stopped early. Each answer is kept at once."""
    waiting = suggestions(room, person)
    if not waiting:
        room.say(talking.SUGGESTION_NONE)
        return True
    change = room.notebook.begin(
        "suggestions", f"going through what was gleaned of {one_line(person.name)}", on=room.today, by=room.coach
    )
    for one in waiting:
        made = _asked(room, one)
        if made is None:
            room.say(talking.CHECK_STOPPED)
            return False
        kind, text = made
        if kind is not None:
            events = [decision(kind, one.id, what=_dump(one), **({"text": text} if text else {}))]
            events += _instead(room, person, one) if kind is not Happened.SUGGESTION_DECLINED else []
            keep(room, change, person, events)
    room.say(talking.SUGGESTION_DONE, Tone.WARM)
    return True


def _instead(room: Room, person: Person, one: Suggestion) -> list[NewEvent]:
    """What a yes to an edit by hand leaves out: the words it was written instead of, as they stand in the profile."""
    made = (event for event in room.notebook.events(person_id=person.id) if event.kind is Happened.SUGGESTED)
    before = next((str(event.body.get("instead_of") or "") for event in made if event.subject == one.id), "")
    if not before:
        return []
    said = (statement for talk in known(room, person).talks for statement in talk.statements)
    gone = [statement for statement in said if statement.id == before]
    return [decision(Happened.DECLINED, each.id, words=words_of(each.text), text="") for each in gone]


def _asked(room: Room, one: Suggestion) -> tuple[Happened | None, str] | None:
    """What becomes of one suggestion: a step and its words, nothing for now, or None where the coach stops."""
    while True:
        move = room.put(Asking(text=_told(one), form=Form.ONE_OF, choices=_CHOICES, keys="-q"), instead="--accept ID")
        if not isinstance(move, Gave):
            return (None, "") if getattr(move, "key", "") == "-" else None
        match move.text:
            case "accept":
                return Happened.SUGGESTION_ACCEPTED, ""
            case "decline":
                return Happened.SUGGESTION_DECLINED, ""
            case "reword":
                standing = one.name or one.text
                words = room.put(Asking(text=talking.CHECK_WORDS, form=Form.TEXT, standing=standing, keys="<"))
                if isinstance(words, Gave) and normalised(words.text):
                    return Happened.SUGGESTION_REWORDED, normalised(words.text)
            case _:
                return None, ""


def _told(one: Suggestion) -> str:
    """A suggestion as it is asked about: what it would be, the words, the sentence around them, and the rule."""
    text = one.name or one.text
    link = f" ({one.link})" if one.link and one.link != text else ""
    return "\n".join((f"{label_of(one)}: {quoted(text)}{link}", f"  {talking.SUGGESTION_SAID} {quoted(one.quote)}",
                      f"  {rule_of(one)}"))  # fmt: skip


def _dump(one: Suggestion) -> dict[str, object]:
    return one.model_dump(mode="json", exclude_none=True)


def _meant(room: Room, person: Person, named: Sequence[Suggestion], typed: str) -> Suggestion:
    found = [one for one in named if matches(one.id, typed)]
    if len(found) == 1:
        return found[0]
    waiting = found or suggestions(room, person)
    ids = shorts([one.id for one in waiting])
    there = tuple(f"{ids[one.id]}  {label_of(one)}" for one in waiting)
    raise NotFoundError("There is no suggestion with that id, or more than one.", candidates=there)
