"""One figure measured by a program of its own: in come its module's name, n and a seed, out goes the figure as JSON."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from dataclasses import asdict

from tests.computer import ROOT
from tests.reliability.figure import Figure


def measured(name: str, n: int, seed: int) -> Figure:
    """Measure one figure. SystemExit, with what it said last, where its program did not end well."""
    command = [sys.executable, "-m", "tests.reliability.one", name, str(n), str(seed)]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": path}, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{name} could not be measured:\n{done.stderr.decode('utf-8', 'replace')[-2000:]}")
    told = json.loads(done.stdout)
    return Figure(**told | {"faults": tuple(told["faults"])})


def main() -> None:
    """Print the figure asked for."""
    name, n, seed = sys.argv[1:]
    figure: Figure = importlib.import_module(f"tests.reliability.{name}").measure(int(n), int(seed))
    print(json.dumps(asdict(figure)))


if __name__ == "__main__":
    main()
