"""Translations: texts laid over a script, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.errors import BadDataError, UsageFaultError
from coachkit.scripts.model import Script
from coachkit.scripts.overlay import NOBODY_YET, Overlay, read_overlay, refreshed, source_hash, stands, translated
from coachkit.scripts.overlay_reading import Translated
from coachkit.scripts.placeholders import names
from coachkit.scripts.read import read_script
from coachkit.scripts.texts import Entry, said_anew, texts_of
from tests.scripts.made_scripts import scripts
from tests.talk.budget import some

SCRIPT = """\
coachkit: 1
id: fence
version: 1
title: Over the fence
language: en
steps:
  - stage: hello
    title: Hello
  - id: friends
    type: people
    at_most: 3
    ask: |
      Who is about, {person}?
    probes:
      - Who waves?
      - Who else?
    fields:
      - id: ring
        type: choice
        ask: |
          Where would you put {friends.name}?
        options: { near: Near, far: Far }
  - id: ruler
    type: scale
    from: 0, not at all
    to: 10, wholly
    ask: |
      How open is the fence?
plan:
  - id: wave
    suggest: |
      Wave to {friends.names}.
"""
HEAD = "coachkit: 1\ntranslates: fence\nlanguage: cs\n"


def script(text: str = SCRIPT) -> Script:
    made = read_script(text.encode(), "fence.yaml")
    assert isinstance(made, Script), made
    return made


def overlay(text: str) -> Overlay:
    made = read_overlay(text.encode(), "fence.cs.yaml")
    assert isinstance(made, Overlay), made
    return made


def hash_of(name: str) -> str:
    return source_hash(texts_of(script())[Entry("steps", name)])


CZECH = f"""\
{HEAD}read_by: Jana
script:
  title: Přes plot
steps:
  hello:
    title: Dobrý den
  friends:
    of: {hash_of("friends")}
    ask: |
      Kdo je kolem, {{person}}?
    probes:
      - Kdo mává?
      - Kdo ještě?
  friends.ring:
    ask: |
      Kam patří {{friends.name}}?
    options: {{ near: Blízko, far: Daleko }}
  ruler:
    ask: |
      Jak je plot otevřený?
    from: vůbec
    to: úplně
plan:
  wave:
    suggest: |
      Zamávej: {{friends.names}}.
