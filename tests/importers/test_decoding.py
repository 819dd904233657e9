"""How a file was saved: as UTF-8, with or without a mark, in two bytes a letter, or in what can only be guessed."""

from __future__ import annotations

import pytest

from coachkit.errors import BadDataError, Problem
from coachkit.importers.decoding import text_of
from coachkit.importers.encoding import guessed
from coachkit.importers.registry import detect, named
from tests.importers.made_records import read
from tests.importers.talk import SAMPLES

TALK = "Nia: Wie war die Woche, ein bißchen schöner?\nMaya: Süße Äpfel gepflückt, für die Straße.\n"
CHINESE = "娜: 这个星期有什么事情顺利吗？请慢慢说。\n玛雅: 我给整层楼的人做了汤，大家都来了，很高兴。\n" * 5


def faults(data: bytes, name: str = "text") -> tuple[Problem, ...]:
    with pytest.raises(BadDataError) as refused:
        named(name).read(data, "talk.txt")
    return refused.value.problems


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_file_reads_the_same_and_nothing_is_guessed(code: str) -> None:
    found = text_of(TALK.encode(code), "talk.txt")
    assert (found.text, found.guessed, found.note) == (TALK, "", "")


FRENCH = "Nia: Qu’est-ce qui t’a plu ?\nMaya: Mon frère a réparé le vélo à côté de l’école.\n"
POLISH = "Nia: Co dobrego?\nMaya: Gotuję zupę dla sąsiadów i śpiewam w chórze każdy tydzień.\n"
THAI = "Nia: สบายดีไหม\nMaya: ฉันทำอาหารให้เพื่อนบ้านทุกวันอาทิตย์\n"


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        (TALK, "cp1252", "Windows-1252"),
        (FRENCH, "cp1252", "Windows-1252"),
        (FRENCH, "mac_roman", "Mac Roman"),
        (TALK, "cp850", "DOS 850"),
        (POLISH, "cp1250", "Windows-1250"),
        (POLISH, "iso8859_2", "ISO 8859-2"),
        (THAI, "cp874", "Windows-874"),
        (CHINESE, "gb18030", "GB 18030"),
    ],
)
def test_an_older_way_of_saving_is_guessed_alike_in_talks_and_in_records(text: str, code: str, name: str) -> None:
    found = text_of(text.encode(code), "talk.txt")
    assert (found.text, name in found.guessed, name in found.note) == (text, True, True)
    notes: list[Problem] = []
    words = text.split("\n")[1]
    (record,) = read(f'person,on,note\nJo,2025-03-02,"{words}"\n'.encode(code), "csv", notes=notes)
    assert (record.note, [name in note.message for note in notes]) == (words, [True])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Sam>Héé €\n", "cp1252"),
        ('{"segments": [{"start": 0, "text": "café é"}]}', "cp1252"),
        ("Nia: Où est l’été ? Là-bas, à côté.\nMaya: À moi.\n", "cp1252"),
        ("Zoë", "cp1252"),
        ("Мария", "cp1251"),
        ("Да, ну хорошо. Я и он.", "cp1251"),
        ("今日は元気ですか。", "cp932"),
    ],
)
def test_a_few_letters_with_accents_are_western_and_words_of_other_letters_are_not(text: str, code: str) -> None:
    assert guessed(text.encode(code))[0] == code


def test_stray_bytes_make_no_other_alphabet() -> None:
    (problem,) = faults(b"Nia: text \xff\xfe\x81\n")
    assert (problem.line, problem.code, "could not be guessed" in problem.message) == (1, "CK802", True)


@pytest.mark.parametrize(
    "sample", ["zoom.vtt", "talk.srt", "talk.sbv", "names.txt", "otter.txt", "whisperx.json", "whatsapp_ios.txt"]
)
def test_the_guess_is_noted_of_a_transcript_of_any_format(sample: str) -> None:
    data = (SAMPLES / sample).read_text("utf-8").replace("🍞", "é").encode("cp1252", "ignore")
    found = detect(data, sample)
    assert found is not None
    (note,) = found.read(data, sample).notes
    assert "Windows-1252" in note


def test_a_slip_in_a_talk_that_is_utf_8_is_refused_where_it_stands_and_makes_no_other_code_page_of_it() -> None:
    (problem,) = faults("Nia: José, and?\nMaya: Zoë baked a ".encode() + b"caf\xe9 cake\n")
    assert (problem.line, problem.column, problem.code) == (2, 22, "CK802")


def test_a_fault_in_a_guessed_file_names_the_guess() -> None:
    with pytest.raises(BadDataError) as refused:
        named("text").read("Süße Äpfel\n".encode("cp1252"), "talk.txt")
    assert "was guessed" in refused.value.hint


def test_line_ends_of_every_kind_are_one_kind() -> None:
    assert text_of(b"a\r\nb\rc\nd", "x").text == "a\nb\nc\nd"


def test_half_a_surrogate_pair_becomes_a_replacement_sign() -> None:
    (turn,) = named("text").read(b"Nia: well \xed\xa0\x80 then\n", "talk.txt").turns
    assert turn.text == "well \ufffd then"


def test_a_zero_byte_is_refused_where_it_stands() -> None:
    (problem,) = faults(b"Nia: hello\nMaya: a\0b\n")
    assert (problem.line, problem.column, problem.code) == (2, 8, "CK802")


def test_what_begins_as_utf_16_and_breaks_off_is_refused_where_it_breaks() -> None:
    (problem,) = faults("Nia: hello\nMaya: so".encode("utf-16") + b"\x00")
    assert (problem.line, problem.code) == (2, "CK802")


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"PK\x03\x04...", b"\x1f\x8b..."])
def test_a_file_that_is_no_text_is_named_so(data: bytes) -> None:
    (problem,) = faults(data)
    assert problem.code == "CK802"


def test_a_hundred_megabytes_are_refused_at_once() -> None:
    (problem,) = faults(b"a" * 100_000_000)
    assert problem.code == "CK803"
    (problem,) = faults(b"a\n" * 200_000)
    assert problem.code == "CK803"


def test_a_file_of_many_faults_names_a_hundred_and_counts_the_rest() -> None:
    with pytest.raises(BadDataError) as refused:
        named("jsonl").read(b"{\n" * 250, "talk.jsonl")
    assert len(refused.value.problems) == 100
    assert "Another 150" in refused.value.message
