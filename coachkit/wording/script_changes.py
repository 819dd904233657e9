"""What a newer script changes, in sentences: in come changes between two versions, out go lines for a coach."""

from __future__ import annotations

from collections.abc import Sequence

from coachkit.safe_text import shortened
from coachkit.scripts.changes import Changed, ScriptChange

_SENTENCES = {
    Changed.ADDED: "new question {id}: {new}",
    Changed.REMOVED: "{id} is not asked any more; its answer is set aside: {old}",
    Changed.RENAMED: "{old} is called {new} now; its answer comes along",
    Changed.RETYPED: "{id} takes another kind of answer now ({old}, now {new}); one that does not fit is set aside",
    Changed.OPTION_REMOVED: "{id} no longer offers “{old}”; that answer is set aside",
    Changed.OPTION_REWORDED: "{id} words an option anew: “{old}”, now “{new}”",
    Changed.OPTION_ADDED: "{id} offers one more: “{new}”",
    Changed.CONDITION: "{id} is asked on other conditions",
    Changed.REWORDED: "{id} has new words ({part}): {new}",
    Changed.SETTING: "{id} is set differently ({part})",
    Changed.MOVED: "{id} comes at another place",
}
_HEAD = "The {part} of the script has new words"
_PLAN = "the idea {id} for the coach has changed"
LONGEST = 72


def told(changes: Sequence[ScriptChange]) -> tuple[str, ...]:
    """A line for each change, those that touch answers first."""
    order = {kind: place for place, kind in enumerate(Changed)}
    return tuple(_line(change) for change in sorted(changes, key=lambda change: order[change.kind]))


def _line(change: ScriptChange) -> str:
    if change.part == "plan":
        return _PLAN.format(id=change.id)
    if not change.id:
        return _HEAD.format(part=change.part)
    old, new = shortened(change.old, LONGEST), shortened(change.new, LONGEST)
    return _SENTENCES[change.kind].format(id=change.id, part=change.part, old=old, new=new)
