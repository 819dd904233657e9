"""The trail in plain lines: in come acts with their numbers, out goes a sentence for each, of nobody in particular."""

from __future__ import annotations

from collections.abc import Mapping

from coachkit.wording.forgetting import counted

_ACTS = {
    "exported": "exported",
    "packed": "given back to somebody",
    "imported": "brought in",
    "import_undone": "taken back: a whole import",
    "erased": "erased",
    "protected": "protected by a passphrase",
    "unprotected": "protection taken off",
    "passphrase_changed": "passphrase changed",
    "recovered": "opened by the recovery code, with a new passphrase",
    "backed_up": "copied",
    "restored": "put back from a copy",
    "repaired": "repaired into a new file",
    "migrated": "brought up to date by a newer coachkit",
}
_COUNTS = {
    "people": ("1 person", "{n} people"),
    "files": ("1 file", "{n} files"),
    "new": ("1 new", "{n} new"),
    "known": ("1 known", "{n} known"),
    "unsure": ("1 unsure", "{n} unsure"),
    "refused": ("1 refused", "{n} refused"),
    "copies": ("1 copy made over", "{n} copies made over"),
    "copies_left": ("1 copy not made over", "{n} copies not made over"),
}
_WORDS = {"screen": "to the screen", "file": "to a file"}


def trail_line(act: str, detail: Mapping[str, int | str]) -> str:
    """One line without its day: what was done, and how much; what a later coachkit wrote is told by its own words."""
    numbers = {name: value for name, value in detail.items() if isinstance(value, int) and value}
    said = [_COUNTS[name][n != 1].format(n=n) for name, n in numbers.items() if name in ("people", "files")]
    said += counted(numbers)
    told = {"people", "files"}
    said += [_COUNTS[name][n != 1].format(n=n) for name, n in numbers.items() if name in _COUNTS and name not in told]
    said += [_WORDS.get(value, value) for value in detail.values() if isinstance(value, str)]
    what = _ACTS.get(act, act.replace("_", " "))
    return f"{what}: {', '.join(said)}" if said else what
