"""Which format reads a file: by what is in it, by its name, and by those that others bring."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from coachkit.errors import BadDataError, UsageFaultError
from coachkit.importers.protocol import Turn
from coachkit.importers.registry import detect, named, names

PAGE = Path(__file__).resolve().parents[2] / "docs" / "importers.md"
TALK = b"#talk 2026-03-05\nNia Bowen|12.5|Who came?\nMaya Lloyd|14|Everyone.\n"
BROKEN = """
from coachkit.errors import BadDataError
from coachkit.importers.protocol import Transcript, Turn
class Raises:
    name = "raises"
    def identify(self, sample, path): raise RuntimeError("Maya said so")
    def read(self, data, path): raise RuntimeError("Maya said so")
class Empty:
    name = "empty"
    def identify(self, sample, path): return "yes"
    def read(self, data, path): return None
class Exits:
    name = "exits"
    def identify(self, sample, path): raise SystemExit(3)
    def read(self, data, path): raise SystemExit(3)
class Gives:
    def __init__(self, given): self.given = given
    def identify(self, sample, path): return False
    def read(self, data, path): return self.given
class Blames:
    def identify(self, sample, path): return False
    def read(self, data, path): raise BadDataError("Maya said so", ("Maya said so",))
number = Gives(Transcript((Turn("S", 5, "x"),)))
late = Gives(Transcript((Turn("S", "words", "soon"),)))
day = Gives(Transcript((Turn("S", "words"),), "2026-03-05"))
tuples = Gives(Transcript((("S", "words"),)))
silent = Gives(Transcript(()))
loud = Gives(Transcript((Turn("S\\n", " a\\x1b[31m\\r\\nb "), Turn("S", " "))))
nothing = 7
"""
FAILING = ("raises", "empty", "exits", "number", "late", "day", "tuples", "blames", "nothing", "gone")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages of others beside coachkit: the one of the page, and some that fail."""
    code, toml = (re.search(rf"```{form}\n(.*?)```", PAGE.read_text("utf-8"), re.S)[1] for form in ("python", "toml"))
    points = toml.replace('[project.entry-points."coachkit.importers"]', "[coachkit.importers]").replace('"', "")
    places = {"raises": "Raises", "empty": "Empty", "exits": "Exits", "blames": "Blames"}
    more = "".join(f"{name} = broken:{places.get(name, name)}\n" for name in (*FAILING[:-1], "silent", "loud"))
    more += "gone = not_there:Format\n"
    (tmp_path / "our_recorder.py").write_text(code, "utf-8")
    (tmp_path / "broken.py").write_text(BROKEN, "utf-8")
    info = tmp_path / "our_recorder-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: our-recorder\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"{points}{more}vtt = broken:Raises\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.mark.usefixtures("installed")
def test_the_format_of_the_page_is_found_where_a_keyring_has_opened_the_notebook() -> None:
    """A part of keyring's puts its own kind of entry points in the place of Python's."""
    import keyring.core  # noqa: F401 - its loading is what matters

    found = detect(TALK, "talk.dat")
    assert found is not None
    assert found.name == "recorder"


@pytest.mark.usefixtures("installed")
def test_the_format_of_the_page_reads_its_files() -> None:
    found = detect(TALK, "talk.dat")
    assert found is not None and found.name == "recorder"
    read = found.read(TALK, "talk.dat")
    assert read.turns == (Turn("Nia Bowen", "Who came?", 12.5), Turn("Maya Lloyd", "Everyone.", 14.0))
    assert read.on == date(2026, 3, 5)
    with pytest.raises(BadDataError) as refused:
        named("recorder").read(TALK + b"and a line\n", "talk.dat")
    assert [str(problem).partition("\n")[0] for problem in refused.value.problems] == [
        "talk.dat:4:1 CK899 This line is no turn."
    ]
    with pytest.raises(BadDataError) as refused:
        named("recorder").read(b"#talk soon\nNia Bowen|12.5|Who came?\n", "talk.dat")
    assert [str(problem).partition("\n")[0] for problem in refused.value.problems] == [
        "talk.dat:1:7 CK899 This is no day."
    ]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", FAILING)
def test_a_format_of_somebody_else_that_fails_is_a_fault_of_its_file_and_quotes_nobody(name: str) -> None:
    with pytest.raises(BadDataError) as refused:
        named(name).read(TALK, "talk.dat")
    (problem,) = refused.value.problems
    assert (problem.path, problem.line, problem.code) == ("talk.dat", 1, "CK809")
    assert name in problem.message and "Maya" not in str(problem)
    assert named(name).identify(TALK, "talk.dat") is False


@pytest.mark.usefixtures("installed")
def test_what_a_format_of_somebody_else_gives_is_kept_as_words_are_kept_and_never_empty() -> None:
    assert named("loud").read(TALK, "talk.dat").turns == (Turn("S", "a[31m\nb"),)
    with pytest.raises(BadDataError) as refused:
        named("silent").read(TALK, "talk.dat")
    assert [problem.code for problem in refused.value.problems] == ["CK805"]


@pytest.mark.usefixtures("installed")
def test_nobody_replaces_a_format_that_comes_along() -> None:
    assert set(names()) > {"recorder", *FAILING} and names().count("vtt") == 1
    assert named("vtt").identify(b"WEBVTT\n", "talk.vtt") is True


def test_a_name_that_no_format_has_brings_the_nearest() -> None:
    for wrong, near in (("whatsap", "whatsapp"), ("wisper", "whisper"), ("webvtt", "vtt")):
        with pytest.raises(UsageFaultError) as refused:
            named(wrong)
        assert refused.value.hint == f"Did you mean {near}?"
    with pytest.raises(UsageFaultError, match="format") as refused:
        named("12345678")
    assert "whatsapp" in refused.value.hint


def test_a_file_that_no_format_knows_is_refused_by_the_one_its_name_promises() -> None:
    found = detect(b"garbage", "talk.VTT")
    assert found is not None and found.name == "vtt"
    assert detect(b"garbage", "talk.txt") is None


def test_telling_formats_apart_loads_no_library() -> None:
    code = "import sys, coachkit.importers.registry as r; r.detect(b'Nia: hello', 'a.txt'); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"docx", "lxml", "charset_normalizer", "webvtt", "srt", "pydantic", "rapidfuzz"}
    assert set(ran.stdout.split()) & heavy == set()
