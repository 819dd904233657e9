"""When the computer is against it: busy, damaged, newer, read-only, full. A sentence each, and what was kept stands."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2  # the same library: another one in this process would not see its locks

from tests.cli.conftest import ROSA, WINSTON, Done, Run, environment, everything_in, no_escapes, no_traceback

READING = [
    ("people",),
    ("talks",),
    ("plan", "Rosa"),
    ("profile", "Rosa"),
    ("export", "Rosa"),
    ("person", "show", "Rosa"),
    (),
]
WRITING = [
    ("person", "add", "Jo"),
    ("person", "rename", "Rosa", "Maria"),
    ("plan", "Rosa", "--agree"),
    ("undo",),
    ("talk", "--answers", str(WINSTON)),
]


def a_sentence(done: Done, code: int) -> None:
    assert done.code == code, done
    assert done.err.strip()
    no_traceback(done)
    no_escapes(done)
    for words in ("Soldering", "Dulce", "sqlite", "sqlcipher", "Error"):
        assert words not in done.err


@pytest.fixture
def writer(rosa: Run, home: Path) -> Iterator[None]:
    """Another program that is writing in the notebook."""
    with closing(dbapi2.connect(home / "notebook.db", isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.usefixtures("impatient", "writer")
@pytest.mark.parametrize("command", WRITING)
def test_a_busy_notebook_is_exit_6_and_nothing_changes(rosa: Run, command: tuple[str, ...]) -> None:
    before = rosa("people", "--format", "json").out
    done = rosa(*command)
    a_sentence(done, 6)
    assert done.out == ""
    assert rosa("people", "--format", "json").out == before


@pytest.mark.usefixtures("impatient", "writer")
@pytest.mark.parametrize("command", READING)
def test_a_busy_notebook_can_still_be_read(rosa: Run, command: tuple[str, ...]) -> None:
    assert rosa(*command).code == 0


@pytest.mark.usefixtures("impatient")
def test_a_talk_that_meets_another_writer_keeps_what_was_said_before(rosa: Run, home: Path) -> None:
    rosa("talk", "Jo", lines="yes\nbefore\nq\n")
    with closing(dbapi2.connect(home / "notebook.db", isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        a_sentence(rosa("talk", "Jo", lines="after\nq\n"), 6)
    assert "Going on" in rosa("talk", "Jo", lines="after\nq\n").err


def newer(path: Path) -> None:
    with closing(dbapi2.connect(path)) as db:
        db.execute("PRAGMA user_version=999")
        db.commit()


def foreign(path: Path) -> None:
    path.unlink()
    with closing(dbapi2.connect(path)) as db:
        db.execute("CREATE TABLE other (x)")
        db.commit()


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scratched(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(5000, len(data) - 64, 4096):
        data[at : at + 64] = b"\xa5" * 64
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("harm", [newer, foreign, noise, empty, cut, scratched])
def test_a_notebook_that_cannot_be_read_is_exit_8_and_left_as_it_is(
    rosa: Run, home: Path, harm: Callable[[Path], None]
) -> None:
    harm(home / "notebook.db")
    before = (home / "notebook.db").read_bytes()
    for command in (*READING, *WRITING):
        done = rosa(*command)
        a_sentence(done, 8)
        assert done.out == ""
    a_sentence(rosa("talk", "Jo", lines="yes\nsomething\n"), 8)
    assert (home / "notebook.db").read_bytes() == before
    if harm is newer:
        assert "newer coachkit" in done.err
    for command in (("where",), ("doctor",), ("settings",), ("demo",)):
        assert rosa(*command).code == 0


def test_a_home_that_is_a_file_is_a_sentence(run: Run, home: Path) -> None:
    home.write_text("a file", "utf-8")
    for command in (("people",), ("talk", "Jo"), ("settings", "coach", "Kim"), ()):
        a_sentence(run(*command, lines="yes\nx\n"), 1)


def bound(home: Path, *args: str, lines: bytes = b"", env: dict[str, str] | None = None) -> Done:
    """The program run by the owner of the home, held to what the modes of its files allow, even as root."""
    command = [sys.executable, "-m", "coachkit", *args]
    if os.geteuid() == 0:
        tool = shutil.which("setpriv")
        if tool is None:
            pytest.skip("root is held to no mode here")
        command = [tool, "--bounding-set=-dac_override,-dac_read_search", *command]
    done = subprocess.run(
        command, input=lines, capture_output=True, env=environment(home, **(env or {})), check=False, timeout=60
    )  # fmt: skip
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def read_only(rosa: Run, home: Path) -> Iterator[Path]:
    """Rosa's notebook in a folder that takes no writing."""
    if os.name == "nt":
        pytest.skip("modes are another matter there")
    (home / "notebook.db").chmod(0o400)
    home.chmod(0o500)
    yield home
    home.chmod(0o700)


