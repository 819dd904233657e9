"""The notebook of a release: in comes its commit, out go `VERSION.sql` and `VERSION.json` beside this file.

`python -m tests.notebook.releases.make 704eeed`: that commit is installed as a coach would, in an environment of its
own, and does what `scenario.py` tells. Run it once a release, and never change what it wrote.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlcipher3 import dbapi2

from tests.notebook.releases.scenario import ASKED, COACH, COMMANDS, FILES, TODAY

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def main(commit: str) -> None:
    """Make both files of the release that this commit is."""
    with TemporaryDirectory(prefix="coachkit-release-") as folder:
        work = Path(folder)
        python = _installed(commit, work)
        told = subprocess.run([python, "-m", "coachkit", "--version"], cwd=work, capture_output=True, check=True)
        version = told.stdout.decode().split()[1]
        answers = _lived(python, work)
        dumped = dump(work / "home" / "notebook.db")
    (HERE / f"{version}.json").write_text(json.dumps(answers, ensure_ascii=False, indent=0) + "\n", "utf-8")
    (HERE / f"{version}.sql").write_text(dumped, "utf-8")
    print(f"{version}: {len(dumped) // 1024} KiB")


def _installed(commit: str, work: Path) -> str:
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(work / "source", filter="data")
    subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
    python = str(work / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", work / "source"], check=True)
    return python


def _lived(python: str, work: Path) -> dict[str, object]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COACHKIT_", "PYTHON"))}
    environ = {**kept, **COACH, "COACHKIT_HOME": str(work / "home")}
    for name, text in FILES.items():
        (work / name).write_text(text, "utf-8")
    walk = next((work / "venv").rglob("first_conversation-rosa.yaml"))

    def run(day: str, words: tuple[str, ...], typed: str = "") -> str:
        command = [python, "-m", "coachkit", *(word.format(rosa=walk) for word in words)]
        environ["COACHKIT_TODAY"] = day
        ran = subprocess.run(
            command, cwd=work, env=environ, input=typed, capture_output=True, encoding="utf-8", check=False
        )
        if ran.returncode:
            raise SystemExit(f"coachkit {' '.join(words)} ended with {ran.returncode}:\n{ran.stderr}")
        return ran.stdout

    for day, words, typed in COMMANDS:
        run(day, words, typed)
    return {" ".join(words): json.loads(run(TODAY, words)) for words in ASKED}


def dump(path: Path) -> str:
    """A notebook as SQL that makes the very same one; what the index of the search holds is in it too."""
    db = dbapi2.connect(str(path))
    lines = [
        f"PRAGMA {name}={db.execute(f'PRAGMA {name}').fetchone()[0]};" for name in ("application_id", "user_version")
    ]
    master = db.execute("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    shadows = {name for name, kind, _ in master if kind == "table" and name.startswith("search_")}
    made = [(name, kind, sql) for name, kind, sql in master if name not in shadows and name != "sqlite_sequence"]
    lines += [f"{sql};" for _, kind, sql in made if kind == "table"]
    lines += [f'DELETE FROM "{name}";' for name in sorted(shadows)]  # noqa: S608
    for name in [*(name for name, kind, sql in made if kind == "table" and "VIRTUAL" not in sql), *sorted(shadows)]:
        lines += _rows(db, name)
    lines += ["DELETE FROM sqlite_sequence;", *_rows(db, "sqlite_sequence")]
    lines += [f"{sql};" for _, kind, sql in made if kind != "table"]
    db.close()
    return "\n".join(lines) + "\n"


def _rows(db: dbapi2.Connection, table: str) -> list[str]:
    columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
    quoted = " || ',' || ".join(f'quote("{column}")' for column in columns)
    found = db.execute(f'SELECT {quoted} FROM "{table}" ORDER BY 1')  # noqa: S608
    return [f'INSERT INTO "{table}" VALUES ({row});' for (row,) in found]  # noqa: S608


if __name__ == "__main__":
    main(*sys.argv[1:])
