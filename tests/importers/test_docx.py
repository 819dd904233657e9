"""Word documents: every word of them, and nothing that could do harm."""

from __future__ import annotations

import stat
import zipfile
from io import BytesIO

import docx
import pytest

from coachkit.errors import BadDataError
from coachkit.importers.protocol import Transcript
from coachkit.importers.registry import named
from tests.importers.talk import MAYA, NIA, SAMPLES, TALK, told

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def changed(document: str = "", **parts: bytes) -> bytes:
    """The plain sample with another document or more parts in it."""
    made = BytesIO()
    with zipfile.ZipFile(SAMPLES / "plain.docx") as sample, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sample.namelist():
            other = document if name == "word/document.xml" and document else None
            out.writestr(name, other or sample.read(name))
        for name, data in parts.items():
            out.writestr(name, data)
    return made.getvalue()


def body(inner: str, before: str = "") -> str:
    return f"{before}<w:document {W} {MC}><w:body>{inner}</w:body></w:document>"


def said(*texts: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def read(data: bytes) -> Transcript:
    return named("docx").read(data, "talk.docx")


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(BadDataError) as fault:
        read(data)
    (problem,) = fault.value.problems
    return problem.code, problem.message


def test_words_in_tables_text_boxes_and_tracked_changes_are_read_once_and_deleted_ones_are_not() -> None:
    ins = "<w:p><w:r><w:t>Nia: </w:t></w:r><w:ins><w:r><w:t>put in</w:t></w:r></w:ins>"
    ins += "<w:del><w:r><w:delText>taken out</w:delText></w:r></w:del></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{said('Maya: in a table')}</w:tc></w:tr></w:tbl>"
    inside = f"<w:txbxContent>{said('Nia: in a box')}</w:txbxContent>"
    twice = f"<mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback>"
    box = f"<w:p><w:r><mc:AlternateContent>{twice}</mc:AlternateContent></w:r></w:p>"
    found = told(read(changed(body(ins + table + box))))
    assert found == (("Nia", "put in"), ("Maya", "in a table"), ("Nia", "in a box"))


def test_pictures_do_no_harm() -> None:
    assert told(read(changed(**{"word/media/image1.png": b"\x89PNG" + b"\0" * 100_000}))) == TALK


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE w>',
    ],
)
def test_a_document_that_declares_entities_is_refused(before: str) -> None:
    assert refused(changed(body(said("Nia: a"), before)))[0] == "CK808"
    assert refused(changed(**{"word/other.xml": f"{before}<a/>".encode()}))[0] == "CK808"
    utf_16 = body(said("Nia: a"), before.replace('"UTF-8"', '"UTF-16"')).encode("utf-16")
    assert refused(changed(**{"word/other.xml": utf_16}))[0] == "CK808"


def test_a_document_that_unpacks_to_far_more_than_a_talk_is_refused_unread() -> None:
    assert refused(changed(**{"word/bomb.bin": b"\0" * 70_000_000}))[0] == "CK808"
    assert refused(changed(**{"word/bomb.xml": b"<a>" + b" " * 20_000_000 + b"</a>"}))[0] == "CK808"
    assert refused(changed(body("<w:p/>" * 400_000)))[0] == "CK803"
    assert refused(changed(**{f"{number}.png": b"" for number in range(1_100)}))[0] == "CK803"
    assert refused(b"PK\x03\x04" + b"\0" * 40_000_000)[0] == "CK803"


def test_a_size_that_lies_does_not_help() -> None:
    data = bytearray(changed(**{"word/bomb.xml": b"<a>" + b" " * 5_000_000 + b"</a>"}))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x05\x06"))
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert refused(bytes(data))[0] == "CK801"


def test_a_part_that_is_a_link_or_lies_outside_is_refused() -> None:
    made = BytesIO(changed())
    with zipfile.ZipFile(made, "a") as out:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(link, "/etc/passwd")
    assert refused(made.getvalue())[0] == "CK808"
    assert refused(changed(**{"../outside.xml": b"<a/>"}))[0] == "CK808"
    assert refused(changed(**{"/etc/outside.xml": b"<a/>"}))[0] == "CK808"


@pytest.mark.parametrize("cut", [10, 1_000, 20_000])
def test_a_torn_document_is_refused(cut: int) -> None:
    assert refused(changed()[:-cut])[0] == "CK801"
    assert refused(changed()[:cut])[0] == "CK801"


def test_a_document_that_names_nobody_is_refused() -> None:
    code, message = refused(changed(body(said("It was a good week.", "We talked about soup."))))
    assert (code, message) == ("CK801", "No paragraph says who speaks.")


def test_speakers_lines_and_times_may_stand_in_paragraphs_of_their_own() -> None:
    made, out = docx.Document(), BytesIO()
    for line in ("0:0:3.0 --> 0:0:7.250", NIA, "Who came?", "0:0:8.0 --> 0:0:9.0", MAYA, "Everyone.", "And more."):
        made.add_paragraph(line)
    made.save(out)
    found = read(out.getvalue())
    assert told(found) == ((NIA, "Who came?"), (MAYA, "Everyone. And more."))
    assert [turn.at for turn in found.turns] == [3, 8]
