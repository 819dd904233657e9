"""Notebooks as releases left them: in comes a version, out goes its notebook in a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

HERE = Path(__file__).parent
RELEASES = sorted(path.stem for path in HERE.glob("*.sql"))


def notebook_of(version: str, at: Path) -> Path:
    """Lay the notebook of a release at this path."""
    at.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    db = dbapi2.connect(str(at), isolation_level=None)
    # In one go, as a disk is synced for each statement otherwise.
    db.executescript(f"BEGIN;\n{(HERE / f'{version}.sql').read_text('utf-8')}\nCOMMIT;")
    db.execute("PRAGMA journal_mode=WAL").fetchall()
    db.close()
    at.chmod(0o600)
    return at


def bare(at: Path) -> Path:
    """Take away from a notebook of 0.1.0 what came into one only when it was first needed."""
    db = dbapi2.connect(str(at), isolation_level=None)
    for table in ("summary", "search", "said", "unsaid", "unsearched", "searched", "imported", "import_run"):
        db.execute(f"DROP TABLE {table}")
    db.close()
    return at


def answers_of(version: str) -> dict[str, Any]:
    """What that release said of it, by command."""
    told: dict[str, Any] = json.loads((HERE / f"{version}.json").read_text("utf-8"))
    return told


def holds(later: object, earlier: object) -> bool:
    """Whether all that was said is still said; fields may only have been added."""
    if isinstance(earlier, dict):
        return isinstance(later, dict) and all(
            name in later and holds(later[name], value) for name, value in earlier.items()
        )
    if isinstance(earlier, list):
        return isinstance(later, list) and len(later) == len(earlier) and all(map(holds, later, earlier))
    return later == earlier
