"""How a CSV file is written: in comes its beginning, out goes what separates and what quotes its cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

_SNIFFED = 4_096
_USUAL = ",;\t|"
_UNUSUAL = "!#$%&*+/:<=>?@^~\x1e\x1f"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*')

IsHeader = Callable[[list[str]], bool]


class Rows(csv.excel):
    """A dialect that tells a quote out of place, and reads lines that end in LF."""

    lineterminator = "\n"
    strict = True


def dialect_of(sample: str, is_header: IsHeader) -> type[csv.Dialect]:
    """The dialect in which the first row is a row of headings; where there is none, the one the sniffer finds."""
    sample = sample.removeprefix("\ufeff")
    first, _, rest = sample.partition("\n")
    said = _SEPARATOR_LINE.fullmatch(first)
    if said:
        return _dialect(said[1], _quote(rest, said[1]), rest)
    others = "".join(sorted(set(first) & set(_UNUSUAL)))
    for delimiter in dict.fromkeys(f"{_USUAL}{others} "):
        quote = _quote(sample, delimiter)
        found = _dialect(delimiter, quote, sample)
        if delimiter in first and is_header(plain_cells(first, found)):
            return found
    try:
        sniffed = csv.Sniffer().sniff(sample[:_SNIFFED])
    except csv.Error:
        return Rows
    if sniffed.delimiter.isalnum():
        return Rows
    return _dialect(sniffed.delimiter, sniffed.quotechar or '"', sample)


def is_separator_line(line: str) -> bool:
    """Whether a line says the separator, as Excel writes it above the headings: sep=;"""
    return _SEPARATOR_LINE.fullmatch(line.removeprefix("\ufeff")) is not None


def plain_cells(line: str, dialect: type[csv.Dialect]) -> list[str]:
    """The cells of one line by itself, forgiving every slip."""
    try:
        return next(csv.reader([line], dialect, strict=False), [])
    except csv.Error:
        return line.split(dialect.delimiter)


def _dialect(mark: str, quote: str, sample: str) -> type[csv.Dialect]:
    first = sample.partition("\n")[0]

    class Found(Rows):
        delimiter = mark
        quotechar = quote
        skipinitialspace = mark != " " and mark in first and first.count(mark) == first.count(f"{mark} ")

    return Found


def _quote(sample: str, delimiter: str) -> str:
    """The quote mark: a single one only where cells are plainly quoted so, for words begin with an apostrophe too."""
    mark = re.escape(delimiter)
    if re.search(rf'(?:^|{mark}) ?"', sample, re.MULTILINE):
        return '"'
    begun = len(re.findall(rf"(?:^|{mark}) ?'", sample, re.MULTILINE))
    whole = len(re.findall(rf"(?:^|{mark}) ?'[^']*'(?={mark}|$)", sample, re.MULTILINE))
    return "'" if whole >= 2 and whole * 2 > begun else '"'
