"""Chats from every phone: the day, who wrote, what they wrote, and nothing that WhatsApp said."""

from __future__ import annotations

from datetime import date

import pytest

from coachkit.errors import BadDataError
from coachkit.importers.protocol import Transcript
from coachkit.importers.registry import detect, named

FIFTH = date(2026, 3, 5)
FORMS = [
    "05/03/2026, 10:00 - {}",
    "05/03/2026 10:00 - {}",
    "5/3/26, 10:00 a.m. - {}",
    "5/3/26, 10:00 am - {}",
    "3/5/26, 10:00\u202fAM - {}",
    "[3/5/26, 10:00:00 AM] {}",
    "[05/03/2026, 10:00:00] {}",
    "\u200e[05.03.26, 10:00:00] {}",
    "05.03.26, 10:00 - {}",
    "05.03.2026 10.00.00: {}",
    "5.3.2026 klo 10.00 - {}",
    "5. 3. 2026. 10:00:00 {}",
    "05-03-2026, 10.00 AM - {}",
    "2026-03-05, 10:00 a.m. - {}",
    "2026/03/05, 10:00 - {}",
    "[2026/03/05, 10:00:00] {}",
    "[2026/3/5 上午10:00:00] {}",
    "2026年3月5日 上午10:00 - {}",
    "2026. 3. 5. 오전 10:00 - {}",
    "05/03/2026 à 10:00 - {}",
    "05/03/2026, kl. 10.00 - {}",
    "5/3/26, 10:00 ص - {}",
    "٠٥/٠٣/٢٠٢٦، ١٠:٠٠ - {}",
    "5/3/2569 10:00 - {}",
    "05.03.26, 10:00 Uhr - {}",
]


def read(*lines: str) -> Transcript:
    return named("whatsapp").read("\n".join(lines).encode(), "chat.txt")


def said(*lines: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(*lines).turns]


@pytest.mark.parametrize("form", FORMS)
def test_a_date_is_understood_as_phones_write_it(form: str) -> None:
    lines = [form.format("Nia Bowen: Who came?"), form.format("Maya: Everyone: Jo, too."), "and the twins"]
    found = detect("\n".join(lines).encode(), "upload")
    assert found is not None and found.name == "whatsapp"
    assert read(*lines).on == FIFTH
    assert said(*lines) == [("Nia Bowen", "Who came?"), ("Maya", "Everyone: Jo, too.\nand the twins")]


def test_day_and_month_are_told_apart_by_the_whole_chat() -> None:
    assert read("5/3/26, 10:00 - A: a", "13/3/26, 10:00 - B: b").on == date(2026, 3, 5)
    assert read("5/3/26, 10:00 - A: a", "5/13/26, 10:00 - B: b").on == date(2026, 5, 3)
    # Only one of the two orders never goes back in time.
    assert read("5/3/26, 10:00 - A: a", "5/4/26, 10:00 - B: b", "6/1/26, 10:00 - A: c").on == date(2026, 5, 3)
    assert read("5/3/26, 10:00 - A: a", "4/5/26, 10:00 - B: b", "1/6/26, 10:00 - A: c").on == date(2026, 3, 5)


def test_where_nothing_tells_only_an_american_phone_puts_the_month_first() -> None:
    assert read("3/5/26, 10:00:00 AM - A: a").on == date(2026, 3, 5)
    assert read("3/5/26, 10:00 a.m. - A: a").on == date(2026, 5, 3)
    assert read("03/05/2026, 10:00 - A: a").on == date(2026, 5, 3)


def test_times_are_seconds_since_the_first_message_in_either_half_of_the_day() -> None:
    lines = ["5/3/26, 11:59 am - A: a", "5/3/26, 12:00 pm - B: b", "5/3/26, 1:00 pm - A: c", "6/3/26, 12:00 am - B: d"]
    assert [turn.at for turn in read(*lines).turns] == [0, 60, 3660, 43260]


def test_a_chat_begins_on_the_day_of_the_first_message_somebody_wrote() -> None:
    lines = ["01/02/2026, 09:00 - Messages are end-to-end encrypted.", "14/03/2026, 09:00 - Nia: a"]
    assert read(*lines).on == date(2026, 3, 14)


