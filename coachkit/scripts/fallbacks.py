"""Placeholders that may have nothing to show: in come a sound script and its texts, out come problems."""

from __future__ import annotations

from collections.abc import Iterator

from coachkit.errors import Problem
from coachkit.scripts.conditions import Phrase
from coachkit.scripts.explore import Explorer
from coachkit.scripts.flow import look_at_rule
from coachkit.scripts.model import PlanRule, Script, Step
from coachkit.scripts.placeholders import names
from coachkit.scripts.slices import sliced
from coachkit.scripts.source import quoted
from coachkit.scripts.spoken import Spoken

_ALWAYS = ("person", "coach")


def without_fallback(script: Script, texts: list[Spoken]) -> Iterator[tuple[str, Problem]]:
    """Each placeholder without a fallback that shows a step which may be skipped or not asked at all."""
    steps = dict(script.every_step())
    rules = {rule.id: rule for rule in script.plan}
    known: dict[tuple[str, str, str], bool] = {}
    for spoken in texts:
        for placeholder in names(spoken.text) if "{" in spoken.text else ():
            name = placeholder.name.removesuffix(".names")
            if placeholder.fallback is not None or name in _ALWAYS or name not in steps:
                continue
            rule = rules.get(spoken.owner) if spoken.key == "suggest" else None
            key = (name, spoken.owner, "rule" if rule else "")
            if key not in known:
                known[key] = _may_be_empty(script, steps, name, spoken.owner, rule)
            if known[key]:
                end = spoken.text.find("}", placeholder.offset) + 1
                message = f"{{{placeholder.name}}} may have nothing to show: {quoted(name)} can be left out."
                hint = f"Say what stands there then: {{{placeholder.name}|something that always fits}}"
                yield "" if rule else spoken.owner, spoken.problem("CK207", placeholder.offset, end, message, hint)


def _may_be_empty(script: Script, steps: dict[str, Step], name: str, shown_in: str, rule: PlanRule | None) -> bool:
    when = rule.when if rule else steps[shown_in].when
    if when and all(any(t.step == name and t.phrase is not Phrase.SKIPPED for t in together) for together in when):
        return False
    if rule is not None:
        return name != rule.for_each and look_at_rule(script, rule, name).empty
    part = sliced(script, [name, shown_in])
    return Explorer(part, watch=name, shown_in=shown_in).go().empty
