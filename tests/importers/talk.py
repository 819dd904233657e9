"""The made-up talk that every file of samples/ holds, and what there is to compare it with."""

from __future__ import annotations

from pathlib import Path

from coachkit.importers.protocol import Transcript
from coachkit.importers.registry import SAMPLE, detect

SAMPLES = Path(__file__).parent / "samples"
# Real files by others, which lie beside the project where there are any.
_BESIDE = [parent / "shared" / "data" for parent in Path(__file__).resolve().parents]
SHARED = next((folder for folder in _BESIDE if folder.is_dir()), Path("nowhere"))
NIA, MAYA = "Nia Bowen", "Maya Lloyd"
TALK = (
    (NIA, "What went well this week, even a bit?"),
    (MAYA, "I made soup for the whole landing. Leek and potato, my gran's."),
    (NIA, "Who came?"),
    (MAYA, "Everyone: Jo, the twins, and Mr Patel with his own spoon."),
    (NIA, "What do the others ask you to bring?"),
    (MAYA, "Bread 🍞 – I taught myself when the café shut."),
)


def read(path: Path) -> Transcript:
    """What a file holds, by the format that knows it."""
    data = path.read_bytes()
    found = detect(data[:SAMPLE], path.name)
    assert found is not None, "no format knows it"
    return found.read(data, path.name)


def told(transcript: Transcript) -> tuple[tuple[str, str], ...]:
    """Who said what, on one line each: a chat keeps the line ends of its writers, the others have none."""
    return tuple((turn.speaker, " ".join(turn.text.split())) for turn in transcript.turns)
