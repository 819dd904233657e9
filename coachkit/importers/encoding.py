"""How a file was saved: in come its bytes, out goes the encoding they show, or the likeliest code page and its name."""

from __future__ import annotations

import codecs
import re
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
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
    "euc_jp": "EUC-JP (Japanese)",
    "iso8859_2": "ISO 8859-2 (Central Europe)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "cp850": "DOS 850 (Western Europe)",
    "mac_roman": "Mac Roman",
}
# The letters that tell pages of Latin letters apart: by chaos and coherence alone José is Polish. Letters that one
# page has where another has a commoner one are left out (õ is ő, þ is ş, ð is ğ, ý is ı). The first of equals is it.
_LETTERS = {
    "cp1252": "àâäáãåæçéèêëíìîïñóòôöøúùûüßœÀÂÄÁÅÆÇÉÈÊÖØÜÑÓ‘’“”–—…€£°¿¡«»",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžöüőűäôľĺŕĄĆŁŃÓŚŹŻÁČĎÉĚŇŘŠŤÚŽÖÜŐŰ‘’“”„–—…€",
    "cp1254": "çğıöşüâîÇĞİÖŞÜ‘’“”–—…€",
    "cp1257": "āčēģīķļņšūžąęėįųĀČĒĢĪĶĻŅŠŪŽõäöü‘’“”„–—…€",
    "iso8859_2": "ąćęłńóśźżáčďéěíňřšťúůýžöüőűäôľĺŕĄĆŁŃÓŚŹŻÁČĎÉĚŇŘŠŤÚŽÖÜŐŰ",
    "cp850": "àâäáãåæçéèêëíìîïñóòôöúùûüßÄÖÜÉÑ¿¡«»",
    "mac_roman": "àâäáãåæçéèêëíìîïñóòôöúùûüßœÄÖÜÉÑ‘’“”–—…¿¡«»",
}
_BEGINNING = 4_096
_MOST_SAMPLED = 8_192
_BEFORE = 200
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_LINE = re.compile(rb"[^\n]{0,200}[\x80-\xff][^\n]{0,200}")
_HALF_A_PAIR = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_WORD = re.compile(r"[^\W\d_]+")
_FEW = 4


def shown(beginning: bytes) -> tuple[str, int]:
    """The encoding that a file begins as, and how many bytes of mark to leave out; what shows nothing is UTF-8."""
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            return encoding, len(mark)
    sample = beginning[:_BEGINNING]
    even, odd, few = sample[0::2].count(0), sample[1::2].count(0), max(len(sample) // 50, 1)
    # UTF-16 without its mark: the zero halves of spaces and line ends stand on one side, and few on the other.
    if odd > few and even * 10 < odd and _are_halves(sample[1::2], sample):
        return "utf-16-le", 0
    if even > few and odd * 10 < even and _are_halves(sample[0::2], sample):
        return "utf-16-be", 0
    return "utf-8", 0


def _are_halves(side: bytes, sample: bytes) -> bool:
    """Whether every other byte is the half that says which alphabet; a few zero bytes in a text of UTF-8 are none."""
    if sum(map((0x20).__gt__, side)) * 2 >= len(side):
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return True
    return False


def guessed(data: bytes) -> tuple[str, str]:
    """The code page that bytes were probably saved in: Python's name for it, and what people call it."""
    # 20 ms to load, and only for files that are not UTF-8.
    from charset_normalizer import from_bytes

    sample = b"\n".join(_HIGH_LINE.findall(_from_first(data)))[:_MOST_SAMPLED]
    best = from_bytes(sample, cp_isolation=list(_PAGES), enable_fallback=False).best()
    page = best.encoding if best else ""
    if page in _LETTERS or page not in _PAGES or not _has_words_of_its_own(sample.decode(page, "replace")):
        page = max(_LETTERS, key=lambda each: sum(map(_LETTERS[each].count, sample.decode(each, "replace"))))
    return page, _PAGES[page]


def _has_words_of_its_own(text: str) -> bool:
    """Whether the letters of a page that is not Latin make up words: `Hйй Ђ` is `Héé €` in the wrong page."""
    bare = "".join(each for each in text if unicodedata.category(each) != "Mn")
    words = [word for word in _WORD.findall(bare) if not word.isascii()]
    own = sum(len(word) for word in words if len(word) > 1 and not any(map(str.isascii, word)))
    return own >= _FEW and own * 3 >= 2 * sum(not each.isascii() for word in words for each in word)


def is_utf_8(data: bytes, *, whole: bool) -> bool:
    """Whether most of what is not ASCII is UTF-8: a slip in one place makes no other encoding of it.

    Where the data is not the `whole` rest of a file, its end may cut a character in two.
    """
    sample = _from_first(data)
    whole = whole and data.endswith(sample)
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(_HALF_A_PAIR.sub(b"", sample), final=whole)
    wrong = len(_ESCAPED_BYTE.findall(text))
    right = sum(map("\x7f".__lt__, text)) - wrong
    return not wrong or right > wrong


def _from_first(data: bytes) -> bytes:
    """Some of the data from just before the first byte that is not ASCII."""
    found = _HIGH.search(data)
    start = max(found.start() - _BEFORE, 0) if found else 0
    return data[start : start + 8 * _MOST_SAMPLED]
