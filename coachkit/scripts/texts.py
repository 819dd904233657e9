"""Every authored text of a script: in comes a script, out go its texts by entry and name, or the script said anew.

An entry is the script itself, a stage, a step, a field or a rule of the plan. Its texts have names: `ask`,
`probes.0` for the first of the probes, `options.closest` for a label, `from` and `to` for the words at a scale's ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from coachkit.scripts.model import Option, PlanRule, ScaleEnd, Script, Stage, Step, named_steps

Texts = dict[str, str]
Say = Callable[[str, str], str]

SCRIPT, STEPS, PLAN = "script", "steps", "plan"


class Entry(NamedTuple):
    """Which entry of a script: the section it stands in and its dotted name; the script itself has no name."""

    section: str
    name: str = ""

    def __str__(self) -> str:
        return self.name if self.section == STEPS else f"{self.section}.{self.name}".rstrip(".")


def texts_of(script: Script) -> dict[Entry, Texts]:
    """Every text of a script, in the order of the file; entries and texts without words are left out."""
    found = {entry: {name: text for name, text in texts if text} for entry, texts in _entries(script)}
    return {entry: texts for entry, texts in found.items() if texts}


def _entries(script: Script) -> Iterator[tuple[Entry, Iterator[tuple[str, str]]]]:
    own = (("title", script.title), ("about", script.about), ("safety", script.safety))
    yield Entry(SCRIPT), iter(own)
    for part in script.parts:
        if isinstance(part, Stage):
            yield Entry(STEPS, part.id), iter((("title", part.title),))
        else:
            yield from ((Entry(STEPS, name), _of_step(step)) for name, step in named_steps(part))
    for rule in script.plan:
        yield Entry(PLAN, rule.id), iter((("suggest", rule.suggest),))


def _of_step(step: Step) -> Iterator[tuple[str, str]]:
    yield "ask", step.ask
    yield "ask_again", step.ask_again
    yield from ((f"probes.{number}", probe) for number, probe in enumerate(step.probes))
    yield "coach_note", step.coach_note
    yield "help", step.help
    yield "cue", step.cue
    yield from ((f"options.{option.key}", option.label) for option in step.options)
    if step.low and step.high:
        yield "from", step.low.words
        yield "to", step.high.words


def said_anew(script: Script, language: str, words: Mapping[Entry, Texts]) -> Script:
    """The same script in other words; what `words` lacks stays as it is, and nothing but texts ever changes."""
    own = _say(words, Entry(SCRIPT))
    return script.model_copy(
        update={
            "language": language,
            "title": own("title", script.title),
            "about": own("about", script.about),
            "safety": own("safety", script.safety),
            "parts": tuple(_part(part, words) for part in script.parts),
            "plan": tuple(_rule(rule, words) for rule in script.plan),
        }
    )


def _say(words: Mapping[Entry, Texts], entry: Entry) -> Say:
    texts = words.get(entry, {})
    return lambda name, source: texts.get(name) or source


def _part(part: Stage | Step, words: Mapping[Entry, Texts]) -> Stage | Step:
    if isinstance(part, Step):
        return _step(part, "", words)
    return part.model_copy(update={"title": _say(words, Entry(STEPS, part.id))("title", part.title)})


def _rule(rule: PlanRule, words: Mapping[Entry, Texts]) -> PlanRule:
    return rule.model_copy(update={"suggest": _say(words, Entry(PLAN, rule.id))("suggest", rule.suggest)})


def _step(step: Step, group: str, words: Mapping[Entry, Texts]) -> Step:
    name = f"{group}.{step.id}" if group else step.id
    say = _say(words, Entry(STEPS, name))
    texts: dict[str, object] = {
        key: say(key, getattr(step, key)) for key in ("ask", "ask_again", "coach_note", "help", "cue")
    }
    return step.model_copy(
        update={
            **texts,
            "probes": tuple(say(f"probes.{number}", probe) for number, probe in enumerate(step.probes)),
            "options": tuple(_option(option, say) for option in step.options),
            "low": _end(step.low, "from", say),
            "high": _end(step.high, "to", say),
            "fields": tuple(_step(field, name, words) for field in step.fields),
            "follow_up": tuple(_step(follow_up, group, words) for follow_up in step.follow_up),
        }
    )


def _option(option: Option, say: Say) -> Option:
    return option.model_copy(update={"label": say(f"options.{option.key}", option.label)})


def _end(end: ScaleEnd | None, name: str, say: Say) -> ScaleEnd | None:
    return None if end is None else end.model_copy(update={"words": say(name, end.words)})
