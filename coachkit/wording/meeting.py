"""Introductions as the coach sees them: in comes one, out go where it stands, its story, and what could come next.

None of this is for the page, and no question here tells one side the other's name: both say yes first.
"""

from __future__ import annotations

from collections.abc import Iterable

from coachkit.person.introduction import Introduction, IntroductionStep, Met, Refused, Side, Waiting, Waits, waits_for
from coachkit.safe_text import shortened
from coachkit.wording.handovers import day_in_words
from coachkit.wording.layout import Block, Lines
from coachkit.wording.voices import Speaker
from coachkit.wording.words import named, quoted

STANDING = {
    "idea": "Thought of on {day}. Nobody has been asked yet.",
    "yes": "Both have said yes, since {day}.",
    "met": "They met on {day}.",
    "again": "{person} went again on {day}, without {coach}.",
    "ended": "Ended on {day}.",
}
_SAID = {
    None: "{who} has not been asked yet.",
    "asked": "{who} has been asked and hasn't said yet.",
    "yes": "{who} has said yes.",
    "no": "{who} would rather not, and that is all right.",
}
STORY = {
    Met.IDEA: "Thought of.",
    Met.EDITED: "Changed.",
    Met.PERSON_ASKED: "{person} was asked.",
    Met.PERSON_YES: "{person} said yes.",
    Met.PERSON_NO: "{person} would rather not.",
    Met.OTHER_ASKED: "{to} was asked.",
    Met.OTHER_YES: "{to} said yes.",
    Met.OTHER_NO: "{to} would rather not.",
    Met.MET: "They met.",
    Met.AGAIN: "{person} went again, without {coach}.",
    Met.ENDED: "Ended.",
}
_CHANGED = {
    Met.IDEA: "thinking of somebody for {person} to meet",
    Met.EDITED: "changing what is written of {person} meeting somebody",
    Met.PERSON_ASKED: "that {person} was asked about meeting somebody",
    Met.PERSON_YES: "{person}'s yes to meeting somebody",
    Met.PERSON_NO: "{person}'s no to meeting somebody",
    Met.OTHER_ASKED: "that somebody was asked about meeting {person}",
    Met.OTHER_YES: "somebody's yes to meeting {person}",
    Met.OTHER_NO: "somebody's no to meeting {person}",
    Met.MET: "that {person} and somebody met",
    Met.AGAIN: "that {person} met somebody again by themselves",
    Met.ENDED: "that {person} and somebody no longer go on",
}
SO_ALREADY = "That stands already. Nothing was changed."
NO_YES_YET = "Nobody is introduced before both have said yes. As far as is written here{by_then}: {who}"
NOT_MET_YET = "As far as is written here{by_then}, they have not met yet. Going again comes after that."

# What could come next, and for the day page what waits.
_NEXT = {
    Waits.TO_BE_ASKED: "Next, ask {who}. Until both have said yes, neither hears the other's name from you.",
    Waits.FOR_AN_ANSWER: "Once {who} has answered; a no is as good as a yes:",
    Waits.TO_MEET: "When they have met, and who went along:",
    Waits.TO_GO_AGAIN: "When {person} has gone again without you:",
}
_WAITING = {
    Waits.TO_BE_ASKED: "{person} and {to}: {who} has not been asked yet",
    Waits.FOR_AN_ANSWER: "{person} and {to}: {who} has been asked and hasn't said yet",
    Waits.TO_MEET: "{person} and {to}: both have said yes, and they haven't met yet",
    Waits.TO_GO_AGAIN: "{person} and {to}: they met on {day}, and not again yet as far as we know",
}
_ASK = {
    (Waits.TO_BE_ASKED, Side.PERSON): "shall I listen round for somebody, or some place, you would enjoy?",
    (Waits.FOR_AN_ANSWER, Side.PERSON): "what would make it easy to say yes, and as easy to say no?",
    (Waits.TO_BE_ASKED, Side.OTHER): "what may I say of you, before anybody hears your name?",
    (Waits.FOR_AN_ANSWER, Side.OTHER): "shall we wait a little longer, or leave it be?",
}
_AFTER_A_NO = "somebody else one day, or leave it be?"


