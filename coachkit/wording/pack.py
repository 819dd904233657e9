"""The words of a person's own copy: in come names, a day and what is in it, out goes the page that says what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from coachkit.dates import written
from coachkit.markdown_text import escape_markdown

PROMISE = "If I need you again"
# What is in a folder that a later pack may be put in the place of.
MADE_BY = "This folder was made by coachkit, for the person it is about."
CONTENTS = {
    "my-profile.md": "what I bring, who is around me, and what matters",
    "my-page.md": "who does what, what will stop, and the first small things",
    "my-promise.md": "what brings my coach back",
    "what-i-agreed-to.md": "what may be kept, and who may know",
    "talks": "the talks, one file each, in my own words",
    "everything": "every line that is kept about me, also what was set aside or taken back",
}
# A line of the first page that names a file: one beside it, or in one of the two folders.
_FILE = re.compile(r"^ *- `((?:(?:talks|everything)/)?[\w-]+\.(?:md|json))`", re.MULTILINE)
EVERYTHING = ("everything/everything.md", "everything/everything.json")
RIGHTS = (
    "You can read all of it, and have it read to you.",
    "What is wrong can be put right, and what you see differently can be written beside it.",
    "You can have a line, a talk or all of it rubbed out. Then you get a paper that says so.",
    "You can take back your yes to being written down, at any time and without a reason. Help does not hang on it.",
    "You say who may know, for all of it or for one line. Until you say so, it is private.",
    "You can take this folder to anybody you like.",
    "If you are not heard, you can complain: to the coach's organisation first, and to those who watch over "
    "data protection where you live.",
)


def readme(person: str, coach: str, day: date, contents: Sequence[str]) -> str:
    """The first page: what this is, each file in it and the folders, and what the person can ask for."""
    by = f" with {escape_markdown(coach)}" if coach else ""
    files = "\n".join(map(_listed, contents))
    rights = "\n".join(f"- {right}" for right in RIGHTS)
    return f"""# {escape_markdown(person)}

{MADE_BY}
It holds what {escape_markdown(person)} said in talks{by}, as it is kept on {written(day)}.
It is yours. Any program that opens a text opens these files.

## What is in it

{files}

## What you can ask for

{rights}

## Good to know

It is an ordinary folder: whoever opens it can read it. It names people around you too, so think about where it lies.
"""


def files_of(readme: str) -> set[str]:
    """The files that a first page says were made with it; none where it is no first page of a pack."""
    return set(_FILE.findall(readme)) if MADE_BY in readme else set()


def _listed(name: str) -> str:
    """A file or folder on its line, what is in a folder under it."""
    return f"- `{name}`: {CONTENTS[name]}" if name in CONTENTS else f"  - `{name}`"
