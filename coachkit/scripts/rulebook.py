"""The rules for scripts: in come the files in `rules/`, out come rules with their reason and their examples.

An example is a script, or some of its steps, in a `yaml` fence. A rule about a change shows two, the earlier version
in a `yaml before` fence and the later one in `yaml after`. A rule about translations shows the steps in a
`yaml script` fence and, in the `yaml translation` fence after it, the translation into Spanish: a whole file, or
what stands under its `steps:`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from coachkit.errors import NotFoundError
from coachkit.scripts.source import quoted

Severity = Literal["error", "warning", "info"]
_FOLDER = Path(__file__).with_name("rules")
_FENCE = re.compile(r"^```yaml ?(before|after|script|translation)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## +(.+)$", re.MULTILINE)
# What stands round an example that shows a step or two only, so that it is a whole script.
_HEAD = """\
coachkit: 1
id: example
version: 1
title: An example
language: en
about: |
  A short talk about a good day and who was there.
steps:
  - id: went_well
    type: text
    ask: |
      What went well lately?
    saves: experience
  - id: people_around
    type: people
    at_most: 5
    ask: |
      Who was there?
    saves: person
"""


# What stands round the steps of an example that shows how they are translated: a script in which all else is.
_SOURCE_HEAD = """\
coachkit: 1
id: example
version: 1
title: An example
language: en
steps:
"""
_TRANSLATION_HEAD = """\
coachkit: 1
translates: example
language: es
read_by: Inés
script:
  title: Un ejemplo
steps:
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A script, or some steps of one, as the rule file shows it.

    `before` is the version given out earlier, `translation` the file that says the script in Spanish.
    """

    text: str
    before: str = ""
    translation: str = ""

    def script(self) -> bytes:
        """The example as a whole script."""
        return _whole(self.text, _SOURCE_HEAD if self.translation else _HEAD)

    def overlay(self) -> bytes | None:
        """The translation as a whole file, where the rule is about one."""
        if not self.translation:
            return None
        is_whole = self.translation.startswith("coachkit:")
        return self.translation.encode() if is_whole else (_TRANSLATION_HEAD + _indented(self.translation)).encode()

    def released(self) -> bytes | None:
        """The earlier version as a whole script, where the rule is about a change."""
        return _whole(self.before) if self.before else None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is called in `allow:`, how much it matters and why, and what it looks like."""

    code: str
    name: str
    severity: Severity
    why: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


def rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    return tuple(_book().values())


def rule(code: str) -> Rule:
    """The rule with this code or name. Raises NotFoundError with the nearest one."""
    wanted = code.strip()
    for each in _book().values():
        if wanted.upper() == each.code or wanted.lower().replace("-", "_") == each.name:
            return each
    near = get_close_matches(wanted.upper(), list(_book()), n=3)
    near = near or get_close_matches(wanted, [each.name for each in rules()], n=3)
    hint = f"Did you mean {quoted(near[0])}?" if near else "They run from CK101 to CK616."
    raise NotFoundError(f"There is no rule {quoted(wanted)}.", hint, tuple(near[1:]))


def severity(code: str) -> Severity:
    """How much a rule matters; a code without a rule is an error."""
    found = _book().get(code)
    return found.severity if found else "error"


def as_markdown() -> str:
    """The page with every rule, as it stands in the documentation."""
    parts = [_INTRODUCTION]
    for first, heading in _FAMILIES.items():
        parts.append(f"## {heading}\n")
        parts += [_section(each) for each in rules() if each.code[2] == first]
    return "\n".join(parts).rstrip() + "\n"


_INTRODUCTION = """\
# Rules for scripts

`coachkit script check` reads a script and tells what would go wrong in a talk, and where the words might come
across in a way you do not mean. An *error* has to be put right before the script can be used. A *warning* is worth
a thought. An *info* is only so that you know.

Wording is yours in the end. If a rule about wording, about the way through the talk or CK207 is wrong about a step,
answer it there by its name, with your reason:

```yaml
    allow: { closed_opener: "it asks leave, and no is a fine answer" }
```
"""
_FAMILIES = {
    "1": "How the file is written",
    "2": "Names",
    "3": "The way through the talk",
    "4": "Changes to a script that people have used",
    "5": "Translations",
    "6": "Wording",
}


def _section(each: Rule) -> str:
    lines = [f"### {each.code} {each.name}\n", f"*{each.severity}*\n", f"{each.why}\n"]
    for heading, examples in (("Instead of", each.bad), ("Try", each.good)):
        for example in examples:
            lines += [f"{heading}:\n"]
            lines += [f"```yaml\n{part}```\n" for part in _parts(example)]
    return "\n".join(lines)


def _parts(example: Example) -> tuple[str, ...]:
    if example.before:
        return f"# before\n{example.before}", f"# after\n{example.text}"
    if example.translation:
        return f"# the script\n{example.text}", f"# the translation\n{example.translation}"
    return (example.text,)


@cache
def _book() -> dict[str, Rule]:
    read = (_rule(file.read_text(encoding="utf-8")) for file in sorted(_FOLDER.glob("CK*.md")))
    return {each.code: each for each in read}


def _rule(text: str) -> Rule:
    _, front, body = text.split("---\n", 2)
    keys = dict(line.split(": ", 1) for line in front.splitlines())
    parts = _SECTION.split(body)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    severities: tuple[Severity, ...] = get_args(Severity)
    return Rule(
        code=keys["code"],
        name=keys["name"],
        severity=severities[severities.index(keys["severity"])],
        why=sections["Why it matters"].strip(),
        bad=_examples(sections["Bad"]),
        good=_examples(sections["Good"]),
    )


def _examples(section: str) -> tuple[Example, ...]:
    found: list[Example] = []
    first = ""
    for kind, text in _FENCE.findall(section):
        if kind in ("before", "script"):
            first = text
            continue
        found.append(Example(first, translation=text) if kind == "translation" else Example(text, first))
        first = ""
    return tuple(found)


def _whole(text: str, head: str = _HEAD) -> bytes:
    if re.search(r"^(coachkit|steps):", text, re.MULTILINE):
        return text.encode()
    steps, plan, rest = text.partition("plan:\n")
    return (head + _indented(steps) + plan + rest).encode()


def _indented(text: str) -> str:
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))
