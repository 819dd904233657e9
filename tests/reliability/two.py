"""R16, two at once: in comes a number of interleavings, out goes how many acknowledged texts of one person are gone.

Two programs keep answers of one talk in an order the dice choose, one after the other or both at once, now and then
one that takes its time; and whole commands for one person are started together.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.computer import as_program, environment, in_process, sitting_at
from tests.reliability.canary import begin
from tests.reliability.figure import Figure
from tests.reliability.opening import open_notebook
from tests.reliability.starting import quick, world

LONGEST_WAIT = 5.0
SPARE = 2.0  # by so much a command may differ from the same one before, on a busy machine
COMMANDS_EVERY = 10  # one interleaving in so many is of whole commands
STEPS = 8
CONTROLS = 10


def measure(n: int, seed: int) -> Figure:
    """Let two programs, or two commands, write n times in turns the dice choose."""
    chance = random.Random(seed)  # noqa: S311
    with TemporaryDirectory(prefix="coachkit-two-") as name:
        folder = Path(name).resolve()
        with sitting_at(folder / "home"):
            talk = begin(folder)
            person = in_process("people", "--format", "json").data[0]["id"]
        path = folder / "home" / "notebook.db"
        whole = max(1, n // COMMANDS_EVERY)
        with _pair(path, person, talk) as both:
            played = [_play(both, chance, f"i{number}") for number in range(n - whole)]
            busy = _busy(both[0], folder / "home")
        said = [text for texts, _ in played for text in texts]
        slowest = max(wait for _, wait in played)
        faults = [*_missing(said, path), *busy]
        for number in range(whole):
            faults += _commands(folder / "home", number, chance)
        control = _control(folder, chance)
    return Figure(
        name="two at once",
        n=n,
        seed=seed,
        counts={"texts missing or said badly": len(faults), "acknowledged": len(said), "s waited at most": slowest},
        target="0 missing, <= 5 s, then exit 6",
        reached=not faults and slowest <= LONGEST_WAIT,
        control=f"a program that writes back what it read: {control} lost",
        control_fails=control > 0,
        faults=tuple(faults),
    )


Talker = subprocess.Popen[str]


@contextmanager
def _pair(path: Path, *words: str) -> Iterator[tuple[Talker, Talker]]:
    command = quick("one_of_two", str(path), *words)
    with ExitStack() as stack:
        both = [
            stack.enter_context(
                subprocess.Popen(
                    command, env=world(path.parent), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
            for _ in range(2)
        ]
        yield both[0], both[1]
        for talker in both:
            talker.communicate()


def _play(both: tuple[Talker, Talker], chance: random.Random, tag: str) -> tuple[list[str], float]:
    """One interleaving; the texts that were acknowledged, and the longest wait for one of them in seconds."""
    said, slowest = [], 0.0
    for step in range(STEPS):
        holding = chance.random() < 0.03
        talkers = [0, 1] if holding or chance.random() < 0.5 else [chance.randrange(2)]
        if holding:
            _tell(both[0], f"hold {chance.choice((0.02, 0.1, 0.3))}")
            _heard(both[0])
        for talker in talkers[holding:]:
            _tell(both[talker], f"keep {tag} {step} {talker}")
        for talker in talkers:
            waited = float(_heard(both[talker]))
            if not (holding and talker == 0):
                slowest = max(slowest, waited)
                said.append(f"{tag} {step} {talker}")
    return said, slowest


def _tell(talker: Talker, words: str) -> None:
    assert talker.stdin is not None
    talker.stdin.write(f"{words}\n")
    talker.stdin.flush()


def _heard(talker: Talker) -> str:
    """What was said back. ValueError where nothing was: the program has ended."""
    assert talker.stdout is not None
    line = talker.stdout.readline().strip()
    if not line:
        raise ValueError("one of two programs has ended")
    return line


def _missing(said: list[str], path: Path) -> list[str]:
    with open_notebook(path, create=False) as notebook:
        kept = {event.subject for event in notebook.events()}
    return [f"{text} is gone" for text in said if text not in kept]


def _busy(holder: Talker, home: Path) -> list[str]:
    """What is wrong with how a command gives up while another writes for longer than anybody waits."""
    began = time.monotonic()
    as_program(home, "log", "Jo", "--note", "rang")
    usual = time.monotonic() - began
    _tell(holder, "hold")
    _heard(holder)
    reading = as_program(home, "people")
    began = time.monotonic()
    done = as_program(home, "log", "Jo", "--note", "rang")
    took = time.monotonic() - began
    _tell(holder, "let go")
    _heard(holder)
    wrong = []
    if reading.code != 0:
        wrong.append(f"reading beside a writer ended with {reading.code}")
    if done.code != 6 or "Another coachkit is writing" not in done.err or "Traceback" in done.err:
        wrong.append(f"a busy notebook ended with {done.code}: {done.err}")
    if took > LONGEST_WAIT + usual + SPARE:
        wrong.append(f"it was waited {took - usual:.1f} s for a busy notebook")
    return wrong


def _commands(home: Path, number: int, chance: random.Random) -> list[str]:
    """What is gone of what two whole commands for one person, started together, kept."""
    words = [f"Said {number} {half}" for half in "ab"]
    makings = [(("log", "Jo", "--note", text), text) for text in words]
    makings += [(("handover", "add", "Jo", text), text) for text in words]
    makings += [(("introduce", "Jo", "--to", text), text) for text in words]
    chosen = chance.sample(makings, 2)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "coachkit", *command],
            env=environment(home), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for command, _ in chosen
    ]  # fmt: skip
    codes = [each.wait() for each in started]
    with open_notebook(home / "notebook.db", create=False) as notebook:
        kept = json.dumps([event.body for event in notebook.events()])
    return [
        f"{' '.join(command)} ended with {code}" if code else f"{text} is gone"
        for (command, text), code in zip(chosen, codes, strict=True)
        if code or text not in kept
    ]


def _control(folder: Path, chance: random.Random) -> int:
    """How many texts are gone where each program writes back what it read at its start."""
    path = folder / "overwritten.json"
    with _pair(path, "-", "-", "overwrite") as both:
        said = [text for number in range(CONTROLS) for text in _turns(both, chance, number)]
    kept = json.loads(path.read_text())
    return len([text for text in said if text not in kept])


def _turns(both: tuple[Talker, Talker], chance: random.Random, number: int) -> list[str]:
    text, talker = f"i{number}", both[chance.randrange(2)]
    _tell(talker, f"keep {text}")
    _heard(talker)
    return [text]
