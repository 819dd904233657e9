"""Importing in a window: what is asked stands alone, with nothing drawn over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tty.window import Window

SAMPLES = Path(__file__).parents[1] / "importers" / "samples"


@pytest.mark.parametrize("columns", [80, 50])
def test_the_bar_is_away_while_it_is_asked_who_is_who(tmp_path: Path, columns: int) -> None:
    file = SAMPLES / "zoom.vtt"
    with Window(tmp_path, "import", str(file), "--on", "2026-03-05", columns=columns) as window:
        for question, answer in (("which of these is you", "1\r"), ("whose talk is it", "1\r")):
            window.asked(question)
            window.wait_still(0.4)
            assert "Reading" not in window.text and "━" not in window.text
            window.press(answer)
        window.ended()
        assert "1 new" in window.said
