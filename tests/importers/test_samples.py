"""One made-up talk in every format: each file gives the same turns, and the format is told by what is in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachkit.importers.registry import SAMPLE, detect, formats
from tests.importers.talk import NIA, SAMPLES, TALK, read, told

NAMED = sorted(path for path in SAMPLES.iterdir() if path.is_file())
UNNAMED = sorted((SAMPLES / "unnamed").iterdir())
WITH_A_DAY = [
    path for path in NAMED if path.stem.startswith(("whatsapp", "otter", "metadata")) or path.name == "teams.docx"
]
FORMAT = {
    ".vtt": "vtt", ".srt": "srt", ".sbv": "sbv", ".docx": "docx", ".jsonl": "jsonl", "teams.json": "teams",
    "otter.txt": "otter", "tabs.txt": "otter", "zoom_panel.txt": "otter", "names": "text", "whats": "whatsapp",
    "whisper": "whisper", "chunks": "whisper",
}  # fmt: skip


def name_of(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", NAMED, ids=name_of)
def test_a_talk_reads_the_same_from_every_format(path: Path) -> None:
    assert told(read(path)) == TALK


@pytest.mark.parametrize("path", UNNAMED, ids=name_of)
def test_a_talk_without_names_keeps_its_words_and_names_nobody(path: Path) -> None:
    found = read(path)
    assert told(found) == tuple(("", words) for _, words in TALK)
    assert found.speakers == ()
    assert [turn.at for turn in found.turns] == [3, 8, 15, 17, 24, 28]


@pytest.mark.parametrize("path", [*NAMED, *UNNAMED], ids=name_of)
def test_exactly_one_format_knows_a_file_whatever_it_is_called(path: Path) -> None:
    sample = path.read_bytes()[:SAMPLE]
    expected = next(name for part, name in FORMAT.items() if path.name.startswith(part) or path.name.endswith(part))
    called = path.name if path.suffix == ".docx" else "upload"
    assert [each.name for each in formats() if each.identify(sample, called)] == [expected]


@pytest.mark.parametrize("path", WITH_A_DAY, ids=name_of)
def test_the_day_of_a_talk_is_the_one_in_its_file(path: Path) -> None:
    assert read(path).on == date(2026, 3, 5)


def test_a_time_is_in_seconds_from_the_start() -> None:
    for name in ("teams.vtt", "talk.srt", "talk.sbv", "otter.txt", "zoom_panel.txt", "teams.json", "teams.docx"):
        assert [turn.at for turn in read(SAMPLES / name).turns] == [3, 8, 15, 17, 24, 28], name


def test_the_speakers_come_in_the_order_in_which_they_first_speak() -> None:
    assert read(SAMPLES / "names.txt").speakers == tuple(dict.fromkeys(name for name, _ in TALK))
    assert read(SAMPLES / "names.txt").speakers[0] == NIA


def test_no_format_claims_notes_with_front_matter_records_or_a_letter() -> None:
    notes = b"---\nperson: Maya\non: 2026-03-05\n---\nMaya: we talked.\nNia: yes.\n"
    record = b'{"person": "Maya", "on": "2026-03-05", "answers": {"good_day": "soup"}}\n'
    listed = b'[{"person": "Maya", "on": "2026-03-05", "turns": [{"speaker": "coach", "text": "a", "start": 1}]}]'
    letter = b"Dear Maya,\nit was good to see you. One thing: bring bread.\nSee you at 3:15.\nNia\n"
    sheet = b"person,on,script\nMaya,2026-03-05,first_conversation\n"
    for sample in (notes, record, listed, letter, sheet, b"", b"\xff\xfe", b"\x00\x01\x02"):
        assert detect(sample, "file") is None, sample[:20]
