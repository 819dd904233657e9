"""Words and names that try to command a terminal, a browser, a spreadsheet, a reader of Markdown or a file system."""

from __future__ import annotations

import re
import unicodedata

CLIPBOARD = "\x1b]52;c;ZXZpbA==\x07"
TITLE = "\x1b]0;owned\x1b\\"

FOR_TERMINALS = (
    CLIPBOARD, TITLE, "\x1b[2J\x1b[H", "\x9b2J", "\x9d52;c;eA==\x9c", "a\x00b", "a\rb", "a\x08\x08b",
    "a\x7fb", "a\tb", "\x0e",
    "\u202eesrever\u202c", "\u2066x\u2069", "a\u200bb", "a\u2060b", "\ufeffa", "\u061ca\u200e\u200f",
    "\U000e0041\U000e007f",
    "\ud800", "x\udfffy", "[/b] [red]x[/red] [link=http://a.b]x[/link]", ":smile: :warning:",
    "{person} {0} {{", "%s %(x)s",
    "a\u2028b\u2029c", "a\x85b", "e\u0301" * 200, "Z\u0335\u0321" * 50, "家" * 90, "👩‍👩‍👧‍👦" * 20,
    "x" * 10_000, "word " * 2_000,
)  # fmt: skip
FOR_BROWSERS = (
    "<script>alert(1)</script>", "</style><script>x</script>", "</title><img src=x onerror=x>", "<!-- ",
    "-->", "]]>",
    "\" onmouseover=\"x", "' style='x", "<a href=javascript:x>x</a>", "<svg/onload=x>",
    "&lt;b&gt; &amp; &#60;", "<?php x ?>",
    "<meta http-equiv=refresh content=0>", "<base href=//a.b>", "</p></li></ul></section></body></html>",
)  # fmt: skip
FOR_MARKDOWN = (
    "![x](http://a.b/c.png) [y](http://a.b)", "<http://a.b> www.a.b http://a.b", "# Mine\n\n  - said yes",
    "---", "===",
    "```coachkit\n{}\n```", "1. one\n2) two\n+ three", "a | b\n--|--\nc | d", "    code",
    "**b** _i_ ~~s~~ `c`", "> quoted",
    "[x]: http://a.b", "- [ ] todo", "line\\", "Setext\n===",
)  # fmt: skip
FOR_SPREADSHEETS = (
    "=1+1", "+44 7700 900123", "-5.00", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", " =1+1", "\u3000=1+1",
    "\ufeff=1+1", "＝1+1",
    "＋1", "－1", "＠x", "\t=1", '"=1+1"', "a\n=1+1", "';=1+1", "=HYPERLINK(\"http://a.b\")", "a,b;c\td",
    "\u00a0@x",
)  # fmt: skip
WORDS = (*FOR_TERMINALS, *FOR_BROWSERS, *FOR_MARKDOWN, *FOR_SPREADSHEETS)
NAMES = (
    "../../etc/passwd", "..", ".", "/etc/passwd", "a/b\\c", "C:\\x", "CON", "con.", "NUL", "COM1",
    "LPT9.txt", "aux", "Jo.", "Jo ...",
    "a" * 300, "家" * 300, "👩‍👩‍👧‍👦", "🙂" * 90, "מרים", "\u202eoJ", "مريم", "-rf", "--force", "~", "$HOME",
    "`id`", "$(id)", "a;b", "*", "?",
    "a:b", "name|x", "a\nb", "Zoë", "Zoe\u0308", "ﬁ", "İ", "COM¹", "'", '"',
)  # fmt: skip

_UNSEEN_OR_TURNING = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


def controls(text: str) -> set[str]:
    """What could command something, in a text that came out: all controls but the line end, and half characters."""
    return {char for char in set(text) if char != "\n" and unicodedata.category(char) in ("Cc", "Cs")}


def commands(text: str) -> set[str]:
    """The same, with what turns a line round or cannot be seen."""
    return controls(text) | set(_UNSEEN_OR_TURNING.findall(text))