"""


def test_every_text_of_a_script_can_be_translated_and_nothing_else_changes() -> None:
    czech = translated(script(), overlay(CZECH))
    assert (czech.language, czech.title) == ("cs", "Přes plot")
    steps = dict(czech.every_step())
    assert steps["friends"].probes == ("Kdo mává?", "Kdo ještě?")
    assert [option.label for option in steps["friends.ring"].options] == ["Blízko", "Daleko"]
    assert steps["ruler"].low is not None
    assert (steps["ruler"].low.number, steps["ruler"].low.words) == (0, "vůbec")
    assert czech.plan[0].suggest == "Zamávej: {friends.names}."
    assert stands(script(), overlay(CZECH)) == stands(script(), overlay(CZECH)).__class__()
    back = {entry: dict(texts) for entry, texts in texts_of(script()).items()}
    assert said_anew(czech, "en", back) == script()


def test_what_is_not_translated_stays_as_it_is_text_by_text() -> None:
    half = translated(script(), overlay(f"{HEAD}steps:\n  ruler:\n    to: úplně\n"))
    steps = dict(half.every_step())
    assert steps["ruler"].high is not None
    assert steps["ruler"].high.words == "úplně"
    assert steps["ruler"].ask == "How open is the fence?"
    assert half.title == "Over the fence"


def test_missing_texts_are_named_one_by_one() -> None:
    missing = stands(script(), overlay(CZECH.replace("      - Kdo ještě?\n", "").replace("near: Blízko, ", ""))).missing
    assert missing == ("friends.probes.1", "friends.ring.options.near")


def test_an_entry_is_stale_once_its_source_has_changed_and_is_used_all_the_same() -> None:
    newer = script(SCRIPT.replace("Who is about,", "Who is around,"))
    standing = stands(newer, overlay(CZECH))
    assert standing.stale == ("friends",)
    assert next(translated(newer, overlay(CZECH)).steps).ask == "Kdo je kolem, {person}?"


def test_what_has_lost_its_step_is_left_over_and_no_fault() -> None:
    more = CZECH.replace("steps:\n", "steps:\n  gone:\n    ask: |\n      Kam?\n").replace("far: Daleko", "out: Venku")
    standing = stands(script(), overlay(more))
    assert standing.left_over == ("friends.ring.options.out", "gone")
    assert standing.missing == ("friends.ring.options.far",)
    assert translated(script(), overlay(more)).title == "Přes plot"


def test_a_text_with_other_placeholders_is_named_and_not_used() -> None:
    other = overlay(CZECH.replace("Kam patří {friends.name}", "Kam patří {friend.name}"))
    assert stands(script(), other).placeholders_differ == ("friends.ring.ask",)
    assert dict(translated(script(), other).every_step())["friends.ring"].ask == "Where would you put {friends.name}?"


def test_a_fallback_is_a_word_and_may_be_translated() -> None:
    source = script(SCRIPT.replace("Wave to {friends.names}", "Wave to {friends.names|them}"))
    other = overlay(CZECH.replace("{friends.names}", "{friends.names|jim}"))
    assert stands(source, other).placeholders_differ == ()


def test_places_are_told_for_every_name() -> None:
    made = overlay(CZECH)
    line = CZECH[: CZECH.index("Jak je plot")].count("\n")
    assert made.places["ruler.ask"][0] == line
    assert "friends.ring.options.near" in made.places


def test_a_translation_counts_as_read_once_somebody_says_so() -> None:
    assert overlay(CZECH).is_read
    assert not overlay(HEAD).is_read
    assert not overlay(f"{HEAD}read_by: {NOBODY_YET}\n").is_read


def test_every_fault_is_told_with_its_place() -> None:
    bad = f"{HEAD}step: x\nsteps:\n  Ruler:\n    ask: x\n  ruler:\n    asks: x\n    ask: Jak?\n    of: 12\nplan: 3\n"
    problems = read_overlay(bad.encode(), "f.yaml")
    assert isinstance(problems, tuple)
    assert [(each.line, each.code) for each in problems] == [
        (4, "CK102"), (6, "CK109"), (9, "CK102"), (10, "CK106"), (11, "CK113"), (12, "CK113"),
    ]  # fmt: skip
    assert "Did you mean “steps”?" in problems[0].hint


@some(40)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: (CZECH + text).encode("utf-8", "replace")))
def test_any_bytes_give_an_overlay_or_problems(data: bytes) -> None:
    read = read_overlay(data, "f.yaml")
    assert isinstance(read, Overlay) or (read and all(problem.line >= 1 for problem in read))


def test_a_new_file_has_every_text_as_a_note_to_fill_in() -> None:
    text = refreshed(script(), None, "cs")
    assert "read_by: nobody yet\n" in text
    assert "    # ask: |\n    #   Where would you put {friends.name}?\n" in text
    assert "    # options:\n    #   near: Near\n    #   far: Far\n" in text
    standing = stands(script(), overlay(text))
    assert standing.missing == tuple(f"{entry}.{name}" for entry, texts in texts_of(script()).items() for name in texts)
    assert translated(script(), overlay(text)) == script().model_copy(update={"language": "cs"})


def test_taking_the_notes_away_makes_a_whole_translation() -> None:
    lines = refreshed(script(), None, "cs").splitlines()
    kept = [
        line.replace("# ", "", 1) if line.startswith("  ") and "still to be" not in line else line for line in lines
    ]
    whole = overlay("\n".join(kept))
    assert stands(script(), whole) == stands(script(), overlay(CZECH))
    assert translated(script(), whole) == script().model_copy(update={"language": "cs"})


def test_refreshing_keeps_translations_and_marks_what_is_missing_or_stale_or_left_over() -> None:
    newer = script(SCRIPT.replace("Who is about,", "Who is around,").replace("far: Far", "out: Out there"))
    text = refreshed(newer, CZECH, "cs")
    made = overlay(text)
    assert made.read_by == "Jana"
    assert (
        dict(made.entries)[Entry("steps", "friends")].texts == overlay(CZECH).entries[Entry("steps", "friends")].texts
    )
    assert "    # now says:\n    # ask: |\n    #   Who is around, {person}?\n" in text
    assert "      # still to be said:\n      # out: Out there\n" in text
    assert "      # no longer in the script; keep it or take it out:\n      far: Daleko\n" in text
    assert stands(newer, made) == stands(newer, overlay(CZECH))


def test_taking_out_the_hash_says_that_the_entry_has_been_gone_through() -> None:
    newer = script(SCRIPT.replace("Who is about,", "Who is around,"))
    without = CZECH.replace(f"    of: {hash_of('friends')}\n", "")
    assert stands(newer, overlay(without)).stale == ()
    text = refreshed(newer, without, "cs")
    assert f"of: {source_hash(texts_of(newer)[Entry('steps', 'friends')])}" in text
    assert "    # now says:" not in text


@st.composite
def halves(draw: st.DrawFn) -> tuple[Script, Overlay]:
    """A script, and a translation of some of its texts, some of them stale or left over."""
    made = draw(scripts)
    word = st.sampled_from(["Ano", "Kdo # ne", "a: b", "“c”", "'d", "řádek\n  odsazený\n\nkonec", "- e", "{x", "x  y"])
    entries: dict[Entry, Translated] = {}
    for entry, source in texts_of(made).items():
        texts = {name: draw(word) for name in source if draw(st.booleans())}
        if draw(st.integers(0, 5)) == 0:
            texts |= {"cue": "navíc"} if entry.section == "steps" else {}
        one_line = ("title", "cue", "from", "to", "options")
        texts = {
            name: " ".join(text.split()) if name.partition(".")[0] in one_line else text for name, text in texts.items()
        }
        entries[entry] = Translated(draw(st.sampled_from(["", "00000000", source_hash(source)])), texts)
    if draw(st.booleans()):
        entries[Entry("steps", "gone.away")] = Translated("12345678", {"probes.1": "pryč", "ask": "Kam?"})
    return made, Overlay(made.id, "cs", draw(st.sampled_from(["Jana", NOBODY_YET, "A: #b"])), entries)


@some(25)
@given(halves())
def test_a_refreshed_file_says_the_same_and_refreshing_again_changes_nothing(half: tuple[Script, Overlay]) -> None:
    made, before = half
    first = refreshed(made, _typed(made, before), "cs")
    assert refreshed(made, first, "cs") == first
    again = overlay(first)
    assert again.read_by == before.read_by
    assert stands(made, again) == stands(made, before)
    for entry, was in before.entries.items():
        kept = again.entries.get(entry)
        assert (kept.texts if kept else {}) == was.texts


def _typed(script: Script, overlay: Overlay) -> str:
    """An overlay as plain lines, by a road of its own."""
    import json

    lines = ["coachkit: 1", f"translates: {script.id}", "language: cs", f"read_by: {json.dumps(overlay.read_by)}"]
    prose = ("ask", "ask_again", "coach_note", "help", "about", "safety", "suggest")
    for section in ("script", "steps", "plan"):
        lines.append(f"{section}:")
        for entry, made in overlay.entries.items():
            if entry.section != section:
                continue
            lines += [f"  {entry.name}:"] if entry.name else []
            pad = "    " if entry.name else "  "
            lines += [f'{pad}of: "{made.of}"'] if made.of else []
            probes = [int(name[7:]) for name in made.texts if name.startswith("probes.")]
            for name, text in made.texts.items():
                if name in prose:
                    lines += [f"{pad}{name}: |", *(f"{pad}  {line}" for line in text.split("\n"))]
                elif "." not in name:
                    lines.append(f"{pad}{name}: {json.dumps(text, ensure_ascii=False)}")
            if probes:
                lines.append(f"{pad}probes:")
                texts = [made.texts.get(f"probes.{number}", "") for number in range(max(probes) + 1)]
                for text in texts:
                    lines += [f"{pad}  - |", *(f"{pad}    {line}" for line in text.split("\n"))]
            if labels := {name[8:]: text for name, text in made.texts.items() if name.startswith("options.")}:
                lines.append(f"{pad}options: {json.dumps(labels, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


@some(15)
@given(halves())
def test_a_translated_script_never_shows_other_placeholders_than_its_source(half: tuple[Script, Overlay]) -> None:
    made, before = half
    after = translated(made, before)
    for entry, source in texts_of(made).items():
        for name, text in source.items():
            assert {each.name for each in names(texts_of(after)[entry][name])} == {each.name for each in names(text)}


def test_another_scripts_or_languages_file_is_not_refreshed() -> None:
    for wrong in (
        CZECH.replace("translates: fence", "translates: hedge"),
        CZECH.replace("language: cs", "language: sk"),
    ):
        with pytest.raises(BadDataError):
            refreshed(script(), wrong, "cs")
    for language in ("Czech", "en", ""):
        with pytest.raises(UsageFaultError):
            refreshed(script(), None, language)
    with pytest.raises(ValueError, match="hedge"):
        translated(script(), overlay(CZECH.replace("translates: fence", "translates: hedge")))
