"""Every sentence of the person's page, in two voices: in comes what is to be said and the names, out goes the sentence.

`YOU`: the coach speaks to the person, on the turned screen. `ME`: the person's own copy. A sentence that is the same
in both stands once. Into these sentences go names and days only; what somebody said follows a colon or stands in
quotes.
"""

from __future__ import annotations

from enum import IntEnum

from coachkit.safe_text import folded, one_line
from coachkit.wording.words import named


class Voice(IntEnum):
    """Who speaks: the coach to the person, or the person on their own copy."""

    YOU = 0
    ME = 1


SENTENCES: dict[str, str | tuple[str, str]] = {
    # The top and the end of the page
    "title": ("{person}'s page", "My page"),
    "who_and_when": "{person} and {coach}, {day}",
    "blank": ("This page is yours. Nothing is written on it yet.", "This page is mine. Nothing is written on it yet."),
    "rights": (
        "Nothing on this page takes away anything you have a right to.",
        "Nothing on this page takes away anything I have a right to.",
    ),
    "agreed": ("You said yes to this page on {day}.", "I said yes to this page on {day}."),
    "changed": ("Changed since you said yes on {day}.", "Changed since I said yes on {day}."),
    # Headings
    "h_already": ("Already yours", "Already mine"),
    "h_who": "Who does what",
    "h_who_and_stops": ("Who does what, and what {coach} will stop doing", "Who does what"),
    "h_how_often": "How often we meet",
    "h_promise": ("If you need me again", "If I need you again"),
    "h_first": "First small things",
    "h_meet": "People and places to meet",
    "h_settle": "Still to settle",
    # Who does it now
    "now_decided": ("It gets done, and nobody asks you.", "It gets done, and nobody asks me."),
    "now_for": ("It is done for you.", "It is done for me."),
    "now_with": ("You and {coach} do it together.", "{Coach} and I do it together."),
    "now_by": ("You or your people do it.", "My people or I do it."),
    "now_moved": ("You and {helper} do it.", "{helper} and I do it."),
    "still_going": "Still going, since {day}.",
    "now_trying": (
        "You are trying it, since {day}. {Coach} watches and keeps quiet.",
        "I am trying it, since {day}. {Coach} watches and keeps quiet.",
    ),
    "now_trying_with": (
        "You and {helper} are trying it, since {day}. {Coach} watches and keeps quiet.",
        "{helper} and I are trying it, since {day}. {Coach} watches and keeps quiet.",
    ),
    "now_back": "Back with {coach} for now, since {day}.",
    "now_back_with": (
        "You and {coach} do it together for now, since {day}.",
        "{Coach} and I do it together for now, since {day}.",
    ),
    "coach_part": "{Coach}'s part: ",
    # Who does it next
    "next_with": ("You and {coach}, together.", "{Coach} and I, together."),
    "next_by": ("You.", "I do."),
    "next_somebody": ("You and somebody you know.", "I, with somebody I know."),
    "next_helper": ("You and {helper}.", "{helper} and I."),
    "next_helper_if": ("You and {helper}, if {helper} says yes.", "{helper} and I, if {helper} says yes."),
    "next_three": ("You, {helper} and {coach}.", "{helper}, {coach} and I."),
    "next_three_if": (
        "You and {coach}, and {helper} if {helper} says yes.",
        "{Coach} and I, and {helper} if {helper} says yes.",
    ),
    "said_yes": "{helper} has said yes.",
    "was_asked": "{helper} has been asked.",
    "person_asks": ("You will ask.", "I will ask."),
    "coach_asks": "{Coach} will ask.",
    "other_asks": "Who asks: ",
    "person_part": ("Your part: ", "My part: "),
    "helper_limit": "What is fine for {helper}: ",
    "limit": "What is fine for whoever helps: ",
    "helper_gets": "What makes it good for {helper}: ",
    "good_for": "What makes it good for whoever helps: ",
    "backup": "If that falls through one day: ",
    # What the coach stops
    "stops": "{Coach} will stop: ",
    "then_stops": "Then {coach} will stop: ",
    "stopped": "{Coach} has stopped: ",
    "paused_stops": "For now nothing stops.",
    "paused": (
        "Nothing here moves for now. {Coach} goes on as before, until you both say so.",
        "Nothing here moves for now. {Coach} goes on as before, until we both say so.",
    ),
    "until_helper": "Until {helper} says yes, nothing stops.",
    "until_somebody": "Until somebody has said yes, nothing stops.",
    "rather_not": "{helper} would rather not, and that is all right. Nothing stops.",
    "once_yes_stops": "Once somebody has said yes, {coach} will stop: ",
    "know_when": "We will both know when: ",
    "by_when": "By when: ",
    "stays": "Staying as it is:",
    # How often we meet
    "look_again": "On {day} we look again and choose together.",
    "look_again_today": "Today we look again and choose together.",
    "look_again_past": "We said we would look again on {day}, and choose together.",
    "look_again_words": "When we look again and choose together: ",
    "is_back": "{Coach} has been back since {day}, as promised.",
    "good_enough": (
        "On {day} you and {coach} said: good enough for now. The door stays open.",
        "On {day} {coach} and I said: good enough for now. The door stays open.",
    ),
    "stopped_meeting": (
        "You and {coach} met until {day}. The door stays open.",
        "{Coach} and I met until {day}. The door stays open.",
    ),
    "met_until": ("You and {coach} met until {day}.", "{Coach} and I met until {day}."),
    "door_open": (
        "No days are set. The door is open: ring when you like.",
        "No days are set. The door is open: I ring when I like.",
    ),
    # The promise
    "signs": ("Ring when you notice:", "I ring when I notice:"),
    "just_because": (
        "Or just because. You don't have to be in a bad way to ring.",
        "Or just because. I don't have to be in a bad way to ring.",
    ),
    "you_ring": ("You may ring.", "I may ring."),
    "so_may": ("You may ring, and so may {others}.", "I may ring, and so may {others}."),
    "so_may_these": ("You may ring. So may: ", "I may ring. So may: "),
    "first": "If they ring, first: ",
    "first_unsaid": (
        "If somebody else rings, {coach} rings you before doing anything.",
        "If somebody else rings, {coach} rings me before doing anything.",
    ),
    "how": "How to reach {coach}: ",
    "how_soon": "How soon: ",
    "if_not_me": "If {coach} has moved on: ",
    "no_form": "No form, no waiting list.",
    "danger": "In danger? {emergency}",
    "emergency": ("Ring your emergency number.", "I ring the emergency number."),
    # Coming back under the promise
    "cb_rang": "{who} rang on {day}, and {coach} is back, as promised.",
    "cb_noticed": "{Coach} noticed something on {day}, and is back, as promised.",
    "cb_sign": "What was noticed: ",
    "cb_not_named": "{who} is not among those {person} named to ring. Ring {person} before you do anything.",
    "cb_first": "What {person} asked for first:",
    "cb_back": "Back with {coach} for now:",
    "cb_out": "When it is time to step back again: coachkit come-back {typed} --over",
    # First small things, people and places
    "me": ("{person}", "Me"),
    "by_day": "by {day}",
    "when": "when: ",
    "meet_who": "Who: ",
    "meet_with": "Alongside: ",
    "both_yes": ("You have both said yes.", "We have both said yes."),
    "have_met": ("You met on {day}.", "We met on {day}."),
    "they_met": "They met on {day}.",
    "they_yes": "Both have said yes.",
    "because": "Because: ",
    # The profile
    "profile": "{person}",
    "in_words": "in {person}'s words, {day}",
    "p_blank": "Nothing is written here yet.",
    "h_matters": "What matters",
    "h_hopes": "Hopes",
    "h_enough": "Enough would be",
    "h_gifts": ("What {person} brings", "Gifts"),
    "h_works": ("What keeps {person} going", "What keeps me going"),
    "h_people": ("{person}'s people", "People"),
    "h_round_here": "Round here",
    "h_told_us": "Told us",
    "h_good_to_know": "Good to know",
    "h_also_said": "Also said",
    "arrows": ("-> {person} gives   <- {person} gets", ""),
    "gives": ("  -> ", " · I give: "),
    "gets": ("  <- ", " · I get: "),
    "see_more": "would like to see more of:",
    # Still to settle
    "not_asked": "{helper} hasn't been asked yet.",
    "not_said": "{helper} has been asked and hasn't said yet.",
    "said_no": "{helper} would rather not. Somebody else, or as it is now, is still open for {what}.",
    "answer_unknown": "What {helper} says is not written down yet.",
    "nobody_named": "Nobody is named yet for {what}.",
    "no_sign": "How we will both know it is time is not written down yet for {what}.",
    "no_how": ("How you reach {coach} is not written down yet.", "How I reach {coach} is not written down yet."),
    "no_how_soon": "How soon {coach} rings back is not written down yet.",
    "no_if_not_me": "Whom to ring if {coach} has moved on is not written down yet.",
    "no_look_again": "The day we look again is not chosen yet.",
}


class Speaker:
    """Says the sentences of one page: it knows the voice and the two names."""

    def __init__(self, voice: Voice, person: str, coach: str | None) -> None:
        self.voice = voice
        self._person, self._coach = person, coach
        nameless = ("your coach", "my coach")[voice]
        self._names = {
            "person": one_line(person),
            "coach": one_line(coach or "") or nameless,
            "Coach": one_line(coach or "") or nameless.capitalize(),
        }

    def __call__(self, key: str, **more: str) -> str:
        """The sentence `key` of the table with the names in it."""
        sentence = SENTENCES[key]
        return (sentence if isinstance(sentence, str) else sentence[self.voice]).format(**self._names, **more)

    def is_person(self, who: str | None) -> bool:
        """Whether `who` means the person: the word itself, their name, or nothing said."""
        return not who or folded(who) in ("person", folded(self._person))

    def is_coach(self, who: str) -> bool:
        """Whether `who` means the coach: the word itself or their name."""
        return folded(who) in ("coach", folded(self._coach or "coach"))

    def name_of(self, who: str) -> str:
        """The label for whoever does a first small thing."""
        if self.is_person(who):
            return self("me")
        return self._names["Coach"] if self.is_coach(who) else named(who)
