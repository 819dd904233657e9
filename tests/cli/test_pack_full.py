"""What is handed over is whole and can be read by anybody; what the coach put beside it stays."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from coachkit.markdown_text import unescape_markdown
from coachkit.workbench.named_by_others import texts_in
from tests.cli.conftest import Run
from tests.cli.test_pack import ID, MODES, full_bundle, pages
from tests.whole_life import MARK, NAME

THEM, WORD = "Vqgone", "vqgoneword"


@pytest.fixture
def gone(run: Run) -> Run:
    """The same as `run`, with somebody in the notebook of whom everything was taken back."""
    run("talk", "--answers", "-", lines=json.dumps({"person": THEM, "good_day": WORD}))
    run("undo")
    return run


def everything_read(folder: Path) -> str:
    return (folder / "hand-over/everything/everything.md").read_text("utf-8")


def test_whoever_was_only_taken_back_gets_everything_all_the_same(gone: Run, tmp_path: Path) -> None:
    done = gone("person", "pack", THEM.lower(), "--full", "-o", "gone")
    assert done.code == 0, done.err
    held = json.loads((tmp_path / "gone/hand-over/everything/everything.json").read_text("utf-8"))["data"]
    assert WORD in json.dumps(held)
    read = everything_read(tmp_path / "gone")
    assert f"# Everything that is kept about {THEM}" in read
    assert re.search(r"^## First strengths conversation, 22 November 2026 \(taken back on ", read, re.MULTILINE)
    assert f"> {WORD}" in read
    assert sorted(pages(tmp_path / "gone" / "hand-over")) == ["README.md", "everything/everything.md"]


def test_the_own_copy_of_whoever_was_only_taken_back_names_the_way_to_all_of_it(gone: Run, tmp_path: Path) -> None:
    done = gone("person", "pack", THEM, "-o", "gone")
    assert done.code == 3
    assert f"coachkit person pack {THEM} --full" in done.err
    assert not (tmp_path / "gone").exists()


def test_every_word_of_hers_stands_in_what_is_there_to_read(life: Run, tmp_path: Path) -> None:
    rows, _, _ = full_bundle(life, tmp_path)
    read = " ".join(unescape_markdown(everything_read(tmp_path / "all")).split())
    bodies = [json.loads(str(row["body"])) for row in rows["event"]]
    texts = [text for body in bodies for text in texts_in(body)] + [str(row["text"]) for row in rows["draft"]]
    hers = {" ".join(text.split()) for text in texts if MARK in text.casefold()}
    assert len(hers) > 30
    assert {text for text in hers if text not in read} == set()


def test_what_is_there_to_read_is_for_people(life: Run, tmp_path: Path) -> None:
    full_bundle(life, tmp_path)
    read = everything_read(tmp_path / "all")
    for raw in (
        r"\_",
        "{",
        "True",
        "script id",
        "script hash",
        "answered",
        "value",
        "item added",
        "list closed",
        "good_day",
    ):
        assert raw not in read, raw
    assert not ID.search(read)
    assert not MODES.search(read)
    assert "What makes it 0 and not lower?" in read
    half_typed = read[read.index("## Half typed") :]
    assert f'What happened? "{MARK}half typed again"' in half_typed
    for line in ('- Who is in your life? "Zenobia"', f'- A contact, begun by the person: "{MARK}rang"',
                 f'- Who does what. Put on the page: "{MARK}bins"', "- A yes to the page."):  # fmt: skip
        assert line in read, line


RULER = """\
coachkit: 1
id: near
version: 1
title: How near
language: en
steps:
  - id: ruler
    type: scale
    from: 0, far
    to: 10, near
    ask: |
      How near?
    follow_up:
      - id: not_lower
        type: text
        when: { ruler: at least 1 }
        ask: |
          What makes it {ruler} and not lower?
