"""The schema of a script file: out comes a JSON Schema (draft 7), so that editors complete keys and mark slips.

It says all that can be said of one place by itself: which keys go with which type, and what each of them takes.
Whether a name leads anywhere, and whether prose stands under a bar, only the strict reader knows.
"""

from __future__ import annotations

from typing import Any

from coachkit.scripts.build_conditions import TIMES
from coachkit.scripts.build_steps import COMMON_KEYS, KEYS_BY_TYPE
from coachkit.scripts.desk import ID, LANGUAGE, RESERVED
from coachkit.scripts.kinds import FIELDS
from coachkit.scripts.model import ITEMISED, REPEATING, StepType

Schema = dict[str, Any]

SCHEMA_FILE = "script.schema.json"
MODELINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"

_ID = f"^{ID.pattern}$"
_NEEDED: dict[StepType, tuple[str, ...]] = {
    StepType.CHOICE: ("options",),
    StepType.CHOICES: ("options",),
    StepType.SCALE: ("from", "to"),
    StepType.GROUP: ("fields",),
}
_HELP = {
    "id": "The step's name, kept for ever: talks already held go by it. Small letters, digits and _.",
    "type": "The shape of the answer.",
    "ask": "The question, as you would say it. Put it under a bar: ask: |",
    "ask_again": "How you ask for one more.",
    "probes": "Further questions the coach may offer; all of it is one answer.",
    "coach_note": "For the coach only: what to listen for, when to leave it.",
    "help": "Shown when somebody asks what is meant.",
    "cue": "A few words by which the coach finds the step.",
    "when": "Ask only if this holds, such as { ruler: at least 7 }. Lines together mean and; a list means or.",
    "required": "yes: the talk cannot go on without an answer. Leave it out wherever you can.",
    "saves": "What the answer becomes in the profile.",
    "area": "A part of life, such as home or work, if you sort by that.",
    "time": "Whether it was, is, or is wanted.",
    "was": "The id this step had before, so that answers come along.",
    "allow": "Rules you answer for: the name of each and, after a colon, your reason.",
    "at_most": "How many at most, so that every talk ends.",
    "among": "circle, or the id of an earlier list: pick a name already given, or a new one. In a group: handovers.",
    "options": "Each answer: a key that stays for ever, and the label that is shown.",
    "from": "The low end: a number, a comma and words, such as 0, nothing like it.",
    "to": "The high end: a number, a comma and words, such as 10, just like it.",
    "fields": "What is asked of each person or thing; people are asked their name first.",
    "follow_up": "Steps asked only once this one is answered.",
}
_NOT_RESERVED: Schema = {"not": {"enum": sorted(RESERVED)}}
_BOOLEANS = ("yes", "no", "true", "false")
_PHRASES = (
    r"answered|skipped|(is not|is|includes|does not include)\s+\S.*|(at least|at most)\s+-?\d{1,4}"
    r"|has at (least|most)\s+\d{1,4}|between\s+-?\d{1,4}\s+and\s+-?\d{1,4}"
)


