"""What is said when a handover takes a step: in comes the step, out go sentences for the coach and for its history."""

from __future__ import annotations

from coachkit.person.way import Did, Refused, Way, WayStep
from coachkit.safe_text import folded, one_line, shortened
from coachkit.wording.handovers import day_in_words
from coachkit.wording.words import named, quoted

# Why a step is not taken, and what to do now; on stderr, so without a word of what was said.
REFUSED: dict[Refused, tuple[str, str]] = {
    Refused.NOBODY_NAMED: (
        "Nobody is named yet for this, so there is nobody to ask, and nothing moves.",
        "Name somebody: coachkit handover asked {typed} --helper NAME",
    ),
    Refused.NO_YES_YET: (
        "The helper has not said yes to this as far as is written here. Until then nothing stops.",
        "Ask, then: coachkit handover yes {typed}",
    ),
    Refused.STAYS: (
        "This stays as it is, as {person} chose.",
        "If that is different now: coachkit handover edit {typed} --next by",
    ),
    Refused.TOGETHER: (
        "This goes on together with you, as {person} chose.",
        "If that is different now: coachkit handover edit {typed} --next by",
    ),
    Refused.PAUSED: (
        "Stepping back waits for now, because a concern was raised. Nothing moves until you end the pause.",
        "When it is over: coachkit person resume {name}",
    ),
    Refused.NOT_OUT_OF_HAND: ("This has not moved yet, so there is nothing to take back.", ""),
    Refused.SO_ALREADY: ("This stands so already. Nothing was changed.", ""),
}

_CHANGED = {
    Did.ADDED: "putting one more thing on the page of {person}",
    Did.EDITED: "changing one thing on the page of {person}",
    Did.ASKED: "that a helper of {person} was asked",
    Did.YES: "a helper's yes, for {person}",
    Did.NO: "a helper's no, for {person}",
    Did.TRYING: "that {person} tries one thing",
    Did.MOVED: "that one of {person}'s things has moved",
    Did.BACK: "that one of {person}'s things is back for now",
    Did.ENDED: "that one of {person}'s things is no longer needed",
}


def change_sentence(did: Did, person: str) -> str:
    """What `undo` would take back; without a word of the thing, for a change outlives what is rubbed out."""
    return _CHANGED[did].format(person=shortened(person, 60))


# The story of a handover, for whoever reads back how it went. {coach} and {person} are names.
STORY = {
    "said": "Talked about.",
    "added": "Put on the page.",
    "edited": "Changed.",
    "asked": "{helper} was asked.",
    "yes": "{helper} said yes.",
    "no": "{helper} would rather not.",
    "trying": "Tried from here on; {coach} watches and keeps quiet.",
    "moved": "It has moved; {coach} has stopped.",
    "back": "Back with {coach} for now.",
    "ended": "No longer needed.",
    "going_still": "Still going.",
    "going_now_and_then": "It goes now and then.",
    "going_back": "Back with {coach} for now.",
    "going_not_begun": "Not begun yet.",
    "going_as_agreed": "As it was, as agreed.",
    "going_ended": "No longer needed.",
    "now_to": "Now it gets done, and nobody asks {person}.",
    "now_for": "Now it is done for {person}.",
    "now_with": "Now {person} and {coach} do it together.",
    "now_by": "Now {person} or {person}'s people do it.",
    "next_same": "It stays as it is.",
    "next_with": "Next: together with {coach}.",
    "next_by": "Next: {person}.",
    "next_circle": "Next: {person} and somebody {person} knows.",
    "helper": "Alongside: {helper}.",
    "nobody": "Nobody is named to help any more.",
    "helper_said_not_asked": "{helper} had not been asked.",
    "helper_said_asked": "{helper} had been asked.",
    "helper_said_yes": "{helper} said yes.",
    "helper_said_no": "{helper} would rather not.",
}
LABELS = (
    ("person_does", "{person}'s part: "), ("coach_does", "{coach}'s part: "),
    ("helper_limit", "What is fine for {helper}: "), ("helper_gets", "What makes it good for {helper}: "),
    ("coach_stops", "{coach} will stop: "), ("stop_when", "They will both know when: "), ("stop_by", "By when: "),
    ("backup", "If that falls through: "),
)  # fmt: skip
_CHOSEN = ("going", "now", "next", "helper", "helper_said")


def story(way: Way, person: str, coach: str) -> tuple[str, ...]:
    """The way of a handover as it went, a line for each step: the day, what happened, what was said, and why."""
    names = {"person": one_line(person), "coach": one_line(coach) or "the coach", "helper": "whoever helps"}
    lines: list[str] = []
    what = way.handover.what
    for step in way.steps:
        if "helper" in step.facts:
            names["helper"] = named(step.facts["helper"]) if step.facts["helper"] else "whoever helps"
        parts = [STORY[step.did].format(**names)]
        parts += [STORY["nobody"]] if step.facts.get("helper", "") is None else []
        said = str(step.facts.get("what") or "")
        parts += [f"It is called: {quoted(said)}."] if said and folded(said) != folded(what) else []
        what = said or what
        parts += [*_chosen(step, names), *_became(step, names), *_labelled(step, names)]
        parts += [_ended(f"Why: {quoted(step.why)}")] if step.why else []
        who = f" ({one_line(step.by)})" if step.by and step.by != coach else ""
        lines.append(f"{day_in_words(step.on)}{who}: {' '.join(dict.fromkeys(parts))}")
    return tuple(lines)


def _chosen(step: WayStep, names: dict[str, str]) -> list[str]:
    said = []
    for field in _CHOSEN:
        value = step.facts.get(field)
        key = field if field == "helper" else f"{field}_{value}"
        if value and key in STORY and str(step.did) != str(value):
            said.append(STORY[key].format(**names))
    return said


def _became(step: WayStep, names: dict[str, str]) -> list[str]:
    """How far it came by this step, where a talk or a helper's no brought that about."""
    return [STORY[step.became].format(**names)] if step.became and str(step.became) != str(step.did) else []


def _labelled(step: WayStep, names: dict[str, str]) -> list[str]:
    said = ((label.format(**names), step.facts.get(field)) for field, label in LABELS)
    return [_ended(label + quoted(str(text))) for label, text in said if text]


def _ended(text: str) -> str:
    """A quotation that ends in a mark of its own needs no full stop after it."""
    return text if text[-2:-1] in tuple(".!?…") else f"{text}."
