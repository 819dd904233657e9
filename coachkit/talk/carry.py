"""What a talk brings with it: in come standing handovers or an older script's answers, out go events for this one."""

from __future__ import annotations

from collections.abc import Sequence

from coachkit.person.handover import Handover
from coachkit.scripts.model import Script, Step, StepType
from coachkit.talk.answers import Answers
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.fit import Misfit, fit
from coachkit.talk.moves import answered
from coachkit.talk.words import in_words


def standing_handovers(script: Script, handovers: Sequence[Handover]) -> list[NewEvent]:
    """One item for each standing handover, in every group that asks `among: handovers`.

    The item's id is the handover's, so that what is said of it now belongs to the same one. Who helps is brought
    along, so that nobody has to name them again.
    """
    events: list[NewEvent] = []
    for step in script.steps:
        if step.type is not StepType.GROUP or step.among != "handovers":
            continue
        for handover in handovers[: step.at_most]:
            own = handover.id.replace("/", "-")
            events.append(NewEvent(kind=Happened.ITEM_ADDED, subject=str(Key(step.id, own))))
            events.append(answered(Key(f"{step.id}.{step.fields[0].id}", own), handover.what))
            events += _helper(step, own, handover)
    return events


def _helper(step: Step, own: str, handover: Handover) -> list[NewEvent]:
    """Who helps now, for the field that asks it; off the path it is no answer of this talk's, so it lies nowhere."""
    named = next((saves.fields["helper"] for saves in step.saves if "helper" in saves.fields), "")
    field = next((each for each in step.fields[1:] if each.id == named), None)
    if field is None or not handover.helper or isinstance(fit(field, handover.helper), Misfit):
        return []
    key = Key(f"{step.id}.{named}", own)
    return [answered(key, handover.helper), NewEvent(kind=Happened.CARRIED, subject=str(key))]


def carried_over(old: Script, new: Script, answers: Answers) -> list[NewEvent]:
    """The events that bring answers from an older script's ids to the new ones that say `was:`.

    Only answers that still fit come over. Nothing is taken away: what the new script does not ask lies parked.
    """
    before = dict(old.every_step())
    events: list[NewEvent] = []
    for name, step in new.every_step():
        if step.was is None:
            continue
        group = name.rpartition(".")[0]
        was = f"{group}.{step.was}" if group else step.was
        if was in before:
            events += _renamed(before[was], was, step, name, answers)
    return events


def _moved(old: Step, new: Step, key: Key, here: Key, answers: Answers) -> NewEvent | None:
    """The event that brings one answer to its new place; None where it does not fit there."""
    value = answers.value(key)
    if value is None:
        return NewEvent(kind=Happened.SKIPPED, subject=str(here))
    if key.step.rpartition(".")[2] != old.id or old.type is new.type:
        return answered(here, value)
    again = fit(new, in_words(old, value))
    return None if isinstance(again, Misfit) else answered(here, again)


def _renamed(old: Step, was: str, new: Step, name: str, answers: Answers) -> list[NewEvent]:
    events: list[NewEvent] = []
    for list_key, items in answers.items.items():
        if list_key.step == was and new.repeats:
            own_keys = [Key(name, f"{list_key.item}/{own}" if list_key.item else own) for own in items]
            events += [NewEvent(kind=Happened.ITEM_ADDED, subject=str(key)) for key in own_keys]
    for key in answers.given:
        if key.step != was and not (old.fields and key.step.startswith(f"{was}.")):
            continue
        moved = _moved(old, new, key, Key(name + key.step.removeprefix(was), key.item), answers)
        if moved is not None:
            events += [moved, NewEvent(kind=Happened.CARRIED, subject=str(key))]
    for key in answers.closed:
        if key.step == was and new.repeats:
            events.append(NewEvent(kind=Happened.LIST_CLOSED, subject=str(Key(name, key.item))))
    return events
