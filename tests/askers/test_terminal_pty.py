"""The terminal asker in a real pseudo-terminal, as a coach would see it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.askers.put_on_screen import Talk


def test_enter_submits_and_alt_enter_makes_a_line(tmp_path: Path) -> None:
    with Talk(tmp_path, "put(heading='Beginning', hint='In their words.')") as talk:
        talk.wait_for("›")
        assert talk.lines[:6] == ["", "Beginning", "", "What is strong?", "In their words.", " ›"]
        talk.type("She bakes\x1b\rand sings")
        talk.wait_for("   and sings")
        talk.type("\r")
        assert talk.ended_well() == [["Gave", "She bakes\nand sings"]]


def test_a_paste_keeps_its_lines_and_does_not_submit(tmp_path: Path) -> None:
    with Talk(tmp_path, "put()") as talk:
        talk.wait_for("›")
        talk.type("\x1b[200~one\r\ntwo\rthree\n\x1b[201~")
        talk.wait_for("   three")
        assert talk.moves == []
        talk.type("four\r")
        assert talk.ended_well() == [["Gave", "one\ntwo\nthree\nfour"]]


def test_a_key_counts_as_the_whole_line_only(tmp_path: Path) -> None:
    lines = [*"<-?>+q!", " q ", ">tuesday", "> tuesday", ">Tuesday", "\\q", "\\-", "- bread", "+44", "Q", "\\n"]
    with Talk(tmp_path, f"for _ in range({len(lines)}): put()") as talk:
        for done, line in enumerate(lines):
            talk.wait_prompt(done + 1)
            talk.type(f"{line}\r")
        moves = talk.ended_well()
    assert moves[:7] == [["Pressed", key, ""] for key in "<-?>+q!"]
    assert moves[7:9] == [["Pressed", "q", ""], ["Pressed", ">", "tuesday"]]
    assert [move[1] for move in moves[9:]] == ["> tuesday", ">Tuesday", "q", "-", "- bread", "+44", "Q", "\\n"]
    assert {move[0] for move in moves[9:]} == {"Gave"}


def test_nothing_typed_names_the_keys_that_act(tmp_path: Path) -> None:
    with Talk(tmp_path, "put(keys='-q')\nput(may_be_empty=True)") as talk:
        talk.wait_for("›")
        talk.type("\r")
        talk.wait_for("Nothing typed. - skips it, q stops for now.")
        talk.type("yes\r\r")
        assert talk.ended_well() == [["Gave", "yes"], ["Gave", ""]]


def test_what_stands_is_there_to_be_changed_and_enter_keeps_it(tmp_path: Path) -> None:
    with Talk(tmp_path, "put(standing='Bakes')\nput(standing='-')\nput(standing='Old', draft='Half a')") as talk:
        talk.wait_for("› Bakes")
        talk.type(" bread\r")
        talk.wait_for("› \\-")
        talk.type("\r")
        talk.wait_for("What you had half typed is put back.")
        talk.wait_for("› Half a")
        talk.type(" word\r")
        assert talk.ended_well() == [["Gave", "Bakes bread"], ["Gave", "-"], ["Gave", "Half a word"]]


def test_names_given_before_are_picked_by_number_or_tab(tmp_path: Path) -> None:
    put = "put('Who?', 'line', choices=choices('Jo', 'Theo'))\n"
    with Talk(tmp_path, put * 4) as talk:
        talk.wait_for("1 Jo · 2 Theo · or a new name")
        talk.wait_for("›")
        for done, line in enumerate(("2", "Th\t", "Ana", "\\2")):
            talk.wait_prompt(done + 1)
            talk.type(line)
            if "\t" in line:
                talk.wait_for("› Theo")
            talk.type("\r")
        assert [move[1] for move in talk.ended_well()] == ["Theo", "Theo", "Ana", "2"]


def test_one_of_takes_numbers_arrows_and_keys_at_once(tmp_path: Path) -> None:
    put = "put('Which?', 'one_of', choices=choices('Alone', 'Together', 'Not at all'), standing='k2')\n"
    keys = ["3", "\r", "\x1b[B\r", *"<-?>+q!", "\x04"]
    with Talk(tmp_path, put * len(keys)) as talk:
        talk.wait_for(" › 2. Together")
        for done, key in enumerate(keys):
            talk.wait_prompt(done + 1)
            talk.type(key)
        moves = talk.ended_well()
    assert [move[1] for move in moves[:3]] == ["k3", "k2", "k3"]
    assert moves[3:] == [*(["Pressed", key, ""] for key in "<-?>+q!"), ["Ended"]]


def test_on_a_scale_the_number_is_the_one_on_the_screen(tmp_path: Path) -> None:
    put = "put('How much?', 'one_of', choices=choices(*map(str, range(11))))\n"
    with Talk(tmp_path, put * 3) as talk:
        talk.wait_for(" › 0")
        talk.type("3")
        talk.wait_prompt(2)
        talk.type("10")
        talk.wait_prompt(3)
        talk.type("1\r")
        assert [move[1] for move in talk.ended_well()] == ["k4", "k11", "k2"]


def test_some_of_marks_with_space_and_joins_keys(tmp_path: Path) -> None:
    put = "put('Which?', 'some_of', choices=choices('Jo', 'Theo', 'Ana'), chosen=('k3',))\n"
    with Talk(tmp_path, put * 2) as talk:
        talk.wait_for("space marks")
        talk.wait_for("● Ana")
        talk.type(" ")
        talk.wait_for("● Jo")
        talk.type("ai\r")
        talk.wait_for("› Jo, Ana")
        talk.type("-")
        assert talk.ended_well() == [["Gave", "k1\nk3"], ["Pressed", "-", ""]]


def test_none_chosen_is_said(tmp_path: Path) -> None:
    with Talk(tmp_path, "put('Which?', 'some_of', choices=choices('Jo', 'Theo'))") as talk:
        talk.wait_for("space marks")
        talk.type("\r")
        talk.wait_for("Nothing chosen. - skips it, ? helps, q stops for now.")
        talk.type("q")
        assert talk.ended_well() == [["Pressed", "q", ""]]


EVIL = "Jo\x1b]52;c;ZXZpbA==\x07 [/b] [red]x\u202etxt.exe\x9b31m :smile: \u200dok"


@pytest.mark.parametrize("form", ["line", "text", "one_of", "some_of"])
def test_a_name_cannot_command_the_terminal(tmp_path: Path, form: str) -> None:
    with Talk(tmp_path, f"e = {EVIL!r}\nput(e, {form!r}, heading=e, hint=e, choices=choices(e, 'B'), standing=e)") as t:
        t.wait_for("›")
        t.wait_for("[/b] [red]x")
        assert ":smile:" in t.text
        raw = t.raw.decode()
        assert "\x1b]52" not in raw
        assert "\x07" not in raw
        assert "\x9b" not in raw
        assert "\u202e" not in raw
        t.type("\r")
        t.ended_well()


def test_at_50_columns_nothing_is_cropped(tmp_path: Path) -> None:
    long = "a friend from the allotment who mends bicycles on Saturdays and 園芸が大好きで毎週土曜日に直す友だち too"
    snippet = f"""
