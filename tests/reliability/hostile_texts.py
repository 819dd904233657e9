"""Texts that try to command whatever shows them: in come dice, out go as many as are wanted, no two the same."""

from __future__ import annotations

import random
from collections.abc import Iterator

# By what they are made for; each is to be seen by the look of that name when it goes out as it is.
ATTACKS: dict[str, tuple[str, ...]] = {
    "terminal": (
        "\x1b]52;c;ZXZpbA==\x07", "\x1b[2J\x1b[H", "\x1b[31mred", "\x9b31m", "\x1b]0;title\x07",
        "\x1b]8;;http://e.example\x1b\\x", "\x9d52;c;ZXZpbA==\x9c", "a\x08\x08b", "kept\rlost", "\x07", "\x7f",
        "\x1bc", "\x1bP1$q\x1b\\", "\x0e", "\x85x", "\u202etxt.exe", "\u2066\u2067x\u2069", "\u200fmirrored",
        "\u061cx", "in\u200bvisible", "\u2060\ufeffx", "\U000e0041\U000e0042tag", "\t\x0b\x0c",
    ),
    "markdown": (
        "[click](https://e.example/x)", "![](https://e.example/t.png)", "<https://e.example/auto>",
        "[x](javascript:alert(1))", "# Not a heading of ours", "- not a list", "1. not a list", "> not a quote",
        "```\nnot code\n```", "~~~~\nnot code\n~~~~", "    not code", "`not code`", "**not strong**",
        "_not stressed_", "~~not struck~~", "| a | b |\n|---|---|\n| c | d |", "Not a title\n===",
        "[x]: https://e.example/ref\n\n[x]", "---", "<b>not bold</b>", "<!-- hidden -->", "```coachkit\n{}\n```",
        "+ not a list", "![x][y]\n\n[y]: https://e.example/i.png", "<div>\n\n# x\n\n</div>",
    ),
    "html": (
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
        "</p></body></html><b>x", "' onmouseover='alert(1)", "<a href='https://e.example'>x</a>",
        "<style>*{display:none}</style>", "<base href=//e.example>",
        "<meta http-equiv=refresh content=0;url=//e.example>", "<iframe src=//e.example></iframe>",
        "</title><script>1</script>",
    ),
    "cell": (
        "=1+1", "=cmd|'/c calc'!A0", "+1+1", "-1+1", "@SUM(A1:A9)", "=HYPERLINK(\"https://e.example\",\"x\")", "＝1+1",
        "＋1+1", "－1+1", "＠SUM(A1)", "=\"x\"\n=1", "-2+3+cmd|' /C calc'!A0",
    ),
    "path": (
        "../../etc/passwd", "/etc/passwd", "..", ".", "CON", "nul.txt", "COM1", "a/b/c", "C:\\x\\y", "-rf", ".hidden",
        "x" * 300, "é" * 300, "a\nb/../../c", "name.", "~root", "aux",
    ),
    "calendar": (
        "x\r\nATTENDEE:mailto:e@e.example", "END:VEVENT\nBEGIN:VEVENT", "x\nATTACH:https://e.example",
    ),
    "markup": (
        "[/b]", "[red]x[/red]", "[bold", ":smile:", "{person}", "{0}", "%s %d", "${name}", "{{7*7}}",
        "[link=https://e.example]x", "&lt;&amp;&#60;b&#62;", "\\", "a\\\n\nb",
    ),
}  # fmt: skip
_WORDS = ("Bread", "مريم", "Zoë", "soup 👩‍👩‍👧", "नमस्ते", "a lift on Fridays", "O'Neil", '"quoted"')


def hostile(n: int, seed: int) -> Iterator[str]:
    """n texts, all different: an attack, alone or with words and other attacks about it, and a number at its end."""
    chance = random.Random(seed)  # noqa: S311
    attacks = [attack for kind in ATTACKS.values() for attack in kind]
    for number in range(n):
        attack = attacks[number % len(attacks)]
        if chance.random() < 0.4:
            attack += chance.choice(("", " ", "\n")) + chance.choice(attacks)
        if chance.random() < 0.3:
            attack = f"{chance.choice(_WORDS)}{chance.choice(('', ' ', chr(10)))}{attack}"
        yield f"{attack} n{number}"


def harmless(n: int) -> Iterator[str]:
    """As many texts that command nothing, for what things look like without an attack."""
    return (f"Bread{' ' if number % 3 else chr(10)}and jam n{number}" for number in range(n))
