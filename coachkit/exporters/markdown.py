"""The person's own copy as Markdown: in come plan, profile and talks, out goes one file to keep or hand over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date

from coachkit.dates import iso_day, written
from coachkit.markdown_text import escape_markdown
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.safe_text import one_line
from coachkit.value import Value
from coachkit.wording.layout import Block, Items, Lines, Masthead, Paragraph, Rows, Section
from coachkit.wording.page import page
from coachkit.wording.profile_page import profile_sections
from coachkit.wording.voices import Voice


class TalkTold(Value):
    """One talk as the person told it: its title, its day, and each question with its answers."""

    title: str
    on: str
    entries: tuple[tuple[str, tuple[str, ...]], ...] = ()


def export_markdown(plan: Plan, profile: Profile, talks: Sequence[TalkTold], kept: str, *, emergency: str = "") -> str:
    """The whole file; `kept` is the JSON that a reader need not see, put in the fenced block at the end.

    Days are written as seen from the latest talk, so that the same notebook gives the same bytes on any day.
    """
    on = profile.on or plan.on
    seen_from = (iso_day(on) if on else None) or date.min
    parts = [_front_matter(plan, on), f"# {escape_markdown(one_line(plan.person.name))}"]
    for section in profile_sections(profile, Voice.ME):
        parts += _section(section, 2)
    if plan.introductions or not plan.is_empty:
        parts += _my_page(page(plan, seen_from, Voice.ME, emergency=emergency))
    parts += _talks(talks)
    parts.append(_fenced(kept))
    return "\n\n".join(parts) + "\n"


def plan_markdown(plan: Plan, today: date, *, emergency: str = "") -> str:
    """The page alone, in the person's voice."""
    parts = [f"# {escape_markdown(one_line(plan.person.name))}"]
    parts += _my_page(page(plan, today, Voice.ME, emergency=emergency))
    return "\n\n".join(parts) + "\n"


def profile_markdown(profile: Profile) -> str:
    """The profile alone, in the person's voice."""
    parts = [f"# {escape_markdown(one_line(profile.person.name))}"]
    for section in profile_sections(profile, Voice.ME):
        parts += _section(section, 2)
    return "\n\n".join(parts) + "\n"


def talk_markdown(talk: TalkTold, turns: Sequence[tuple[str, str]] = ()) -> str:
    """One talk alone, as the person told it; then who said what, where there is a transcript."""
    day = iso_day(talk.on)
    parts = [f"# {escape_markdown(one_line(f'{talk.title}, {written(day) if day else talk.on}'))}"]
    for question, answers in talk.entries:
        parts += _told(question, answers)
    parts += [f"**{escape_markdown(one_line(who))}:** {escape_markdown(text)}" for who, text in turns]
    return "\n\n".join(parts) + "\n"


def section_markdown(section: Section) -> list[str]:
    """One section by itself, its heading first."""
    return _section(section, 2)


def _front_matter(plan: Plan, on: str | None) -> str:
    """YAML with every text as a JSON string, which YAML reads as the same text."""
    texts = {"person": plan.person.name, "id": plan.person.id, "coach": plan.coach or "", "on": on or ""}
    lines = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in texts.items()]
    return "\n".join(("---", "coachkit: 1", *lines, "---"))


def _my_page(sections: Sequence[Section]) -> list[str]:
    """What has no heading of its own comes first, so that it does not fall under another's."""
    parts = ["## My page"]
    for section in sorted(sections, key=lambda section: bool(section.title)):
        parts += _section(section, 3)
    return parts


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
        if not talk.entries:
            continue
        day = iso_day(talk.on)
        parts.append(f"### {escape_markdown(one_line(f'{talk.title}, {written(day) if day else talk.on}'))}")
        for question, answers in talk.entries:
            parts += _told(question, answers)
    return ["## In my own words", *parts] if parts else []


def _told(question: str, answers: Sequence[str]) -> list[str]:
    """The question, then one answer as a quotation or several as a list."""
    asked = [f"**{escape_markdown(question)}**"] if question.strip() else []
    if len(answers) == 1:
        return [*asked, "> " + escape_markdown(answers[0]).replace("\n", "\n> ")]
    return [*asked, *([_bullets(answers)] if answers else [])]


def _fenced(kept: str) -> str:
    longest = max(map(len, re.findall("`+", kept)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}coachkit\n{kept.rstrip()}\n{fence}"
