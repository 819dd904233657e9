"""The person's own copy as a web page: in come its parts, out goes one file to read and print, that fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from coachkit.dates import iso_day, written_short
from coachkit.exporters.html_looks import STYLE
from coachkit.exporters.made_here import MAKER, PAGE
from coachkit.exporters.own_copy import MY_PAGE, MY_WORDS, OwnCopy, TalkTold
from coachkit.safe_text import for_terminal, one_line
from coachkit.wording.layout import Block, Items, Lines, Masthead, Paragraph, Rows, Section, as_text
from coachkit.wording.voices import SENTENCES, Speaker, Voice

# Our own sentences are English; the questions of a talk may be in another language, and say so.
_OURS = "en"
_RULES = "default-src 'none'; style-src 'unsafe-inline'"
# Up to so many lines of 80 columns the page fits on one side of A4 in this size of letters; a longer one takes two.
_SIZES = ((34, "page"), (45, "page full"), (57, "page fuller"), (66, "page fullest"))
_TWO_SIDES = "page fuller"
_SHORT = 40


def export_html(copy: OwnCopy) -> str:
    """The whole file: what a reader sees of the Markdown, under the same headings, the page on a sheet of its own."""
    parts = [*_front(copy), *_page(copy), *_talks(copy.talks)]
    return "\n".join((*_head(copy), *parts, "</main>", "</body>", "</html>")) + "\n"


def _said(text: str) -> str:
    """Any text as HTML that shows it and does nothing: the one way in for words. Its lines stay lines."""
    return escape(for_terminal(text)).replace("\n", "<br>")


def _tag(name: str, text: str, mark: str = "") -> str:
    """A text in its element; it runs from the right where its own letters do."""
    marked = f' class="{mark}"' if mark else ""
    return f'<{name}{marked} dir="auto">{_said(text)}</{name}>'


def _head(copy: OwnCopy) -> Iterator[str]:
    yield PAGE
    yield f'<html lang="{_OURS}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_RULES}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield MAKER
    yield f"<title>{_said(one_line(copy.person.name))}</title>"
    yield f"<style>\n{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"


def _front(copy: OwnCopy) -> Iterator[str]:
    """The name, whose words these are, and the profile."""
    yield '<section class="profile">'
    yield _tag("h1", one_line(copy.person.name))
    day = iso_day(copy.on)
    if day:
        yield _tag("p", Speaker(Voice.ME, copy.person.name, None)("in_words", day=written_short(day)), "when")
    for section in copy.profile:
        yield from _section(section, 2)
    yield "</section>"


def _page(copy: OwnCopy) -> Iterator[str]:
    if not copy.page:
        return
    lines = as_text(copy.page).count("\n")
    yield f'<section class="{next((mark for most, mark in _SIZES if lines <= most), _TWO_SIDES)}">'
    yield _tag("h2", MY_PAGE)
    for section in copy.page:
        yield from _section(section, 3)
    yield "</section>"


def _section(section: Section, level: int) -> Iterator[str]:
    """A heading with its blocks; what has none stands as it is."""
    if not section.title:
        for block in section.blocks:
            yield from _untitled(block)
        return
    is_promise = section.title == SENTENCES["h_promise"][Voice.ME]
    yield '<section class="promise">' if is_promise else "<section>"
    yield _tag(f"h{level}", one_line(section.title))
    for block in section.blocks:
        yield from _block(block, level + 1)
    yield "</section>"


def _untitled(block: Block) -> Iterator[str]:
    """At the top of the page: who and when, and the hope in their own words."""
    match block:
        case Masthead():
            yield _tag("p", one_line(block.right), "when")
        case Paragraph():
            yield _tag("p", block.text, "hope" if block.text[:1] in '"“„«‘「' else "")
        case _:
            yield from _block(block, 3)


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Masthead():
            return
        case Paragraph():
            yield _tag("p", block.text)
        case Items():
            yield from _lead(block.lead)
            yield _list(block.items, short=True)
        case Lines():
            yield from _lead(block.lead)
            yield from [_list(block.lines)] if block.lines else []
        case Rows():
            yield from _thing(block, level)


def _thing(block: Rows, level: int) -> Iterator[str]:
    """Labels with what stands beside them, then lines; under a heading of its own where it has a name."""
    yield '<div class="thing">'
    if block.lead:
        yield _tag(f"h{level}", block.lead)
    if block.rows:
        rows = (f"<div>{_tag('dt', label)}{_beside(text)}</div>" for label, text in block.rows)
        yield "\n".join(("<dl>", *rows, "</dl>"))
    if block.lines:
        yield _list(block.lines)
    yield "</div>"


def _lead(lead: str) -> Iterator[str]:
    if lead:
        yield _tag("p", lead)


def _beside(text: str | tuple[str, ...]) -> str:
    return _tag("dd", text) if isinstance(text, str) else f"<dd>{_list(text, short=True)}</dd>"


def _list(texts: Sequence[str], *, short: bool = False) -> str:
    """A list; `short` texts that can be told apart stand side by side."""
    side = short and all(len(text) <= _SHORT and "·" not in text and "\n" not in text for text in texts)
    mark = ' class="side"' if side else ""
    return f"<ul{mark}>{''.join(_tag('li', text) for text in texts)}</ul>"


def _talks(talks: Sequence[TalkTold]) -> Iterator[str]:
    if not talks:
        return
    yield '<section class="words">'
    yield _tag("h2", MY_WORDS)
    for talk in talks:
        yield "<section>" if talk.language == _OURS else f'<section lang="{_said(talk.language)}">'
        yield _tag("h3", talk.heading)
        for question, answers in talk.entries:
            yield from _told(question, answers)
        yield "</section>"
    yield "</section>"


def _told(question: str, answers: Sequence[str]) -> Iterator[str]:
    """The question, then one answer as a quotation or several as a list."""
    yield '<div class="thing">'
    if question.strip():
        yield _tag("h4", question)
    if len(answers) == 1:
        yield f"<blockquote>{_tag('p', answers[0])}</blockquote>"
    elif answers:
        yield _list(answers)
    yield "</div>"
