"""How prompts look: out go the mark before an answer and a style without colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prompt_toolkit.styles import Style

MARK = "›"


def calm_style() -> Style:
    """No colours and no reversed lines; the choice the cursor is on is bold."""
    from prompt_toolkit.styles import Style

    return Style(
        [
            ("question", "nobold"),
            ("answer", "noinherit"),
            ("instruction", "dim"),
            ("highlighted", "bold"),
            ("selected", "noreverse"),
        ]
    )
