"""What is said of a notebook that was looked through: in comes a part and its faults, out goes one plain line."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

WELL = {
    "file": "opens, and is in today's form or can be brought to it",
    "pages": "every one is as it was written",
    "tables": "every one is there, and what guards the trail",
    "links": "everything belongs to something that is there",
    "entries": "every one can be read, and belongs to its person and its talk",
    "search": "the index says what was said",
    "scripts": "every talk has the questions it was held with",
    "lists": "people and talks are as their entries tell",
    "people": "everybody's profile and page can be worked out",
    "trail": "every line is there, and can be read",
    "keys": "the key file is whole, and fits",
    "copies": "every copy can be put back",
}
# What is found where there is one, and where there are more.
_FOUND = {
    "pages": ("1 place is not as it was written", "{n} places are not as they were written"),
    "links": ("1 entry belongs to something that is not there", "{n} entries belong to something that is not there"),
    "scripts": (
        "1 talk has no questions any more, or not those it was held with; its words are there",
        "{n} talks have no questions any more, or not those they were held with; their words are there",
    ),
    "lists": ("1 person or talk is not as its entries tell", "{n} people or talks are not as their entries tell"),
    "people": (
        "the profile or page of 1 person cannot be worked out",
        "the profile or page of {n} people cannot be worked out",
    ),
    "unreadable": ("1 cannot be read", "{n} cannot be read"),
    "emptied": ("1 lost its words, and nobody rubbed them out", "{n} lost their words, and nobody rubbed them out"),
    "undated": ("1 has no day", "{n} have no day"),
    "nobodys": ("1 belongs to nobody, or to no talk", "{n} belong to nobody, or to no talk"),
    "strangers": ("1 is another person's than its talk", "{n} are other people's than their talks"),
    "unreadable lines": ("1 line cannot be read", "{n} lines cannot be read"),
    "missing lines": ("1 line is missing", "{n} lines are missing"),
    "damaged copies": ("1 copy cannot be put back: {names}", "{n} copies cannot be put back: {names}"),
    "locked copies": (
        "1 is under another passphrase, and was not looked at",
        "{n} are under another passphrase, and were not looked at",
    ),
    "protected copies": (
        "1 is protected by a passphrase, and was not looked at",
        "{n} are protected by a passphrase, and were not looked at",
    ),
    "newer copies": ("1 was made by a newer coachkit: {names}", "{n} were made by a newer coachkit: {names}"),
    "copies put aside": (
        "1 that made way for a copy is damaged, perhaps since then: {names}",
        "{n} that made way for a copy are damaged, perhaps since then: {names}",
    ),
    "copies in parts": (
        "1 is a link or not in one file, and was not looked at: {names}",
        "{n} are links or not in one file, and were not looked at: {names}",
    ),
    "lost": ("1 entry could not be saved.", "{n} entries could not be saved."),
    "days": (
        "The day of 1 entry could not be read; that of its talk, or of the moment it was written, stands in for it.",
        "The days of {n} entries could not be read; that of their talk, or of the moment they were written, stands in.",
    ),
    "beginnings": (
        "1 beginning was lost; something stands in for it.",
        "{n} beginnings were lost; something stands in for them.",
    ),
}
_REPAIR = "Put back a copy, or save what can be read: coachkit notebook check --repair"
_MADE_ANEW = "Nothing said is lost with that; coachkit notebook check --repair makes it anew"
_TO_DO = {
    "search": _MADE_ANEW,
    "lists": _MADE_ANEW,
    "scripts": "Put back a copy that has them",
    "trail": "No word anybody said stands there. A copy from before may still have it whole",
}
_SEARCH = "the index does not say what was said"
_TABLES = "missing, or not as coachkit lays it out: {names}"
_FILE = "cannot be read as a notebook"
_NOT_READABLE = "what is there cannot be read"
_BACKWARDS = (
    "the days run backwards, as where this computer's clock was wrong, a copy was put back, or somebody changed a line"
)
NOT_LOOKED_AT = "cannot be looked at while the file cannot be read"
NO_KEYS = "not protected by a passphrase, so there are none"
KEYS_DAMAGED = (
    "the key file is damaged, or belongs to another notebook. The same keys may lie beside a copy: name that "
    "file notebook.keys, beside notebook.db"
)
KEYS_GONE = (
    "there are none. If a passphrase protects the notebook, they may still lie beside a copy: name that file "
    "notebook.keys, beside notebook.db"
)
KEYS_FOUND = "damaged or gone, but {place} fits: copy it to {keys}"
NO_COPIES = "none yet"
OTHER_COPIES = "the other copies can be put back"
COPIES_TO_DO = "Move what is named here away; a new one: coachkit notebook backup FILE"
ALL_WELL = "The notebook is well."
_NOT_WELL = (
    "The notebook is damaged; it was not changed. Put back a copy (coachkit notebook restore FILE), or save what can "
    "be read: coachkit notebook check --repair"
)
_COPIES_NOT_WELL = (
    "The notebook itself is well. Move the copies named above away; a new one: coachkit notebook backup FILE"
)
_TRAIL_NOT_WELL = "What people said is all there; only the trail of what was done with the notebook is not whole."


def in_all(not_well: Collection[str]) -> str:
    """What is said at the end, of the parts that are not well."""
    if not not_well:
        return ALL_WELL
    if set(not_well) == {"copies"}:
        return _COPIES_NOT_WELL
    return _TRAIL_NOT_WELL if set(not_well) - {"copies"} == {"trail"} else _NOT_WELL


def found(what: str, n: int, names: Sequence[str] = ()) -> str:
    """So many of these, in words; empty where there are none."""
    return _FOUND[what][n != 1].format(n=n, names=", ".join(names)) if n else ""


def counted(part: str, n: int) -> str:
    """What is wrong with a part of which faults are counted, and what to do; empty where nothing is."""
    return _with_advice(part, [found(part, n)])


def entries(faults: Mapping[str, int]) -> str:
    """What is wrong with entries, by fault."""
    return _with_advice("entries", [found(what, n) for what, n in faults.items()])


def search(n: int) -> str:
    """What is wrong with the index of the search."""
    return _with_advice("search", [_SEARCH if n else ""])


def tables(names: Sequence[str]) -> str:
    """Which tables, indexes and triggers are missing."""
    return _with_advice("tables", [_TABLES.format(names=", ".join(names)) if names else ""])


def trail(unreadable: int, missing: int) -> str:
    """What is wrong with the trail."""
    return _with_advice("trail", [found("unreadable lines", unreadable), found("missing lines", missing)])


def trail_well(backwards: int) -> str:
    """What is said of a trail that is whole."""
    return "; ".join([WELL["trail"], *([_BACKWARDS] if backwards else [])])


def unreadable(part: str) -> str:
    """What is said of a part that could not even be looked through."""
    return _with_advice(part, [_FILE if part == "file" else _NOT_READABLE])


def saved(held: str, entries: int) -> str:
    """What a repaired notebook holds."""
    return f"It holds {held}, in {entries} {'entry' if entries == 1 else 'entries'}."


def _with_advice(part: str, faults: Sequence[str]) -> str:
    said = "; ".join(fault for fault in faults if fault)
    return f"{said}. {_TO_DO.get(part, _REPAIR)}" if said else ""