put({long!r}, "one_of", hint={long!r}, choices=choices({long!r}, "B"))
put({long!r}, "some_of", choices=choices({long!r}, "B"), chosen=("k1",))
put({long!r}, "text", standing={long!r})
"""
    wanted = re.sub(r"\s", "", long)
    with Talk(tmp_path, snippet, columns=50, rows=60) as talk:
        talk.wait_for("2. B")
        assert re.sub(r"\s", "", talk.text).count(wanted) == 3
        talk.type("1")
        talk.wait_for("○ B")
        assert re.sub(r"\s", "", talk.text).count(wanted) == 5
        talk.type("\r")
        talk.wait_prompt(3)
        talk.wait_until(lambda: re.sub(r"\s", "", talk.text).count(wanted) == 7, "cropped")
        talk.type("\r")
        assert talk.ended_well()[2] == ["Gave", long]


def test_no_colour_is_ever_sent_and_no_color_is_fine(tmp_path: Path) -> None:
    snippet = "put('What?', 'one_of', heading='Beginning', choices=choices('Jo'))\nput()"
    for environ in ({}, {"NO_COLOR": "1"}):
        with Talk(tmp_path, snippet, environ=environ) as talk:
            talk.wait_for("1. Jo")
            talk.type("1")
            talk.wait_for("What is strong?")
            talk.type("text\r")
            talk.exit_code()
            assert not re.search(rb"\x1b\[[0-9;]*\b(3[0-9]|4[0-9]|9[0-7])\b[0-9;]*m", talk.raw)


def test_stdout_stays_free_for_results(tmp_path: Path) -> None:
    result = tmp_path / "out"
    snippet = f"""
import os
os.dup2(os.open({str(result)!r}, os.O_CREAT | os.O_WRONLY), 1)
asker.say("Good to be here.", Tone.WARM)
put()
put(form="one_of", choices=choices("Jo"))
print("the result")
"""
    with Talk(tmp_path, snippet) as talk:
        talk.wait_for("›")
        talk.type("x\r")
        talk.wait_for("1. Jo")
        talk.type("1")
        talk.ended_well()
    assert result.read_text() == "the result\n"
