"""What was said, row by row: in comes a talk's place, out go the ids of its rows and how they are taken out.

A contact between talks that has a line is as good as a talk here: one of a single event.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

# The talk's first event, then 16 bits of the row: a talk's rows lie side by side, in the order in which talks come.
_ROW_BITS = 16
MOST_ROWS = 1 << _ROW_BITS
TALK_OF_ROW = f"said.id >> {_ROW_BITS}"
TALK_FOUND = f"search.rowid >> {_ROW_BITS}"

# Nothing is said by an empty text: the driver takes longer over a None than over the rest of the row.
SAY = "INSERT INTO said (id, place, text, plain) VALUES (?, ?, ?, nullif(?, ''))"
# Letters of their own to Unicode, and an accented letter, or two letters, to whoever types them in a hurry.
_OWN_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k",
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ẞ": "SS",
}  # fmt: skip
_OWN_LETTERS |= {letter.upper(): base.upper() for letter, base in _OWN_LETTERS.items() if letter not in "ßı"}
# Letters whose accents SQLite leaves on; it folds those of other Latin letters itself. Then the signs of vowels in
# Hebrew and Arabic, which are mostly left away.
_TO_FOLD = re.compile(
    f"[\u0370-\u052f\u1f00-\u1fff{''.join(_OWN_LETTERS)}\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]"
)
MARKS = ("Mn", "Mc")

# Thai to Khmer, kana, Chinese and Korean: words stand there without a space, or with their endings on, so that each
# letter with its marks is a word of the index, and a word is letters side by side. No text that is kept holds this one.
APART = "\x1f"
_WITH_MARKS = "".join(
    chr(code) for code in (*range(0xE00, 0xF00), *range(0x1000, 0x10A0), *range(0x1780, 0x1800), *range(0x3099, 0x309B))
    if unicodedata.category(chr(code)) in MARKS
)  # fmt: skip
_RUNS_ON = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u318f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af"
    f"\uf900-\ufaff\U00020000-\U0003ffff][{_WITH_MARKS}]*"
)

Execute = Callable[[str, Sequence[Any]], Any]

_UNSEARCH = """
    INSERT INTO search (search, rowid, text) SELECT 'delete', id, coalesce(plain, text) FROM said
    WHERE id BETWEEN ?1 AND ?2 AND NOT EXISTS (SELECT 1 FROM unsearched WHERE session = ?3)"""


_NO_CONTACT = f"DELETE FROM said WHERE {TALK_OF_ROW} NOT IN (SELECT seq FROM event)"  # noqa: S608
_ALL_UNSEARCHED = """
    INSERT INTO unsearched (session) SELECT seq FROM (
        SELECT seq FROM session UNION ALL SELECT seq FROM event WHERE kind = 'contact'
    ) WHERE seq NOT IN (SELECT session FROM unsaid)"""


# A row by the thousand: what `Row` holds.
Words = tuple[str, str, str, str, str]


class Row(NamedTuple):
    """One thing said: the id of its statement, its kind, the step and item it was said at, and the words.

    The id is empty where the session, the step, the item and the kind give it, and where it is no statement.
    """

    statement: str
    kind: str
    step: str
    item: str
    text: str


def ids(seq: int) -> tuple[int, int]:
    """The id of a talk's first row, and the greatest that a row of it can have."""
    first = seq << _ROW_BITS
    return first, first + MOST_ROWS - 1


def numbered(seq: int, rows: Sequence[Words]) -> list[tuple[int, str, str, str]]:
    """A talk's rows as `SAY` takes them; what is too much for them is one row at the end."""
    first, _ = ids(seq)
    if len(rows) > MOST_ROWS:
        rest = " ".join(text for *_, text in rows[MOST_ROWS - 1 :])
        rows = [*rows[: MOST_ROWS - 1], (*rows[MOST_ROWS - 1][:4], rest)]
    return [
        (first + n, f"{kind}\t{step}\t{statement}\t{item}", text, "" if text.isascii() else plain(text) or "")
        for n, (statement, kind, step, item, text) in enumerate(rows)
    ]


def row_of(place: str, text: str) -> Row:
    """One row as it was before it was kept."""
    kind, step, statement, item = place.split("\t", 3)
    return Row(statement, kind, step, item, text)


def plain(text: str) -> str | None:
    """A text as it is indexed: `composed`, without the accents that SQLite leaves on, and `apart`.

    Word for word; None where that is the text itself.
    """
    if text.isascii():
        return None
    whole = composed(text)
    if not (_TO_FOLD.search(whole) or _RUNS_ON.search(whole)):
        return None if whole == text else whole
    return apart(without_accents(whole))


def composed(text: str) -> str:
    """A text with each letter in one piece: some computers write a syllable or an accent as a letter of its own."""
    return unicodedata.normalize("NFC", text)


def without_accents(text: str) -> str:
    """A text with the accents off its Greek and Cyrillic letters, and letters like `ł` and `ß` written plainly."""
    return _TO_FOLD.sub(_base, text)


def apart(text: str) -> str:
    """A text with a mark round each letter that is a word of the index, in one piece as that is."""
    if not _RUNS_ON.search(text):
        return text
    text = composed(text)
    return _RUNS_ON.sub(rf"{APART}\g<0>{APART}", text)


def _base(letter: re.Match[str]) -> str:
    if letter[0] in _OWN_LETTERS:
        return _OWN_LETTERS[letter[0]]
    if unicodedata.category(letter[0]) in MARKS:
        return ""
    base = "".join(each for each in unicodedata.normalize("NFKD", letter[0]) if unicodedata.category(each) != "Mn")
    return base if base.isalpha() else letter[0]


def unsay_many(execute: Execute, talks: Iterable[int]) -> None:
    """Take what was said in a great many talks out of the search, which is filled anew with the rest of them later.

    Taking rows out of the index one by one, so that no word of them stays in it, is far slower than putting them in.
    Contacts whose events are erased go with them.
    """
    for seq in talks:
        execute("DELETE FROM said WHERE id BETWEEN ? AND ?", ids(seq))
    execute(_NO_CONTACT, ())
    execute("INSERT INTO search (search) VALUES ('delete-all')", ())
    execute("DELETE FROM unsearched", ())
    execute(_ALL_UNSEARCHED, ())


def unsay(execute: Execute, talks: Iterable[int], *, anew: bool) -> None:
    """Take what was said in these talks, each by its place, out of the search; `anew`: to be said again later."""
    for seq in talks:
        execute(_UNSEARCH, (*ids(seq), seq))
        execute("DELETE FROM said WHERE id BETWEEN ? AND ?", ids(seq))
        execute("DELETE FROM unsearched WHERE session = ?", (seq,))
        if anew:
            execute("INSERT OR IGNORE INTO unsaid (session) VALUES (?)", (seq,))
        else:
            execute("DELETE FROM unsaid WHERE session = ?", (seq,))
