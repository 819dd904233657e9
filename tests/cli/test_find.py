"""`coachkit find`: what was said is found wherever it was said, newest first."""

from __future__ import annotations

import json
import shutil
import sqlite3
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from coachkit.notebook.said import unsay_many
from coachkit.notebook.store import Notebook
from coachkit.workbench import search
from tests.cli.conftest import ROSA, Run


def talk(person: str, on: str, worth_it: str, come_to_you: list[str]) -> str:
    answers = {"worth_it": worth_it, "come_to_you": come_to_you}
    return json.dumps({"person": person, "on": on, "script": "first_conversation", "answers": answers}) + "\n"


def note(person: str, on: str, text: str) -> str:
    return json.dumps({"person": person, "on": on, "note": text}) + "\n"


def test_typed_and_imported_words_are_found_newest_first(rosa: Run) -> None:
    rosa("import", "-", lines=note("Ada", "2020-01-01", "Radio days.") + note("Ada", "2026-11-21", "A radio again."))
    found = rosa("find", "radio", "--format", "json").data
    assert [one["on"] for one in found] == sorted((one["on"] for one in found), reverse=True)
    assert {one["person"]["name"] for one in found} == {"Rosa", "Ada"}
    assert {one["person"]["name"] for one in rosa("find", "radio", "--person", "Ada", "--format", "json").data} == {
        "Ada"
    }
    assert "[radio]" in rosa("find", "RADIO").out.casefold()


def test_accents_are_folded_and_words_in_quotes_stand_side_by_side(run: Run) -> None:
    run("import", "-", lines=note("Zoë", "2025-01-01", "Café on the corner. Self-esteem. The corner shop."))
    assert run("find", "cafe").out
    assert run("find", '"the corner"').out
    assert run("find", '"corner the"').out == ""
    assert run("find", "self-esteem").out
    assert run("find", '"').out == ""
    assert run("find", "corner café").out


