"""What lasts, in words: in come figures, out go sections for the coach alone, each figure with its rule beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachkit.dates import written, written_short
from coachkit.person.lasting import RULES, Count, Figures, Moved
from coachkit.wording.layout import Block, Lines, Masthead, Paragraph, Rows, Section
from coachkit.wording.words import quoted

_FEW = "fewer than five"
_HIDDEN = "Numbers under five are not shown: with so few, somebody could be told from them."
_BECAME = {"moved": "moved", "back": "back for now", "trying": "being tried again", "ended": "no longer needed"}


def what_lasts(
    figures: Figures, today: date, *, coach: str, person: str = "", moved: Sequence[Moved] = ()
) -> tuple[Section, ...]:
    """The figures of one person, with what moved in their words; or of everybody, where nobody is named."""
    masthead = Masthead(left=f"For {coach or 'the coach'} only", right=f"{person or 'Everybody'}, {written(today)}")
    still = [
        (f"Still going after {days} days", _so_many(count), RULES["still_going"].format(n=days))
        for days, count in figures.still_going.items()
    ]
    things = _rows(
        ("Moved", _number(figures.moved), RULES["moved"]),
        *still,
        ("Back for now", _number(figures.back), RULES["back"]),
    )
    told = (Lines(lead="What moved, and when:", lines=tuple(map(_in_words, moved))),) if moved else ()
    sections = (
        Section(title="What lasts", blocks=(things, *told)),
        _section("Contacts between talks", ("Begun by the person", _so_many(figures.contacts), RULES["contacts"])),
        _section("Helpers", ("Asked, and said yes", _so_many(figures.asked), RULES["asked"])),
        _section(
            "The circle",
            ("The person gives", _so_many(figures.gives), RULES["gives"]),
            ("The person gets", _so_many(figures.receives), RULES["receives"]),
        ),
    )
    hidden: tuple[Block, ...] = () if person else (Paragraph(text=_HIDDEN),)
    return (Section(blocks=(masthead,)), *sections, *((Section(blocks=hidden),) if hidden else ()))


def _section(title: str, *rows: tuple[str, str, str]) -> Section:
    return Section(title=title, blocks=(_rows(*rows),))


def _rows(*rows: tuple[str, str, str]) -> Rows:
    return Rows(rows=tuple((label, f"{number}\n{rule}") for label, number, rule in rows))


def _number(number: int | None) -> str:
    return _FEW if number is None else str(number or "none")


def _so_many(count: Count) -> str:
    if count.of is None:
        return _FEW
    return f"{_number(count.count)} of {count.of}" if count.of else "none yet"


def _in_words(one: Moved) -> str:
    turns = (f"{_BECAME[became]} {written_short(day)}" for day, became in one.turns)
    return f"{quoted(one.what)}: {', '.join(turns)}"
