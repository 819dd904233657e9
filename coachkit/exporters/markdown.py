"""The person's own copy as Markdown: in come its parts, out goes one file to keep or hand over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date

from coachkit.exporters.own_copy import MY_PAGE, MY_WORDS, OwnCopy, TalkTold, my_page
from coachkit.markdown_text import escape_markdown
from coachkit.person.gathered import Person
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.safe_text import one_line
from coachkit.wording.layout import Block, Items, Lines, Masthead, Paragraph, Rows, Section
from coachkit.wording.profile_page import profile_sections
from coachkit.wording.voices import Voice


def export_markdown(copy: OwnCopy, kept: str) -> str:
    """The whole file; `kept` is the JSON that a reader need not see, put in the fenced block at the end."""
    parts = [_front_matter(copy), _name(copy.person)]
    for section in copy.profile:
        parts += _section(section, 2)
    if copy.page:
        parts += _my_page(copy.page)
    parts += _talks(copy.talks)
    parts.append(_fenced(kept))
    return "\n\n".join(parts) + "\n"


def plan_markdown(plan: Plan, today: date, *, emergency: str = "") -> str:
    """The page alone, in the person's voice."""
    parts = [_name(plan.person), *_my_page(my_page(plan, today, emergency=emergency))]
    return "\n\n".join(parts) + "\n"


def profile_markdown(profile: Profile) -> str:
    """The profile alone, in the person's voice."""
    parts = [_name(profile.person)]
    for section in profile_sections(profile, Voice.ME):
        parts += _section(section, 2)
    return "\n\n".join(parts) + "\n"


def talk_markdown(talk: TalkTold, turns: Sequence[tuple[str, str]] = ()) -> str:
    """One talk alone, as the person told it; then who said what, where there is a transcript."""
    parts = [f"# {escape_markdown(talk.heading)}"]
    for question, answers in talk.entries:
        parts += told_markdown(question, answers)
    parts += [f"**{escape_markdown(one_line(who))}:** {escape_markdown(text)}" for who, text in turns]
    return "\n\n".join(parts) + "\n"


def section_markdown(section: Section) -> list[str]:
    """One section by itself, its heading first."""
    return _section(section, 2)


def _name(person: Person) -> str:
    return f"# {escape_markdown(one_line(person.name))}"


def _front_matter(copy: OwnCopy) -> str:
    """YAML with every text as a JSON string, which YAML reads as the same text."""
    texts = {"person": copy.person.name, "id": copy.person.id, "coach": copy.coach, "on": copy.on}
    lines = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in texts.items()]
    return "\n".join(("---", "coachkit: 1", *lines, "---"))


def _my_page(sections: Sequence[Section]) -> list[str]:
    return [f"## {MY_PAGE}", *(part for section in sections for part in _section(section, 3))]


def _section(section: Section, level: int) -> list[str]:
    heading = [f"{'#' * level} {escape_markdown(one_line(section.title))}"] if section.title else []
    return heading + [part for block in section.blocks for part in _block(block)]


def _block(block: Block) -> list[str]:
    match block:
        case Masthead():
            return []
        case Paragraph():
            return [escape_markdown(block.text)]
        case Items():
            return [*_plain_lead(block.lead), _bullets(block.items)]
        case Lines():
            return _plain_lead(block.lead) + ([_bullets(block.lines)] if block.lines else [])
        case Rows():
            lead = [f"**{escape_markdown(block.lead)}**"] if block.lead else []
            bullets = [_row(label, text) for label, text in block.rows]
            return [*lead, "\n".join((*bullets, *map(_bullet, block.lines)))]


def _plain_lead(lead: str) -> list[str]:
    return [escape_markdown(lead)] if lead else []


def _row(label: str, text: str | tuple[str, ...]) -> str:
    if isinstance(text, str):
        return _bullet(f"{label}: {text}")
    return "\n".join((_bullet(f"{label}:"), *(_bullet(item, "  ") for item in text)))


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(map(_bullet, texts))


def _bullet(text: str, indent: str = "") -> str:
    return f"{indent}- " + escape_markdown(text).replace("\n", f"\n{indent}  ")


def _talks(talks: Sequence[TalkTold]) -> list[str]:
    parts: list[str] = []
    for talk in talks:
        parts.append(f"### {escape_markdown(talk.heading)}")
        for question, answers in talk.entries:
            parts += told_markdown(question, answers)
    return [f"## {MY_WORDS}", *parts] if parts else []


def told_markdown(question: str, answers: Sequence[str]) -> list[str]:
    """The question, then one answer as a quotation or several as a list."""
    asked = [f"**{escape_markdown(question)}**"] if question.strip() else []
    if len(answers) == 1:
        return [*asked, "> " + escape_markdown(answers[0]).replace("\n", "\n> ")]
    return [*asked, *([_bullets(answers)] if answers else [])]


def _fenced(kept: str) -> str:
    longest = max(map(len, re.findall("`+", kept)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}coachkit\n{kept.rstrip()}\n{fence}"
