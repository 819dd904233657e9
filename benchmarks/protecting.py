"""What protection costs: in comes a folder to work in, out go a protected notebook's times against a plain one's."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from benchmarks.importing import made_record
from benchmarks.measuring import Cost, Ratio, by_turns, cpu_seconds, program
from coachkit.ids import new_id
from coachkit.notebook.keyrings import Keyring, put_in_keyring
from coachkit.notebook.keys import DataKey, as_key_line, keys_beside, new_keys, write_keys
from coachkit.notebook.lines import Change
from coachkit.notebook.protecting import protect
from coachkit.notebook.store import Notebook
from coachkit.talk.events import Happened, NewEvent

PEOPLE, ANSWERS, RECORDS, IMPORTS = 100, 400, 2000, 5
MOST_SECONDS = 0.6
_ROOT = Path(__file__).resolve().parents[1]
_DAY = date(2026, 11, 22)
_PASSPHRASE = "four words by chance"  # noqa: S105
# No real keyring on a machine that measures; this one reads a file, as a real one asks a service.
_KEYRING = Keyring("tests.notebook.safes.InFile", "a file")


def protecting(folder: Path, n: int) -> list[Ratio]:
    """Processor time of `people` and of an import, and what one waits for an answer kept, protected against plain."""
    homes = folder / "protecting"
    plain, protected = homes / "plain", homes / "protected"
    _people(plain)
    shutil.copytree(plain, protected)
    key = _protected(protected, homes)
    environ = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    by_file = {**environ, "COACHKIT_PASSPHRASE_FILE": str(homes / "key")}
    by_keyring = {**environ, "TEST_KEYRING": str(homes / "keyring")}
    by_passphrase = {**environ, "COACHKIT_PASSPHRASE": _PASSPHRASE}

    def people(home: Path, how: dict[str, str]) -> Cost:
        return lambda: cpu_seconds([program("coachkit"), "people"], {**how, "COACHKIT_HOME": str(home)})

    unprotected, typed = people(plain, environ), people(protected, by_passphrase)
    against = "the same, not protected"
    found = [
        by_turns("people, by a key file", against, 1.3, people(protected, by_file), unprotected, n),
        by_turns("people, by a keyring in a file", against, 1.3, people(protected, by_keyring), unprotected, n),
        by_turns(
            "people, by passphrase: more", f"{MOST_SECONDS} s", 1.0,
            lambda: typed() - unprotected(), lambda: MOST_SECONDS, n,
        ),
    ]  # fmt: skip
    with _keeping(protected, key) as ours, _keeping(plain, None) as theirs:
        found.append(by_turns("one answer kept", against, 4.0, ours, theirs, ANSWERS))
    file = homes / "records.jsonl"
    file.write_text("".join(json.dumps(made_record(number)) + "\n" for number in range(RECORDS)))
    takes = _importing(file, protected, by_file), _importing(file, plain, environ)
    found.append(by_turns(f"import, {RECORDS:,} records", against, 1.6, *takes, IMPORTS))
    return found


def _people(home: Path) -> None:
    home.mkdir(mode=0o700, parents=True)
    with Notebook.open(home / "notebook.db") as notebook, notebook.together():
        change = notebook.begin("person", "adding many", on=_DAY, by="Sam")
        for number in range(PEOPLE):
            notebook.add_person(change, new_id(), f"Person {number:04}", datetime.now(UTC))


def _protected(home: Path, beside: Path) -> DataKey:
    """Protect the notebook of a home; its key goes into a key file and a keyring `beside` it."""
    path = home / "notebook.db"
    keys, key, _ = new_keys(_PASSPHRASE)
    protect(path, keys, key, Change(new_id(), "protect", "protecting it", _DAY, "Sam"), datetime.now(UTC))
    (beside / "key").write_text(as_key_line(key))
    os.environ["TEST_KEYRING"] = str(beside / "keyring")
    if not put_in_keyring(_KEYRING, keys, key):
        raise SystemExit("the keyring for measuring does not work; run this in the checkout")
    write_keys(keys_beside(path), keys.in_keyring(_KEYRING.id).with_copies_settled())
    return key


@contextmanager
def _keeping(home: Path, key: DataKey | None) -> Iterator[Cost]:
    with Notebook.open(home / "notebook.db", unlock=(lambda _: key) if key is not None else None) as notebook:
        person, talk, at = new_id(), new_id(), datetime.now(UTC)
        change = notebook.begin("talk", "the talk with Maya", on=_DAY, by="Sam")
        notebook.add_person(change, person, "Maya", at)
        notebook.start_session(change, talk, person, "talk", None, None, on=_DAY, at=at)

        def keep() -> float:
            answer = NewEvent(kind=Happened.ANSWERED, subject="good_day", body={"text": "It was one wire. " * 15})
            began = perf_counter()
            notebook.append(change, person, talk, [answer], datetime.now(UTC))
            return perf_counter() - began

        yield keep


def _importing(file: Path, home: Path, environ: dict[str, str]) -> Cost:
    """One import into a notebook that is put back beforehand."""
    before = home.with_name(f"{home.name}-before")
    shutil.copytree(home, before)

    def take_in() -> float:
        shutil.rmtree(home)
        shutil.copytree(before, home)
        return cpu_seconds([program("coachkit"), "import", str(file)], {**environ, "COACHKIT_HOME": str(home)})

    return take_in
