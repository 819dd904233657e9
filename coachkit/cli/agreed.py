"""`coachkit person agreed` and `keep`: in comes what somebody said about what is kept, out goes that it stands so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from coachkit.cli import messages, said_here
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import day_option, opened, read_bytes, show, tell
from coachkit.dates import written
from coachkit.errors import UsageFaultError
from coachkit.safe_text import one_line
from coachkit.wording import talking
from coachkit.workbench.typed_name import typed_name

if TYPE_CHECKING:
    from coachkit.person.gathered import Person
    from coachkit.workbench.room import Room

PERSON = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people)
HOWS = "table|paper|phone|letter"
SHARES = {"between-us": "private", "my-people": "my_people", "anyone": "anyone"}


def agreed(
    person: str = PERSON,
    how: str = typer.Option("", metavar=HOWS, help="How it was said; at the table without it."),
    on: str | None = typer.Option(None, metavar="DATE", help="The day, like 2026-11-26; today without it."),
    withdrawn: bool = typer.Option(False, "--withdrawn", help="They took the yes back."),
    why: str = typer.Option("", metavar="TEXT|-", callback=said_here.text, help="A line about it, with --withdrawn."),
    wording: str = typer.Option("", metavar="FILE", help="The wording that was shown, if it was not coachkit's own."),
    may_know: str = typer.Option("", "--may-know", metavar="|".join(SHARES), help="Who may know what they said."),
    whom: str = typer.Option(
        "", metavar="TEXT|-", callback=said_here.text, help="To whom it may be mentioned, with --may-know."
    ),
) -> None:
    """Keep that somebody agreed to being written down, or took it back.

    And who may know. Taking it back rubs nothing out by itself.

    \b
    coachkit person agreed Maya --how paper --on 2026-11-20
    coachkit person agreed Maya --withdrawn --how phone
    coachkit person agreed Maya --may-know my-people --whom "her sister"
    """
    from coachkit.person.consent import How
    from coachkit.person.statement import Share
    from coachkit.workbench import consent
    from coachkit.workbench.find import find_person

    _refuse(how, withdrawn=withdrawn, why=why, wording=wording, may_know=may_know, whom=whom)
    day = day_option(on)
    said_how = How(how or "table")
    shown = (wording.replace("\\", "/").rpartition("/")[2], _text(wording)) if wording else None
    says_yes = not withdrawn and bool(how or wording or not may_know)
    kept: list[str] = []
    with opened() as room:
        who = find_person(room, person, beginning=False)
        names = {"name": one_line(who.name), "typed": typed_name(room, who)}
        with room.notebook.together():
            if withdrawn:
                kept_on = consent.keep_withdrawn(room, who, said_how, day, why)
                kept.append(messages.AGREED_WITHDRAWN.format(day=written(kept_on), **names))
                kept.append(talking.GIVE_BACK_OR_FORGET.format(**names))
            elif says_yes:
                kept_on = consent.keep_agreed(room, who, said_how, day, shown)
                kept.append(messages.AGREED_KEPT.format(day=written(kept_on), **names))
            if may_know:
                consent.keep_mention(room, who, Share(SHARES[may_know]), whom, day)
                kept.append(messages.MAY_KNOW_KEPT.format(**names))
        show("\n".join(kept))
        if withdrawn or says_yes:
            _tell_if_another_stands(room, who, agreed=says_yes)


def _tell_if_another_stands(room: Room, who: Person, *, agreed: bool) -> None:
    """Say so where what was kept just now is of a day before the one that stands."""
    from coachkit.workbench.taken_back import consent

    latest = consent(room, who).latest
    if latest is not None and latest.agreed is not agreed:
        still = messages.STILL_AGREED if latest.agreed else messages.STILL_WITHDRAWN
        tell(still.format(day=written(date.fromisoformat(latest.on))))


def keep(person: str = PERSON) -> None:
    """Keep on what is kept of somebody, though it was long ago.

    The day page asks again when the time in the settings (retention) has gone by once more.
    """
    from coachkit.workbench.consent import keep_on
    from coachkit.workbench.find import find_person

    with opened() as room:
        who = find_person(room, person, beginning=False)
        keep_on(room, who)
        show(messages.KEPT_ON.format(name=one_line(who.name)))


def _refuse(how: str, *, withdrawn: bool, why: str, wording: str, may_know: str, whom: str) -> None:
    if how and how not in HOWS.split("|"):
        raise UsageFaultError(f"--how is one of: {', '.join(HOWS.split('|'))}.")
    if may_know and may_know not in SHARES:
        raise UsageFaultError(f"--may-know is one of: {', '.join(SHARES)}.")
    if withdrawn and (wording or may_know):
        raise UsageFaultError("--withdrawn takes a yes back; --wording and --may-know go with a yes. One of them.")
    if why and not withdrawn:
        raise UsageFaultError("--why goes with --withdrawn.")
    if whom and not may_know:
        raise UsageFaultError("--whom goes with --may-know.")


def _text(path: str) -> str:
    return read_bytes(path).decode("utf-8", "replace")
