"""The words that never stand on a screen: in comes a text, out come those found in it."""

from __future__ import annotations

import re

_WORDS = re.compile(
    r"\b(clients?|users?|cases?|needs?|needed|needy|assess\w*|interven\w*|outcomes?|scores?|drafts?|held|reviews?|growth"
    r"|asset register|risks?|referrals?|goals?|alongside_|close_by|a_call_away|door_open|not_asked|handovers?|phases?"
    r"|mode|status|idea|percent|session|statement)\b",
    re.IGNORECASE,
)
_FIXED_HEADINGS = re.compile(r"if (you|i) need (me|you) again", re.IGNORECASE)


def forbidden_words(text: str) -> list[str]:
    """The words found, without the one heading that is fixed."""
    return [found[0] for found in _WORDS.finditer(_FIXED_HEADINGS.sub("", text))]
