"""The person's own copy in Markdown."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from coachkit.exporters.markdown import export_markdown
from coachkit.exporters.own_copy import TalkTold, own_copy
from coachkit.markdown_text import escape_markdown
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.safe_text import normalised
from tests.wording.made_up import HOSTILE, plans, profiles, words, words_on_the_page
from tests.wording.sample import INES, PLAN, PROFILE

GOLDEN = Path(__file__).parent / "golden"
TALK = TalkTold(
    title="First strengths conversation",
    on="2026-11-26",
    entries=(
        ("Tell me about a day lately that went well, even a bit.\nWhat happened?",
         ("Leo's birthday.\n- I did the rice *and* the whole landing came.",)),
        ("What matters most to you just now?", ("Leo", "Not being rushed", "Sunday mornings")),
        ("Who is in your life?", ()),
    ),
)  # fmt: skip
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HEADINGS = (
    "What matters", "Gifts", "What keeps me going", "People", "Round here", "Told us", "My page", "Already mine",
    "Who does what", "How often we meet", "If I need you again", "First small things", "People and places to meet",
    "Still to settle", "In my own words",
)  # fmt: skip
ALIVE = {"html_block", "html_inline", "link_open", "image", "code_block", "code_inline", "em_open", "s_open", "hr",
         "ordered_list_open", "table_open"}  # fmt: skip


def exported(plan: Plan = PLAN, profile: Profile = PROFILE, talks: tuple[TalkTold, ...] = (TALK,), kept: str = "{}"):
    return export_markdown(own_copy(plan, profile, talks), kept)


def body(text: str) -> str:
    """The file without its front matter."""
    return text.split("\n---\n", 1)[1]


def every(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *every(token.children or []))]


def read(token: Token) -> str:
    """What a reader sees of one run of text."""
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(child.type, child.content) for child in token.children or [])


def headings(text: str) -> list[str]:
    tokens = READER.parse(body(text))
    return [read(tokens[n + 1]) for n, token in enumerate(tokens) if token.type == "heading_open"]


def test_the_sample_copy_is_word_for_word_so():
    assert exported(kept='{"x": "```"}') == (GOLDEN / "ines.md").read_text(encoding="utf-8")


@given(text=words | st.text(max_size=80).map(normalised))
@example("a\n\nb")
@example("- a\n===\n1) b\n   c")
def test_escaped_words_read_as_the_same_words_and_as_nothing_else(text: str):
    tokens = READER.parse(escape_markdown(text))
    if not text:
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children or []} <= {"text", "text_special", "hardbreak"}
    assert read(tokens[1]) == text


def test_plain_words_need_no_escaping():
    assert (
        escape_markdown('Bread, soup; it\'s "fine" (really) - 14:30!') == 'Bread, soup; it\'s "fine" (really) - 14:30!'
    )
    assert escape_markdown("http://a.b and www.a.b") == "http\\://a.b and www\\.a.b"


@given(plan=plans(), profile=profiles(), told=words, kept=st.sampled_from(HOSTILE))
def test_nothing_anybody_said_comes_alive_or_changes(plan: Plan, profile: Profile, told: str, kept: str):
    talk = TalkTold(title=told, on="2026-11-26", entries=((told, (told,)), (told, (told, told)), (told, ())))
    text = exported(plan, profile, (talk,), json.dumps({"kept": kept}))
    tokens = READER.parse(body(text))
    assert not ALIVE & {token.type for token in every(tokens)}
    shown = [re.sub(r"\s+", " ", read(token)) for token in tokens if token.type == "inline"]
    in_profile = [one.text for one in profile.statements if one.kind not in ("already", "sign")]
    for said in (*words_on_the_page(plan), *in_profile, told):
        assert any(re.sub(r"\s+", " ", said) in one for one in shown)
    fences = [token for token in tokens if token.type == "fence"]
    assert [(fence.info, json.loads(fence.content)) for fence in fences] == [("coachkit", {"kept": kept})]


@given(plan=plans(), profile=profiles())
def test_the_headings_are_those_of_the_contract_in_their_order_with_something_under_each(plan: Plan, profile: Profile):
    text = exported(plan, profile, ())
    found = headings(text)[1:]
    assert found == [heading for heading in HEADINGS if heading in found]
    assert ("My page" in found) == bool(plan.introductions or not plan.is_empty)
    lines = [line for line in body(text).splitlines() if line]
    for line, following in pairwise(lines):
        if line.startswith("### "):
            assert not following.startswith("#")


def test_the_sample_has_every_heading():
    assert headings(exported()) == ["Ines", *HEADINGS[:-1], "In my own words",
                                    "First strengths conversation, Thursday 26 November 2026"]  # fmt: skip


@given(plan=plans())
def test_the_front_matter_is_yaml_that_gives_the_names_back(plan: Plan):
    """Read with every scalar as text, as scripts are: YAML 1.1 alone would take the key `on` for a yes."""
    matter = yaml.load(exported(plan).removeprefix("---\n").split("\n---\n")[0], Loader=yaml.BaseLoader)  # noqa: S506
    assert matter == {
        "coachkit": "1",
        "person": plan.person.name,
        "id": plan.person.id,
        "coach": plan.coach or "",
        "on": PROFILE.on or plan.on,
    }


@pytest.mark.parametrize("kept", ["{}", '{"a": "````"}', "`" * 9, "line\n```\nline"])
def test_the_fence_is_longer_than_any_inside(kept: str):
    tokens = READER.parse(body(exported(kept=kept)))
    assert tokens[-1].type == "fence"
    assert tokens[-1].content == kept + "\n"


def test_an_empty_notebook_gives_a_name_and_no_empty_heading():
    text = exported(Plan(person=INES), Profile(person=INES), ())
    assert headings(text) == ["Ines"]
    assert 'coach: ""\non: ""\n' in text


def test_who_does_what_is_blocks_and_never_a_table():
    assert "**The post from the council**\n\n- Now: Dev and I do it together.\n" in exported()
    assert "|" not in exported()
