"""Sentences and clauses: in comes what was said in one turn, out go stretches of it with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Speech written down without a full stop is cut at a space, so that a quote stays short enough to read.
LONGEST = 300
MOST_WORDS = 14

_ENDS = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s)|[-–—]{1,3}(?=\n|$)|\n+")
_SHORTENED = ("mr.", "mrs.", "ms.", "dr.", "st.", "e.g.", "i.e.", "etc.", "vs.")
_BREAKS = re.compile(
    r"""[.,;:!?…()\[\]"“”—–\n]|--|-(?=\s)
    |\ (?:but|because|'cause|cuz|so|though|although|if|unless|until|till|which|whereas|when|while|whilst|cos|coz
    |and\ (?:then|i|i['’]m|i['’]ve|he|she|they|we|my|it|it['’]s|that|that['’]s|so|um|uh|like|stuff|things|everything)
    |i\ (?:mean|guess|think|suppose)|you\ know|or\ something|or\ whatever|um|uh|kind\ of|sort\ of|like|i['’]m|i|he
    |she|they)
    (?![\w'’])""",
    re.IGNORECASE | re.VERBOSE,
)
_LOOSE = re.compile(
    r"(?:\s+(?:and|or|to|the|a|an|of|with|so|in|at|for|my|is|are|was|just|really|also|as|well)"
    r"|(?<!keep)(?<!like)(?<!love)(?<!enjoy)\s+going|\s*-)+$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")


class Passage(NamedTuple):
    """A sentence, or what stands for one, and where in its turn it begins."""

    text: str
    begins: int


def passages(text: str) -> Iterator[Passage]:
    """The sentences of a turn, in order, each at most `LONGEST` characters long, in time that grows with the text."""
    begins = 0
    for end in _ENDS.finditer(text):
        if end[0] == "." and text[max(begins, end.end() - 5) : end.end()].lower().split()[-1:][0] in _SHORTENED:
            continue
        yield from _pieces(text, begins, end.end())
        begins = end.end()
    yield from _pieces(text, begins, len(text))


def _pieces(text: str, begins: int, ends: int) -> Iterator[Passage]:
    while begins < ends:
        upto = ends
        if ends - begins > LONGEST:
            space = text.rfind(" ", begins + LONGEST // 2, begins + LONGEST)
            upto = space if space > 0 else begins + LONGEST
        piece = text[begins:upto]
        bare = piece.strip()
        if bare:
            yield Passage(bare, begins + piece.index(bare[0]))
        begins = upto


def clause(sentence: str, begins: int, at_least: int) -> str:
    """The clause that starts at `begins`: up to the next break after `at_least`, and never long."""
    broken = _BREAKS.search(sentence, at_least)
    ends = broken.start() if broken else len(sentence)
    for number, word in enumerate(_WORD.finditer(sentence, begins, ends)):
        if number == MOST_WORDS and word.start() >= at_least:
            ends = word.start()
            break
    return _LOOSE.sub("", sentence[begins:ends].rstrip())
