"""`python -m benchmarks.suggestions FILE`: in comes a CSV of talks, out go 60 suggestions to read by eye, and figures.

The file is AnnoMI's (`transcript_id`, `interlocutor`, `utterance_text`); it stays where it is, and so do its words:
what is drawn is printed for one reader and kept nowhere. `--all` prints every one, for a look at harm.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import process_time

from coachkit.gleaning.glean import glean
from coachkit.gleaning.suggestion import Gleaned, Spoken, Suggestion

SEED = 20261122
DRAWN = 60


def main() -> None:
    """Draw with a fixed seed, so that two people read the same."""
    read = argparse.ArgumentParser(description="Suggestions out of real talks, to be judged by eye.")
    read.add_argument("file", type=Path)
    read.add_argument("--seed", type=int, default=SEED)
    read.add_argument("--all", action="store_true")
    asked = read.parse_args()
    talks = _talks(asked.file)
    began = process_time()
    every = {name: glean(turns, name) for name, turns in talks.items()}
    took = process_time() - began
    offered = [each for gleaned in every.values() for each in (*gleaned.found, *gleaned.further)]
    drawn = offered if asked.all else random.Random(asked.seed).sample(offered, min(DRAWN, len(offered)))
    for number, each in enumerate(drawn, 1):
        print(_row(number, each))
    _figures(talks, every.values(), offered, drawn, took)


def _talks(path: Path) -> dict[str, list[Spoken]]:
    talks: dict[str, list[Spoken]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spoken = Spoken(row["utterance_text"], row["interlocutor"] == "client")
            talks.setdefault(row["transcript_id"], []).append(spoken)
    return talks


def _row(number: int, each: Suggestion) -> str:
    quote = " ".join(each.quote.split())
    return f"{number:>3}  {each.kind:<10} {each.text}\n     talk {each.session}, {each.rule}: {quote}"


def _figures(
    talks: dict[str, list[Spoken]],
    every: Iterable[Gleaned],
    offered: list[Suggestion],
    drawn: list[Suggestion],
    took: float,
) -> None:
    turns = [turn for told in talks.values() for turn in told]
    theirs = sum(turn.by_person for turn in turns)
    held = Counter(one.because for gleaned in every for one in gleaned.held_back)
    print(f"\n{len(talks)} talks, {len(turns)} turns, {theirs} of them the person's; {theirs / took:,.0f} a second")
    print(f"offered {len(offered)}: {_counts(Counter(each.kind for each in offered))}")
    print(f"held back {sum(held.values())}: {_counts(held)}")
    print(f"drawn {len(drawn)}: {_counts(Counter(each.kind for each in drawn))}")


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counted.most_common())


if __name__ == "__main__":
    main()
