"""R3, the power goes: in comes a number of cuts, out goes how many acknowledged answers are gone afterwards.

Writers run under strace; a disk is built again from their calls up to a moment, with what was not synced left out,
kept in part or torn, and the notebook on it is opened.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reliability.disk import Disk, lay
from tests.reliability.figure import Figure
from tests.reliability.kept import Found, look
from tests.reliability.protected import opened_by_key
from tests.reliability.starting import in_memory, quick, world
from tests.reliability.trace import Call, read, traced

WRITERS, ANSWERS = 3, 50
CONTROL_CUTS = 60


def measure(n: int, seed: int, *, protected: bool = False) -> Figure:
    """Cut the power n times, under a plain notebook or a protected one."""
    found = _cuts(n, random.Random(seed), "", protected)  # noqa: S311
    control = _cuts(CONTROL_CUTS, random.Random(seed), "synchronous=NORMAL", protected)  # noqa: S311
    lost, unreadable = sum(each.lost > 0 for each in found), sum(each.unreadable for each in found)
    phantoms = sum(each.phantoms > 0 for each in found)
    return Figure(
        name="power cut, protected" if protected else "power cut",
        n=n,
        seed=seed,
        counts={"cuts with answers lost": lost, "unreadable": unreadable, "with phantoms": phantoms},
        target="0 lost, 0 unreadable",
        reached=not (lost or unreadable or phantoms),
        control=f"synchronous=NORMAL: {sum(each.lost > 0 for each in control)} of {CONTROL_CUTS} lose",
        control_fails=any(each.lost for each in control),
    )


def _cuts(n: int, chance: random.Random, weakness: str, protected: bool) -> list[Found]:
    with TemporaryDirectory(prefix="coachkit-power-", dir=in_memory()) as name:
        folder = Path(name).resolve()
        home = folder / "home"
        with opened_by_key(home, protected=protected) as key:
            disk = Disk.of(home)
            done = _record(home, weakness, key)
            moments = sorted(chance.randrange(len(done) + 1) for _ in range(n))
            return _replay(disk, done, moments, chance, home, folder / "after")


def _record(home: Path, weakness: str, key: Mapping[str, str]) -> list[Call]:
    """The calls of writers one after the other, each of which opens the notebook, and closes it in peace."""
    log, done = home.parent / "calls", []
    for number in range(WRITERS):
        command = quick("writer", str(home / "notebook.db"), f"w{number}", str(ANSWERS), *filter(None, [weakness]))
        ran = traced(command, world(home, key), log)
        if ran.returncode:
            raise SystemExit(f"the writer to be recorded ended with {ran.returncode}: {ran.stderr.decode()[-300:]}")
        done += [call for call in read(log) if call.path.startswith(f"{home}") or call.name == "say"]
        log.unlink()
    return done


def _replay(
    disk: Disk, done: list[Call], moments: list[int], chance: random.Random, home: Path, after: Path
) -> list[Found]:
    """Open what each of these moments, in their order, may leave of the folder `home`."""
    said, found, here = Counter[str](), [], 0
    for moment in moments:
        for call in done[here:moment]:
            disk.take(call)
            if call.name == "say":
                said.update(line.split()[0] for line in call.data.decode().splitlines())
        here = moment
        lay(disk.after_a_cut(chance), str(home), after)
        found.append(look(after / "notebook.db", _by_writer(said)))
        shutil.rmtree(after, ignore_errors=True)
    return found


def _by_writer(said: Counter[str]) -> dict[str, int]:
    """How many answers each writer has said are kept, none where it is not heard of yet."""
    return {f"w{number}": said[f"w{number}"] for number in range(WRITERS)}
