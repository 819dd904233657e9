"""`coachkit demo`: in comes nothing, out goes a made-up person's talk, profile and page; nothing is kept."""

from __future__ import annotations

import typer

from coachkit.cli import messages
from coachkit.cli.desk import page_width, show

app = typer.Typer(add_completion=False, rich_markup_mode=None)
FIRST_ENTRIES, FIRST_LINES = 6, 24


@app.command()
def demo() -> None:
    """A made-up person's talk, from first word to page.

    Played through the real questions: the talk, the profile, the page, the coach's notes, an export. Nothing is kept.
    """
    from coachkit.cli.views import told_lines
    from coachkit.wording.coach_notes import coach_notes
    from coachkit.wording.layout import as_text
    from coachkit.wording.page import page_text
    from coachkit.wording.profile_page import profile_text
    from coachkit.workbench.demo import demo_room
    from coachkit.workbench.export import as_markdown
    from coachkit.workbench.gathering import known
    from coachkit.workbench.tell_talk import tell_talk

    width = page_width()
    with demo_room() as (room, taken):
        now = known(room, taken.person)
        told = tell_talk(room, taken.talk)
        copy = as_markdown(room, taken.person).split("\n")[:FIRST_LINES]
        today = room.today
    parts = (
        (messages.DEMO_TALK, told_lines(told.entries[:FIRST_ENTRIES], width)),
        (messages.DEMO_PROFILE, profile_text(now.profile, today, width)),
        (messages.DEMO_PAGE, page_text(now.plan, today, width)),
        (messages.DEMO_COACH, as_text(coach_notes(now.plan, now.profile, today), width)),
        (messages.DEMO_EXPORT, "\n".join(copy)),
    )
    show(messages.DEMO_INTRO)
    for title, text in parts:
        show(f"\n--- {title} ---\n\n{text.rstrip()}")
    show(f"\n{messages.DEMO_NEXT}")
