"""Copies made to look at: in comes the beginning of a file, out goes whether coachkit wrote it so."""

from __future__ import annotations

import re

# What a web page begins with, and what it says of its maker.
PAGE, MAKER = "<!doctype html>", '<meta name="generator" content="coachkit">'
# What the headings of a spreadsheet begin with; by the mark before them, Excel reads it as UTF-8.
HEADINGS = ("person", "person_id", "section", "id", "kind", "text", "said_by", "how_known", "on", "confirmed")
BYTE_ORDER_MARK = "\ufeff"


def is_our_page(sample: bytes) -> bool:
    """Whether the beginning of a file is that of a web page made here."""
    return sample.startswith(PAGE.encode()) and MAKER.encode() in sample


def is_our_sheet(sample: bytes) -> bool:
    """Whether the beginning of a file is that of a spreadsheet made here, also once a spreadsheet has saved it."""
    first = sample.decode("utf-8", "replace").removeprefix(BYTE_ORDER_MARK).partition("\n")[0]
    return tuple(re.split("[,;\t]", first.replace('"', "")))[: len(HEADINGS)] == HEADINGS
