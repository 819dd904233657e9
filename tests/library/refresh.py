"""The transcripts of the recorded walks: in come `prompts/walks`, out come the files in `transcripts/`.

`python -m tests.library.refresh` writes them all anew and takes away those whose walk is gone. Read what has changed
as a coach would before it is kept.
"""

from __future__ import annotations

from tests.library.recorded import TRANSCRIPTS, WALKS, recorded, snapshot


def main() -> None:
    TRANSCRIPTS.mkdir(exist_ok=True)
    for file in set(TRANSCRIPTS.glob("*.txt")) - set(map(snapshot, WALKS)):
        file.unlink()
    for walk in WALKS:
        snapshot(walk).write_text(recorded(walk).transcript, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