def test_a_read_only_notebook_can_be_read(read_only: Path) -> None:
    for command in (("people",), ("plan", "Rosa"), ()):
        done = bound(read_only, *command)
        assert done.code == 0, done.err
        assert "Rosa" in done.out


def test_writing_in_a_read_only_notebook_is_a_sentence(read_only: Path, tmp_path: Path) -> None:
    before = everything_in(read_only)
    export = ("export", "Rosa", "-o", str(read_only / "x.md"))
    for command in (WRITING[0], WRITING[3], WRITING[4], ("settings", "coach", "Kim"), export):
        a_sentence(bound(read_only, *command), 1)
    a_sentence(bound(read_only, "talk", "Jo", lines=b"yes\nsomething\n"), 1)
    assert everything_in(read_only) == before


def test_a_home_that_cannot_be_made_is_a_sentence(read_only: Path) -> None:
    for command in (*WRITING[:1], WRITING[4], ("settings", "coach", "Kim")):
        a_sentence(bound(read_only / "deeper" / "home", *command), 1)
    assert bound(read_only / "deeper" / "home", "people").code == 0


SMALL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))
from coachkit.cli.app import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="no such limit there")
def test_on_a_full_disk_it_stops_with_a_sentence_and_what_was_kept_stands(rosa: Run, home: Path) -> None:
    rosa("talk", "Jo", lines="yes\nsaid before\nq\n")
    room = (home / "notebook.db").stat().st_size + 4096

    def in_small_room(*args: str, lines: bytes = b"") -> Done:
        done = subprocess.run(
            [sys.executable, "-c", SMALL.format(room), *args],
            input=lines, capture_output=True, env=environment(home), check=False, timeout=60,
        )  # fmt: skip
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    long = b"a long answer " * 6000
    done = in_small_room("talk", "Jo", lines=(long + b"\n") * 5 + b"q\n")
    a_sentence(done, 1)
    assert "still there" in done.err
    a_sentence(
        in_small_room(
            "talk",
            "--answers",
            "-",
            lines=b"person: Mo\ngood_day: "
            + long
            + b"\ncome_to_you: ["
            + long
            + b"]\ntuesday: "
            + long
            + b"\nenough: "
            + long,
        ),
        1,
    )
    assert [each["name"] for each in rosa("people", "--format", "json").data] == ["Jo", "Rosa"]
    talk = rosa("talks", "Jo", "--format", "json").data[0]["id"]
    answers = rosa("session", "show", talk, "--format", "json").data["answers"]
    assert answers[0]["text"] == "said before"
    assert "opens and checks out" in rosa("doctor").out


NO_ROOM = """
import json, resource, sys
from tests.computer import in_process
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
print(json.dumps([vars(in_process(*command)) for command in json.loads(sys.argv[1])]))
"""


def one_after_another(home: Path, *commands: tuple[str, ...]) -> list[Done]:
    """Run command lines one after another in a process of their own that cannot make any file longer."""
    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM, json.dumps(commands)],
        capture_output=True, env=environment(home), check=True, timeout=60,
    )  # fmt: skip
    return [Done(**each) for each in json.loads(done.stdout)]


