"""`coachkit script …` from outside: lists, checks, sheets, walks, copies and translations."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.cli.conftest import OWN, ROOT, WALKS, Run

SHIPPED = {
    "circle", "coach_reflection", "first_conversation", "gifts", "hard_day", "looking_again", "stepping_back",
    "what_works",
}  # fmt: skip


def test_the_list_holds_the_shipped_scripts_and_those_of_the_coach(run: Run, home: Path) -> None:
    run("script", "new", "mine", "--title", "My own talk")
    rows = {row["id"]: row for row in run("script", "list", "--format", "json").data}
    assert set(rows) == SHIPPED | {"mine"}
    assert rows["mine"]["own"] is True
    assert rows["gifts"]["own"] is False
    assert "My own talk" in run("script", "list").out


def test_every_shipped_script_is_checked_without_a_fault_or_advice(run: Run) -> None:
    done = run("script", "check", *sorted(SHIPPED))
    assert (done.code, done.out) == (0, "Nothing to put right.\n")


def test_a_new_script_passes_every_check_and_can_be_walked(run: Run, home: Path) -> None:
    assert run("script", "new", "mine").code == 0
    assert (home / "prompts" / "script.schema.json").is_file()
    assert run("script", "check", "mine").out == "Nothing to put right.\n"
    assert run("script", "walk", "mine", "--seed", "4").code == 0
    again = run("script", "new", "mine")
    assert (again.code, "is there already" in again.err) == (1, True)


def test_faults_come_all_at_once_with_their_place_and_end_with_4(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    faulty = OWN.replace("type: short\n    required", "type: shrt\n    required")
    bad.write_text(faulty.replace("    at_most: 3\n", "", 1))
    done = run("script", "check", str(bad))
    assert done.code == 4
    assert f"{bad}:8:11 CK113" in done.out
    assert "CK110" in done.out
    places = re.findall(r"bad\.yaml:(\d+):\d+ CK", done.out)
    assert places == sorted(places, key=int)
    assert {p["severity"] for p in run("script", "check", str(bad), "--format", "json").data} >= {"error"}


def test_advice_alone_ends_with_0(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "own.yaml"
    script.write_text(OWN)
    done = run("script", "check", str(script))
    assert done.code == 0
    assert "CK6" in done.out


def test_fix_puts_prose_under_a_bar_and_leaves_the_rest(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "own.yaml"
    script.write_text(OWN.replace("    ask: |\n      What must be said?\n", "    ask: What must be said?  # soon\n"))
    assert "CK106" in run("script", "check", str(script)).out
    done = run("script", "check", "--fix", str(script))
    assert (done.code, "CK106" in done.out) == (0, False)
    assert "      What must be said?\n" in script.read_text()
    fixed = script.read_bytes()
    run("script", "check", "--fix", str(script))
    assert script.read_bytes() == fixed


def test_explain_says_why_with_examples_and_offers_the_nearest_rule(run: Run) -> None:
    done = run("script", "explain", "CK602")
    assert (done.code, "Instead of:" in done.out, "Better:" in done.out) == (0, True, True)
    assert run("script", "explain", "closed_opener").out.startswith("CK601")
    assert run("script", "explain", "CK999").code == 3


def test_a_copy_goes_before_the_shipped_script_and_is_never_written_over(run: Run, home: Path) -> None:
    assert run("script", "copy", "gifts").code == 0
    mine = home / "prompts" / "gifts.yaml"
    mine.write_text(mine.read_text().replace("title: Gifts of head, hands and heart", "title: My gifts"))
    assert run("script", "show", "gifts").out.startswith("My gifts")
    assert run("script", "copy", "gifts").code == 1
    assert "My gifts" in mine.read_text()
    assert run("script", "copy", "gfits").code == 3


def test_the_sheet_is_one_page_and_the_questions_are_without_notes(run: Run, tmp_path: Path) -> None:
    sheet = run("script", "print", "first_conversation", "--sheet").out.splitlines()
    assert len(sheet) <= 64
    assert max(map(len, sheet)) <= 80
    plain, coach = (run("script", "print", "gifts", *more).out for more in ((), ("--coach",)))
    assert len(plain) < len(coach)
    assert "{" not in plain
    assert run("script", "print", "gifts", "-o", str(tmp_path / "g.md")).code == 0
    assert (tmp_path / "g.md").read_text() == plain


def test_a_walk_keeps_nothing_and_goes_the_same_way_for_the_same_seed(run: Run, home: Path) -> None:
    first, again = (run("script", "walk", "gifts", "--seed", "7").out for _ in range(2))
    assert first == again
    assert first != run("script", "walk", "gifts", "--seed", "8").out
    assert not (home / "notebook.db").exists()
    told = run("script", "walk", "gifts", "--answers", str(WALKS / "gifts-halina.yaml"))
    assert (told.code, "Halina" in told.out) == (0, True)
    wrong = run("script", "walk", "circle", "--answers", str(WALKS / "gifts-halina.yaml"))
    assert (wrong.code, "gifts-halina.yaml:" in wrong.err) == (4, True)


def test_the_recorded_walks_cover_every_shipped_script(run: Run) -> None:
    for script in sorted(SHIPPED):
        assert run("script", "coverage", script).out.startswith(f"{script}: 100 %"), script


def test_coverage_names_what_no_walk_has_met(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gifts-one.yaml").write_bytes((WALKS / "gifts-halina.yaml").read_bytes())
    done = run("script", "coverage", "gifts", "--walks", str(tmp_path))
    assert "in 1 recorded walks" in done.out
    assert "never" in done.out
    assert run("script", "coverage", "gifts", "--walks", str(tmp_path / "none")).code == 3


def test_a_diff_says_first_what_touches_answers(run: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(OWN)
    new.write_text(OWN.replace("What must be said?", "What shall be said?").replace(", plum: A plum", ""))
    lines = run("script", "diff", str(old), str(new)).out.splitlines()
    assert lines[0].startswith("fruits no longer offers “A plum”")
    assert lines[1].startswith("needed has new words (ask)")
    assert run("script", "diff", str(old), str(old)).out == "Nothing is different.\n"


def test_the_schema_is_one_json_object(run: Run) -> None:
    assert json.loads(run("script", "schema").out)["$schema"].startswith("http://json-schema.org/draft-07")


def test_a_translation_is_begun_and_brought_up_to_date_without_losing_a_word(run: Run, home: Path) -> None:
    done = run("script", "translate", "circle", "nl")
    assert (done.code, "missing:" in done.out, "not yet read by a speaker" in done.err) == (0, True, True)
    overlay = home / "prompts" / "locale" / "circle.nl.yaml"
    first = overlay.read_text()
    assert run("script", "translate", "circle", "nl").code == 0
    assert overlay.read_text() == first


def test_a_file_that_is_not_there_and_a_wrong_id_are_said_plainly(run: Run) -> None:
    assert run("script", "check", "none.yaml").code == 3
    assert "Did you mean gifts" in run("script", "show", "gift").err
    assert (ROOT / "prompts" / "gifts.yaml").is_file()