def json_schema() -> Schema:
    """The schema of a whole script, as JSON data."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A prompt script of coachkit",
        "description": "A conversation, in the order it is asked.",
        "type": "object",
        "required": ["coachkit", "id", "version", "title", "language", "steps"],
        "additionalProperties": False,
        "properties": _head(),
        "definitions": {
            **_plain(),
            "when": _when(),
            "saves": _saves(),
            "stage": _stage(),
            "use": _use(),
            "rule": _rule(),
            "step": _step(tuple(StepType), _NOT_RESERVED, "step"),
            "field": _step(_simple(), {}, "field"),
            "person_field": _step(_simple(), {"not": {"const": "name"}}, "person_field"),
        },
    }


def _head() -> Schema:
    return {
        "coachkit": {"enum": [1, "1"], "description": "The version of this format. Leave it at 1."},
        "id": _ref("id", "The script's name, kept for ever once people have used it."),
        "version": _ref("number", "Add one whenever you change a question."),
        "title": _ref("line", "What the talk is called."),
        "language": {"type": "string", "pattern": f"^{LANGUAGE.pattern}$",
                     "description": "The language it is written in, such as en."},
        "minutes": _ref("number", "How long it usually takes."),
        "about": _ref("some_prose", "For the coach: what it is for and when to leave it in the bag."),
        "safety": _ref("some_prose", "Shown when the talk stops because somebody may be in danger."),
        "steps": {
            "type": "array",
            "minItems": 1,
            "description": "Stages and steps, in the order asked.",
            "items": {
                "if": {"required": ["stage"]},
                "then": _ref("stage"),
                "else": {"if": {"required": ["use"]}, "then": _ref("use"), "else": _ref("step")},
            },
        },
        "plan": _listed(_ref("rule"), "Ideas for the coach's own notes; they offer and decide nothing."),
    }  # fmt: skip


def _plain() -> Schema:
    """What the smallest parts take. An editor makes numbers and truths of plain words; the reader takes their text."""
    scalar = ["string", "number", "boolean"]
    either_case = "|".join("".join(f"[{letter}{letter.upper()}]" for letter in word) for word in _BOOLEANS)
    return {
        "id": {"type": "string", "pattern": _ID},
        "line": {"type": scalar, "pattern": r"\S"},
        "some_line": {"type": [*scalar, "null"]},
        "prose": {"type": "string", "pattern": r"\S"},
        "some_prose": {"type": ["string", "null"]},
        "number": {"anyOf": [
            {"type": "integer", "minimum": 1, "maximum": 999_999},
            {"type": "string", "pattern": r"^\s*(?=[0-9]{1,6}\s*$)0*[1-9][0-9]*\s*$"},
        ]},
        "yes_no": {"anyOf": [
            {"enum": [*_BOOLEANS, True, False]},
            {"type": "string", "pattern": rf"^\s*({either_case})\s*$"},
        ]},
        "end": {"anyOf": [
            {"type": "integer", "minimum": -9999, "maximum": 9999},
            {"type": "string", "pattern": r"^\s*-?[0-9]{1,4}\s*(,[\s\S]*)?$"},
        ]},
    }  # fmt: skip


def _when() -> Schema:
    phrases = {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {"type": "string", "pattern": rf"^\s*({_PHRASES})\s*$"},
    }
    return {"anyOf": [phrases, {"type": "array", "items": phrases}]}


def _saves() -> Schema:
    kind = {"enum": list(FIELDS)}
    every = list(dict.fromkeys(name for names in FIELDS.values() for name in names))
    whole = {
        "type": "object",
        "required": ["as"],
        "additionalProperties": False,
        "properties": {"as": kind, **{name: _ref("line") for name in every}},
        "allOf": [
            _if({"as": {"const": each}}, {"propertyNames": {"enum": ["as", *names]}}) for each, names in FIELDS.items()
        ],
    }
    return {"anyOf": [kind, whole, {"type": "array", "items": {"anyOf": [kind, whole]}}]}


def _stage() -> Schema:
    properties = {
        "stage": {"allOf": [_ref("id"), _NOT_RESERVED], "description": "The stage's name, kept for ever."},
        "title": _ref("line", "The heading shown above its steps."),
        "good_to_stop": _ref("yes_no", "yes: after this stage is a good place to stop."),
        "play_back": _ref("yes_no", "yes: what was said so far is read back here."),
        "for_coach": _ref("yes_no", "yes: the coach answers this alone; it is not read back."),
    }
    return _object(properties, "stage", "title")


def _use() -> Schema:
    name = {"type": "string", "pattern": r"\.ya?ml\s*$", "description": "A file under the prompts folder."}
    return _object({"use": name}, "use")


def _rule() -> Schema:
    properties = {
        "id": _ref("id", "The rule's name."),
        "for_each": _ref("some_line", "The id of a list: the idea comes once for each of its items."),
        "when": _ref("when", _HELP["when"]),
        "suggest": _ref("prose", "The idea, under a bar. It offers; it decides nothing."),
    }
    return _object(properties, "id", "suggest")


def _step(types: tuple[StepType, ...], id_: Schema, own: str) -> Schema:
    """A step at one kind of place; its follow-ups stand at the same kind of place, `own`."""
    properties = _step_keys(own)
    properties["id"] = {"allOf": [_ref("id"), id_], "description": _HELP["id"]}
    properties["type"] = {"enum": [str(type_) for type_ in types], "description": _HELP["type"]}
    return {
        **_object(properties, "id", "type", "ask"),
        "allOf": [_if({"type": {"const": str(type_)}}, _fitting(type_), "type") for type_ in types],
    }


def _fitting(type_: StepType) -> Schema:
    keys = (*COMMON_KEYS, *KEYS_BY_TYPE[type_])
    needed = [*_NEEDED.get(type_, ()), *(("at_most",) if type_ in REPEATING else ())]
    narrower: Schema = {}
    if type_ is StepType.GROUP:
        narrower = {"among": {"const": "handovers"}, "fields": {"type": "array", "minItems": 1}}
    elif type_ is StepType.PEOPLE:
        narrower = {"fields": {"items": _ref("person_field")}}
    return {"propertyNames": {"enum": list(keys)}, "required": needed, "properties": narrower}


def _step_keys(own: str) -> Schema:
    """Every key any type takes, with what it takes; which go with which type is said apart."""
    label = {**_ref("line"), "description": "What is shown; free to reword."}
    takes: Schema = {
        "ask": _ref("prose"),
        "probes": _listed({"type": ["string", "number", "boolean", "null"]}),
        "when": _ref("when"),
        "required": _ref("yes_no"),
        "saves": _ref("saves"),
        "time": {"enum": list(TIMES)},
        "was": _ref("id"),
        "allow": {"type": "object", "additionalProperties": _ref("line")},
        "at_most": _ref("number"),
        "options": {"type": "object", "minProperties": 1, "additionalProperties": label,
                    "propertyNames": {"pattern": _ID, "not": {"enum": ["skip", "null"]}}},
        "from": _ref("end"),
        "to": _ref("end"),
        "fields": {"type": ["array", "null"]},
        "follow_up": _listed(_ref(own)),
    }  # fmt: skip
    if own == "step":
        takes["fields"]["items"] = _ref("field")
    takes |= {key: _ref("some_prose") for key in ("ask_again", "coach_note", "help")}
    takes |= {key: _ref("some_line") for key in ("cue", "area", "among")}
    return {key: {"allOf": [takes.get(key, {})], "description": text} for key, text in _HELP.items()}


def _simple() -> tuple[StepType, ...]:
    return tuple(type_ for type_ in StepType if type_ not in ITEMISED)


def _ref(name: str, description: str = "") -> Schema:
    """A reference; beside `$ref` draft 7 reads nothing, so a description goes round it."""
    reference = {"$ref": f"#/definitions/{name}"}
    return {"allOf": [reference], "description": description} if description else reference


def _listed(items: Schema, description: str = "") -> Schema:
    listed: Schema = {"type": ["array", "null"], "items": items}
    return {**listed, "description": description} if description else listed


def _object(properties: Schema, *needed: str) -> Schema:
    return {"type": "object", "required": list(needed), "additionalProperties": False, "properties": properties}


def _if(test: Schema, then: Schema, *needed: str) -> Schema:
    return {"if": {"properties": test, "required": list(needed or test)}, "then": then}
