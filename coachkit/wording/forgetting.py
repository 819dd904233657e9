"""Forgetting in words: in come numbers and days, out go what will go, and a receipt that holds nothing of anybody's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coachkit.dates import iso_day, written, written_short
from coachkit.safe_text import one_line
from coachkit.wording.layout import wrapped

# Each kind of thing in its order: one of it, several of it.
KINDS: dict[str, tuple[str, str]] = {
    "talks": ("talk", "talks"),
    "notes": ("note", "notes"),
    "transcripts": ("transcript", "transcripts"),
    "said": ("thing said that stands in the profile", "things said that stand in the profile"),
    "things": ("thing on the page, with its whole story", "things on the page, with their whole story"),
    "half_typed": ("half-typed text", "half-typed texts"),
    "contacts": ("contact between talks", "contacts between talks"),
    "suggestions": ("suggestion that was decided", "suggestions that were decided"),
    "decided": ("other thing that was decided or agreed", "other things that were decided or agreed"),
    "talks_back": ("talk that was taken back", "talks that were taken back"),
    "notes_back": ("note that was taken back", "notes that were taken back"),
    "transcripts_back": ("transcript that was taken back", "transcripts that were taken back"),
    "contacts_back": ("contact that was taken back", "contacts that were taken back"),
    "others_back": ("other thing that was taken back", "other things that were taken back"),
    "concerns": ("note that a concern was raised", "notes that a concern was raised"),
}
_TALKS = ("talks", "notes", "transcripts", "talks_back", "notes_back", "transcripts_back")
NOTHING_MORE = "the name alone; there is nothing else of theirs"
DELETE = "If you don't need it any more, delete it."
CANNOT_PROMISE = (
    "What was printed, exported, sent, or copied to another place: coachkit does not know where it is.",
    "What the disk itself still holds in places it no longer uses, as many drives do.",
    "Copies that a backup or a synchronised folder made of the whole computer.",
)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What there is of somebody: how many of each of KINDS, and the days of the first and the last talk, or empty."""

    numbers: Mapping[str, int]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Left:
    """A copy that could not be made over: what to call it, why, and what to do."""

    name: str
    why: str
    do: str


@dataclass(frozen=True, slots=True)
class CopyAt:
    """Where a copy lies: what the receipt calls it, its path, and more of why it is left where the computer said so."""

    name: str
    path: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done: the day, what kinds of things went and how many, and what became of the copies.

    `swept` is False where another window keeps the last remains for now.
    """

    on: date
    numbers: Mapping[str, int]
    made_over: Sequence[str]
    left: Sequence[Left]
    held_nothing: int
    swept: bool


def counted(numbers: Mapping[str, int]) -> list[str]:
    """A line for each kind of thing there is."""
    return [f"{numbers[kind]} {KINDS[kind][numbers[kind] != 1]}" for kind in KINDS if numbers.get(kind)]


def what_goes(name: str, theirs: Theirs, copies: int, named: Sequence[str], width: int) -> str:
    """What will be gone, before anybody says yes to it, and what stays; `named` are lines of where others name them."""
    lines = _with_days(theirs) or [NOTHING_MORE]
    if copies:
        lines.append(f"the same in {_copies(copies)} beside the notebook, where it stands in {_them(copies)}")
    parts = [f"This goes for good, of {one_line(name)}:", *(f"  {line}" for line in lines)]
    if theirs.numbers.get("concerns"):
        parts.append("That a concern was raised goes too: look whether it is kept where your organisation keeps it.")
    parts.append("What others said stays theirs, also where they named somebody called so.")
    if named:
        parts.append("The name stands in these. Look there, so that nobody is asked who is not to be asked any more:")
        parts += [f"  {line}" for line in named]
    return fitted(parts, width)


def fitted(parts: Iterable[str], width: int) -> str:
    """Lines that fit, each with what it begins with; one that goes on goes on a little further in."""
    lines: list[str] = []
    for part in parts:
        text = part.lstrip(" ")
        before = part[: len(part) - len(text)]
        lines += wrapped(text, width, before, f"{before}  " if before else "")
    return "\n".join(lines)


def _with_days(theirs: Theirs) -> list[str]:
    """A line for each kind of thing; the first kind of talk says when."""
    first, last = iso_day(theirs.first), iso_day(theirs.last)
    dated = next((kind for kind in _TALKS if theirs.numbers.get(kind)), "")
    if not (first and last and dated):
        return counted(theirs.numbers)
    days = f"on {written_short(first)}" if first == last else f"{written_short(first)} to {written_short(last)}"
    (line,) = counted({dated: theirs.numbers[dated]})
    return [f"{each}, {days}" if each == line else each for each in counted(theirs.numbers)]


def receipt_text(receipt: Receipt) -> str:
    """The receipt: no name, no id, no word of theirs."""
    parts = [f"On {written(receipt.on)} one person was forgotten in this notebook."]
    parts.append(_list("Rubbed out:", counted(receipt.numbers) or ["the name alone"]))
    parts.append(_list("Copies made over without them:", receipt.made_over))
    left = [f"{one.name}: {one.why}. {one.do}" for one in receipt.left]
    parts.append(_list("Copies that may still hold something of theirs:", left))
    if receipt.held_nothing:
        parts.append(f"Looked through, with nothing of theirs in {_them(receipt.held_nothing)}: "
                     f"{_copies(receipt.held_nothing)}.")  # fmt: skip
    if not receipt.swept:
        parts.append("The notebook is open in another window, so the last remains of the words are still in its file.\n"
                     "Close the other window, then type: coachkit")  # fmt: skip
    parts.append(_list("What nobody can promise:", CANNOT_PROMISE))
    parts.append("This receipt holds no name and no word of theirs.")
    return "\n\n".join(part for part in parts if part) + "\n"


def own_name(number: int) -> str:
    """What a copy is called whose name the coach made up; without a number where there is one such copy."""
    return f"a copy with a name of your own ({number})" if number else "a copy with a name of your own"


def where_copies_lie(copies: Sequence[CopyAt]) -> str:
    """For the coach alone: the place of each, which the receipt does not say. A path is never broken into lines."""
    lines = [f"  {one.name}: {one.path}{f' ({one.why})' if one.why else ''}" for one in copies]
    return "\n".join(["For you alone, and not in the receipt, where these copies lie:", *lines])


def _copies(number: int) -> str:
    return "1 copy" if number == 1 else f"{number} copies"


def _them(number: int) -> str:
    return "it" if number == 1 else "them"


def _list(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)]) if lines else ""
