"""Ideas for the coach: in come a script's plan rules and what stands, out go the ideas that fire, with because."""

from __future__ import annotations

from collections.abc import Iterator

from coachkit.person.gathered import Idea
from coachkit.scripts.conditions import all_hold, holds
from coachkit.scripts.model import PlanRule, Script
from coachkit.scripts.placeholders import names
from coachkit.talk.answers import Answers
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
    on_path = {place.key.item.partition("/")[0] for place in way.places if place.mark is Mark.ANSWERED}
    yield from (item for item in answers.items.get(Key(rule.for_each), ()) if item in on_path)


def _because(rule: PlanRule, way: Path, speaking: Speaking, item: str) -> Iterator[str]:
    cited = [test.step for together in rule.when for test in together if holds(test, way.look_up(test.step, item))]
    cited += [placeholder.name for placeholder in names(rule.suggest) if placeholder.name not in ("person", "coach")]
    for name in cited:
        words = speaking.value(name, item)
        if words:
            yield words
