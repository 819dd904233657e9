"""A copy to read and to print: the parts of the Markdown, and of what anybody said not a mark that does anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.exporters.html_form import export_html
from coachkit.exporters.made_here import is_our_page
from coachkit.exporters.markdown import export_markdown
from coachkit.exporters.own_copy import TalkTold, own_copy
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.safe_text import for_terminal
from tests.exporters.test_markdown import TALK
from tests.exporters.test_markdown import headings as headings_of_markdown
from tests.hostile import FOR_BROWSERS, WORDS, commands
from tests.wording.forbidden import forbidden_words
from tests.wording.made_up import plans, profiles, words, words_on_the_page
from tests.wording.sample import INES, PLAN, PROFILE

WELSH = TalkTold(title="Sgwrs", on="2026-11-26", language="cy", entries=(("Beth sy'n bwysig?", ("Cân",)),))
TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "section", "div", "h1", "h2", "h3", "h4", "p", "ul", "li",
    "dl", "dt", "dd", "blockquote", "br",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "dir"}
CLASSES = {"profile", "page", "full", "fuller", "fullest", "words", "promise", "thing", "side", "when", "hope"}
EMPTY = {"meta", "br"}
said = words | st.sampled_from(WORDS).map(for_terminal).filter(str.strip)


class Reader(HTMLParser):
    """Reads as a browser would: the tags, their attributes, the headings, and every text shown."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.classes: set[str] = set()
        self.other: list[str] = []
        self.texts: list[str] = []
        self.levels: list[int] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.classes |= {each for name, value in attrs if name == "class" for each in (value or "").split()}
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "br":
            self.texts[-1] += "\n"
        elif tag not in EMPTY:
            self._open.append(tag)
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.texts[-1] += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)


def exported(plan: Plan = PLAN, profile: Profile = PROFILE, talks: tuple[TalkTold, ...] = (TALK,)) -> str:
    return export_html(own_copy(plan, profile, talks))


def headings(text: str) -> list[str]:
    found = re.findall(r"<h[1-3] [^>]*>(.*?)</h[1-3]>", text)
    return [Reader(f"<p>{each}</p>").texts[0] for each in found]


def flat(text: str) -> str:
    return " ".join(for_terminal(text).split())


@given(plan=plans(said, said), profile=profiles(said, said), told=said)
def test_nothing_anybody_said_comes_alive_or_changes(plan: Plan, profile: Profile, told: str) -> None:
    talk = TalkTold(title=told, on="2026-11-26", entries=((told, (told,)), (told, (told, told)), (told, ())))
    text = exported(plan, profile, (talk,))
    read = Reader(text)
    assert (read.tags - TAGS, read.attributes - ATTRIBUTES, read.classes - CLASSES) == (set(), set(), set())
    assert (read.other, commands(text), is_our_page(text.encode())) == ([], set(), True)
    shown = [flat(each) for each in read.texts]
    in_profile = [one.text for one in profile.statements if one.kind not in ("already", "sign")]
    for each in (*words_on_the_page(plan), *in_profile, told):
        assert any(flat(each) in one for one in shown)


@given(plan=plans(), profile=profiles())
def test_the_headings_are_those_of_the_markdown_in_their_order(plan: Plan, profile: Profile) -> None:
    copy = own_copy(plan, profile, (TALK,))
    of_markdown = [flat(each) for each in headings_of_markdown(export_markdown(copy, "{}"))]
    assert [flat(each) for each in headings(export_html(copy))] == of_markdown


def test_a_screen_reader_meets_no_heading_that_skips_a_level() -> None:
    levels = Reader(exported()).levels
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_needs_nothing_from_anywhere_and_says_so() -> None:
    text = exported()
    assert '<html lang="en">' in text
    assert (
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        in text
    )
    assert re.findall(r"https?:|url\(|@import|<link|<script|src=|href=", text) == []
    assert "@page { size: A4" in text


def test_a_talk_in_another_language_says_so() -> None:
    assert '<section lang="cy">' in exported(talks=(WELSH,))
    assert '<section lang="en">' not in exported()


def test_what_a_reader_need_not_see_is_not_in_it() -> None:
    text = exported()
    assert INES.id not in text
    assert "coachkit\n{" not in text


@pytest.mark.parametrize("text", FOR_BROWSERS)
def test_a_name_is_only_a_name(text: str) -> None:
    person = INES.model_copy(update={"name": text})
    page = exported(PLAN.model_copy(update={"person": person}), PROFILE.model_copy(update={"person": person}))
    assert Reader(page).tags <= TAGS
    assert flat(text) in [flat(each) for each in Reader(page).texts]


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        doubled = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
        parts = [int(doubled[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_letter_stands_out_from_the_paper() -> None:
    colours = set(re.findall(r"(?:^|[ ;{])color: #([0-9a-f]{3,6})", exported()))
    assert colours
    assert all(contrast(each, "ffffff") >= 7 for each in colours)


def test_a_fuller_page_has_smaller_letters_so_that_it_stays_on_one_sheet() -> None:
    plain = PLAN.model_copy(update={"handovers": (), "promise": None})
    post = [PLAN.handovers[0]]
    fuller = [plain, *(PLAN.model_copy(update={"handovers": tuple(post * n)}) for n in (1, 2, 4))]
    sizes = [re.findall(r'<section class="(page[^"]*)">', exported(plan))[0] for plan in fuller]
    assert sizes == ["page", "page full", "page fuller", "page fullest"]


def test_nothing_a_service_would_say_is_on_it() -> None:
    assert forbidden_words("\n".join(Reader(exported(talks=())).texts)) == []
