"""Which formats there are: in comes a sample of a file or a name, out comes the format that reads it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from coachkit.errors import UsageFaultError
from coachkit.importers.guarded import guarded
from coachkit.importers.protocol import Format

GROUP = "coachkit.importers"
SAMPLE = 64 * 1024
# For a file that no format knows by what is in it: its fault is better told by the one its name promises.
_SUFFIXES = {".vtt": "vtt", ".srt": "srt", ".sbv": "sbv", ".docx": "docx"}

# In the order of asking: the surest marks first, plain text last.
_BUILT_IN = {
    "vtt": ("webvtt", "WebVtt"),
    "docx": ("docx", "Docx"),
    "teams": ("teams_json", "TeamsJson"),
    "jsonl": ("jsonl_turns", "JsonlTurns"),
    "whisper": ("whisper", "Whisper"),
    "srt": ("srt_format", "Srt"),
    "sbv": ("sbv", "Sbv"),
    "whatsapp": ("whatsapp", "WhatsApp"),
    "otter": ("otter", "Otter"),
    "text": ("name_text", "NameText"),
}


# What `--from` takes besides: records, and notes.
_NO_TRANSCRIPTS = ("json", "csv", "md")


def names() -> tuple[str, ...]:
    """What `--from` takes for transcripts: the formats that come along, then those of third parties."""
    return (*_BUILT_IN, *(name for name in _entry_points() if name not in _BUILT_IN))


def formats() -> tuple[Format, ...]:
    """Every format, in the order of asking; what a third party adds is asked before plain text is tried."""
    own = [_built_in(name) for name in _BUILT_IN]
    others = [_third_party(name) for name in _entry_points() if name not in _BUILT_IN]
    return (*own[:-1], *others, own[-1])


def detect(sample: bytes, path: str) -> Format | None:
    """The first format that knows the file by its first 64 KiB, else the one its name ends with, else None."""
    by_content = next((each for each in formats() if each.identify(sample[:SAMPLE], path)), None)
    by_name = _SUFFIXES.get(f".{path.casefold().rpartition('.')[2]}")
    return by_content or (_built_in(by_name) if by_name else None)


def named(name: str) -> Format:
    """The format `--from` asks for. Raises UsageFaultError with the nearest name where there is none."""
    wanted = name.casefold()
    if wanted in _BUILT_IN:
        return _built_in(wanted)
    if name in _entry_points():
        return _third_party(name)
    from rapidfuzz import process

    there = (*_NO_TRANSCRIPTS, *names())
    near = process.extractOne(wanted, there, score_cutoff=50)
    hint = f"Did you mean {near[0]}?" if near else f"These are read: {', '.join(there)}."
    raise UsageFaultError(f"There is no format of the name {name!r}.", hint)


@cache
def _built_in(name: str) -> Format:
    module, made = _BUILT_IN[name]
    found: Format = getattr(import_module(f"coachkit.importers.{module}"), made)()
    return found


def _entry_points() -> dict[str, Any]:
    # importlib.metadata costs more than Python itself to start.
    from importlib.metadata import entry_points

    try:
        return {each.name: each for each in entry_points(group=GROUP)}
    except Exception:  # a torn installation of somebody else's
        return {}


def _third_party(name: str) -> Format:
    return guarded(name, _entry_points()[name].load)
