"""A person's own copy as a few Markdown pages: in come plan, profile and talks, out go pages without ids or modes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachkit.exporters.markdown import plan_markdown, profile_markdown, section_markdown, talk_markdown
from coachkit.exporters.own_copy import TalkTold
from coachkit.markdown_text import escape_markdown
from coachkit.person.consent import Consent
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.safe_text import file_name, one_line
from coachkit.wording.agreed import keeping_sentences, mention_sentence
from coachkit.wording.pack import CONTENTS, PROMISE, readme
from coachkit.wording.page import page
from coachkit.wording.voices import SENTENCES, Voice

Pages = dict[str, str]

_PROMISE_TITLE = SENTENCES["h_promise"][Voice.ME]


class ToldTalk(TalkTold):
    """A talk for the pack: also who said what, where there is a transcript; each run as (whose name, words)."""

    turns: tuple[tuple[str, str], ...] = ()


def pack_pages(
    plan: Plan,
    profile: Profile,
    talks: Sequence[ToldTalk],
    agreed: Consent,
    today: date,
    *,
    emergency: str = "",
    also: Sequence[str] = (),
) -> Pages:
    """The pages by their file names; what there is nothing of has no page. `also` names what else is in the folder."""
    pages: Pages = {}
    if not profile.is_empty:
        pages["my-profile.md"] = profile_markdown(profile)
    if plan.introductions or not plan.is_empty:
        pages["my-page.md"] = plan_markdown(plan, today, emergency=emergency)
    promise = [each for each in page(plan, today, Voice.ME, emergency=emergency) if each.title == _PROMISE_TITLE]
    if promise:
        parts = [f"# {PROMISE}", *(part for each in promise for part in section_markdown(each)[1:])]
        pages["my-promise.md"] = "\n\n".join(parts) + "\n"
    pages["what-i-agreed-to.md"] = _agreed(agreed, plan.person.name)
    for talk in talks:
        name = _free(f"talks/{talk.on}-{file_name(talk.title, 'talk')}", pages)
        pages[name] = talk_markdown(talk, talk.turns)
    there = [name for name in pages if name in CONTENTS]
    told = [name for name in pages if name.startswith("talks/")]
    there += ["talks", *told] if told else []
    return {
        "README.md": readme(one_line(plan.person.name), one_line(plan.coach or ""), today, [*there, *also]),
        **pages,
    }


def _agreed(agreed: Consent, person: str) -> str:
    lines = [*keeping_sentences(agreed, Voice.ME), mention_sentence(agreed, person, Voice.ME)]
    return "\n\n".join(["# What I agreed to", *map(escape_markdown, lines)]) + "\n"


def _free(name: str, pages: Pages) -> str:
    """The name with its ending, and a number where two talks of one day have the same title."""
    number, found = 2, f"{name}.md"
    while found in pages:
        number, found = number + 1, f"{name}-{number}.md"
    return found
