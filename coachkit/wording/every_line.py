"""One thing that was kept, in plain words: in come its kind and what it holds, out go a label and somebody's words.

The words stand by themselves, never inside a sentence of ours. Ids, digests and what a program alone needs are left
out: they stand in the data beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from coachkit.person.consent import Consent, Said
from coachkit.person.introduction import Met
from coachkit.person.rhythm import Ending
from coachkit.person.statement import Share
from coachkit.person.way import Did
from coachkit.wording.agreed import keeping_sentences, mention_sentence
from coachkit.wording.handing_over import LABELS, STORY
from coachkit.wording.meeting import STORY as MEETING


@dataclass(frozen=True, slots=True)
class Line:
    """What was kept on a day by a coach: what it is, the words, and the day it was taken back or nothing."""

    on: str
    by: str
    what: str
    words: tuple[str, ...] = ()
    back: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What a line needs to know besides itself: the names, and the words of what it is about."""

    person: str
    coach: str
    helper: str = ""
    about: str = ""


Words = tuple[str, tuple[str, ...]]

PARKED, NOTE, TRANSCRIPT = "A thought that was parked", "A note", "A transcript"
# What became of a question; {question} stands whole, with its own mark at its end.
ANSWERED = {
    "answered": "{question}",
    "changed": "{question} (said anew)",
    "skipped": "{question} (left)",
    "item_removed": "{question} (taken off)",
    "rubbed_out": "{question} (rubbed out)",
}
# Kinds that hold nothing to read, or nothing but what another line says.
SILENT = frozenset({"item_added", "list_closed", "carried"})
_PLAIN = {
    "script_changed": "The talk went on with newer questions.",
    "played_back": "What was said so far was read back.",
    "person_merged": "Two entries became one.",
    "agreed": "A yes to the page.",
    "pause_over": "Stepping back goes on.",
    "begun_again": "Begun again.",
    "kept_on": "It shall go on being kept.",
}
_ABOUT = {
    "confirmed": "Gone through together, and right",
    "reworded": "Gone through together, and worded anew",
    "declined": "Gone through together, and left out of the profile",
    "suggested": "Written into a copy by hand, to be looked at",
    "suggestion_accepted": "Gleaned from a note or transcript, and said yes to",
    "suggestion_declined": "Gleaned from a note or transcript, and left out",
    "suggestion_reworded": "Gleaned from a note or transcript, and worded anew",
}
_SHARED = {
    Share.PRIVATE: "Stays between the two",
    Share.MY_PEOPLE: "May be known to the people around them",
    Share.ANYONE: "May be known to anyone",
}
_TURNED = {
    "came_back": "The coach came back, as promised",
    "stepped_back": "The coach stepped back again",
    "ended": "The time together ended",
}
# Facts of a decision, with what stands before each; how near the coach is, by its word, is never shown.
_TURNING = {"rang": "Rang: ", "sign": "Noticed: ", "how_often": "How often: ", "look_again_on": "Looking again: ",
            "ending": "How: "}  # fmt: skip
_WHO = (("helper", "Alongside: "), ("who_asks", "Who asks: "))
_CHOSEN = ("going", "now", "next", "helper_said")
_BEGAN = {"talk": "A talk began", "note": "A note came in", "transcript": "A transcript came in"}
_AGAIN = {"person": "the person", "coach": "the coach"}


def kept_words(kind: str, subject: str, body: Mapping[str, Any], around: Around) -> Words:
    """A label and the words of anything that was kept and is no answer; of an unknown kind all its texts."""
    if kind in _PLAIN:
        return _PLAIN[kind], _why(body)
    if kind in _ABOUT:
        return _decided(kind, body, around)
    if kind in _TURNED:
        return _TURNED[kind], (*_labelled(body.get("facts", {}), _TURNING), *_why(body))
    special = _SPECIAL.get(kind)
    if special is not None:
        label, words = special(subject, body, around)
        return label, (*words, *_why(body))
    return kind.replace("_", " ").capitalize(), tuple(_texts(body))


def began(kind: str, body: Mapping[str, Any], title: str) -> Words:
    """The beginning of a talk, or of what came in from a file."""
    told = f"{_BEGAN.get(kind, _BEGAN['talk'])}: {title}" if title else _BEGAN.get(kind, _BEGAN["talk"])
    later = ", told later" if body.get("told_later") else ""
    return f"{told}{later}.", _labelled(body, {"ref": "Known elsewhere as: "})