@pytest.mark.parametrize(
    "line",
    [
        "Messages and calls are end-to-end encrypted. No one outside can read them.",
        'Nia created group "Soup: the landing"',
        "Nia changed the subject from “Soup: a” to “Bread: b”",
        "Nia Bowen: <Media omitted>",
        "Nia Bowen: <Medien ausgeschlossen>",
        "Nia Bowen: <attached: 00000042-PHOTO-2026.jpg>",
        "Nia Bowen: IMG-20260305-WA0001.jpg (file attached)",
        "Nia Bowen: \u200eIMG-20260305-WA0001.jpg (Datei angehängt)",
        "Nia Bowen: 2026-03-05-PHOTO-1.jpg <\u200eattached>",
        "Nia Bowen: \u200eimage omitted",
        "Nia Bowen: \u200eMissed voice call",
        "Nia Bowen: This message was deleted",
        "Nia Bowen: Dit bericht is verwijderd",
        "Nia Bowen: null",
        "Nia Bowen: report.pdf • \u200e2 pages \u200edocument omitted",
        "Nia Bowen: \u200ereport.pdf • 2 pages document omitted",
        "Nia Bowen: report.pdf • 2 Seiten Dokument weggelassen",
        "Nia Bowen: You deleted this message as admin",
        "Nia Bowen: This message was deleted by admin Jo.",
        "Nia Bowen: Voice call, 12 min",
        "Nia Bowen: Video call, 1 hr 3 min",
        "Nia Bowen: Voice call, No answer",
        "Nia Bowen: Missed video call",
        "Nia Bowen: Sprachanruf, 12 Min.",
        "Nia Bowen: ",
    ],
)
def test_what_whatsapp_says_and_what_is_no_words_is_nobodys_turn(line: str) -> None:
    lines = ["05/03/2026, 10:00 - Maya: Bread.", f"05/03/2026, 10:01 - {line}", "05/03/2026, 10:02 - Maya: And soup."]
    assert said(*lines) == [("Maya", "Bread.\nAnd soup.")]


def test_words_under_a_picture_and_an_edited_message_are_kept() -> None:
    lines = ["05/03/2026, 10:00 - Maya: IMG-1.jpg (file attached)", "the bread", "05/03/2026, 10:01 - Nia: oh"]
    assert said(*lines) == [("Maya", "the bread"), ("Nia", "oh")]
    assert said("05/03/2026, 10:00 - Maya: bread \u200e<This message was edited>") == [("Maya", "bread")]
    assert said("05/03/2026, 10:00 - Maya: 3 <4 and 5> 2") == [("Maya", "3 <4 and 5> 2")]


@pytest.mark.parametrize(
    "edited",
    [
        "<This message was edited>",
        "<Diese Nachricht wurde bearbeitet.>",
        "<Se editó este mensaje.>",
        "<Ce message a été modifié>",
        "<Dit bericht is bewerkt>",
    ],
)
def test_that_a_message_was_edited_is_none_of_its_words(edited: str) -> None:
    assert said(f"05/03/2026, 10:00 - Maya: Hello {edited}") == [("Maya", "Hello")]


def test_of_a_poll_only_what_was_asked_and_offered_is_kept() -> None:
    for mark in ("", "\u200e"):
        lines = [f"05/03/2026, 10:00 - Maya: {mark}POLL:", "Which day?", f"{mark}OPTION: Monday ({mark}2 votes)",
                 f"{mark}OPTION: Tuesday (or so) ({mark}1 vote)"]  # fmt: skip
        assert said(*lines) == [("Maya", "Which day?\nMonday\nTuesday (or so)")]


def test_what_somebody_says_of_a_call_is_kept() -> None:
    for words in ("Voice call", "Video call, yes please", "Missed your call"):
        assert said(f"05/03/2026, 10:00 - Maya: {words}") == [("Maya", words)]


def test_the_marks_around_a_mention_are_left_out() -> None:
    assert said("05/03/2026, 10:00 - Maya: thanks @\u2068Jo Bell\u2069 and all") == [
        ("Maya", "thanks @Jo Bell and all")
    ]


def test_a_day_that_can_be_read_two_ways_is_said_to_be_in_doubt() -> None:
    doubt = read("02/03/2025, 10:00 - A: a", "02/03/2025, 10:01 - B: b").on_doubt
    assert "2 March 2025" in doubt and "--on 2025-02-03" in doubt
    for lines in (("02/03/2025, 10:00 - A: a", "13/03/2025, 10:01 - B: b"), ("03/03/2025, 10:00 - A: a",),
                  ("2025/02/03, 10:00 - A: a",)):  # fmt: skip
        assert read(*lines).on_doubt == ""


def test_a_name_loses_the_marks_around_it() -> None:
    lines = [
        "[05/03/2026, 10:00:00] ~\u202fMaya L: a",
        "[05/03/2026, 10:00:01] \u202a+44\u00a07700\u00a0900123\u202c: b",
    ]
    assert read(*lines).speakers == ("Maya L", "+44 7700 900123")


def test_a_date_inside_a_message_begins_no_message() -> None:
    lines = ["05/03/2026, 10:00 - Maya: they meet", "2026-03-12 10:00:00", "[3/12/26, 9:00 AM] Jo: see you", "bye"]
    assert said(*lines) == [("Maya", "they meet\n2026-03-12 10:00:00\n[3/12/26, 9:00 AM] Jo: see you\nbye")]


def test_a_day_that_does_not_exist_is_named_with_its_line() -> None:
    with pytest.raises(BadDataError) as refused:
        read("05/03/2026, 10:00 - Maya: a", "b", "31/02/2026, 10:00 - Maya: c")
    assert [(problem.line, problem.code) for problem in refused.value.problems] == [(3, "CK804")]
