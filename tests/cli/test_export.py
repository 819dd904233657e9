"""`export`: files to keep or hand over, for their owner alone, never over another one."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import WINSTON, Run, no_traceback

HEADINGS = [
    "# Rosa", "## What matters", "## Gifts", "## What keeps me going", "## People", "## Round here", "## Told us",
    "## My page", "### Already mine", "### Who does what", "### How often we meet", "### If I need you again",
    "### First small things", "### Still to settle", "## In my own words",
    "### First strengths conversation, Thursday 19 November 2026",
]  # fmt: skip


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if re.match(r"#{1,3} ", line)]


def fenced(text: str) -> dict[str, object]:
    found = re.search(r"^(`{3,})coachkit\n(.*)\n\1\n\Z", text, re.MULTILINE | re.DOTALL)
    assert found
    return dict(json.loads(found[2]))


def test_markdown_is_the_default_and_has_the_headings_of_the_contract(rosa: Run) -> None:
    rosa("person", "agreed", "Rosa", "--may-know", "anyone")
    done = rosa("export", "Rosa")
    assert (done.code, done.err) == (0, "")
    assert headings(done.out) == HEADINGS
    assert rosa("export", "Rosa", "--format", "md") == done


def test_empty_headings_are_left_out(run: Run, tmp_path: Path) -> None:
    run("talk", "--answers", "-", lines="person: Jo\ncome_to_you: [Radios]\n")
    assert headings(run("export", "Jo").out)[:3] == ["# Jo", "## Gifts", "## In my own words"]


def test_the_front_matter_says_who_and_when(rosa: Run) -> None:
    front = rosa("export", "Rosa").out.split("---\n")[1]
    read = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - all stay texts
    who = rosa("people", "--format", "json").data[0]["id"]
    assert read == {"coachkit": "1", "person": "Rosa", "id": who, "coach": "Sam", "on": "2026-11-19"}


def test_what_a_reader_need_not_see_lies_in_one_block_at_the_end(rosa: Run) -> None:
    text = rosa("export", "Rosa").out
    kept = fenced(text)
    assert set(kept) == {"person", "talks", "events", "scripts", "settings", "sum"}
    assert text.count("```coachkit") == 1
    assert str(kept["talks"][0]["id"]) not in text.split("```coachkit")[0]  # type: ignore[index]


@pytest.mark.parametrize("ticks", [3, 6, 11])
def test_the_fence_is_longer_than_any_inside(run: Run, ticks: int) -> None:
    words = "`" * ticks + "coachkit"
    run("talk", "--answers", "-", lines=json.dumps({"person": "Jo", "good_day": f"a\n{words}\nb"}))
    text = run("export", "Jo").out
    assert text.rstrip("\n").endswith("\n" + "`" * (ticks + 1))
    fenced(text)


def test_every_word_said_is_there(rosa: Run) -> None:
    done = rosa("export", "Rosa")
    plain = re.sub(r"\\(?=[^\w\s])", "", done.out)
    for each in rosa("profile", "Rosa", "--format", "json").data["statements"]:
        for line in each["text"].splitlines():
            assert line in plain


def test_markdown_in_the_words_stays_words(run: Run) -> None:
    said = "# no heading\n- no list\n| no | table\n[no](link) **no stress** <b>no</b> `no`\n---"
    run("talk", "--answers", "-", lines=json.dumps({"person": "Jo *x*", "good_day": said, "matters": ["## x"]}))
    text = run("export", "Jo").out.split("```coachkit")[0]
    assert "# no heading" not in headings(text)
    assert "\n- no list" not in text
    assert "**no stress**" not in text
    assert "<b>" not in text
    assert r"\[no\]" in text


def test_the_same_notebook_gives_the_same_bytes_on_any_day(rosa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rosa("export", "Rosa")
    monkeypatch.setenv("COACHKIT_TODAY", "2027-06-01")
    assert rosa("export", "Rosa") == before


def test_json_holds_profile_plan_and_what_happened(rosa: Run) -> None:
    whole = rosa("export", "Rosa", "--format", "json").json
    assert (whole["coachkit"], whole["kind"]) == (1, "export")
    assert whole["data"]["profile"] == rosa("profile", "Rosa", "--format", "json").data
    assert whole["data"]["plan"] == rosa("plan", "Rosa", "--format", "json").data
    kept = fenced(rosa("export", "Rosa").out)
    assert whole["data"]["kept"] | {"sum": kept["sum"]} == kept


def test_a_file_is_the_same_bytes_as_stdout_for_its_owner_alone(rosa: Run, tmp_path: Path) -> None:
    for kind in ("md", "json"):
        target = tmp_path / f"rosa.{kind}"
        done = rosa("export", "Rosa", "--format", kind, "-o", str(target))
        assert (done.code, done.out) == (0, "")
        assert str(target) in done.err
        assert target.read_text("utf-8") == rosa("export", "Rosa", "--format", kind, "-o", "-").out
        assert b"\r" not in target.read_bytes()
        if os.name != "nt":
            assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_left_alone_without_force(rosa: Run, tmp_path: Path) -> None:
    target = tmp_path / "rosa.md"
    target.write_text("mine", "utf-8")
    done = rosa("export", "Rosa", "-o", str(target))
    assert (done.code, done.out) == (1, "")
    assert "--force" in done.err
    assert target.read_text("utf-8") == "mine"
    assert rosa("export", "Rosa", "-o", str(target), "--force").code == 0
    assert target.read_text("utf-8").startswith("---\ncoachkit: 1")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "rosa.md"]


def test_a_folder_gets_a_file_named_by_name_and_id(rosa: Run, tmp_path: Path) -> None:
    rosa("person", "rename", "Rosa", "Maria José / de Sá")
    folder = tmp_path / "copies"
    folder.mkdir()
    assert rosa("export", "Maria", "-o", str(folder)).code == 0
    (file,) = folder.iterdir()
    assert re.fullmatch(r"maria-josé-de-sá-[0-9a-z]{6}\.md", file.name)


def test_all_needs_a_folder(rosa: Run, tmp_path: Path) -> None:
    for args in ((), ("-o", "-"), ("-o", str(tmp_path / "home" / "notebook.db"))):
        done = rosa("export", "--all", *args)
        assert (done.code, done.out) == (2, "")
        assert "-o FOLDER" in done.err


def test_all_writes_everybody_also_those_put_away_and_never_half_over_files(rosa: Run, tmp_path: Path) -> None:
    rosa("talk", "--answers", str(WINSTON))
    rosa("person", "archive", "Winston")
    folder = tmp_path / "new" / "copies"
    assert rosa("export", "--all", "-o", str(folder)).code == 0
    files = sorted(folder.iterdir())
    assert [file.name.split("-")[0] for file in files] == ["rosa", "winston"]
    if os.name != "nt":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files[0].unlink()
    done = rosa("export", "--all", "-o", str(folder))
    assert done.code == 1
    assert list(folder.iterdir()) == [files[1]]
    assert rosa("export", "--all", "-o", str(folder), "--force").code == 0


def test_several_people_need_a_folder_and_each_is_written_once(rosa: Run, tmp_path: Path) -> None:
    rosa("talk", "--answers", str(WINSTON))
    assert rosa("export", "Rosa", "Winston").code == 2
    assert rosa("export", "Rosa", "Winston", "rosa", "-o", str(tmp_path / "out")).code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_two_people_of_one_name_get_two_files(run: Run, tmp_path: Path) -> None:
    for _ in "12":
        run("person", "add", "Jo")
    assert run("export", "--all", "-o", str(tmp_path / "out")).code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


@pytest.mark.parametrize("args", [(), ("Rosa", "--all", "-o", "x")])
def test_whom_has_to_be_said_one_way_only(rosa: Run, args: tuple[str, ...]) -> None:
    assert rosa("export", *args).code == 2


def test_one_unknown_name_among_several_writes_nothing(rosa: Run, tmp_path: Path) -> None:
    assert rosa("export", "Rosa", "Nobody", "-o", str(tmp_path / "out")).code == 3
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("target", ["home/notebook.db/x.md", "nowhere/x.md", "home/notebook.db/x/y.md"])
def test_a_place_that_cannot_be_written_is_a_sentence(rosa: Run, target: str) -> None:
    done = rosa("export", "Rosa", "-o", target)
    assert (done.code, done.out) == (1, "")
    assert target in done.err
    no_traceback(done)


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
def test_what_is_no_ordinary_file_is_not_written_over(rosa: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for force in ((), ("--force",)):
        assert rosa("export", "Rosa", "-o", str(pipe), *force).code == 1
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="links are another matter there")
def test_a_link_is_not_followed_without_force(rosa: Run, tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "elsewhere.md")
    assert rosa("export", "Rosa", "-o", "link.md").code == 1
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_drive_that_knows_no_links_takes_a_file_and_keeps_the_one_it_has(
    rosa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    (tmp_path / "mine.md").write_text("mine", "utf-8")
    assert rosa("export", "Rosa", "-o", "mine.md").code == 1
    assert (tmp_path / "mine.md").read_text("utf-8") == "mine"
    assert rosa("export", "Rosa", "-o", "new.md").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "mine.md", "new.md"]
