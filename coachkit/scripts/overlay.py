"""Translations: in come a script and an overlay of texts, out comes the script in the other language.

An overlay is a file `locale/<script>.<language>.yaml` beside the scripts. It holds texts and nothing else:

    coachkit: 1                      # the version of this format
    translates: first_conversation   # the script's id
    language: cs
    read_by: nobody yet              # who speaks the language and has read it aloud

    script:                          # what stands at the top of the script
      of: 5f0c1d2e
      title: První rozhovor
      about: |
        …
    steps:                           # stages, steps, follow-ups, and fields as circle.ring
      good_day:
        of: 1a2b3c4d
        ask: |
          …
        probes:
          - …
      circle.ring:
        of: 9b8c7d6e
        options:
          closest: Nejblíž
    plan:                            # rules of the plan
      show_somebody:
        of: 0a1b2c3d
        suggest: |
          …

`of` is the hash of the entry's source words as they were when it was translated. While it matches, the entry is
fresh; when it no longer does, the entry is stale, and taking the line out says that it has been gone through again.
A scale's `from` and `to` hold the words alone, its numbers stay in the script; keys of options stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from coachkit.errors import BadDataError, Problem, UsageFaultError
from coachkit.scripts.desk import LANGUAGE
from coachkit.scripts.model import Script
from coachkit.scripts.overlay_reading import NOBODY_YET, Overlay, Translated, read_overlay
from coachkit.scripts.overlay_writing import Sheet, written
from coachkit.scripts.placeholders import names, strays
from coachkit.scripts.texts import Entry, Texts, said_anew, texts_of

__all__ = ["NOBODY_YET", "Overlay", "Stands", "read_overlay", "refreshed", "source_hash", "stands", "translated"]


@dataclass(frozen=True, slots=True)
class Stands:
    """How a translation stands to its script: names of texts such as `good_day.ask`, of whole entries where stale."""

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()
    placeholders_differ: tuple[str, ...] = ()


def translated(script: Script, overlay: Overlay) -> Script:
    """The script in the overlay's language; never other than in its texts.

    A text that is missing, or whose placeholders are not those of the source, stays in the source's language;
    a stale one is used all the same. Raises ValueError where the overlay belongs to another script.
    """
    if overlay.translates != script.id:
        raise ValueError(f"this translates {overlay.translates}, not {script.id}")
    words = {
        entry: {name: text for name, text in _texts(overlay, entry).items() if fits(source.get(name, ""), text)}
        for entry, source in texts_of(script).items()
    }
    return said_anew(script, overlay.language, words)


def stands(script: Script, overlay: Overlay) -> Stands:
    """What is missing, stale or left over, and where placeholders differ from the source's, each in order."""
    sources = texts_of(script)
    missing, stale, left_over, differ = [], [], [], []
    for entry, source in sources.items():
        texts = _texts(overlay, entry)
        missing += [f"{entry}.{name}" for name in source if name not in texts]
        left_over += [f"{entry}.{name}" for name in texts if name not in source]
        differ += [f"{entry}.{name}" for name in source if name in texts and not fits(source[name], texts[name])]
        if _is_stale(overlay.entries.get(entry), source):
            stale.append(str(entry))
    left_over += [str(entry) for entry in overlay.entries if entry not in sources]
    return Stands(tuple(missing), tuple(stale), tuple(left_over), tuple(differ))


def refreshed(script: Script, overlay_text: str | None, language: str) -> str:
    """The text of an overlay file for a script: a new one, or one there is with every translation kept.

    What is missing stands as a note with the source's words, to be filled in; what is stale has the source's words
    of now above it. Refreshing twice changes nothing more. Notes are written anew each time.

    Raises BadDataError with every problem of the text, also where it belongs to another script or language,
    and UsageFaultError where the language is no code, or is the script's own.
    """
    if not LANGUAGE.fullmatch(language):
        raise UsageFaultError("A language is a short code.", "For example: cs, or pt-BR")
    if language == script.language:
        raise UsageFaultError(f"The script is in {language} already.", "Name the language to translate it into.")
    before = _before(script, overlay_text, language)
    sources = texts_of(script)
    sheets = [_sheet(entry, source, before.entries.get(entry)) for entry, source in sources.items()]
    sheets += [
        Sheet(entry, made.of, {}, made.texts, gone=True)
        for entry, made in before.entries.items()
        if entry not in sources and made.texts
    ]
    return written(script, language, before.read_by, sheets)


def source_hash(source: Texts) -> str:
    """The eight hex digits by which an entry knows the words it was made from."""
    whole = "\x1e".join(f"{name}\x1f{text}" for name, text in sorted(source.items()))
    return sha256(whole.encode()).hexdigest()[:8]


def fits(source: str, text: str) -> bool:
    """Whether a text has the same placeholders as its source; fallbacks are words, and differ."""
    return {each.name for each in names(source)} == {each.name for each in names(text)} and not strays(text)


def _before(script: Script, overlay_text: str | None, language: str) -> Overlay:
    path = f"{script.id}.{language}.yaml"
    if overlay_text is None:
        return Overlay(script.id, language, NOBODY_YET, {})
    overlay = read_overlay(overlay_text.encode("utf-8", "replace"), path)
    if not isinstance(overlay, Overlay):
        raise BadDataError("The translation cannot be read yet.", overlay)
    if (overlay.translates, overlay.language) != (script.id, language):
        message = f"This translates {overlay.translates} into {overlay.language}, not {script.id} into {language}."
        raise BadDataError("That is another translation.", (Problem(path, 1, 1, "CK113", message),))
    return overlay


def _sheet(entry: Entry, source: Texts, made: Translated | None) -> Sheet:
    stale = _is_stale(made, source)
    of = made.of if made is not None and stale else source_hash(source)
    return Sheet(entry, of, source, made.texts if made is not None else {}, stale=stale)


def _is_stale(made: Translated | None, source: Texts) -> bool:
    return made is not None and bool(made.texts and made.of) and made.of != source_hash(source)


def _texts(overlay: Overlay, entry: Entry) -> Texts:
    made = overlay.entries.get(entry)
    return made.texts if made is not None else {}