@pytest.mark.skipif(os.name == "nt", reason="no such limit there")
@pytest.mark.parametrize("broken_off", [False, True])
def test_on_a_disk_without_any_room_everything_can_be_read(rosa: Run, home: Path, broken_off: bool) -> None:
    if broken_off:
        with closing(dbapi2.connect(home / "notebook.db", isolation_level=None)) as db:
            db.execute("UPDATE person SET name = 'Rosalind'")
            for ending in ("", "-wal"):
                shutil.copyfile(f"{home}/notebook.db{ending}", f"{home}/left.db{ending}")
        for ending in ("", "-wal"):
            (home / f"left.db{ending}").rename(home / f"notebook.db{ending}")
    before = (home / "notebook.db").read_bytes()
    done_of = one_after_another(home, *READING, ("find", "soldering"), *WRITING)
    read, (searched, *written) = done_of[: len(READING)], done_of[len(READING) :]
    for command, done in zip(READING, read, strict=True):
        assert done.code == 0, (command, done.err)
        assert ("Rosalind" if broken_off else "Rosa") in done.out or command == ("talks",)
    assert searched.code == 0
    assert "was not looked through" in searched.err
    for command, done in zip(WRITING, written, strict=True):
        assert done.code == 1, (command, done.err)
        assert "disk" in done.err
        assert "Another coachkit" not in done.err
    assert (home / "notebook.db").read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="no such limit there")
def test_what_was_typed_on_a_full_disk_is_shown_again(rosa: Run, home: Path) -> None:
    rosa("talk", "Jo", lines="yes\nq\n")
    room = (home / "notebook.db").stat().st_size
    lines = "".join(f"{f'word{n} ' * 9000}\n" for n in range(9))
    done = subprocess.run(
        [sys.executable, "-c", SMALL.format(room), "talk", "Jo"],
        input=lines.encode(), capture_output=True, env=environment(home), check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    talk = rosa("talks", "Jo", "--format", "json").data[0]["id"]
    kept = len(rosa("session", "show", talk, "--format", "json").data["answers"])
    _, _, shown = done.stderr.decode().partition("so that you can copy it:")
    assert shown.count(f"word{kept} ") + shown.count(f"word{kept}\n") == 9000


@pytest.mark.skipif(os.name == "nt", reason="no such limit there")
def test_an_export_that_finds_no_room_leaves_no_half_file(rosa: Run, home: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SMALL.format(2000), "export", "Rosa", "-o", str(tmp_path / "rosa.md")],
        capture_output=True, env=environment(home), check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"should not have" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_the_folder_and_its_files_are_their_owners_alone(run: Run, home: Path) -> None:
    os.umask(0)
    run("talk", "--answers", str(ROSA))
    run("settings", "phone", "1")
    if os.name != "nt":
        assert home.stat().st_mode & 0o777 == 0o700
        modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in home.rglob("*")}
        assert modes == {True: 0o700, False: 0o600}


def test_a_talk_whose_questions_are_damaged_is_exit_8_and_no_puzzle(rosa: Run, home: Path) -> None:
    with closing(dbapi2.connect(home / "notebook.db")) as db:
        db.execute("UPDATE script SET body = replace(body, '{', char(1))")
        db.commit()
    talk = rosa("talks", "--format", "json").data[0]["id"]
    for command in (("session", "show", talk), ("export", "Rosa"), ("export", "Rosa", "--format", "json")):
        a_sentence(rosa(*command), 8)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such file there")
def test_a_word_beside_the_result_that_nobody_takes_spoils_no_result(rosa: Run, home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "coachkit", "export", "Rosa", "-o", str(tmp_path / "rosa.md")]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stderr=full, env=environment(home), check=False, timeout=60)
    assert done.returncode == 0
    assert "# Rosa" in (tmp_path / "rosa.md").read_text("utf-8")


def test_rubbing_out_in_a_notebook_with_a_damaged_line_is_exit_8_and_no_puzzle(rosa: Run, home: Path) -> None:
    rosa("person", "add", "Jo")
    with closing(dbapi2.connect(home / "notebook.db")) as db:
        db.execute("UPDATE event SET body = substr(body, 3) WHERE body LIKE '%Jo_}'")
        db.commit()
    talk = rosa("talks", "--format", "json").data[0]["id"]
    before = (home / "notebook.db").read_bytes()
    a_sentence(rosa("session", "forget", talk, "--yes"), 8)
    assert (home / "notebook.db").read_bytes() == before