"""


def test_a_question_set_aside_reads_as_it_was_asked(run: Run, home: Path, tmp_path: Path) -> None:
    (home / "prompts").mkdir(parents=True)
    (home / "prompts" / "near.yaml").write_text(RULER, "utf-8")
    run("talk", NAME, "--script", "near", lines="yes\n4\nThe garden\n")
    talk = run("talks", NAME).out.split()[0]
    run("session", "edit", talk, lines="1\n1\n0\n")
    assert "What makes it 4 and not lower?" in run("session", "show", talk).out
    run("person", "pack", NAME, "--full", "-o", "all")
    assert "**What makes it 4 and not lower?**" in everything_read(tmp_path / "all")


def test_what_is_to_be_done_on_a_bad_day_is_no_person(run: Run, tmp_path: Path) -> None:
    run("person", "add", NAME)
    run("handover", "add", NAME, "bins", "--next", "circle", "--helper", "Zenobia",
        "--backup", "Ring the council and ask for Wim")  # fmt: skip
    assert run("person", "pack", NAME, "--full", "-o", "all").code == 0
    others = pages(tmp_path / "all")["for-the-coach-third-parties.md"]
    assert re.search(r"^- Zenobia: who does what", others, re.MULTILINE)
    assert not re.search(r"^- Ring the council", others, re.MULTILINE)
    assert 'who does what: "Ring the council and ask for Wim"' in others


def test_the_coach_learns_on_whose_pages_somebody_of_that_name_stands(run: Run, tmp_path: Path) -> None:
    run("person", "add", "Vqmaya Çelik")
    run("talk", "--answers", "-", lines=json.dumps({"person": "Omar", "good_day": "Dominoes"}))
    run("introduce", "Omar", "--to", "Vqmaya Çelik", "--yes", "both")
    run("person", "pack", "Vqmaya Çelik", "--full", "-o", "all")
    found = pages(tmp_path / "all")
    assert "- Omar's page: coachkit plan Omar" in found["for-the-coach-third-parties.md"]
    assert "Omar" not in "".join(text for name, text in found.items() if name.startswith("hand-over/"))


def test_a_new_pack_leaves_alone_what_the_coach_put_beside_the_old(rosa: Run, tmp_path: Path) -> None:
    folder = tmp_path / "rosa"
    rosa("person", "pack", "Rosa", "-o", "rosa")
    mine = {"notes-of-mine.txt": "mine", "talks/mine.md": "mine too", "photos/garden.txt": "a photo"}
    for name, text in mine.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    before = {name: (folder / name).stat() for name in mine}
    (folder / "my-page.md").write_text("changed")
    done = rosa("person", "pack", "Rosa", "-o", "rosa", "--force")
    assert done.code == 0
    assert "notes-of-mine.txt" in done.err
    for name, text in mine.items():
        assert (folder / name).read_text() == text
        assert ((folder / name).stat().st_ino, (folder / name).stat().st_mtime_ns) == (
            before[name].st_ino, before[name].st_mtime_ns,
        )  # fmt: skip
    assert (folder / "my-page.md").read_text() != "changed"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_new_pack_takes_away_what_the_old_one_wrote_and_is_there_no_more(rosa: Run, tmp_path: Path) -> None:
    folder = tmp_path / "rosa"
    rosa("person", "pack", "Rosa", "-o", "rosa")
    (told,) = (folder / "talks").iterdir()
    (folder / "mine.txt").write_text("mine")
    talk = rosa("talks", "Rosa", "--format", "json").data[0]["id"]
    rosa("session", "forget", talk, "--yes")
    assert rosa("person", "pack", "Rosa", "-o", "rosa", "--force").code == 0
    assert not told.exists()
    assert not told.parent.exists()
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "mine.txt", "what-i-agreed-to.md"]
    assert rosa("person", "pack", "Rosa", "-o", "rosa", "--full", "--force").code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["for-the-coach-third-parties.md", "hand-over", "mine.txt"]
    assert rosa("person", "pack", "Rosa", "-o", "rosa", "--force").code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "mine.txt", "what-i-agreed-to.md"]


def test_a_link_in_an_earlier_pack_is_never_written_through(rosa: Run, tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "rosa", tmp_path / "elsewhere"
    rosa("person", "pack", "Rosa", "-o", "rosa")
    (folder / "talks").rename(elsewhere)
    (folder / "talks").symlink_to(elsewhere)
    before = {path.name: path.read_bytes() for path in elsewhere.iterdir()}
    page = (folder / "my-page.md").read_bytes()
    (folder / "my-page.md").write_text("changed")
    done = rosa("person", "pack", "Rosa", "-o", "rosa", "--force")
    assert done.code == 1
    assert "nothing was changed" in done.err
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == before
    assert (folder / "my-page.md").read_text() == "changed" != page


def test_broken_off_over_an_earlier_pack_it_is_simply_done_again(
    rosa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import coachkit.cli.pack_folder as packing

    rosa("person", "pack", "Rosa", "-o", "rosa")
    for number in range(1, 6):
        put, done_so_far = packing._put, []

        def stops(building: Path, target: Path, name: str, put=put, done_so_far=done_so_far, most=number) -> None:
            if len(done_so_far) == most:
                raise KeyboardInterrupt
            done_so_far.append(name)
            put(building, target, name)

        full = ["--full"] if number % 2 else []
        with monkeypatch.context() as patched:
            patched.setattr(packing, "_put", stops)
            assert rosa("person", "pack", "Rosa", "-o", "rosa", "--force", *full).code == 130
        assert rosa("person", "pack", "Rosa", "-o", "rosa", "--force", *full).code == 0
        rosa("person", "pack", "Rosa", "-o", "fresh", *full)
        assert pages(tmp_path / "rosa") == pages(tmp_path / "fresh")
        shutil.rmtree(tmp_path / "fresh")


def test_a_pack_is_no_file_for_stdout(rosa: Run, tmp_path: Path) -> None:
    done = rosa("person", "pack", "Rosa", "-o", "-")
    assert done.code == 2
    assert "folder" in done.err
    assert not (tmp_path / "-").exists()


def test_what_was_agreed_to_is_told_in_the_persons_voice(run: Run, tmp_path: Path) -> None:
    run("person", "add", NAME)
    run("person", "agreed", NAME, "--how", "phone", "--may-know", "my-people")
    run("person", "agreed", NAME, "--withdrawn")
    run("person", "pack", NAME, "-o", "hers")
    agreed = pages(tmp_path / "hers")["what-i-agreed-to.md"]
    assert "I agreed to being written down on 22 November 2026, by phone" in agreed
    assert "I took back my yes" in agreed
    assert "What I said may be known to my people" in agreed
    assert NAME not in agreed
    assert f"{NAME}'s people" in run("person", "show", NAME).out
