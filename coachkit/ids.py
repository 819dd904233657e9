"""Ids: out come new UUIDv7 texts and their short forms; in come what a coach typed, matched by ending."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
SHORTEST = 6
_AT_ONCE = 256

NewId = Callable[[], str]


def new_id() -> str:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds, then random; unique everywhere, roughly in order of time."""
    milliseconds = time.time_ns() // 1_000_000
    number = milliseconds << 80 | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def in_bulk() -> NewId:
    """What gives ids like `new_id`, many at a time: a few hundred have all but their last 48 bits in common."""
    return _many().__next__


def _many() -> Iterator[str]:
    while True:
        start, drawn = new_id()[:-12], os.urandom(6 * _AT_ONCE).hex()
        for at in range(0, 12 * _AT_ONCE, 12):
            yield start + drawn[at : at + 12]


def crockford(id_: str) -> str:
    """The 26 Crockford characters of a UUID, or of a digest worked out where there was no id, in lower case."""
    number = int(id_.replace("-", ""), 16)
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def short(id_: str, among: Iterable[str] = ()) -> str:
    """The last six characters of an id, or as many more as it takes to tell it from `among`."""
    whole = crockford(id_)
    others = [crockford(other) for other in among if other != id_]
    for length in range(SHORTEST, len(whole) + 1):
        if not any(other.endswith(whole[-length:]) for other in others):
            return whole[-length:]
    return whole


def shorts(ids: Iterable[str]) -> dict[str, str]:
    """The short form of each id that tells it from all the others, in one pass over many."""
    whole = {id_: crockford(id_) for id_ in ids}
    found: dict[str, str] = {}
    length = SHORTEST
    while len(found) < len(whole):
        endings = Counter(text[-length:] for text in whole.values())
        for id_, text in whole.items():
            if id_ not in found and (endings[text[-length:]] == 1 or length >= len(text)):
                found[id_] = text[-length:]
        length += 1
    return found


def matches(id_: str, typed: str) -> bool:
    """Whether `typed` means this id: the whole UUID, or its last four or more Crockford characters."""
    wanted = typed.strip().lower()
    if wanted == id_:
        return True
    wanted = wanted.translate(str.maketrans("oil", "011"))
    return len(wanted) >= 4 and crockford(id_).endswith(wanted)


def digest(*parts: str) -> str:
    """A short, stable id made of the parts: the same parts give the same id on every computer."""
    return blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()


def statement_id(session: str, step: str, item: str, kind: str) -> str:
    """The id of what was said at a step of a talk and is kept as one kind."""
    return digest(session, step, item, kind)
