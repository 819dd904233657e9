"""Names beside times: in come lines, out come those that stand over a talk's words with one space, or brackets.

`Dana 00:00:13`, `Dana [0:13]`, `0:13 Dana`. A line of prose may look so too, so that the whole file tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from coachkit.importers.clock import TIME, seconds
from coachkit.importers.labels import NAME, PHONE, bare_name, few_words, like_a_name

Headers = dict[int, tuple[str, str]]

PREAMBLE = 20
_NAME = re.compile(NAME)
_PHONE = re.compile(PHONE)
_ANY = rf"(?P<name>{PHONE}|[^\s\d:(\[][^:\n]{{0,59}}?)"
_FORMS = (
    re.compile(rf"{_ANY}[\s\-–—,]*[\s(\[](?P<at>(?a:{TIME}))[)\]]?:?"),
    re.compile(rf"[(\[]?(?P<at>(?a:{TIME}))[)\]]?[\s\-–—]+{_ANY}"),
)
_LONGEST_LINE = 200
_LONGEST_NAME = 60
_BEGINS_BEFORE = 60
_ENDS_A_SENTENCE = '.!?…:;,"”»)'
_ENDS_IN_BRACKETS = re.compile(r"\([^()]+\)$")
# What a sentence that ends in a time has before it: `see you at 3:15`.
_BEFORE_A_TIME = frozenset(("about", "after", "around", "at", "before", "by", "from", "is", "it's", "till", "to",
                            "until", "and", "um", "ab", "bis", "gegen", "à", "las"))  # fmt: skip
_FEWEST_WITH_ONE_ODD = 4


def loose_headers(lines: Sequence[str]) -> Headers:
    """The name and the time in each line that may be a header, all of one form: the one that more lines have.

    Those with a name as names are written, or one that comes again, tell which others are: any short one whose time
    lies between theirs.
    """
    return max((_told_by_the_sure(_candidates(lines, form)) for form in _FORMS), key=len)


def of_a_talk(headers: Headers, lines: Sequence[str]) -> bool:
    """Whether loose headers are those of a talk and no prose, a day's plan or verses of the Bible.

    They stand from the beginning, with words under nearly all of them; their clock starts with the recording, unless
    it shows seconds of an hour, and runs backwards at most once in many.
    """
    if len(headers) < 2 or min(headers) >= PREAMBLE:
        return False
    times = [seconds(at) or 0 for _, at in headers.values()]
    begins = times[0] < _BEGINS_BEFORE or next(iter(headers.values()))[1].count(":") == 2
    silent = sum(at + 1 >= len(lines) or at + 1 in headers for at in headers)
    backwards = len(times) - len(_longest_forwards(times))
    return begins and backwards <= _odd_ones(len(headers)) and silent <= _odd_ones(len(headers), 5)


def can_be_a_name(line: str) -> bool:
    """Whether a line is short and begins as names do, or is a number somebody dials in from."""
    return short_enough(line) and (not line[0].islower() or not line.split()[0].islower())


def short_enough(line: str) -> bool:
    """Whether a line is as short as a name, and ends in no mark of a sentence."""
    return (
        0 < len(line) <= _LONGEST_NAME
        and few_words(line)
        and (line[-1] not in _ENDS_A_SENTENCE or _ENDS_IN_BRACKETS.search(line) is not None)
        and (any(map(str.isalpha, line)) or _PHONE.fullmatch(line) is not None)
    )


def _candidates(lines: Sequence[str], form: re.Pattern[str]) -> Headers:
    found: Headers = {}
    for at, line in enumerate(lines):
        if ":" not in line or len(line) > _LONGEST_LINE:
            continue
        if (there := form.fullmatch(line.strip())) and short_enough(name := there["name"].strip()):
            words = bare_name(name).casefold().split()
            # `Right. [inaudible 0:13]` is said, with a bracket that opens in it.
            if name.count("[") == name.count("]") and (not words or words[-1] not in _BEFORE_A_TIME):
                found[at] = name, there["at"]
    return found


def _told_by_the_sure(candidates: Headers) -> Headers:
    """Those written as names, or that come again, and whatever stands between them in time.

    One whose time is out of order is a header where somebody of that name speaks elsewhere too.
    """
    count = Counter(name for name, _ in candidates.values())
    sure = [at for at, (name, _) in candidates.items() if count[name] > 1 or _sure_name(name)]
    ordered = [sure[each] for each in _longest_forwards([_time(candidates, at) for at in sure])]
    if len(sure) < _FEWEST_WITH_ONE_ODD or len(sure) - len(ordered) > _odd_ones(len(sure)):
        ordered = sure
    speak = {candidates[at][0] for at in ordered}
    kept: list[int] = []
    latest, following = 0.0, 0
    for at, (name, _) in candidates.items():
        while following < len(ordered) and ordered[following] < at:
            following += 1
        until = _time(candidates, ordered[following]) if following < len(ordered) else float("inf")
        here = following < len(ordered) and ordered[following] == at
        if here or (name in speak and at in sure) or (kept and latest <= _time(candidates, at) <= until):
            kept.append(at)
            latest = _time(candidates, at) if here else latest
        elif not kept and following < len(ordered) and _time(candidates, at) <= min(until, _BEGINS_BEFORE):
            kept.append(at)
    return {at: candidates[at] for at in kept} if len(ordered) > 1 else {}


def _sure_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and can_be_a_name(name) and like_a_name(name)


def _time(headers: Headers, at: int) -> float:
    return seconds(headers[at][1]) or 0.0


def _odd_ones(headers: int, of: int = 10) -> int:
    """How many of the headers may be unlike those of a talk: one in some, and one of four."""
    return max(headers // of, headers >= _FEWEST_WITH_ONE_ODD)


def _longest_forwards(times: Sequence[float]) -> list[int]:
    """The places of the longest run of times that never goes backwards, others between them left out."""
    ends: list[float] = []
    last: list[int] = []
    before: list[int] = []
    for at, time in enumerate(times):
        place = bisect_right(ends, time)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [time]
        last[place : place + 1] = [at]
    run: list[int] = []
    at = last[-1] if last else -1
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]
