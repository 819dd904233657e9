"""The page of rules: in come the files in `coachkit/scripts/rules`, out comes `docs/rules.md`.

With `--check` nothing is written, and it ends with 1 where the page is not up to date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from coachkit.scripts.rulebook import as_markdown

PAGE = Path(__file__).with_name("rules.md")


def main(arguments: list[str]) -> int:
    """Write the page, or only look at it."""
    page = as_markdown()
    if "--check" in arguments:
        return 0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
