"""Times in a talk: in comes 0:12, 1:02:03.5 or 00:00:07,250, out come seconds from the start."""

from __future__ import annotations

import re

TIME = r"(?:\d{1,4}:)?\d{1,3}:[0-5]?\d(?:[.,]\d{1,9})?"
_EXACT = re.compile(TIME, re.ASCII)


def seconds(text: str) -> float | None:
    """The seconds of a time written with colons, else None."""
    if not _EXACT.fullmatch(text):
        return None
    total = 0.0
    for part in text.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)
