"""What changed on the page, told: in come typed differences and two names, out come sentences in the third person.

The person and the coach read them together, so that nobody is *you* in them. What somebody said follows a colon or
stands in quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coachkit.person.changes import Came, Ended, HandoverChange, NearChange, PromisePart, Standing, what_changed
from coachkit.person.handover import Handover, HelperSaid, Next, Stands
from coachkit.person.promise import HowOften, Phase
from coachkit.person.rhythm import Ending
from coachkit.safe_text import folded, one_line
from coachkit.wording.handovers import day_in_words
from coachkit.wording.words import day_or_words, named, quoted

TOLD = {
    # Who does it
    "new": "New on the page since {day}.",
    "tried": "Tried from {day}.",
    "trying": "{person} is trying it, since {day}. {Coach} watches and keeps quiet.",
    "trying_with": "{person} and {helper} are trying it, since {day}. {Coach} watches and keeps quiet.",
    "went": "Without {coach} from {day}.",
    "went_again": "Without {coach} again from {day}.",
    "moved": "{person} or {person}'s people do it now, since {day}.",
    "moved_with": "{person} and {helper} do it now, since {day}.",
    "moved_again": "{person} or {person}'s people do it again, since {day}.",
    "moved_again_with": "{person} and {helper} do it again, since {day}.",
    "was_back": "Back with {coach} for now on {day}.",
    "back": "Back with {coach} for now, since {day}.",
    "was_ended": "No longer needed from {day}.",
    "ended": "No longer needed, since {day}.",
    "open_again": "How it goes from here is open again.",
    "now_to": "It gets done, and nobody asks {person}.",
    "now_for": "It is done for {person} now.",
    "now_with": "{person} and {coach} do it together now.",
    "now_by": "{person} or {person}'s people do it now.",
    "before_to": "Before, it got done and nobody asked {person}.",
    "before_for": "Before, it was done for {person}.",
    "before_with": "Before, {person} and {coach} did it together.",
    "before_by": "Before, {person} or {person}'s people did it.",
    # Who does it next
    "next_same": "It stays as it is.",
    "next_with": "Next: {person} and {coach}, together.",
    "next_by": "Next: {person}.",
    "next_somebody": "Next: {person} and somebody {person} knows.",
    "next_helper": "Next: {person} and {helper}.",
    "next_helper_if": "Next: {person} and {helper}, if {helper} says yes.",
    "next_three": "Next: {person}, {helper} and {coach}.",
    "next_three_if": "Next: {person} and {coach}, and {helper} if {helper} says yes.",
    "said_yes": "{helper} said yes on {day}.",
    "was_asked": "{helper} was asked on {day}.",
    "said_no": "{helper} said on {day}: rather not. That is all right.",
    # How often they meet
    "then": "Then: ",
    "now": "Now, since {day}: ",
    "no_days": "No days are set. The door is open.",
    "settled": "settled anew on {day}.",
    "anew": "How often {person} and {coach} meet was settled anew on {day}.",
    "came_back": "{Coach} came back on {day}, as promised.",
    "rang": "{who} rang.",
    "noticed": "What was noticed: ",
    "stepped_back": "{Coach} stepped back again on {day}.",
    "good_enough": "On {day} {person} and {coach} said: good enough for now. The door stays open.",
    "stopped_meeting": "{person} and {coach} met until {day}. The door stays open.",
    "met_until": "{person} and {coach} met until {day}.",
    # The end of a look again
    "how_often": "How often {person} and {coach} meet: ",
    "look_again": "The day to look again: ",
    "signs": "Time to ring {coach}: ",
    "who_may_call": "Who else may ring: ",
    "first": "What {coach} does first: ",
    "how": "How to reach {coach}: ",
    "how_soon": "How soon {coach} rings back: ",
    "if_not_me": "If {coach} has moved on: ",
    "left_out": "no longer on the page.",
    "enough": "Good enough now: ",
    "as_it_was": "Everything on the page stays as it was.",
}
_ENDINGS = {Ending.GOOD_ENOUGH: "good_enough", Ending.COACH_LEFT: "met_until", Ending.DIED: "met_until"}


class Telling:
    """Says these sentences of two people by their names."""

    def __init__(self, person: str, coach: str | None) -> None:
        name = one_line(coach or "")
        self._names = {"person": one_line(person), "coach": name or "the coach", "Coach": name or "The coach"}

    def __call__(self, key: str, **more: str) -> str:
        """The sentence `key` of the table with the names in it."""
        return TOLD[key].format(**self._names, **more)

    def who(self, text: str) -> str:
        """The name of whoever is meant: the person, the coach, or somebody named."""
        own = {"person": self._names["person"], "coach": self._names["Coach"]}
        return own.get(folded(text)) or named(text)


def changed_sentences(then: Standing, now: Standing) -> tuple[str, ...]:
    """A short list for the end of a look again: everything that is different on the page, each in a line."""
    changes = what_changed(then, now)
    tell = Telling(now.person.name, now.plan.coach)
    lines = [f"{quoted(one.handover.what)}: {' '.join(handover_lines(one, tell))}" for one in changes.handovers]
    lines += [tell("how_often") + _rhythm(changes.near.now, tell)] if changes.near else []
    lines += return_lines(changes.returns, tell, changes.ended.on if changes.ended else None)
    lines += [ended_line(changes.ended, tell)] if changes.ended else []
    if changes.look_again_on:
        lines.append(f"{tell('look_again')}{day_or_words(changes.look_again_on)}")
    lines += [_promise_line(part, tell) for part in changes.promise]
    if changes.good_enough:
        lines.append(tell("enough") + " ".join(quoted(one.text) for one in changes.good_enough))
    return tuple(lines) or (tell("as_it_was"),)


def handover_lines(change: HandoverChange, tell: Telling) -> list[str]:
    """What is different about one handover, at least one sentence."""
    one = change.handover
    lines = [tell("new", day=day_in_words(change.new_on))] if change.new_on else []
    lines += _turn_lines(change, tell)
    lines += [tell("open_again")] if change.open_again else []
    lines += [tell(f"now_{one.now.value}")] if change.does_otherwise and one.now else []
    lines += [tell(f"before_{change.before.value}")] if change.before else []
    lines += [_next_line(one, tell)] if change.goes_otherwise else []
    lines += [_answer_line(one, change.answered_on, tell)] if change.answered_on else []
    return lines


def _turn_lines(change: HandoverChange, tell: Telling) -> Iterator[str]:
    """How it came and went: the last turn as it stands now, those before it as the story."""
    again = change.again
    for number, turn in enumerate(change.turns, 1):
        last = number == len(change.turns) and change.handover.stands is turn.became
        key = _turn_key(turn.became, again=again, last=last)
        again = again or turn.became is Stands.MOVED
        yield (
            _with_helper(key, change.handover, day_in_words(turn.on), tell)
            if last
            else tell(key, day=day_in_words(turn.on))
        )


def _turn_key(became: Stands, *, again: bool, last: bool) -> str:
    match became:
        case Stands.TRYING:
            return "trying" if last else "tried"
        case Stands.MOVED if last:
            return "moved_again" if again else "moved"
        case Stands.MOVED:
            return "went_again" if again else "went"
        case _:
            return str(became) if last else f"was_{became}"


def _with_helper(key: str, one: Handover, day: str, tell: Telling) -> str:
    """Whoever helps is named only where they have said yes."""
    helper = one.helper if one.helper_said is HelperSaid.YES else None
    if helper and f"{key}_with" in TOLD:
        return tell(f"{key}_with", helper=named(helper), day=day)
    return tell(key, day=day)


def _next_line(one: Handover, tell: Telling) -> str:
    if one.next is Next.SAME:
        return tell("next_same")
    if not one.helper or one.helper_said is HelperSaid.NO:
        plain = {Next.WITH: "next_with", Next.BY: "next_by"}
        return tell(plain.get(one.next or Next.CIRCLE, "next_somebody"))
    key = "next_three" if one.next is Next.WITH else "next_helper"
    yes = one.helper_said is HelperSaid.YES
    return tell(key if yes else f"{key}_if", helper=named(one.helper))


def _answer_line(one: Handover, on: str, tell: Telling) -> str:
    keys = {HelperSaid.YES: "said_yes", HelperSaid.NO: "said_no"}
    key = keys.get(one.helper_said or HelperSaid.ASKED, "was_asked")
    return tell(key, helper=named(one.helper or ""), day=day_in_words(on))


def near_lines(change: NearChange, tell: Telling) -> list[str]:
    """How often they met then and meet now, in their words; the phase itself is never told."""
    then, now = _words(change.then, tell), _words(change.now, tell)
    day = day_in_words(change.now.from_on if change.now else None)
    if not now or then == now:
        return [tell("anew", day=day)] if day else []
    return [*([tell("then") + then] if then else []), tell("now", day=day) + now]


def _words(how_often: HowOften | None, tell: Telling) -> str:
    if how_often is None:
        return ""
    open_door = [tell("no_days")] if how_often.phase is Phase.DOOR_OPEN else []
    return " ".join([*([quoted(how_often.how_often)] if how_often.how_often else []), *open_door])


def _rhythm(how_often: HowOften | None, tell: Telling) -> str:
    return _words(how_often, tell) or tell("settled", day=day_in_words(how_often.from_on if how_often else None))


def return_lines(returns: Sequence[Came], tell: Telling, ended_on: str | None = None) -> list[str]:
    """Each return of the coach's, and the way out of it, as the promise at work; an ending is told by itself."""
    lines: list[str] = []
    for one in returns:
        if one.new:
            rang = [tell("rang", who=tell.who(one.rang))] if folded(one.rang) != "coach" else []
            noticed = [tell("noticed") + quoted(one.sign)] if one.sign else []
            lines.append(" ".join([tell("came_back", day=day_in_words(one.on)), *rang, *noticed]))
        if one.over_on and one.over_on != ended_on:
            lines.append(tell("stepped_back", day=day_in_words(one.over_on)))
    return lines


def ended_line(ended: Ended, tell: Telling) -> str:
    """The end of the time together; the door is open wherever it can be."""
    return tell(_ENDINGS.get(ended.how, "stopped_meeting"), day=day_in_words(ended.on))


def _promise_line(part: PromisePart, tell: Telling) -> str:
    return tell(part.part) + (" ".join(map(quoted, part.texts)) if part.texts else tell("left_out"))