def standing(one: Introduction, say: Speaker) -> str:
    """Where an introduction stands, in a sentence or two."""
    if one.status in STANDING:
        return STANDING[one.status].format(day=day_in_words(one.since), **_names(one, say))
    sides = [side for side in Side if one.status != "no" or one.said(side) == "no"]
    return " ".join(said_of(one, side, say) for side in sides)


def said_of(one: Introduction, side: Side, say: Speaker) -> str:
    """What one side has said so far."""
    return _SAID[one.said(side)].format(who=name_of(one, side, say))


def name_of(one: Introduction, side: Side, say: Speaker) -> str:
    """What a side is called."""
    return _names(one, say)["person" if side is Side.PERSON else "to"]


def told(one: Introduction, say: Speaker) -> Block:
    """The whole of an introduction: where it stands, who goes along, because of what, and every step."""
    about = [f"Alongside: {say.name_of(one.with_)}"] if one.with_ else []
    about += [f"Because: {quoted(one.because)}"] if one.because else []
    return Lines(lead=one.to, lines=(standing(one, say), *about, *story(one, say)))


def story(one: Introduction, say: Speaker) -> tuple[str, ...]:
    """How it went, a line for each step: the day, what happened, what was said with it, and why."""
    return tuple(_step(step, one, say) for step in one.steps)


def _step(step: IntroductionStep, one: Introduction, say: Speaker) -> str:
    parts = [STORY[step.did].format(**_names(one, say))]
    if step.did is not Met.IDEA:
        with_, because = step.facts.get("with_"), step.facts.get("because")
        parts += [f"Alongside: {say.name_of(with_)}."] if with_ else []
        parts += [f"Because: {quoted(because)}"] if because else []
    parts += [f"Why: {quoted(step.why)}"] if step.why else []
    who = f" ({step.by})" if step.by and not say.is_coach(step.by) else ""
    return f"{day_in_words(step.on)}{who}: {' '.join(parts)}"


def change_sentence(did: Met, person: str) -> str:
    """What `undo` would take back; without the other's name, for a change outlives what is rubbed out."""
    return _CHANGED[did].format(person=shortened(person, 60))


def refusal(one: Introduction, fault: Refused, day: str | None, say: Speaker) -> str:
    """Why a step was not taken; `day` where it was told for an earlier one."""
    by_then = f", up to {day_in_words(day)}" if day else ""
    missing = " ".join(said_of(one, side, say) for side in unsaid(one))
    return (NO_YES_YET if fault is Refused.NO_YES_YET else NOT_MET_YET).format(by_then=by_then, who=missing)


def unsaid(one: Introduction) -> tuple[Side, ...]:
    """The sides that have not said yes."""
    return tuple(side for side in Side if one.said(side) != "yes")


def what_comes_next(waits: Waiting, say: Speaker) -> str:
    """The words before the command that would come next."""
    return _NEXT[waits.waits].format(**_of(waits, say))


def waiting_line(waits: Waiting, say: Speaker) -> str:
    """One introduction that waits, as a line for the coach's day."""
    return _WAITING[waits.waits].format(day=day_in_words(waits.introduction.since), **_of(waits, say))


def introduction_notes(every: Iterable[Introduction], say: Speaker) -> tuple[Block, ...]:
    """A note for each that is not on the page yet: where it stands, and the next thing to ask the person.

    The question names nobody: to be mentioned is to be introduced.
    """
    notes: list[Block] = []
    for one in every:
        question = _question(one)
        if question:
            asked = f"Worth asking {name_of(one, Side.PERSON, say)}: {question}"
            notes.append(Lines(lead=one.to, lines=(standing(one, say), asked)))
    return tuple(notes)


def _question(one: Introduction) -> str:
    if one.status == "no":
        return "" if one.person_said == "no" else _AFTER_A_NO  # the person's own no is answer enough
    waits = waits_for(one)
    return _ASK.get((waits.waits, waits.side), "") if waits and waits.side else ""


def _of(waits: Waiting, say: Speaker) -> dict[str, str]:
    names = _names(waits.introduction, say)
    return names | {"who": names["person" if waits.side is not Side.OTHER else "to"]}


def _names(one: Introduction, say: Speaker) -> dict[str, str]:
    who = say.name_of(one.who)
    return {"person": who, "to": named(one.to), "coach": say.name_of("coach")}
