"""What docs/answers-files.md shows is taken in by the program exactly as it stands there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "answers-files.md").read_text("utf-8")


def example(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def coachkit(home: Path, *words: str) -> str:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COACHKIT_")}
    ran = subprocess.run(
        [sys.executable, "-m", "coachkit", *words],
        env={**environ, "COACHKIT_HOME": str(home), "COACHKIT_TODAY": "2026-11-22", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("language", ["yaml", "json"])
def test_the_examples_become_a_talk_with_nothing_set_aside(language: str, tmp_path: Path) -> None:
    file = tmp_path / f"maya.{language}"
    file.write_text(example(language), "utf-8")
    home = tmp_path / "home"
    coachkit(home, "talk", "--answers", str(file))
    profile = json.loads(coachkit(home, "profile", "Maya", "--format", "json"))["data"]
    texts = {statement["text"] for statement in profile["statements"]}
    assert {"Cutting hair", "Reading letters from the council"} <= texts
    assert [member["name"] for member in profile["circle"]][:1] == ["Jo"]


def test_the_long_example_gives_the_handover_it_tells_of(tmp_path: Path) -> None:
    file = tmp_path / "maya.yaml"
    file.write_text(example("yaml"), "utf-8")
    home = tmp_path / "home"
    coachkit(home, "talk", "--answers", str(file))
    plan = json.loads(coachkit(home, "plan", "Maya", "--format", "json"))["data"]
    (handover,) = plan["handovers"]
    assert handover["what"] == "The council's letters"
    assert (handover["helper"], handover["helper_said"]) == ("Jo", "not_asked")
    assert handover["coach_stops"] == "opening them first"
