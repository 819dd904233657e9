"""The person's own copy before it has a format: in come plan, profile and talks, out go its parts in their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coachkit.dates import iso_day, written
from coachkit.person.gathered import Person
from coachkit.person.plan import Plan
from coachkit.person.profile import Profile
from coachkit.safe_text import one_line
from coachkit.value import Value
from coachkit.wording.layout import Section
from coachkit.wording.page import page
from coachkit.wording.profile_page import profile_sections
from coachkit.wording.voices import Voice

MY_PAGE, MY_WORDS = "My page", "In my own words"


class TalkTold(Value):
    """One talk as the person told it: its title, its day and language, and each question with its answers."""

    title: str
    on: str
    language: str = "en"
    entries: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def heading(self) -> str:
        """The title and the day, on one line."""
        day = iso_day(self.on)
        return one_line(f"{self.title}, {written(day) if day else self.on}")


class OwnCopy(Value):
    """The parts of a copy: who it is about, the profile, the page (empty where there is none), the talks.

    `on` is the ISO day of the latest talk, or empty.
    """

    person: Person
    coach: str
    on: str
    profile: tuple[Section, ...]
    page: tuple[Section, ...]
    talks: tuple[TalkTold, ...]


def own_copy(plan: Plan, profile: Profile, talks: Sequence[TalkTold], *, emergency: str = "") -> OwnCopy:
    """The parts in the person's voice.

    Days are written as seen from the latest talk, so that the same notebook gives the same bytes on any day.
    """
    on = profile.on or plan.on or ""
    has_page = bool(plan.introductions) or not plan.is_empty
    return OwnCopy(
        person=plan.person,
        coach=plan.coach or "",
        on=on,
        profile=profile_sections(profile, Voice.ME),
        page=my_page(plan, iso_day(on) or date.min, emergency=emergency) if has_page else (),
        talks=tuple(talk for talk in talks if talk.entries),
    )


def my_page(plan: Plan, seen_from: date, *, emergency: str = "") -> tuple[Section, ...]:
    """The page in the person's voice; what has no heading comes first, so that it does not fall under another's."""
    return tuple(sorted(page(plan, seen_from, Voice.ME, emergency=emergency), key=lambda part: bool(part.title)))
