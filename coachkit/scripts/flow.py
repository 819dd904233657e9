"""Rules for the way through the talk: in come a sound script and its ledger, out come problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coachkit.errors import Problem
from coachkit.scripts.desk import Ledger, Written
from coachkit.scripts.explore import PEOPLE, STRENGTH, Explorer, Met
from coachkit.scripts.model import PlanRule, Script, Stage, Step, StepType
from coachkit.scripts.reach import Answers, answers, survey
from coachkit.scripts.slices import parents, sliced
from coachkit.scripts.source import quoted
from coachkit.scripts.words import tokens, words

MOST_QUESTIONS = 40
Owned = tuple[str, Problem]


def flow(script: Script, ledger: Ledger) -> Iterator[Owned]:
    """Problems with the name of the step they belong to; empty where they belong to no step."""
    desk = _Desk(script, ledger)
    yield from _steps(desk)
    for rule in script.plan:
        yield from _plan(desk, rule)
    yield from _whole_talk(desk)
    yield from _without_effect(desk)
    yield from _no_way_out(desk)


@dataclass(frozen=True, slots=True)
class _Desk:
    script: Script
    ledger: Ledger

    def step(self, name: str, key: str, code: str, message: str, hint: str = "") -> Iterator[Owned]:
        """A problem at a key of a step, if the step stands in a file."""
        if written := self.ledger.steps.get(name):
            yield name, _at(written, key, code, message, hint)

    def rule(self, name: str, key: str, code: str, message: str, hint: str = "") -> Iterator[Owned]:
        """A problem at a key of a rule of the plan."""
        if written := self.ledger.rules.get(name):
            yield "", _at(written, key, code, message, hint)


def _at(written: Written, key: str, code: str, message: str, hint: str) -> Problem:
    node = written.node.key(key) or written.node
    return Problem(written.path, node.line, node.column, code, message, hint)


def _steps(desk: _Desk) -> Iterator[Owned]:
    seen = survey(desk.script)
    parent_of = parents(desk.script)
    for name, step in desk.script.every_step():
        if name in seen.unproved:
            message = f"Too many answers bear on {quoted(name)} to try them all."
            yield from desk.step(name, "when", "CK309", message, "Walk through it once by hand.")
        elif name not in seen.reached:
            if parent_of[name] and parent_of[name] not in seen.reached:
                continue  # said once, at the step it belongs to
            message = f"No answers lead to {quoted(name)}, so it is never asked."
            hint = "Look at its when: and at those of the steps named there; two of them may rule each other out."
            yield from desk.step(name, "when", "CK301", message, hint)
        elif step.when and name not in seen.failed:
            message = "This when: holds whatever is answered."
            yield from desk.step(name, "when", "CK302", message, "Leave the line out, or ask for something narrower.")


def _plan(desk: _Desk, rule: PlanRule) -> Iterator[Owned]:
    met = look_at_rule(desk.script, rule)
    if not met.fires:
        if not met.exact:
            message = f"Too many answers bear on the idea {quoted(rule.id)} to try them all."
            yield from desk.rule(rule.id, "when", "CK309", message, "Walk through it once by hand.")
            return
        message = f"No answers bring up the idea {quoted(rule.id)}."
        hint = "Look at its when: and at for_each:, which takes a step that may hold several things."
        yield from desk.rule(rule.id, "when", "CK304", message, hint)
    elif met.exact and not met.silent:
        message = f"The idea {quoted(rule.id)} comes up after every talk, whatever was said."
        yield from desk.rule(rule.id, "when" if rule.when else "id", "CK304", message, "Give it a when: of its own.")


def look_at_rule(script: Script, rule: PlanRule, watch: str = "") -> Met:
    """What is met with one rule of the plan, looking only at the steps that bear on it."""
    names = [test.step for together in rule.when for test in together]
    part = sliced(script, [*names, *filter(None, (rule.for_each, watch))])
    return Explorer(part, rule=rule, watch=watch).go()


def _whole_talk(desk: _Desk) -> Iterator[Owned]:
    first = next((step.id for step in desk.script.steps), "")
    ends = Explorer(desk.script, skips=False).go().ends
    for flag, message, hint in (
        (STRENGTH, "nothing is kept that is strong", "Let a question save a skill, a quality or what works."),
        (PEOPLE, "nobody is asked who is around", "Add a question of type people, saved as person."),
    ):
        lacking = next((way for way in ends if flag not in way.stands), None)
        if lacking is not None:
            way = _in_words(answers(desk.script, lacking.trail), set(_tested(desk.script)))
            message = f"Even when every question is answered{way}, {message}."
            yield from desk.step(first, "id", "CK305", message, hint)
    if ends:
        yield from _too_long(desk, first, max(w.questions for w in ends), max(w.half_minutes for w in ends))


def _tested(script: Script) -> Iterator[str]:
    for _, step in script.every_step():
        yield from (test.step for together in step.when for test in together)


def _in_words(told: Answers, tested: set[str]) -> str:
    """The answers that make the difference, for a reader."""
    said = [f"{name}: {answer}" for name, answer in told.items() if name in tested and isinstance(answer, str)]
    return f" ({', '.join(said[:3])})" if said else ""


def _too_long(desk: _Desk, first: str, questions: int, half_minutes: int) -> Iterator[Owned]:
    minutes = desk.script.minutes
    if questions > MOST_QUESTIONS:
        message = f"This talk can come to {questions} questions; {MOST_QUESTIONS} are as many as one can sit through."
        yield from desk.step(first, "id", "CK306", message, "Leave some out, or make two talks of it.")
    elif minutes is not None and half_minutes > 2 * minutes and desk.ledger.head:
        needed = (half_minutes + 1) // 2
        message = f"This talk can come to {questions} questions, which take {needed} minutes at the very least."
        hint = f"Give it more than minutes: {minutes}, or leave some out."
        yield first, _at(desk.ledger.head, "minutes", "CK306", message, hint)


def _without_effect(desk: _Desk) -> Iterator[Owned]:
    for name, step in desk.script.every_step():
        for key, given in (("area", step.area), ("time", step.time)):
            if given and not step.saves:
                message = f"{key}: has no effect here, as this step saves nothing."
                yield from desk.step(name, key, "CK307", message, "Add saves:, or leave the line out.")
    parts = desk.script.parts
    for part, following in zip(parts, (*parts[1:], None), strict=True):
        if not isinstance(part, Stage) or part.play_back or isinstance(following, Step):
            continue
        if written := desk.ledger.stages.get(part.id):
            message = f"No question follows in the stage {quoted(part.id)}."
            yield "", _at(written, "stage", "CK307", message, "Leave it out, or move a question below it.")


def _no_way_out(desk: _Desk) -> Iterator[Owned]:
    lists = words(desk.script.language)
    for name, step in desk.script.every_step():
        if step.type not in (StepType.CHOICE, StepType.CHOICES) or not step.required or lists is None:
            continue
        labels = [*(tokens(option.label) for option in step.options), *(tokens(option.key) for option in step.options)]
        if not any(lists.has("way_out", label) for label in labels):
            message = "This has to be answered, and none of the answers is a way out."
            hint = "Leave out required:, or add an answer such as other: Something else."
            yield from desk.step(name, "options", "CK308", message, hint)
