"""What comes first: in comes a quote, out goes how much it adds to the weight of a suggestion."""

from __future__ import annotations

import re

# A name makes somebody easier to meet; a whole sentence is easier to judge; warmth says more than a mention.
NAMED = 20
WHOLE = 3
WARM = 4

_WHOLE = re.compile(r"[^\W\d_].*[\w”\"’)][.!]$", re.DOTALL)
_WARM = re.compile(
    r"""\b(?:and\ i|with\ me|comes?\ (?:round|over)|helps?|helped|calls?|rings?|visits?|looks?\ after|taught|teach
    |together|always|every|important
    |relationship|supports?|proud|loves?|kind(?!\ of)|funny|laughs?|looks?\ out\ for|watches|feeds|drives|cooks
    |shares?|stepped\ in)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def weight_of(quote: str) -> int:
    """How much a quote says for itself, where one thing is spoken of several times."""
    whole = 5 <= quote.count(" ") + 1 <= 30 and _WHOLE.match(quote)
    return (WHOLE if whole else 0) + (WARM if _WARM.search(quote) else 0)
