"""What happens in a talk, as values: in comes nothing but data, out go events ready to be kept."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from coachkit.value import Value


class Happened(StrEnum):
    """The kinds of event: what happens in a talk, then what is decided outside one."""

    STARTED = "started"
    TOLD = "told"
    SCRIPT_CHANGED = "script_changed"
    CARRIED = "carried"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    CHANGED = "changed"
    ITEM_ADDED = "item_added"
    ITEM_REMOVED = "item_removed"
    LIST_CLOSED = "list_closed"
    PARKED_THOUGHT = "parked_thought"
    PLAYED_BACK = "played_back"
    NOTED = "noted"
    TURNS = "turns"
    RUBBED_OUT = "rubbed_out"
    CONCERN_RAISED = "concern_raised"
    FINISHED = "finished"
    PERSON_ADDED = "person_added"
    PERSON_RENAMED = "person_renamed"
    PERSON_ARCHIVED = "person_archived"
    PERSON_MERGED = "person_merged"
    NAME_SEPARATED = "name_separated"
    SUGGESTED = "suggested"
    SUGGESTION_ACCEPTED = "suggestion_accepted"
    SUGGESTION_DECLINED = "suggestion_declined"
    SUGGESTION_REWORDED = "suggestion_reworded"
    CONFIRMED = "confirmed"
    REWORDED = "reworded"
    DECLINED = "declined"
    SHARED = "shared"
    AGREED = "agreed"
    HANDOVER = "handover"
    INTRODUCTION = "introduction"
    CONTACT = "contact"
    CAME_BACK = "came_back"
    STEPPED_BACK = "stepped_back"
    ENDED = "ended"
    BEGUN_AGAIN = "begun_again"
    PAUSE_OVER = "pause_over"
    BROUGHT_IN = "brought_in"
    KEEPING_AGREED = "keeping_agreed"
    KEEPING_WITHDRAWN = "keeping_withdrawn"
    MAY_MENTION = "may_mention"
    KEPT_ON = "kept_on"


# Makes a named tuple of a plain one in half the time that its own constructor takes: `made(Key, (step, item))`.
made = tuple.__new__


class Key(NamedTuple):
    """What an answer belongs to: a step's dotted name, and the item it is part of (`outer/inner` when nested)."""

    step: str
    item: str = ""

    def __str__(self) -> str:
        return f"{self.step}[{self.item}]" if self.item else self.step

    @staticmethod
    @lru_cache(maxsize=4096)
    def read(text: str) -> Key:
        """The key that `str(key)` wrote. A few are read again and again, with every event of a talk."""
        step, opens, item = text[:-1].partition("[") if text.endswith("]") else (text, "", "")
        return Key(step, item) if opens and "[" not in item and "]" not in step + item else Key(text)


class NewEvent(Value):
    """An event not yet kept: what happened, to what, and its details."""

    kind: Happened
    subject: str = ""
    body: dict[str, Any] = {}


class Event(Value):
    """An event as kept. `seq` orders events, never the clock; `at` is UTC in ISO form, `on` the day it belongs to."""

    id: str
    seq: int
    change_id: str
    person_id: str
    session_id: str | None
    kind: Happened
    subject: str
    body: dict[str, Any]
    at: str
    on: str
    by: str
