"""Names in a script: in comes the ledger of what was read, out go faults where a name leads nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from coachkit.scripts.build_conditions import words_for
from coachkit.scripts.conditions import Phrase, Test
from coachkit.scripts.desk import Known, Ledger, Owner, Place, did_you_mean
from coachkit.scripts.model import ITEMISED, REPEATING, StepType
from coachkit.scripts.nodes import ScalarNode
from coachkit.scripts.placeholders import Placeholder, names, strays
from coachkit.scripts.source import quoted
from coachkit.scripts.spots import spot

_ALWAYS = ("person", "coach")
_CLOSED = (StepType.CHOICE, StepType.YES_NO, StepType.SCALE)
_COUNTED = (*REPEATING, StepType.CHOICES)
_FITS: dict[Phrase, tuple[StepType, ...]] = {
    Phrase.IS: _CLOSED,
    Phrase.IS_NOT: _CLOSED,
    Phrase.INCLUDES: (StepType.CHOICES,),
    Phrase.DOES_NOT_INCLUDE: (StepType.CHOICES,),
    Phrase.AT_LEAST: (StepType.SCALE,),
    Phrase.AT_MOST: (StepType.SCALE,),
    Phrase.BETWEEN: (StepType.SCALE,),
    Phrase.HAS_AT_LEAST: _COUNTED,
    Phrase.HAS_AT_MOST: _COUNTED,
}


def check_names(ledger: Ledger) -> None:
    """Look at every mention of a step, now that all steps are known."""
    for check in _checks(ledger):
        if ledger.full:
            return
        check()


def _checks(ledger: Ledger) -> Iterator[Callable[[], None]]:
    yield from (partial(_check_test, ledger, *mention) for mention in ledger.tests)
    for text, owner, path, node in ledger.texts:
        where = partial(_within, ledger, text, path, node)
        yield from (partial(_check_placeholder, ledger, each, owner, where) for each in names(text))
        yield from (partial(_stray, ledger, whole, where, offset) for offset, whole in strays(text))
    for kind, name, source, owner, place in ledger.sources:
        yield partial(_check_source, ledger, (kind, name), source, owner, place)
    yield from (partial(_check_list, ledger, *mention) for mention in ledger.lists)
    yield partial(_check_earlier_ids, ledger)


def _check_earlier_ids(ledger: Ledger) -> None:
    """Each `was:` has to name a step that is no longer there, and no two the same one."""
    first: dict[str, Place] = {}
    for step, written in ledger.steps.items():
        node = written.node.get("was")
        if not isinstance(node, ScalarNode) or not node.text.strip():
            continue
        was, place = node.text.strip(), Place(written.path, node.line, node.column)
        full = step.rpartition(".")[0] + "." * ("." in step) + was
        taken = first.setdefault(full, place)
        if full in ledger.steps:
            message = f"The step {quoted(was)} is still in this script, so nothing else can be called that before."
            ledger.fault(place, "CK108", message, "Leave was: out, or take the earlier step away.")
        elif taken != place:
            message = f"Two steps say that they were {quoted(was)}; the other one stands in line {taken.line}."
            ledger.fault(place, "CK108", message, "Leave was: on the one that asks the same as before.")


def _check_test(ledger: Ledger, test: Test, owner: Owner, key: Place, value: Place) -> None:
    known = _stands(ledger, test.step, owner, key)
    if known is not None and known.type is not None:
        _check_phrase(ledger, test, known, value)


def _stands(ledger: Ledger, name: str, owner: Owner, place: Place) -> Known | None:
    known = ledger.known.get(name)
    if known is None:
        in_group = f"{owner.group}.{name}" if owner.group else ""
        hint = f"Did you mean {quoted(in_group)}?" if in_group in ledger.known else _near(ledger, name)
        ledger.fault(place, "CK201", f"There is no step {quoted(name)}.", hint)
    elif known.group and known.group != owner.group:
        message = f"{quoted(name)} belongs to one item of {quoted(known.group)}, and this stands outside it."
        ledger.fault(place, "CK208", message, f"Name {quoted(known.group)} itself, or move this among its fields.")
    elif known.at >= owner.at:
        message = f"{quoted(name)} has not been asked yet when this is read."
        ledger.fault(place, "CK202", message, "Name an earlier step, or move this one further down.")
    elif name == owner.group and owner.at < ledger.turn + 1:
        message = f"{quoted(name)} is still being asked when this is read."
        ledger.fault(place, "CK202", message, "Name an earlier field of the same item.")
    else:
        return known
    return None


def _near(ledger: Ledger, name: str) -> str:
    return did_you_mean(name, ledger.known) or "Check how the id is written."


def _check_phrase(ledger: Ledger, test: Test, known: Known, place: Place) -> None:
    fits = _FITS.get(test.phrase)
    if fits is None or known.type is None:
        return
    if known.type not in fits:
        phrases = [str(phrase) for phrase in Phrase if known.type in _FITS.get(phrase, (known.type,))]
        message = f"“{test.phrase}” does not fit {quoted(known.name)}, which is of type {known.type}."
        ledger.fault(place, "CK203", message, f"These do: {', '.join(phrases)}.")
    elif test.phrase in (Phrase.HAS_AT_LEAST, Phrase.HAS_AT_MOST):
        most = len(known.options) if known.type is StepType.CHOICES else known.at_most
        if most and max(test.low, test.high) > most:
            ledger.fault(place, "CK204", f"{quoted(known.name)} never has more than {most}.", "Choose a lower number.")
    elif known.type is StepType.SCALE:
        _check_number(ledger, test, known, place)
    else:
        allowed = ("yes", "no") if known.type is StepType.YES_NO else tuple(known.options)
        if allowed and test.word not in allowed:
            message = f"{quoted(test.word)} is not an answer to {quoted(known.name)}."
            ledger.fault(place, "CK204", message, did_you_mean(test.word, allowed, most=30))


def _check_number(ledger: Ledger, test: Test, known: Known, place: Place) -> None:
    if known.low is None or known.high is None:
        return
    numbers = {
        Phrase.AT_LEAST: (str(test.low),),
        Phrase.AT_MOST: (str(test.high),),
        Phrase.BETWEEN: (str(test.low), str(test.high)),
    }.get(test.phrase, (test.word,))
    on_scale = {str(number) for number in range(known.low, known.high + 1)}
    off = next((number for number in numbers if number not in on_scale), None)
    if off is not None:
        message = f"{quoted(off)} is not on the scale of {quoted(known.name)}."
        ledger.fault(place, "CK204", message, f"It goes from {known.low} to {known.high}.")
    elif test.phrase is Phrase.BETWEEN and test.low > test.high:
        ledger.fault(place, "CK204", "Nothing lies between these two.", "Type the smaller number first.")


def _check_placeholder(ledger: Ledger, placeholder: Placeholder, owner: Owner, where: Callable[[int], Place]) -> None:
    name = placeholder.name
    known = ledger.known.get(name)
    if name in _ALWAYS:
        return
    if name.endswith(".names"):
        _check_names_of(ledger, name, owner, where(placeholder.offset))
    elif known is None:
        _unknown(ledger, name, owner, where(placeholder.offset))
    elif known.group and known.group != owner.group:
        message = f"{{{name}}} belongs to one item of {quoted(known.group)}, and this stands outside it."
        ledger.fault(where(placeholder.offset), "CK208", message, f"{{{known.group}.names}} gives all of them.")
    elif known.at >= owner.at:
        message = f"{{{name}}} has no answer yet when this is read."
        hint = "Name an earlier step, or move this one further down."
        ledger.fault(where(placeholder.offset), "CK206", message, hint)
    elif known.type in ITEMISED:
        message = f"{{{name}}} stands for several things."
        ledger.fault(where(placeholder.offset), "CK205", message, f"Type {{{name}.names}} instead.")


def _stray(ledger: Ledger, whole: str, where: Callable[[int], Place], offset: int) -> None:
    if not whole.endswith("}"):
        message = f"The brace before {quoted(whole[1:])} is never closed."
        ledger.fault(where(offset), "CK205", message, "Type } after the id, or leave the brace out.")
        return
    message = f"{quoted(whole)} stands in braces, and it is not the id of a step."
    ledger.fault(where(offset), "CK205", message, "Type an id such as {good_day}, or leave the braces out.")


def _unknown(ledger: Ledger, name: str, owner: Owner, at: Place) -> None:
    in_group = f"{owner.group}.{name}"
    near = [in_group] if in_group in ledger.known else []
    hint = did_you_mean(name, near or (*_ALWAYS, *ledger.known), most=6)
    if near:
        hint = f"Did you mean {{{in_group}}}?"
    ledger.fault(at, "CK205", f"There is no step for {quoted(f'{{{name}}}')}.", hint or "Check how the id is written.")


def _check_names_of(ledger: Ledger, name: str, owner: Owner, at: Place) -> None:
    group = name.removesuffix(".names")
    known = ledger.known.get(group)
    if known is None or (known.type is not None and known.type not in ITEMISED):
        groups = [f"{each.name}.names" for each in ledger.known.values() if each.type in ITEMISED]
        hint = did_you_mean(name, groups) or ".names goes with people and group."
        ledger.fault(at, "CK205", f"There is nothing for {quoted(f'{{{name}}}')}.", hint)
    elif known.at >= owner.at or group == owner.group:
        message = f"{{{name}}} is not complete when this is read."
        ledger.fault(at, "CK206", message, "Name an earlier step, or move this one further down.")


def _within(ledger: Ledger, text: str, path: str, node: ScalarNode, offset: int) -> Place:
    lead = max(node.text.find(text), 0)
    return Place(path, *spot(ledger.lines(path), node, lead + offset, lead + offset + 1))


def _check_source(ledger: Ledger, target: tuple[str, str], source: str, owner: Owner, place: Place) -> None:
    words = words_for(*target)
    if source.startswith("="):
        if words and source[1:].strip() not in words:
            message = f"{target[1]} of a {target[0]} cannot be {quoted(source[1:])}."
            ledger.fault(place, "CK204", message, f"It takes: {', '.join(words)}.")
        return
    known = ledger.known.get(f"{owner.group}.{source}") if owner.group else None
    known = known or ledger.known.get(source)
    if known is None or (known.group and known.group != owner.group) or known.name == owner.group:
        of_item = [name.split(".")[-1] for name in ledger.known if owner.group and name.startswith(f"{owner.group}.")]
        single = [each.name for each in ledger.known.values() if not each.group]
        hint = did_you_mean(source, (*of_item, *single)) or "For a word of your own, type = before it."
        ledger.fault(place, "CK209", f"There is no step {quoted(source)} to take this from.", hint)
    elif words and known.type is not None:
        _check_words(ledger, target, words, known, place)


def _check_words(ledger: Ledger, target: tuple[str, str], words: tuple[str, ...], known: Known, place: Place) -> None:
    takes = f"It takes: {', '.join(words)}."
    if known.type is StepType.CHOICE:
        for key, at in known.options.items():
            if key not in words:
                message = f"{quoted(key)} is saved as {target[1]} of a {target[0]}, which does not know it."
                ledger.fault(at, "CK204", message, f"{did_you_mean(key, words, most=0)} {takes}".strip())
    elif not (known.type is StepType.YES_NO and {"yes", "no"} <= set(words)):
        message = f"{target[1]} of a {target[0]} comes from a choice, and {quoted(known.name)} is none."
        ledger.fault(place, "CK209", message, takes)


def _check_list(ledger: Ledger, key: str, name: str, owner: Owner, place: Place) -> None:
    known = ledger.known.get(name)
    if known is None:
        ledger.fault(place, "CK201", f"There is no step {quoted(name)}.", _near(ledger, name))
    elif known.type is not None and (known.type not in REPEATING or known.group):
        lists = [each.name for each in ledger.known.values() if each.type in REPEATING and not each.group]
        message = f"{key}: takes a step that repeats, and {quoted(name)} does not."
        ledger.fault(place, "CK211", message, did_you_mean(name, lists) or "These repeat: list, people, group.")
    elif known.at >= owner.at:
        ledger.fault(place, "CK202", f"{quoted(name)} has not been asked yet here.", "Name an earlier list.")
