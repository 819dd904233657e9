"""The asset profile on one screen: in comes the profile, out go its sections, its text, and a few lines of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachkit.dates import iso_day, written_short
from coachkit.person.circle import Member, Ring
from coachkit.person.profile import Profile
from coachkit.person.statement import Statement
from coachkit.wording.layout import (
    USUAL,
    Block,
    Items,
    Masthead,
    Paragraph,
    Rows,
    Section,
    Style,
    as_text,
    columns,
)
from coachkit.wording.voices import Speaker, Voice
from coachkit.wording.words import quoted, whole

_GIFTS = (("hands", "skill"), ("head", "knowledge"), ("heart", "passion"), ("character", "quality"))
_RINGS = (
    (Ring.CLOSEST, "closest"),
    (Ring.FRIENDS, "friends"),
    (Ring.JOINED, "do things with"),
    (Ring.PAID, "paid to help"),
    (None, "and"),
)


def profile_text(profile: Profile, today: date, width: int = USUAL) -> str:
    """The profile as the coach and the person see it; no numbers, kinds or marks."""
    sections = profile_sections(profile)
    blank = Section(blocks=(Paragraph(text=_speaker(profile)("p_blank")),))
    return as_text((_top(profile, today), *(sections or (blank,))), width)


def profile_short(profile: Profile, today: date, width: int = USUAL) -> str:
    """A few lines of the profile, for the end of a talk: texts that fit stand whole, others wait."""
    rows = (
        ("what matters", _texts(profile, "matters")),
        ("brings", _texts(profile, *(kind for _, kind in _GIFTS))),
        ("kept going by", _texts(profile, "works")),
        ("people", tuple(member.name for member in profile.circle)),
        ("round here", _texts(profile, "place", "resource", "story", "group", "organisation")),
        ("told us", _texts(profile, "told_us")),
    )
    room = max(20, width - 20)
    fitting = [(label, _that_fit(texts, room)) for label, texts in rows]
    kept = tuple((label, items) for label, items in fitting if items)
    masthead = _top(profile, today).blocks
    return as_text((Section(blocks=(*masthead, Rows(rows=kept))),), width)


def profile_sections(profile: Profile, voice: Voice = Voice.YOU) -> tuple[Section, ...]:
    """The sections of the profile, only those with something in them.

    On the person's copy hopes, what is enough, good to know and also said stand under *What matters*.
    """
    say = Speaker(voice, profile.person.name, None)
    gifts, people = _gifts(profile), _people(profile, say)
    surroundings = _items(_texts(profile, "place", "resource", "story"))
    told_us = tuple(quoted(statement.text) for statement in profile.of("told_us"))
    sections = (
        *_front(profile, say),
        Section(title=say("h_gifts"), blocks=gifts),
        Section(title=say("h_works"), blocks=_items(_texts(profile, "works")), style=Style.BESIDE),
        Section(title=say("h_people"), blocks=people),
        Section(title=say("h_round_here"), blocks=surroundings, style=Style.BESIDE),
        Section(title=say("h_told_us"), blocks=_items(told_us), style=Style.BESIDE),
        *_back(profile, say),
    )
    return tuple(section for section in sections if section.blocks)


def _speaker(profile: Profile) -> Speaker:
    return Speaker(Voice.YOU, profile.person.name, None)


def _top(profile: Profile, today: date) -> Section:
    say = _speaker(profile)
    day = (iso_day(profile.on) if profile.on else None) or today
    return Section(blocks=(Masthead(left=say("profile"), right=say("in_words", day=written_short(day))),))


def _front(profile: Profile, say: Speaker) -> tuple[Section, ...]:
    matters, hopes, enough = (_texts(profile, kind) for kind in ("matters", "hope", "good_enough"))
    more = (("h_hopes", hopes), ("h_enough", enough))
    if say.voice is Voice.ME:
        also = (*more, ("h_good_to_know", _texts(profile, "preference")), ("h_also_said", _texts(profile, "worry")))
        under = (Items(lead=f"{say(key)}:", items=texts) for key, texts in also if texts)
        return (Section(title=say("h_matters"), blocks=(*_items(matters), *under)),)
    return _beside(say, ("h_matters", matters), *more)


def _back(profile: Profile, say: Speaker) -> tuple[Section, ...]:
    if say.voice is Voice.ME:
        return ()
    return _beside(say, ("h_good_to_know", _texts(profile, "preference")), ("h_also_said", _texts(profile, "worry")))


def _beside(say: Speaker, *parts: tuple[str, tuple[str, ...]]) -> tuple[Section, ...]:
    return tuple(Section(title=say(key), blocks=_items(texts), style=Style.BESIDE) for key, texts in parts)


def _items(texts: Sequence[str]) -> tuple[Block, ...]:
    return (Items(items=tuple(texts)),) if texts else ()


def _texts(profile: Profile, *kinds: str) -> tuple[str, ...]:
    return tuple(_said(statement) for statement in profile.of(*kinds))


def _said(statement: Statement) -> str:
    """The words whole, and whose they are where they are not the person's."""
    text = quoted(statement.text) if statement.kind == "experience" else whole(statement.text)
    if statement.said_by == "person":
        return text
    return text + (" (said by the coach)" if statement.said_by == "coach" else f" (said by {statement.said_by})")


def _gifts(profile: Profile) -> tuple[Block, ...]:
    rows = tuple((label, _texts(profile, kind)) for label, kind in (*_GIFTS, ("a good day", "experience")))
    kept = tuple(row for row in rows if row[1])
    return (Rows(rows=kept),) if kept else ()


def _people(profile: Profile, say: Speaker) -> tuple[Block, ...]:
    joined = _texts(profile, "group", "organisation")
    rows = []
    for ring, label in _RINGS:
        members = tuple(_member(member, say) for member in profile.circle if member.ring is ring)
        rows.append((label, (*members, *joined) if ring is Ring.JOINED else members))
    kept = tuple(row for row in rows if row[1])
    more = _texts(profile, "see_more")
    arrows = say("arrows") if any(member.gives or member.receives for member in profile.circle) else ""
    blocks: list[Block] = [Paragraph(text=arrows)] if arrows else []
    blocks += [Rows(rows=kept)] if kept else []
    blocks += [Items(lead=say("see_more"), items=more)] if more else []
    return tuple(blocks)


def _member(member: Member, say: Speaker) -> str:
    name = f"{member.name}, {member.link}" if member.link else member.name
    gives = say("gives") + member.gives if member.gives else ""
    receives = say("gets") + member.receives if member.receives else ""
    return name + gives + receives


def _that_fit(texts: Sequence[str], room: int) -> tuple[str, ...]:
    """The first texts that stand on one line together, each whole; the first of all may take a second line."""
    kept: list[str] = []
    for text in texts:
        most = room if kept else 2 * room - 20  # a second line loses some columns to words that stay whole
        if "\n" not in text and columns(" · ".join((*kept, text))) <= most:
            kept.append(text)
    return tuple(kept)
