"""R1, killed at any moment: in comes a number of kills, out goes how many acknowledged answers are gone."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reliability.figure import Figure
from tests.reliability.kept import Found, look
from tests.reliability.protected import opened_by_key
from tests.reliability.starting import quick, world

ENDLESS = "1000000"
LONGEST_SECONDS = 0.12
KILLS_A_NOTEBOOK = 15  # a new one then, or looking it through would take longer than killing
CONTROL_KILLS = 12


def measure(n: int, seed: int, *, protected: bool = False) -> Figure:
    """Kill a writer n times, in a plain notebook or a protected one."""
    acks, found = _kills(n, random.Random(seed), "", protected)  # noqa: S311
    _, control = _kills(CONTROL_KILLS, random.Random(seed), "early", protected)  # noqa: S311
    lost, phantoms, unreadable = (sum(getattr(each, k) for each in found) for k in ("lost", "phantoms", "unreadable"))
    return Figure(
        name="killed, protected" if protected else "killed",
        n=n,
        seed=seed,
        counts={"answers lost": lost, "phantoms": phantoms, "unreadable": unreadable, "acknowledged": acks},
        target="0 lost, >= 5 answers a kill",
        reached=not (lost or phantoms or unreadable) and acks >= 5 * n,
        control=f"said before it is kept: {sum(each.lost for each in control)} lost in {CONTROL_KILLS} kills",
        control_fails=any(each.lost for each in control),
    )


def _kills(n: int, chance: random.Random, weakness: str, protected: bool) -> tuple[int, list[Found]]:
    acks, found = 0, []
    for first in range(0, n, KILLS_A_NOTEBOOK):
        with TemporaryDirectory(prefix="coachkit-killed-") as folder:
            path = Path(folder) / "home" / "notebook.db"
            said: dict[str, int] = {}
            with opened_by_key(path.parent, protected=protected) as key:
                for number in range(first, min(n, first + KILLS_A_NOTEBOOK)):
                    tag = f"k{number}"
                    said[tag] = _kill_one(path, tag, chance, weakness, key)
                    # Now and then the next writer is the one that finds what the killed one left.
                    if chance.random() < 0.7:
                        found.append(look(path, said))
                found.append(look(path, said))
            acks += sum(said.values())
    return acks, found


def _kill_one(path: Path, tag: str, chance: random.Random, weakness: str, key: Mapping[str, str]) -> int:
    """Let a writer write for a moment and kill it; how many answers it said were kept."""
    command = quick("writer", str(path), tag, ENDLESS, *filter(None, [weakness]))
    with subprocess.Popen(command, env=world(path.parent, key), stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        # Some are killed before a word is said: while the notebook is made, or what was left is mended.
        first = writer.stdout.readline() if chance.random() < 0.9 else b""
        time.sleep(chance.random() * LONGEST_SECONDS)
        writer.send_signal(signal.SIGKILL)
        lines = (first + writer.stdout.read()).splitlines(keepends=True)
    # A line without its end was cut off while it was said.
    return sum(line.endswith(b"\n") for line in lines)
