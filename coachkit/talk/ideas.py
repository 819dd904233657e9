"""Ideas for the coach: in come a script's plan rules and what stands, out go the ideas that fire, with because."""

from __future__ import annotations

from collections.abc import Iterator

from coachkit.person.gathered import Idea
from coachkit.scripts.conditions import all_hold, holds
from coachkit.scripts.model import PlanRule, Script
from coachkit.scripts.placeholders import names
from coachkit.talk.answers import ONLY, Answers
from coachkit.talk.events import Key
from coachkit.talk.path import Mark, Path
from coachkit.talk.said import Speaking


def ideas(script: Script, way: Path, answers: Answers, speaking: Speaking) -> tuple[Idea, ...]:
    """Every rule that fires, once or once for each item; each idea cites the person's words that made it fire."""
    found: list[Idea] = []
    for rule in script.plan:
        for item in _items(rule, way, answers):
            if all_hold(rule.when, lambda name, item=item: way.look_up(name, item)):  # type: ignore[misc]
                because = tuple(dict.fromkeys(_because(rule, way, speaking, item)))
                name = f"{rule.id}[{item}]" if item else rule.id
                found.append(Idea(id=name, text=speaking.text(rule.suggest, item), because=because))
    return tuple(found)


def _items(rule: PlanRule, way: Path, answers: Answers) -> Iterator[str]:
    if rule.for_each is None:
        yield ""
        return
    group = rule.for_each
    there = {
        place.key.item.partition("/")[0]
        for place in way.places
        if place.mark is Mark.ANSWERED and place.key.step.partition(".")[0] == group
    }
    yield from (item for item in (*answers.items.get(Key(group), ()), ONLY) if item in there)


def _because(rule: PlanRule, way: Path, speaking: Speaking, item: str) -> Iterator[str]:
    """The words behind every test that made the rule fire, then those the idea itself names; each by itself."""
    for together in rule.when:
        if all(holds(test, way.look_up(test.step, item)) for test in together):
            yield from (words for test in together for words in speaking.each(test.step, item))
    for placeholder in names(rule.suggest):
        yield from speaking.each(placeholder.name, item)
