"""Handing over, step by step: in come a person, one thing and what happened to it, out goes its way as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from coachkit.askers.protocol import Asking, Form, Gave
from coachkit.dates import written
from coachkit.errors import CouldNotError, NotFoundError, UsageFaultError
from coachkit.ids import matches, short, shorts
from coachkit.person.gathered import Person
from coachkit.person.handover import Handover, Stands
from coachkit.person.way import Did, Refused, Way, refused
from coachkit.safe_text import folded, normalised, one_line, shortened
from coachkit.talk.events import Happened, NewEvent
from coachkit.wording import talking
from coachkit.wording.handing_over import REFUSED, change_sentence
from coachkit.wording.words import named
from coachkit.workbench.deciding import decide, decision
from coachkit.workbench.find import find_person
from coachkit.workbench.gathering import Known, known, known_on
from coachkit.workbench.room import Room
from coachkit.workbench.taken_back import refuse_withdrawn


@dataclass(frozen=True, slots=True)
class Meant:
    """One handover that was meant, whose it is, and what is known of them."""

    known: Known
    way: Way

    @property
    def person(self) -> Person:
        """Whose handover it is."""
        return self.known.person


def meant(room: Room, whose: str, what: str) -> Meant:
    """The handover meant by a person and some words of it or its id, or by its id alone.

    Without words it is the only one there is. Raises NotFoundError with the candidates where none, or more than
    one, is meant.
    """
    if not what:
        found = _by_id(room, whose)
        if found is not None:
            return found
    now = known(room, find_person(room, whose, beginning=False))
    return Meant(now, way_meant(now, normalised(what)))


def looked_at(room: Room, whose: str, what: str) -> tuple[Person, tuple[Way, ...]]:
    """Whose it is, and the way of the one thing meant; of everything where no words are given."""
    one = _by_id(room, whose) if not what else None
    if one is not None:
        return one.person, (one.way,)
    now = known(room, find_person(room, whose))
    return now.person, (way_meant(now, normalised(what)),) if what else now.ways


def _by_id(room: Room, typed: str) -> Meant | None:
    if not room.has_notebook or room.notebook.named(typed) or room.notebook.by_id(typed):
        return None
    found = [owner for owner, thing in room.notebook.things() if matches(thing, typed)]
    for owner in dict.fromkeys(found):
        now = known(room, room.notebook.person(owner))
        ways = [way for way in now.ways if matches(way.handover.id, typed)]
        if len(ways) == 1:
            return Meant(now, ways[0])
    return None


def way_meant(now: Known, typed: str) -> Way:
    """The way meant by an id, by the whole of its words, or by a part of them that no other has."""
    ways = now.ways
    plain = folded(typed)
    name = one_line(now.person.name)
    if not ways:
        raise NotFoundError(f"Nothing is written down yet of who does what with {name}.",
                            "Add one: coachkit handover add PERSON WHAT")  # fmt: skip
    living = [way for way in ways if way.handover.stands is not Stands.ENDED]
    tries = (
        [way for way in living if not plain],
        [way for way in ways if plain and folded(way.handover.what) == plain],
        [way for way in ways if plain and matches(way.handover.id, typed)],
        [way for way in ways if plain and plain in folded(way.handover.what)],
    )
    found = next((some for some in tries if some), [])
    if len(found) == 1:
        return found[0]
    if not found and plain:
        raise NotFoundError(f"{name} has nothing of these words on the page.",
                            f"See what there is: coachkit handover show {short(now.person.id)}")  # fmt: skip
    raise NotFoundError("Which one is meant? Say some of its words, or its id.", candidates=candidates(found or ways))


def candidates(ways: tuple[Way, ...] | list[Way]) -> tuple[str, ...]:
    """A line for each handover to choose from: id and words."""
    ids = shorts([way.handover.id for way in ways])
    return tuple(f"{ids[way.handover.id]}  {one_line(way.handover.what)}" for way in ways)


def add(room: Room, person: Person, facts: dict[str, Any], *, why: str = "", on: date | None = None) -> Meant:
    """Put one more thing on the page. Raises CouldNotError where it is there already, or the yes was taken back."""
    refuse_withdrawn(room, person)
    now = known(room, person)
    same = _called(now, str(facts["what"]))
    if same and same[0].handover.stands is not Stands.ENDED:
        raise _there_already(same)
    id_ = same[0].handover.id if same else room.new_id()
    _refuse_one_of_us(room, person, facts.get("helper"))
    _helper_in_mind(room, now, facts)
    return _keep(room, now, id_, Did.ADDED, facts, why, on)


def _called(now: Known, what: str) -> list[Way]:
    """What goes by these words, if anything does. Raises UsageFaultError where there are none."""
    words = folded(normalised(what))
    if not words:
        raise UsageFaultError("It needs some words to be called by: the person's own.")
    return [way for way in now.ways if folded(way.handover.what) == words]


def _there_already(same: list[Way]) -> CouldNotError:
    id_ = short(same[0].handover.id)
    return CouldNotError("That is on the page already.", f"To change it: coachkit handover edit {id_}")


def step(
    room: Room, one: Meant, did: Did, facts: dict[str, Any] | None = None, *, why: str = "", on: date | None = None
) -> Meant:
    """Take one step with a handover. Raises CouldNotError where it cannot be taken as things stand, saying why."""
    told = {name: value for name, value in (facts or {}).items() if value is not None}
    refuse_withdrawn(room, one.person, [_event(one.way.handover.id, did, told, why)])
    handover = _as_it_stood(room, one, on, told)
    helper = told.get("helper") or handover.helper
    if "helper" in told and folded(told["helper"]) != folded(handover.helper or ""):
        handover = handover.model_copy(update={"helper": told["helper"] or None, "helper_said": None})
        _helper_in_mind(room, one.known, told)
    _refuse_one_of_us(room, one.person, helper)
    fault = refused(handover, did)
    if fault is not None:
        raise _refusal(one, fault)
    if did is Did.YES and room.interactive:
        told = _asked_of_the_helper(room, str(helper), told)
    if did is Did.EDITED and not told:
        raise UsageFaultError("What is different? Name it with an option.", "coachkit handover edit --help shows them.")
    if "what" in told:
        others = [way for way in _called(one.known, told["what"]) if way.handover.id != handover.id]
        if others:
            raise _there_already(others)
    return _keep(room, one.known, one.way.handover.id, did, told, why, on)


def _as_it_stood(room: Room, one: Meant, on: date | None, told: dict[str, Any]) -> Handover:
    """The handover on the day the step belongs to, with a pause if there was one.

    Raises CouldNotError where nothing was written of it yet, or somebody else was to help then and nobody is named.
    """
    if on is None or on >= room.today:
        paused = one.known.between.paused_since is not None
        return one.way.handover.model_copy(update={"paused": paused})
    then = known_on(room, one.person, on)
    way = next((way for way in then.ways if way.handover.id == one.way.handover.id), None)
    if way is None:
        raise CouldNotError(f"On {written(on)} nothing was written of it yet.", "Leave --on out, or name a later day.")
    if "helper" not in told and folded(way.handover.helper or "") != folded(one.way.handover.helper or ""):
        who = "it was somebody else" if way.handover.helper else "nobody was named"
        raise CouldNotError(f"On {written(on)} {who} who was to help.", "Say who is meant: --helper NAME.")
    return way.handover.model_copy(update={"paused": then.between.paused_since is not None})


def _refuse_one_of_us(room: Room, person: Person, helper: Any) -> None:
    """Raise UsageFaultError where the helper is the person or the coach: a yes has to be somebody else's."""
    if helper and folded(str(helper)) in {folded(person.name), folded(room.coach or "coach")} - {""}:
        raise UsageFaultError(
            f"{one_line(str(helper))} is one of you two; a helper is somebody else.",
            "For what you do together: --next with. For what is theirs alone: --next by.",
        )


