"""What `saves:` may name: the kinds of the profile and, for each, the fields that can be filled."""

from __future__ import annotations

# Kinds kept as one text each. The contract's table, section 5.
GIFTS = ("skill", "knowledge", "passion", "quality", "experience")
SURROUNDINGS = ("place", "resource", "story")
CONNECTIONS = ("group", "organisation")
OTHERS = (
    "matters",
    "hope",
    "works",
    "already",
    "see_more",
    "preference",
    "told_us",
    "worry",
    "sign",
    "good_enough",
)
TEXT_KINDS = GIFTS + SURROUNDINGS + CONNECTIONS + OTHERS

# The field that takes the answer itself where `saves:` names a kind and no fields.
OWN_FIELD = dict.fromkeys(TEXT_KINDS, "text") | {
    "person": "name",
    "scale": "value",
    "handover": "what",
    "promise": "signs",
    "next_step": "what",
    "contact": "how_often",
}

FIELDS: dict[str, tuple[str, ...]] = dict.fromkeys(TEXT_KINDS, ("text", "area", "time")) | {
    "person": ("name", "ring", "link", "gives", "receives"),
    "scale": ("name", "value", "good_enough"),
    "handover": ("what", "now", "next", "person_does", "helper", "helper_said", "who_asks", "coach_does",
                 "coach_stops", "stop_when", "stop_by", "helper_limit", "helper_gets", "backup", "going"),
    "promise": ("signs", "who_may_call", "first", "how", "how_soon", "if_not_me"),
    "next_step": ("what", "who", "by"),
    "contact": ("how_often", "look_again_on", "phase", "ending"),
}  # fmt: skip

# Fields that take one of a few words only, wherever their text comes from.
WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("person", "ring"): ("closest", "friends", "joined", "paid"),
    ("handover", "now"): ("to", "for", "with", "by"),
    ("handover", "next"): ("same", "with", "by", "circle"),
    ("handover", "helper_said"): ("not_asked", "asked", "yes", "no"),
    ("handover", "going"): ("still", "now_and_then", "back", "not_begun", "as_agreed", "ended"),
    ("contact", "phase"): ("alongside", "close_by", "a_call_away", "door_open"),
    ("contact", "ending"): ("good_enough", "person_stopped", "moved_away", "other_support", "coach_left",
                            "lost_touch", "safety", "died"),
}  # fmt: skip