def agreed_line(kind: str, subject: str, body: Mapping[str, Any], on: str, person: str) -> str:
    """A yes to being written down, a yes taken back, or who may know, as a sentence with its day."""
    if kind == "may_mention":
        share = Share(str(body.get("text", Share.PRIVATE)))
        return mention_sentence(Consent(share=share, whom=subject, share_on=on), person)
    said = Said(agreed=kind == "keeping_agreed", on=on, how=str(body.get("text", "")), wording=subject)
    return keeping_sentences(Consent(said=(said,)))[0]


def _decided(kind: str, body: Mapping[str, Any], around: Around) -> Words:
    what: Mapping[str, Any] = body.get("what") or {}
    told = (around.about, what.get("text"), what.get("quote"), body.get("text"), body.get("quote"))
    return _ABOUT[kind], (*dict.fromkeys(_plainly(told)), *_why(body))


def _finished(_: str, body: Mapping[str, Any], __: Around) -> Words:
    reaching = _plainly(body.values())
    return ("The talk ended. How to reach the coach, as it was then" if reaching else "The talk ended."), reaching


def _shared(_: str, body: Mapping[str, Any], around: Around) -> Words:
    return _SHARED[Share(str(body.get("text") or Share.PRIVATE))], _plainly([around.about])


def _contact(_: str, body: Mapping[str, Any], __: Around) -> Words:
    return f"A contact, begun by {_AGAIN.get(str(body.get('by')), 'somebody else')}", _plainly([body.get("note")])


def _concern(_: str, body: Mapping[str, Any], __: Around) -> Words:
    to = _plainly([body.get("to")])
    return ("A concern was raised, and told to" if to else "A concern was raised."), to


def _handover(_: str, body: Mapping[str, Any], around: Around) -> Words:
    facts = {name: value for name, value in body.get("facts", {}).items() if value not in (None, "")}
    names = {"person": around.person, "coach": around.coach, "helper": around.helper or "whoever helps"}
    told = [str(body.get("did", Did.EDITED)), *(f"{name}_{facts[name]}" for name in _CHOSEN if name in facts)]
    said = " ".join(dict.fromkeys(STORY[each].format(**names) for each in told if each in STORY))
    labels = {name: label.format(**names) for name, label in (*LABELS, *_WHO)}
    return f"Who does what. {said}".rstrip(), (
        *_plainly([around.about or facts.get("what")]),
        *_labelled(facts, labels),
    )


def _labelled(facts: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[str, ...]:
    """Each fact that has a label, behind it."""
    found = ((labels[name], value) for name, value in facts.items() if name in labels and value)
    return tuple(label + _AGAIN.get(str(value), *_plainly([value])) for label, value in found)


def _introduction(_: str, body: Mapping[str, Any], around: Around) -> Words:
    facts = body.get("facts", {})
    names = {"person": around.person, "coach": around.coach, "to": "The other side"}
    said = MEETING[Met(str(body.get("did", Met.EDITED)))].format(**names)
    labels = {"with_": "Alongside: ", "because": "Because: "}
    more = [f"{label}{facts[name]}" for name, label in labels.items() if facts.get(name)]
    return f"People and places to meet. {said}", _plainly([around.about or facts.get("to"), *more])


_SPECIAL: dict[str, Callable[[str, Mapping[str, Any], Around], Words]] = {
    "person_added": lambda _, body, __: ("Came into the notebook, as", _plainly([body.get("name")])),
    "person_renamed": lambda _, body, __: ("Called from now on", _plainly([body.get("name")])),
    "person_archived": lambda _, body, __: ("Put away." if body.get("archived") else "Back on the list.", ()),
    "name_separated": lambda subject, *_: ("Two people around them who share a name", _plainly([subject])),
    "parked_thought": lambda _, body, __: (PARKED, _plainly([body.get("text")])),
    "noted": lambda _, body, __: (NOTE, _plainly([body.get("text")])),
    "turns": lambda _, body, __: (
        TRANSCRIPT,
        tuple(f"{name or role}: {text}" for name, role, text, _ in body["turns"]),
    ),
    "finished": _finished,
    "brought_in": lambda _, body, __: ("Came in from a copy, written by", _plainly(body.values())),
    "shared": _shared,
    "contact": _contact,
    "concern_raised": _concern,
    "handover": _handover,
    "introduction": _introduction,
}


def _why(body: Mapping[str, Any]) -> tuple[str, ...]:
    return (f"Why: {body['why']}",) if body.get("why") else ()


def _plainly(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(value).replace("_", " ") if str(value) in _KEYS else str(value) for value in values if value)


# Words that a program keeps; with a space they are words.
_KEYS = frozenset(Ending)


def _texts(value: Any) -> Iterator[str]:
    """Every text in what a later coachkit kept, with the name it goes by."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (f"{str(name).replace('_', ' ')}: {text}" for text in _texts(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str) and value:
        yield value