def _keep(room: Room, now: Known, id_: str, did: Did, facts: dict[str, Any], why: str, on: date | None) -> Meant:
    kept = {name: (normalised(value) or None) if isinstance(value, str) else value for name, value in facts.items()}
    if kept.get("helper"):
        kept.setdefault("who_asks", "person")
    event = _event(id_, did, kept, why)
    decide(room, now.person, "handover", change_sentence(did, now.person.name), [event], on)
    after = known(room, now.person)
    way = next(way for way in after.ways if way.handover.id == id_)
    paused = after.between.paused_since is not None
    shown = way.model_copy(update={"handover": way.handover.model_copy(update={"paused": paused})})
    return Meant(after, shown)


def _event(id_: str, did: Did, facts: dict[str, Any], why: str) -> NewEvent:
    return decision(Happened.HANDOVER, id_, normalised(why), did=str(did), facts=facts)


def _refusal(one: Meant, fault: Refused) -> CouldNotError:
    handover = one.way.handover
    message, hint = REFUSED[fault]
    words = {
        "person": one_line(one.person.name),
        "typed": short(handover.id, [way.handover.id for way in one.known.ways]),
        "name": short(one.person.id),
    }
    return CouldNotError(message.format(**words), hint.format(**words))


def _helper_in_mind(room: Room, now: Known, facts: dict[str, Any]) -> None:
    """Say so where a helper is nobody of the circle yet: a new name is fine, a slip of the pen is not."""
    helper = facts.get("helper")
    if not helper:
        return
    names = [member.name for member in now.profile.circle]
    if folded(helper) in {folded(name) for name in names}:
        return
    text = talking.HELPER_IS_NEW.format(helper=shortened(helper, 40), person=one_line(now.person.name))
    room.say(f"{text} {_near(helper, names)}".rstrip())


def _near(helper: str, names: list[str]) -> str:
    from rapidfuzz import process

    best = process.extractOne(helper.casefold(), names, processor=str.casefold, score_cutoff=70)
    return talking.HELPER_LIKE.format(name=shortened(best[0], 40)) if best else ""


def _asked_of_the_helper(room: Room, helper: str, told: dict[str, Any]) -> dict[str, Any]:
    """The two questions for whoever says yes, where they were not answered on the command line."""
    for field, question in (("helper_limit", talking.YES_LIMIT), ("helper_gets", talking.YES_GETS)):
        if field in told:
            continue
        hint = talking.YES_HINT.format(helper=named(helper))
        asking = Asking(text=question.format(helper=named(helper)), form=Form.LINE, hint=hint, keys="-q",
                        may_be_empty=True)  # fmt: skip
        move = room.put(asking)
        if isinstance(move, Gave) and move.text.strip():
            told = told | {field: normalised(move.text)}
        elif not isinstance(move, Gave) and getattr(move, "key", "") != "-":
            break
    return told
