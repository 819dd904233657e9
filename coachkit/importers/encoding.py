"""How a file that is not UTF-8 was saved: in come its bytes, out goes the likeliest code page and its name."""

from __future__ import annotations

import codecs
import re

_PAGES = {
    "cp1252": "Windows-1252 (Western Europe)",
    "cp1250": "Windows-1250 (Central Europe)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "cp1257": "Windows-1257 (Baltic)",
    "cp874": "Windows-874 (Thai)",
    "cp932": "Windows-932 (Japanese)",
    "cp949": "Windows-949 (Korean)",
    "cp950": "Windows-950 (traditional Chinese)",
    "gb18030": "GB 18030 (simplified Chinese)",
}
# The letters that tell pages of Latin letters apart: by chaos and coherence alone José is Polish. Letters that one
# page has where another has a commoner one are left out (õ is ő, þ is ş, ð is ğ, ý is ı). The first of equals is it.
_LETTERS = {
    "cp1252": "àâäáãåæçéèêëíìîïñóòôöøúùûüßœÀÂÄÁÅÆÇÉÈÊÖØÜÑÓ‘’“”–—…€£°¿¡«»",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžöüőűäôľĺŕĄĆŁŃÓŚŹŻÁČĎÉĚŇŘŠŤÚŽÖÜŐŰ‘’“”„–—…€",
    "cp1254": "çğıöşüâîÇĞİÖŞÜ‘’“”–—…€",
    "cp1257": "āčēģīķļņšūžąęėįųĀČĒĢĪĶĻŅŠŪŽõäöü‘’“”„–—…€",
}
_MOST_SAMPLED = 8_192
_BEFORE = 200
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_LINE = re.compile(rb"[^\n]{0,200}[\x80-\xff][^\n]{0,200}")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")


def guessed(data: bytes) -> tuple[str, str]:
    """The code page that bytes were probably saved in: Python's name for it, and what people call it."""
    # 20 ms to load, and only for files that are not UTF-8.
    from charset_normalizer import from_bytes

    sample = b"\n".join(_HIGH_LINE.findall(_from_first(data)))[:_MOST_SAMPLED]
    best = from_bytes(sample, cp_isolation=list(_PAGES), enable_fallback=False).best()
    page = best.encoding if best else ""
    if page in _LETTERS or page not in _PAGES:
        page = max(_LETTERS, key=lambda each: sum(map(_LETTERS[each].count, sample.decode(each, "replace"))))
    return page, _PAGES[page]


def is_utf_8(data: bytes, *, whole: bool) -> bool:
    """Whether most of what is not ASCII is UTF-8: a slip in one place makes no other encoding of it.

    Where the data is not the `whole` rest of a file, its end may cut a character in two.
    """
    sample = _from_first(data)
    whole = whole and data.endswith(sample)
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(sample, final=whole)
    wrong = len(_ESCAPED_BYTE.findall(text))
    right = sum(map("\x7f".__lt__, text)) - wrong
    return not wrong or right > wrong


def _from_first(data: bytes) -> bytes:
    """Some of the data from just before the first byte that is not ASCII."""
    found = _HIGH.search(data)
    start = max(found.start() - _BEFORE, 0) if found else 0
    return data[start : start + 8 * _MOST_SAMPLED]
