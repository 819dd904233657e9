"""Files that others wrote: what their sources call valid is read, what they call invalid is refused with its place."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import srt
import webvtt

from coachkit.errors import BadDataError
from coachkit.importers.protocol import Transcript
from coachkit.importers.registry import SAMPLE, detect, named
from tests.importers.talk import SHARED, read

TALKS, FORMATS = SHARED / "transcripts", SHARED / "formats"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no real files beside the project")

EXPECTED: list[dict[str, Any]] = json.loads((TALKS / "expected.json").read_text("utf-8")) if TALKS.is_dir() else []
KINDS = {
    "vtt_teams": "vtt", "vtt_zoom": "vtt", "srt": "srt", "name_text": "text", "otter_txt": "otter",
    "zoom_panel_txt": "otter", "whatsapp_android": "whatsapp", "whatsapp_ios": "whatsapp", "jsonl": "jsonl",
}  # fmt: skip
# webvtt-py raises for its own; vtt.js finds no cue in the others.
INVALID = frozenset(
    [
        "srt/webvtt-py__invalid_format1.srt",
        "srt/webvtt-py__invalid_format2.srt",
        "sbv/webvtt-py__invalid_format.sbv",
        "webvtt/webvtt-py__invalid.vtt",
        "webvtt/webvtt-py__empty.vtt",
        "webvtt/vttjs__cue-times__fraction-digits.vtt",
        "webvtt/vttjs__cue-times__incorrect-delimiter.vtt",
        "webvtt/vttjs__cue-times__min-top-digits.vtt",
        "webvtt/vttjs__cue-times__minimum-spots-over-sixty.vtt",
        "webvtt/vttjs__cue-times__missing-separator.vtt",
        "webvtt/vttjs__file-layout__bad-double-webvtt.vtt",
        "webvtt/vttjs__file-layout__blank-file-with-bom.vtt",
        "webvtt/vttjs__file-layout__bom-garbage-data.vtt",
        "webvtt/vttjs__file-layout__bom-tab-webvtt.vtt",
        "webvtt/vttjs__file-layout__garbage-signature.vtt",
        "webvtt/vttjs__file-layout__newline-before-webvtt.vtt",
    ]
)
EVERY = sorted(path for path in FORMATS.glob("*/*") if not path.name.endswith("expected.json"))
VALID = [path for path in EVERY if f"{path.parent.name}/{path.name}" not in INVALID]
REFUSED = [path for path in EVERY if path not in VALID]


def name_of(path: Path) -> str:
    return path.name


def words(transcript: Transcript) -> dict[str, int]:
    count = dict.fromkeys(transcript.speakers, 0)
    for turn in transcript.turns:
        count[turn.speaker] += len(turn.text.split())
    return count


@pytest.mark.parametrize("talk", EXPECTED, ids=lambda talk: str(talk["transcript_id"]))
@pytest.mark.parametrize("kind", KINDS)
def test_a_talk_gives_the_same_turns_and_words_from_all_nine_formats(kind: str, talk: dict[str, Any]) -> None:
    path = next((TALKS / kind).glob(f"annomi-{talk['transcript_id']}.*"))
    found = read(path)
    assert len(found.turns) == talk["speaker_runs"]
    coach = next(name for name in found.speakers if name.casefold() in ("coach", talk["coach_name"].casefold()))
    other = next(name for name in found.speakers if name != coach)
    assert words(found) == {coach: talk["coach_words_ws"], other: talk["client_words_ws"]}
    plain = read(next((TALKS / "jsonl").glob(f"annomi-{talk['transcript_id']}.*")))
    assert [turn.text.split() for turn in found.turns] == [turn.text.split() for turn in plain.turns]
    if kind.startswith("whatsapp"):
        assert found.on == date(2024, 3, 12)


@pytest.mark.parametrize("kind", KINDS)
def test_the_format_of_a_real_talk_is_told_by_what_is_in_it(kind: str) -> None:
    for path in (TALKS / kind).iterdir():
        found = detect(path.read_bytes()[:SAMPLE], "upload")
        assert found is not None and found.name == KINDS[kind]


def test_a_file_of_many_talks_is_refused_where_the_second_begins() -> None:
    with pytest.raises(BadDataError) as refused:
        read(TALKS / "all.jsonl")
    assert [problem.line > 1 for problem in refused.value.problems][:1] == [True]


@pytest.mark.parametrize("path", VALID, ids=name_of)
def test_what_its_source_calls_valid_is_read(path: Path) -> None:
    assert read(path).turns


@pytest.mark.parametrize("path", REFUSED, ids=name_of)
def test_what_its_source_calls_invalid_is_refused_with_its_place(path: Path) -> None:
    asked = {"webvtt": "vtt"}.get(path.parent.name, path.parent.name)
    data = path.read_bytes()
    for found in (named(asked), detect(data, path.name)):
        assert found is not None and found.name == asked
        with pytest.raises(BadDataError) as refused:
            found.read(data, path.name)
        lines = data.count(b"\n") + 1
        assert [problem for problem in refused.value.problems if not 1 <= problem.line <= lines] == []
        assert refused.value.problems


@pytest.mark.parametrize("path", [path for path in VALID if path.suffix == ".vtt"], ids=name_of)
def test_no_word_is_lost_that_webvtt_py_reads(path: Path) -> None:
    theirs = webvtt.WebVTT.from_string(path.read_text("utf-8-sig")).captions
    ours = " ".join(turn.text for turn in read(path).turns)
    if "integration__cue-content" in path.name or "tag-format" in path.name or "no-end-gt" in path.name:
        return  # it leaves entities and torn tags in the words
    assert [caption.text for caption in theirs if " ".join(caption.text.split()) not in ours] == []


@pytest.mark.parametrize("path", [path for path in VALID if path.suffix == ".srt"], ids=name_of)
def test_no_word_is_lost_that_srt_reads(path: Path) -> None:
    theirs = " ".join(cue.content for cue in srt.parse(path.read_text("utf-8-sig"))).split()
    assert [word for turn in read(path).turns for word in turn.text.split()] == theirs


@pytest.mark.parametrize("path", [path for path in VALID if path.suffix == ".sbv"], ids=name_of)
def test_no_word_is_lost_that_webvtt_py_reads_in_sbv(path: Path) -> None:
    theirs = webvtt.WebVTT.from_buffer(StringIO(path.read_text("utf-8-sig")), format="sbv").captions
    ours = " ".join(turn.text for turn in read(path).turns)
    assert [caption.text for caption in theirs if " ".join(caption.text.split()) not in ours] == []


def test_chats_are_dated_as_their_source_dates_them() -> None:
    expected = json.loads((FORMATS / "whatsapp" / "pustur__expected.json").read_text("utf-8"))
    for name, said in expected.items():
        found = read(FORMATS / "whatsapp" / name)
        assert found.on == datetime.fromisoformat(said["utc"]).date(), name
        assert [(turn.speaker, turn.text) for turn in found.turns] == [(said["author"], said["text"])]
