"""R5, the disk refuses: in comes a number of faults, out goes how often a command took one badly.

strace makes the k-th call of a kind fail, once or from then on, while real commands run. Afterwards the command has
ended as documented, what it acknowledged is there, a change is there whole or not at all, and the notebook opens.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from coachkit.errors import CoachkitError
from tests.computer import PROGRAM, Done, as_program, sitting_at
from tests.reliability.canary import begin
from tests.reliability.commands import Line, filled
from tests.reliability.figure import Figure
from tests.reliability.opening import open_notebook
from tests.reliability.trace import strace

# Both kinds of sync: which one SQLite calls depends on how it was built. The last number is the highest k that is
# worth trying; a fault beyond the last call of a command is none.
FAULTS = (("pwrite64", "ENOSPC", 24), ("pwrite64", "EIO", 24), ("fsync,fdatasync", "EIO", 6), ("ftruncate", "EIO", 3),
          ("write", "ENOSPC", 8), ("unlink,link,rename", "EIO", 3))  # fmt: skip
CONTROL_FAULTS = 6
# Done; failed; hung up, which is what a terminal that takes no more looks like.
DOCUMENTED = (0, 1, 129)
SCRIPT = "coachkit: 1\nid: five\nversion: 1\ntitle: Five\nlanguage: en\nsteps:\n" + "".join(
    f"  - id: q{number}\n    type: text\n    ask: |\n      Question {number}?\n" for number in range(6)
)
ANSWERS = [f"Answer {number}" for number in range(5)]
TALK = Line(("talk", "Jo", "--new", "--script", "five"), "\n".join(["yes", *ANSWERS, "q", ""]))
LINES = [
    Line(("talk", "--answers", "FILES/answers.yaml")),
    TALK,
    Line(("import", "FILES/records.jsonl")),
    Line(("import", "FILES/talk.vtt", "--person", "Jo", "--coach", "Sam", "--on", "2025-03-05")),
    Line(("handover", "add", "Jo", "The bins", "--now", "for")),
    Line(("handover", "asked", "Jo", "canary")),
    Line(("person", "add", "Mo")),
    Line(("plan", "Jo", "--agree")),
    Line(("log", "Jo", "--note", "rang")),
    Line(("undo",)),
    Line(("export", "Jo", "-o", "OUT/jo.md")),
    Line(("settings", "phone", "12")),
]
# Does what it is told and says that all is well, whatever happened.
CARELESS = "import sys; from coachkit.cli.app import run; run(sys.argv[1:]); sys.stdout.write('Kept.'); sys.exit(0)"


@dataclass(frozen=True, slots=True)
class State:
    """What stands in a coach's folder: how many events of each kind, which ones, what was said, and files by name."""

    kinds: Counter[str]
    ids: frozenset[str]
    said: str
    files: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Met:
    """How a command that met a fault ended, and what it did badly."""

    code: int
    wrong: tuple[str, ...]


def measure(n: int, seed: int) -> Figure:
    """Have n commands meet a fault of the disk."""
    chance = random.Random(seed)  # noqa: S311
    with TemporaryDirectory(prefix="coachkit-inject-") as name:
        bench = Bench(Path(name).resolve())
        tried = [bench.one(LINES[number % len(LINES)], _fault(chance)) for number in range(n)]
        careless = (sys.executable, "-c", CARELESS)
        control = [bench.one(LINES[0], f"pwrite64:error=ENOSPC:when={k}+", careless) for k in range(1, CONTROL_FAULTS)]
    wrong = [fault for found in tried for fault in found.wrong]
    stopped, seen = sum(found.code != 0 for found in tried), sum(bool(each.wrong) for each in control)
    return Figure(
        name="disk faults",
        n=n,
        seed=seed,
        counts={"bad": len(wrong), "commands stopped by one": stopped},
        target="0 bad, a quarter stopped",
        reached=not wrong and stopped >= n / 4,
        control=f"a program that ignores faults: {seen} of {len(control)} seen",
        control_fails=seen == len(control),
        faults=tuple(wrong),
    )


def _fault(chance: random.Random) -> str:
    calls, error, most = chance.choice(FAULTS)
    return f"{calls}:error={error}:when={chance.randint(1, most)}{chance.choice(('', '+'))}"


class Bench:
    """A coach's folder to begin from, copied for each try, and what each command leaves there when all is well."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        start = folder / "start"
        start.mkdir()
        with sitting_at(start / "home"):
            begin(start)
        (start / "home" / "prompts").mkdir(mode=0o700)
        (start / "home" / "prompts" / "five.yaml").write_text(SCRIPT, "utf-8")
        self._whole: dict[Line, State | None] = {}

    def one(self, line: Line, fault: str, program: Sequence[str] = PROGRAM) -> Met:
        """Run a line with a fault on a fresh copy, and look at what came of it."""
        if line not in self._whole:
            self._whole[line] = self._tried(line, PROGRAM, ())[1]
        before, whole = state(self._folder / "start"), self._whole[line]
        assert before is not None
        assert whole is not None
        calls = fault.partition(":")[0]
        under = (strace(), "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={fault}")
        done, after = self._tried(line, program, under)
        wrong = judge(line, done, before, after, whole)
        return Met(done.code, tuple(f"{fault} in {' '.join(line.words)}: {each} {done.err[-200:]}" for each in wrong))

    def _tried(self, line: Line, program: Sequence[str], under: Sequence[str]) -> tuple[Done, State | None]:
        place = self._folder / "try"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self._folder / "start", place)
        env = {"PYTHONDONTWRITEBYTECODE": "1"}
        done = as_program(place / "home", *filled(line, "", place), lines=line.lines, under=under, program=program,
                          cwd=place, env=env)  # fmt: skip
        return done, state(place)


def state(folder: Path) -> State | None:
    """What stands in a folder; None where the notebook does not open."""
    try:
        with open_notebook(folder / "home" / "notebook.db", create=False) as notebook:
            events = notebook.events()
            notebook.talks(), notebook.people()
    except CoachkitError:
        return None
    files = [*(folder / "out").rglob("*"), *(folder / "home").glob("*.toml")]
    return State(
        kinds=Counter(str(event.kind) for event in events),
        ids=frozenset(event.id for event in events),
        said=json.dumps([event.body for event in events], ensure_ascii=False),
        files={path.name: path.read_bytes() for path in files if path.is_file()},
    )


def judge(line: Line, done: Done, before: State, after: State | None, whole: State) -> list[str]:
    """What a command that met a fault did badly; nothing where it did as documented."""
    if after is None:
        return ["the notebook does not open."]
    wrong = []
    if "Traceback" in done.err or "should not have" in done.err or done.code not in DOCUMENTED:
        wrong.append(f"it ended with {done.code}.")
    if not before.ids & whole.ids <= after.ids:
        wrong.append("what was kept before is gone.")
    # Where nothing can be taken away, a whole copy may be left under another name.
    if any(data not in (*whole.files.values(), *before.files.values()) for data in after.files.values()):
        wrong.append("half a file is left.")
    if line is TALK:
        said = [text for number, text in enumerate(ANSWERS) if f"Question {number + 1}?" in done.err]
        wrong += [f"{text} was acknowledged and is gone." for text in said if f'"{text}"' not in after.said]
    elif after.kinds not in (before.kinds, whole.kinds):
        wrong.append("a part of it is kept.")
    if done.code == 0 and (after.kinds != whole.kinds or not whole.files.keys() <= after.files.keys()):
        wrong.append("it said that all is well.")
    return wrong
