"""Files that go out: named by name and id whatever the name is, whole or not there, never over or through another."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

import coachkit.whole_file
from coachkit.safe_text import file_name
from coachkit.whole_file import write_whole
from tests.cli.conftest import Run, no_traceback
from tests.hostile import NAMES

RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
KINDS = ("md", "html", "json", "csv")


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_named_by_name_and_id_whatever_the_name_is(run: Run, tmp_path: Path, name: str) -> None:
    run("talk", "--answers", "-", lines="person: Jo\nmatters: [bread]\n")
    who = run("people", "--format", "json").data[0]["id"]
    assert run("person", "rename", who, "--", name).code == 0
    folder = tmp_path / "copies"
    for kind in KINDS:
        assert run("export", who, "--format", kind, "-o", f"{folder}/").code == 0
        assert run("export", "--all", "--force", "--format", kind, "-o", str(folder)).code == 0
    found = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    made = [path for path in found if path.parts[0] != "home"]
    assert sorted(path.suffix[1:] for path in made) == sorted(KINDS)
    for path in made:
        assert path.parent == Path("copies")
        assert re.fullmatch(r"[^\W_][\w-]{0,39}-[0-9a-z]{6}\.[a-z]+", path.name), path.name
        assert len(path.name.encode()) <= 255
        assert not RESERVED.match(path.name.partition(".")[0].rpartition("-")[0] + "-x")
        if os.name != "nt":
            assert stat.S_IMODE((tmp_path / path).stat().st_mode) == 0o600


@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_letters_and_digits(name: str) -> None:
    assert re.fullmatch(r"[\w-]{1,40}", file_name(name))
    assert file_name(name)[0] not in "-_." and file_name(name)[-1] not in "-_."


@pytest.mark.skipif(os.name == "nt", reason="links are another matter there")
@pytest.mark.parametrize("aims_at", ["there.md", "not-there.md"])
def test_a_link_is_put_away_with_force_and_never_followed(rosa: Run, tmp_path: Path, aims_at: str) -> None:
    (tmp_path / "there.md").write_text("mine", "utf-8")
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / aims_at)
    assert rosa("export", "Rosa", "-o", "link.md").code == 1
    assert link.is_symlink()
    assert rosa("export", "Rosa", "-o", "link.md", "--force").code == 0
    assert not link.is_symlink() and link.read_text("utf-8").startswith("---\ncoachkit: 1")
    assert (tmp_path / "there.md").read_text("utf-8") == "mine"
    assert not (tmp_path / "not-there.md").exists()


@pytest.mark.skipif(os.name == "nt", reason="links are another matter there")
def test_a_link_that_leads_nowhere_stops_an_export_of_everybody_before_its_first_file(run: Run, tmp_path: Path) -> None:
    for name in ("Ada", "Zoe"):
        run("person", "add", name)
    run("export", "--all", "-o", "copies")
    first, last = sorted((tmp_path / "copies").iterdir())
    first.unlink()
    last.unlink()
    last.symlink_to(tmp_path / "elsewhere.md")
    done = run("export", "--all", "-o", "copies")
    assert done.code == 1
    assert list((tmp_path / "copies").iterdir()) == [last]
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("broken", ["fsync", "replace", "write"])
def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: bool, broken: str
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "file.md"
    if over:
        target.write_bytes(b"old")
    if broken == "fsync":
        monkeypatch.setattr(os, "fsync", refused)
    elif broken == "replace":
        monkeypatch.setattr(os, "link", refused)
        monkeypatch.setattr(Path, "replace", refused)
    else:
        monkeypatch.setattr(coachkit.whole_file.os, "fdopen", refused)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, b"new", over=over)
    assert [path.name for path in tmp_path.iterdir()] == (["file.md"] if over else [])
    assert not over or target.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="no modes there")
def test_a_file_is_its_owners_alone_whatever_stood_there_and_whatever_the_computer_allows(tmp_path: Path) -> None:
    target = tmp_path / "file.md"
    target.write_bytes(b"old")
    target.chmod(0o666)
    before = os.umask(0)
    try:
        write_whole(target, b"new", over=True)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("target", ["notebook.db", "config.toml", "copy.bak", "copy.keys", "copy.bak-wal"])
def test_no_page_is_written_over_a_notebook_or_what_belongs_to_it(rosa: Run, home: Path, target: str) -> None:
    rosa("settings", "coach", "Sam")
    rosa("notebook", "backup", str(home / "copy.bak"))
    path = home / target
    if not path.exists():
        path.write_text("{}")
    before = path.read_bytes()
    for command in (("export", "Rosa"), ("script", "print", "gifts")):
        done = rosa(*command, "-o", str(path), "--force")
        assert done.code == 1, done.err
        assert "Name another file" in done.err
    assert path.read_bytes() == before


def test_a_name_as_long_as_names_can_be_is_written(rosa: Run, tmp_path: Path) -> None:
    name = "a" * 252 + ".md"
    assert rosa("export", "Rosa", "-o", name).code == 0
    assert (tmp_path / name).exists()


@pytest.mark.parametrize("kind", ["html", "csv"])
def test_a_copy_to_look_at_says_that_it_does_not_come_back(rosa: Run, kind: str) -> None:
    rosa("export", "Rosa", "--format", kind, "-o", f"rosa.{kind}")
    before = rosa("export", "Rosa").out
    for args in ((f"rosa.{kind}",), ("--from", "csv", f"rosa.{kind}")):
        done = rosa("import", *args)
        assert done.code == 4
        assert "does not come back in" in done.out
        assert "coachkit export PERSON -o FILE.md" in done.out
        no_traceback(done)
    assert rosa("export", "Rosa").out == before


@pytest.mark.parametrize("kind", ["html", "csv"])
def test_the_same_notebook_gives_the_same_bytes_on_any_day(
    rosa: Run, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = rosa("export", "Rosa", "--format", kind)
    assert rosa("export", "Rosa", "--format", kind, "-o", "rosa").code == 0
    assert (tmp_path / "rosa").read_bytes() == before.out.encode()
    monkeypatch.setenv("COACHKIT_TODAY", "2027-06-01")
    assert rosa("export", "Rosa", "--format", kind) == before
