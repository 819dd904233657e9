"""What comes along is fit to be taken to a kitchen table: every shipped script, and every walk recorded through one."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachkit.scripts.check import check_script
from coachkit.scripts.shelf import shipped_scripts
from coachkit.talk.coverage import cover
from tests.library.recorded import SCRIPTS, TRANSCRIPTS, WALKS, recorded, snapshot


def name_of(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_a_shipped_script_has_nothing_in_it_to_put_right_or_think_about(script: Path) -> None:
    checked = check_script(script.read_bytes(), script.name, shipped_scripts())
    assert checked.script is not None
    loud = (*checked.of("error"), *checked.of("warning"))
    assert not loud, "\n".join(map(str, loud))


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_the_recorded_walks_of_a_script_together_meet_all_of_it(script: Path) -> None:
    walks = [each for each in map(recorded, WALKS) if each.script.id == script.stem]
    assert walks, "no walk is recorded through it"
    covered = cover(walks[0].script, [each.events for each in walks])
    assert covered.missing == ()
    assert covered.percent == 100


@pytest.mark.parametrize("walk", WALKS, ids=name_of)
def test_a_recorded_walk_reads_as_it_did_when_it_was_last_read(walk: Path) -> None:
    kept = snapshot(walk)
    assert kept.is_file(), "python -m tests.library.refresh writes it; read it before you keep it"
    assert recorded(walk).transcript == kept.read_text("utf-8"), "python -m tests.library.refresh, and read it again"


def test_every_transcript_has_its_walk() -> None:
    assert set(TRANSCRIPTS.glob("*.txt")) == set(map(snapshot, WALKS))
