"""Rules of wording for steps and the whole talk: in come a script and its ledger, out come problems."""

from __future__ import annotations

from collections.abc import Iterator

from coachkit.errors import Problem
from coachkit.scripts.desk import Ledger, Written
from coachkit.scripts.kinds import CONNECTIONS, GIFTS, SURROUNDINGS
from coachkit.scripts.model import Script, Step, StepType
from coachkit.scripts.nodes import ScalarNode
from coachkit.scripts.spoken import Spoken
from coachkit.scripts.words import Token, Words, tokens

STRENGTHS = frozenset((*GIFTS, "works", "already"))
_STRONG = STRENGTHS | {*SURROUNDINGS, *CONNECTIONS, "matters", "person", "see_more"}
_FIRST = 3


def step_wording(script: Script, ledger: Ledger, words: Words | None) -> Iterator[tuple[str, Problem]]:
    """Problems with the name of the step they belong to; empty where they belong to no step."""
    for name, step in script.every_step():
        written = ledger.steps.get(name)
        if written is None:
            continue
        problems = [*_bare_ends(step, written)]
        if words:
            problems += [*_good_to_bad(step, written, words), *_sensitive(step, written, words, ledger)]
        yield from ((name, problem) for problem in problems)
    yield from _order(script, ledger, words)
    if ledger.head is not None and not script.about:
        message = "about: is missing: it tells a coach when to use this talk, and when not to."
        yield "", _at(ledger.head, "title", "CK614", message, "Add about: | with a few lines of your own.")
    if words is None and ledger.head is not None and script.language:
        message = f"There is no list of words for {script.language} yet, so the wording was not looked at."
        yield "", _at(ledger.head, "language", "CK616", message, "Read it aloud to somebody before you use it.")


def _at(written: Written, key: str, code: str, message: str, hint: str) -> Problem:
    """A problem at the value of a key, or where the whole begins."""
    node = written.node.get(key) or written.node
    return Problem(written.path, node.line, node.column, code, message, hint)


def _bare_ends(step: Step, written: Written) -> Iterator[Problem]:
    for key, end in (("from", step.low), ("to", step.high)):
        if end is not None and not end.words:
            message = f"The end {end.number} of the scale has no words, so everybody reads it in their own way."
            yield _at(written, key, "CK611", message, f"For example: {key}: {end.number}, {_EXAMPLES[key]}")


_EXAMPLES = {"from": "nothing like it", "to": "very like it"}


def _good_to_bad(step: Step, written: Written, words: Words) -> Iterator[Problem]:
    if step.low is None or step.high is None:
        return
    if _is_bad(tokens(step.high.words), words) and not _is_bad(tokens(step.low.words), words):
        message = f"The scale goes up to “{step.high.words[:40]}”, so that more is worse."
        hint = "Turn it round: let the high end be what the person would like more of."
        yield _at(written, "to", "CK612", message, hint)


def _is_bad(said: list[Token], words: Words) -> bool:
    if words.has("bad_phrases", said):
        return True
    bad = words.has("bad_end", said)
    return bad is not None and not words.has("not_words", said)


def _sensitive(step: Step, written: Written, words: Words, ledger: Ledger) -> Iterator[Problem]:
    if step.coach_note:
        return
    ask = written.node.get("ask")
    found = words.has("sensitive_words", tokens(ask.text)) if isinstance(ask, ScalarNode) else None
    if isinstance(ask, ScalarNode) and found:
        spoken = Spoken(step.id, "ask", str(step.type), ask, written.path, ledger)
        message = f"“{ask.text[found.start : found.end]}” may touch something sore, and there is no coach_note here."
        hint = "Add coach_note: | and say how to ask it, and what to do when it hurts."
        yield spoken.problem("CK614", found.start, found.end, message, hint)
    elif any(saved.kind == "worry" for saved in step.saves):
        message = "A worry is kept here, and there is no coach_note on how to ask for it."
        yield _at(written, "saves", "CK614", message, "Add coach_note: | and say how to ask it.")


def _order(script: Script, ledger: Ledger, words: Words | None) -> Iterator[tuple[str, Problem]]:
    every = list(script.every_step())
    first = every[:_FIRST]
    third = ledger.steps.get(first[-1][0]) if first else None
    if third and not any(_is_strong(step, words) for _, step in first):
        asked = f"first {len(first)} questions" if len(first) > 1 else "first question"
        message = f"Nothing in the {asked} looks for what is strong."
        hint = "Begin with a good day, or with what people come to them for, and save it as one of their gifts."
        yield first[-1][0], _at(third, "id", "CK613", message, hint)
    last = list(script.steps)[-1:]
    if not last or len(every) < _FIRST or words is None:
        return
    written = ledger.steps.get(last[0].id)
    if written and _is_hard(last[0], words):
        message = "The last question is about what is hard, and that is what they would take home."
        hint = "End on something that works, or on what they look forward to."
        yield last[0].id, _at(written, "id", "CK613", message, hint)


def _is_strong(step: Step, words: Words | None) -> bool:
    if step.type is StepType.PEOPLE or any(saved.kind in _STRONG for saved in step.saves):
        return True
    return words is not None and words.has("strength_words", tokens(step.ask)) is not None


def _is_hard(step: Step, words: Words) -> bool:
    kept = {saved.kind for saved in step.saves}
    said = tokens(step.ask)
    if words.has("strength_words", said) or kept & _STRONG:
        return False
    return "worry" in kept or words.has("difficulty_words", said) is not None
