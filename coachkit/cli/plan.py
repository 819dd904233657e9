"""`coachkit plan`: in comes a person, out goes the person's page, or the coach's notes apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import one_of, opened, page_width, show, show_data, tell
from coachkit.dates import written
from coachkit.errors import UsageFaultError
from coachkit.safe_text import one_line

if TYPE_CHECKING:
    from coachkit.person.plan import Plan
    from coachkit.person.profile import Profile

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def plan(
    person: str = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people),
    format_: str = typer.Option(
        "text", "--format", metavar="text|json|md|message|note", help="What comes out; message: for a phone."
    ),
    agree: bool = typer.Option(False, "--agree", help="The person says yes to the page as it stands."),
    coach: bool = typer.Option(False, "--coach", help="The coach's notes, apart from the page."),
) -> None:
    """The person's page: who does what, and the way back.

    What is already theirs stands first; what brings the coach back, last.

    \b
    coachkit plan Maya
    coachkit plan Maya --coach
    """
    from coachkit.wording.agreed import leaving_line
    from coachkit.workbench.agree_plan import agree as say_yes
    from coachkit.workbench.find import find_person
    from coachkit.workbench.gathering import known
    from coachkit.workbench.leaving import not_for_anyone

    kind = one_of(format_, "text", "json", "md", "message", "note")
    if coach and kind not in ("text", "json"):
        raise UsageFaultError("The coach's notes come as text or json, and stay with the coach.")
    with opened() as room:
        who = find_person(room, person, beginning=not agree)
        if agree:
            yes = say_yes(room, who)
            day = date.fromisoformat(yes.agreed_on or room.today.isoformat())
            tell(messages.AGREED.format(name=one_line(who.name), day=written(day)))
        now = known(room, who)
        emergency = room.settings.get("emergency")
        beside = leaving_line(not_for_anyone(room, [who], every_line=False)) if kind == "note" else ""
    text = _form(now.plan, now.profile, kind, coach=coach, today=room.today, emergency=emergency)
    if kind in ("json", "md"):
        show_data(text)
    else:
        show(text)
    if beside:
        tell(beside)


def _form(plan: Plan, profile: Profile, kind: str, *, coach: bool, today: date, emergency: str) -> str:
    from coachkit.exporters.envelope import envelope
    from coachkit.exporters.json_form import plan_data
    from coachkit.exporters.markdown import plan_markdown
    from coachkit.wording.coach_notes import coach_notes
    from coachkit.wording.layout import as_text
    from coachkit.wording.message import message, note
    from coachkit.wording.page import page_text

    match kind:
        case "json":
            return envelope("plan", plan_data(plan, coach=coach, circle=profile.circle))
        case "md":
            return plan_markdown(plan, today, emergency=emergency)
        case "message":
            return message(plan, today)
        case "note":
            return note(plan, profile, today)
    if coach:
        return as_text(coach_notes(plan, profile, today), page_width())
    return page_text(plan, today, page_width(), emergency=emergency)
