"""A copy that coachkit wrote: in comes a Markdown file, out comes what its block holds, checked and never trusted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import StringConstraints, ValidationError

from coachkit.importers.copy_rules import faults_of
from coachkit.importers.decoding import Text
from coachkit.importers.faults import BAD_FIELD, NOT_TEXT, Faults
from coachkit.importers.kept_block import Block, read_block
from coachkit.scripts.model import Script, fingerprint
from coachkit.talk.events import Happened
from coachkit.value import Value

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
_NEWER = "Was it written by a newer coachkit? Then: pip install -U coachkit. Else take the copy again."


class KeptPerson(Value):
    """Whose copy it is."""

    id: Id
    name: str


class KeptTalk(Value):
    """One talk as the list of talks has it."""

    id: Id
    kind: str
    on: str
    script_id: str | None
    script_hash: str | None


class KeptEvent(Value):
    """One event; `person_id` only where it happened to somebody who has become one with this person."""

    id: Id
    session_id: Id | None
    kind: Happened
    subject: str
    body: dict[str, Any]
    at: str
    on: str
    by: str
    person_id: Id | None = None


class Kept(Value):
    """All that the block holds; `settings` are those the readable part was written with, where it says so."""

    person: KeptPerson
    talks: tuple[KeptTalk, ...]
    events: tuple[KeptEvent, ...]
    scripts: dict[str, dict[str, Any]]
    settings: dict[Literal["coach", "how", "how_soon", "if_not_me", "emergency"], str] | None = None


@dataclass(frozen=True)
class OwnCopy:
    """A copy read: what it holds, its scripts as they are pinned, its readable lines, and the line of the block."""

    path: str
    kept: Kept
    scripts: dict[str, tuple[Script, str]]
    readable: str
    line: int


def read_copy(source: Text, path: str) -> OwnCopy:
    """The copy in this file. Raises BadDataError with every fault and its place, whatever the bytes."""
    faults = Faults(path, source.note)
    if source.guessed:
        faults.stop(1, 1, NOT_TEXT, "This copy is no longer saved as UTF-8, so words in it may have changed.",
                    "Save it again as UTF-8, or take the copy from whoever wrote it.")  # fmt: skip
    block = read_block(source.text, faults)
    kept = _kept(block, faults)
    for id_, message in faults_of(kept.person.id, kept.person.name, kept.events):
        faults.add(block.place_of(id_) if faults.listing else block.line, 1, BAD_FIELD, message, _NEWER)
    scripts = _scripts(block, kept, faults)
    faults.stop_if_any()
    return OwnCopy(path, kept, scripts, block.readable, block.line)


def _kept(block: Block, faults: Faults) -> Kept:
    try:
        return Kept.model_validate(block.data)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_context=False, include_input=False)[:20]:
            where = ".".join(str(part) for part in each["loc"][:3])
            line = block.place_of(_id_at(block.data, each["loc"]))
            faults.add(line, 1, BAD_FIELD, f"This block is not as coachkit writes it ({where[:40]}).", _NEWER)
        raise faults.error() from None


def _id_at(data: Any, where: tuple[int | str, ...]) -> str:
    """The id of the talk or event a fault lies in; empty where it has none."""
    try:
        return str(data[where[0]][where[1]]["id"])
    except (LookupError, TypeError):
        return ""


def _scripts(block: Block, kept: Kept, faults: Faults) -> dict[str, tuple[Script, str]]:
    """Each script with the very text its digest is of."""
    found: dict[str, tuple[Script, str]] = {}
    for mark, data in kept.scripts.items():
        try:
            script = Script.model_validate(data)
        except (ValidationError, RecursionError):
            faults.add(block.line, 1, BAD_FIELD, f"The script {mark[:8]} in this block cannot be read.", _NEWER)
            continue
        text = next((text for text in _written(script, data) if fingerprint(text) == mark), None)
        if text is None:
            faults.add(block.line, 1, BAD_FIELD, f"The script {mark[:8]} in this block has been changed.", _NEWER)
            continue
        found[mark] = script, text
    gone_by = {str(e.body["script_hash"]) for e in kept.events if e.body.get("script_hash")}
    for mark in sorted(gone_by - kept.scripts.keys()):
        faults.add(block.line, 1, BAD_FIELD, f"The script {mark[:8]} of a talk is missing in this block.", _NEWER)
    return found


def _written(script: Script, data: dict[str, Any]) -> tuple[str, str]:
    """The two ways a script's text can have been: as it stands in the block, and as this coachkit writes it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")), script.pinned()