def test_who_spoke_is_shown_where_it_was_not_the_person(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = [
        {"speaker": "coach", "text": "What about the cafe?"},
        {"speaker": "person", "text": "I like the cafe."},
        {"speaker": "Ruth", "text": "We both like the cafe."},
    ]
    run("import", "-", lines=json.dumps({"person": "Jo", "on": "2025-03-01", "turns": turns}) + "\n")
    run("import", "-", lines=note("Jo", "2025-02-01", "Met at the cafe."))
    lines = run("find", "cafe").out.splitlines()
    assert "1 March 2025  Jo, said by Sam: What about the [cafe]?" in lines
    assert "1 March 2025  Jo: I like the [cafe]." in lines
    assert "1 March 2025  Jo, said by Ruth: We both like the [cafe]." in lines
    assert "1 February 2025  Jo, noted: Met at the [cafe]." in lines
    said = {one["text"]: one["said_by"] for one in run("find", "cafe", "--format", "json").data}
    assert said == {
        "What about the cafe?": "coach", "I like the cafe.": "person", "We both like the cafe.": "other",
        "Met at the cafe.": "coach",
    }  # fmt: skip
    monkeypatch.setenv("COACHKIT_COACH", "")
    assert "Jo, said by the coach: What about the [cafe]?" in run("find", "cafe").out


def test_part_of_a_sentence_without_spaces_is_found_and_marked(run: Run) -> None:
    said = {
        "2025-01-01": ("日本語で孫に料理を教えています。", "料理"),
        "2025-01-02": ("ฉันสอนหลานทำอาหารทุกวันอาทิตย์", "อาหาร"),
        "2025-01-03": ("손자에게 요리를 가르쳐요.", "요리"),
        "2025-01-04": ("我每個星期日教孫子做飯。", "孫子"),
    }
    run("import", "-", lines="".join(note("Mei", day, text) for day, (text, _) in said.items()))
    for text, typed in said.values():
        (line,) = run("find", typed).out.splitlines()
        assert f"[{typed}]" in line
        assert line.replace("[", "").replace("]", "").endswith(text)
        assert [one["text"] for one in run("find", typed, "--format", "json").data] == [text]
    assert run("find", "理料").out == ""
    assert run("find", "孫 飯", "--person", "Mei").out.count("飯") == 1
    assert "\x1f" not in run("find", "孫").out
    assert run("undo").code == 0
    assert run("find", "料理").out == ""


def test_syllables_and_accents_in_pieces_are_found_as_they_are_typed(run: Run) -> None:
    for day, (text, typed) in enumerate(
        (("나는 합창단에서 노래", "합창단"), ("がっこうで学ぶ", "がっこう"), ("Zoë à la fête", "fete"))
    ):
        pieces = unicodedata.normalize("NFD", text)
        run("import", "-", lines=note("Kim", f"2025-01-0{day + 1}", pieces))
        assert run("find", typed).code == 0
        assert run("find", typed, "--format", "json").data[0]["text"] == pieces
        assert run("find", unicodedata.normalize("NFD", typed)).out


def test_marks_that_belong_to_a_letter_stay_with_it(run: Run) -> None:
    said = ("เมื่อวานฉันไปตลาดกับแม่", "วันนี้อากาศดี", "मैं हिन्दी सिखाती हूँ", "أخبز الخُبزَ مع حفيدي", "שָׁלוֹם לכולם")
    run("import", "-", lines="".join(note("Mei", f"2025-01-0{n + 1}", text) for n, text in enumerate(said)))
    for typed, shown in {"ดี": "ดี", "हिन्दी": "हिन्दी", "الخبز": "الخُبزَ", "שלום": "שָׁלוֹם", "ตลาด": "ตลาด"}.items():
        (line,) = run("find", typed).out.splitlines()
        assert f"[{shown}]" in line
    assert run("find", "हिन्द").out == ""


def test_who_spoke_is_known_in_a_talk_of_thousands_of_turns(run: Run) -> None:
    turns = [{"speaker": ("coach", "person")[n % 2], "text": f"uniq{n}"} for n in range(5001)]
    run("import", "-", lines=json.dumps({"person": "Jo", "on": "2025-03-01", "turns": turns}) + "\n")
    (one,) = run("find", "uniq4501", "--format", "json").data
    assert (one["said_by"], one["text"]) == ("person", "uniq4501")


def test_letters_that_are_an_accented_letter_to_nobody_but_unicode_are_folded_too(run: Run) -> None:
    run(
        "import", "-", lines=note("Ola", "2025-01-01", "Łódź i smørrebrød. Die Straße, Đorđe, Æbler, þing, ħobż, ışık.")
    )
    for typed, shown in {
        "lodz": "Łódź", "smorrebrod": "smørrebrød", "strasse": "Straße", "dorde": "Đorđe",
        "aebler": "Æbler", "thing": "þing", "hobz": "ħobż", "isik": "ışık", "STRASSE": "Straße", "łodz": "Łódź",
    }.items():  # fmt: skip
        assert f"[{shown}]" in run("find", typed).out, typed
    assert run("find", "Straße").out == run("find", "strasse").out


def test_a_talk_gone_on_with_changed_or_taken_back_is_found_as_it_stands(run: Run) -> None:
    run("talk", "--answers", str(ROSA))
    assert run("find", "soldering").out
    run("undo")
    assert run("find", "soldering").out == ""
    run("talk", "Ada", lines="yes\nPickled walnuts and nothing else.\nq\n")
    assert "[walnuts]" in run("find", "walnuts").out
    run("talk", "Ada", lines="q\n")
    assert "[walnuts]" in run("find", "walnuts").out


def test_nothing_found_is_said_and_is_no_fault(run: Run) -> None:
    nothing = run("find", "walrus")
    assert (nothing.code, nothing.out) == (0, "")
    assert "Nothing was found." in nothing.err
    assert run("find", "walrus", "--format", "json").data == []
    assert run("find", "x", "--person", "Nobody").code == 3


def test_greek_and_cyrillic_are_found_without_their_accents_and_shown_with_them(run: Run) -> None:
    run("import", "-", lines=note("Ελένη", "2025-01-01", "Ένας καφές στη γωνία. Ο καφέ σκύλος, ᾄδει."))
    run("import", "-", lines=note("Пётр", "2025-01-02", "Ёлка у соседей, и е\u0308лка дома. Чай."))
    assert "Ο [καφέ] σκύλος" in run("find", "ΚΑΦΕ").out
    assert "[γωνία]" in run("find", "γωνια").out
    assert "[ᾄδει]" in run("find", "αδει").out
    assert run("find", "καφές γωνιά").out
    assert "[Ёлка] у соседей, и [е\u0308лка] дома" in run("find", "елка").out
    assert run("find", "ёлка").out == run("find", "елка").out
    assert "[Чай]" in run("find", "чай").out
    run("undo")
    assert run("find", "ёлка").out == ""
    assert run("find", "καφε").out


def test_the_line_of_a_contact_is_found_until_it_is_taken_back(rosa: Run) -> None:
    run = rosa
    run("log", "Rosa", "--by", "coach", "--note", "Rang about the choir.", "--on", "2026-11-20")
    run("log", "Rosa", "--note", "Choir again, at seven.")
    run("person", "add", "Ada")
    run("log", "Ada", "--note", "Sings in no choir.", "--on", "2026-11-21")
    found = run("find", "choir", "--format", "json").data
    assert [(one["person"]["name"], one["kind"], one["on"]) for one in found] == [
        ("Rosa", "contact", "2026-11-22"), ("Ada", "contact", "2026-11-21"), ("Rosa", "contact", "2026-11-20"),
    ]  # fmt: skip
    assert all(one["id"] and one["source"]["session"] is None for one in found)
    assert "20 November 2026  Rosa, noted: Rang about the [choir]." in run("find", "choir", "--person", "Rosa").out
    assert "Ada" not in run("find", "choir", "--person", "Rosa").out
    run("undo")
    assert "Ada" not in run("find", "choir").out
    run("person", "add", "Rosie")
    run("log", "Rosie", "--note", "The choir hall is cold.")
    assert run("find", "hall", "--person", "Rosie").out
    run("person", "merge", "Rosie", "Rosa")
    assert "Rosa, noted: The choir [hall]" in run("find", "hall", "--person", "Rosa").out


def test_contacts_that_come_in_with_a_copy_are_found_and_go_with_it(rosa: Run, home: Path, tmp_path: Path) -> None:
    rosa("log", "Rosa", "--note", "Rang about the choir.")
    copy = tmp_path / "rosa.md"
    rosa("export", "Rosa", "-o", str(copy))
    shutil.rmtree(home)
    assert rosa("find", "choir").out == ""
    rosa("import", str(copy))
    assert "[choir]" in rosa("find", "choir").out
    rosa("undo")
    assert rosa("find", "choir").out == ""


def test_a_search_that_an_earlier_coachkit_made_is_made_anew(run: Run, home: Path) -> None:
    run("import", "-", lines=note("Ελένη", "2025-01-01", "Ένας καφές."))
    assert run("find", "καφες").out
    with sqlite3.connect(home / "notebook.db") as db:
        db.execute("ALTER TABLE said DROP COLUMN plain")
        db.execute("DROP TABLE trail")
        db.execute("PRAGMA user_version = 1")
    db.close()
    assert "[καφές]" in run("find", "καφες").out
    run("import", "-", lines=note("Ελένη", "2025-01-02", "Κι άλλος καφές."))
    assert run("find", "καφες").out.count("[καφές]") == 2


SCHEMA_2 = """
    DROP TABLE search;
    ALTER TABLE said RENAME TO now;
    CREATE TABLE said (
        id INTEGER NOT NULL PRIMARY KEY, statement VARCHAR NOT NULL, kind VARCHAR NOT NULL, step VARCHAR NOT NULL,
        item VARCHAR NOT NULL, text VARCHAR NOT NULL, plain VARCHAR
    );
    CREATE VIRTUAL TABLE search USING fts5(
        text, content='said', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    );
    PRAGMA user_version = 2;
"""


def as_in_schema_2(file: Path) -> None:
    """Lay the search out as it was: the day stood in the rows' ids, and four columns said where."""
    with sqlite3.connect(file) as db:
        db.executescript(SCHEMA_2)
        days = dict(db.execute('SELECT seq, "on" FROM session UNION ALL SELECT seq, "on" FROM event'))
        for id_, place, text, plain in db.execute("SELECT * FROM now").fetchall():
            kind, step, statement, item = place.split("\t")
            day = date.fromisoformat(days[id_ >> 16]).toordinal()
            before = None if "\x1f" in (plain or "") else plain
            row = day << 43 | (id_ >> 16) << 12 | id_ & 4095, statement, kind, step, item, text, before
            db.execute("INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            db.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (row[0], row[6] or text))
        db.execute("DROP TABLE now")
    db.close()


def test_a_search_laid_out_otherwise_finds_the_same_once_it_is_brought_up_to_date(rosa: Run, home: Path) -> None:
    rosa("import", "-", lines=note("Ελένη", "2025-01-01", "Ένας καφές στο choir."))
    rosa("import", "-", lines=talk("Bo", "2024-02-03", "That choir", ["Cake for the choir"]))
    rosa("log", "Rosa", "--note", "Rang about the choir.")
    rosa("import", "-", lines=note("Mei", "2025-01-01", "日本語で孫に料理を教えています。"))
    before = rosa("find", "choir", "--format", "json").data
    as_in_schema_2(home / "notebook.db")
    found = rosa("find", "choir", "--format", "json")
    assert (found.code, found.data) == (0, before)
    assert rosa("find", "καφες").out.count("[καφές]") == 1
    assert rosa("find", "料理").out.count("[料理]") == 1
    assert rosa("notebook", "check").code == 0
    assert rosa("undo").code == 0
    assert rosa("find", "料理").out == ""
    assert rosa("undo").code == 0
    assert len(rosa("find", "choir", "--format", "json").data) == len(before) - 1


def test_a_contact_whose_event_is_erased_leaves_no_word_in_the_search(rosa: Run, home: Path) -> None:
    rosa("log", "Rosa", "--note", "Rang about the choir.")
    rosa("log", "Rosa", "--note", "Sang by the canal.")
    assert rosa("find", "choir").out
    with Notebook.open(home / "notebook.db") as notebook, notebook.together():
        notebook._db.execute("DELETE FROM event WHERE kind = 'contact' AND body LIKE '%choir%'")
        unsay_many(notebook._db.execute, [])
    with sqlite3.connect(home / "notebook.db") as db:
        assert not [text for (text,) in db.execute("SELECT text FROM said") if "choir" in text]
    db.close()
    assert rosa("find", "choir").out == ""
    assert rosa("find", "canal").out


def test_a_search_that_has_much_to_take_in_first_says_so_once(rosa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_MANY", 1)
    first, second = rosa("find", "radio"), rosa("find", "radio")
    assert "Making 1 talks searchable first" in first.err
    assert "searchable" not in second.err
    assert first.out == second.out
