"""A script written out as a file: in comes the frozen script, out goes YAML that reads back as the same script."""

from __future__ import annotations

import json
from collections.abc import Iterator

from coachkit.scripts.conditions import Phrase, Test
from coachkit.scripts.model import PlanRule, Saves, Script, Stage, Step


def as_yaml(script: Script) -> str:
    """The text of the file."""
    lines = ["coachkit: 1", f"id: {script.id}", f"version: {script.version}", f"title: {script.title}"]
    lines += [f"language: {script.language}", "steps:"]
    for part in script.parts:
        lines += _dashed(_stage(part) if isinstance(part, Stage) else _step(part))
    if script.plan:
        lines += ["plan:"]
        for rule in script.plan:
            lines += _dashed(_rule(rule))
    return "\n".join(lines) + "\n"


def _dashed(lines: Iterator[str]) -> list[str]:
    return [("  - " if number == 0 else "    ") + line for number, line in enumerate(lines)]


def _stage(stage: Stage) -> Iterator[str]:
    yield f"stage: {stage.id}"
    yield f"title: {stage.title}"
    yield f"good_to_stop: {'yes' if stage.good_to_stop else 'no'}"
    yield f"play_back: {'yes' if stage.play_back else 'no'}"


def _step(step: Step) -> Iterator[str]:
    yield f"id: {step.id}"
    yield f"type: {step.type}"
    yield "ask: |"
    yield f"  {step.ask}"
    if step.probes:
        yield "probes: " + json.dumps(list(step.probes))
    if step.when:
        yield "when:"
        for together in step.when:
            yield "  - { " + ", ".join(f"{test.step}: {_phrase(test)}" for test in together) + " }"
    for key, value in (("at_most", step.at_most), ("among", step.among), ("time", step.time), ("area", step.area)):
        if value is not None:
            yield f"{key}: {value}"
    yield f"required: {'yes' if step.required else 'no'}"
    if step.low and step.high:
        yield f"from: {step.low.number}, {step.low.words}"
        yield f"to: {step.high.number}, {step.high.words}"
    if step.options:
        yield "options: { " + ", ".join(f"{o.key}: {json.dumps(o.label)}" for o in step.options) + " }"
    for key, inner in (("fields", step.fields), ("follow_up", step.follow_up)):
        if inner:
            yield f"{key}:"
            for each in inner:
                yield from _dashed(_step(each))
    if step.saves:
        yield "saves:"
        yield from (f"  - {_saved(each)}" for each in step.saves)


def _saved(saves: Saves) -> str:
    if not saves.fields:
        return saves.kind
    return json.dumps({"as": saves.kind, **saves.fields})


def _rule(rule: PlanRule) -> Iterator[str]:
    yield f"id: {rule.id}"
    if rule.for_each:
        yield f"for_each: {rule.for_each}"
    if rule.when:
        yield "when:"
        for together in rule.when:
            yield "  - { " + ", ".join(f"{test.step}: {_phrase(test)}" for test in together) + " }"
    yield "suggest: |"
    yield f"  {rule.suggest}"


def _phrase(test: Test) -> str:
    match test.phrase:
        case Phrase.AT_LEAST | Phrase.HAS_AT_LEAST:
            return f"{test.phrase} {test.low}"
        case Phrase.AT_MOST | Phrase.HAS_AT_MOST:
            return f"{test.phrase} {test.high}"
        case Phrase.BETWEEN:
            return f"{test.phrase} {test.low} and {test.high}"
        case _:
            return f"{test.phrase} {test.word}".strip()
