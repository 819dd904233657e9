"""`coachkit profile`: in comes a person, out goes the asset profile, or a walk through it together."""

from __future__ import annotations

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import is_plain, one_of, opened, page_width, show, show_data, tell
from coachkit.errors import Stopped
from coachkit.safe_text import one_line

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def profile(
    ctx: typer.Context,
    person: str = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people),
    format_: str = typer.Option("text", "--format", metavar="text|json|md", help="What comes out."),
    check: bool = typer.Option(False, "--check", help="Go through it with the person, one line at a time."),
) -> None:
    """What a person brings, and who is around them.

    Everything in their own words.

    \b
    coachkit profile Maya
    coachkit profile Maya --check
    """
    from coachkit.exporters.envelope import envelope
    from coachkit.exporters.json_form import profile_data
    from coachkit.exporters.markdown import profile_markdown
    from coachkit.wording.profile_page import profile_text
    from coachkit.workbench.find import find_person
    from coachkit.workbench.gathering import known

    kind = one_of(format_, "text", "json", "md")
    if check:
        _check(ctx, person)
        return
    with opened() as room:
        now = known(room, find_person(room, person)).profile
    if kind == "json":
        show_data(envelope("profile", profile_data(now)))
    elif kind == "md":
        show_data(profile_markdown(now))
    elif now.is_empty:
        tell(messages.NOTHING_SAID.format(name=one_line(now.person.name)))
    else:
        show(profile_text(now, room.today, page_width()))


def _check(ctx: typer.Context, person: str) -> None:
    from coachkit.askers.signals import ended_politely
    from coachkit.workbench.check_profile import check_profile
    from coachkit.workbench.find import find_person

    with opened(is_plain(ctx)) as room:
        who = find_person(room, person, beginning=False)
        try:
            with ended_politely():
                check_profile(room, who)
        except KeyboardInterrupt:
            tell("\n" + messages.EDIT_KEPT)
            raise Stopped(Stopped.INTERRUPTED) from None
