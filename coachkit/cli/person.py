"""`coachkit person …`: in comes one person and what shall change, out goes what stands now."""

from __future__ import annotations

import typer

from coachkit.cli import messages, said_here
from coachkit.cli.agreed import agreed, keep
from coachkit.cli.completing import complete_people
from coachkit.cli.desk import one_of, opened, show, show_data, tell
from coachkit.cli.forget import forget
from coachkit.cli.pack import pack
from coachkit.errors import UsageFaultError
from coachkit.exporters.envelope import envelope
from coachkit.safe_text import one_line
from coachkit.wording import talking
from coachkit.workbench.typed_name import typed_name

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="One person: show, add, merge, give everything back, forget.",
)
ENDINGS = "good-enough, person-stopped, moved-away, other-support, coach-left, lost-touch, safety, died"
PERSON = typer.Argument(..., metavar="PERSON", help="A name or an id.", autocompletion=complete_people)


@app.command("show")
def show_person(
    person: str = PERSON,
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """Who somebody is in the notebook, and the talks and contacts with them."""
    from coachkit.cli.talks import talk_line
    from coachkit.cli.views import contact_line
    from coachkit.ids import short, shorts
    from coachkit.wording.agreed import keeping_sentences, mention_sentence
    from coachkit.workbench.find import find_person
    from coachkit.workbench.gathering import between_of
    from coachkit.workbench.taken_back import consent

    with opened() as room:
        who = find_person(room, person)
        lines = room.notebook.people(archived=True)
        line = next(each for each in lines if each.id == who.id)
        if one_of(format_, "text", "json") == "json":
            data = {name: getattr(line, name) for name in ("id", "name", "talks", "last_on", "archived")}
            contacts = [one.model_dump() for one in between_of(room, who).contacts]
            agreed_to = consent(room, who).model_dump(mode="json")
            show_data(envelope("person", data | {"contacts": contacts, "agreed": agreed_to}))
            return
        show(f"{one_line(who.name)}  {short(who.id, [each.id for each in lines])}")
        talks = room.notebook.talks(who.id)
        ids = shorts([talk.id for talk in room.notebook.talks()])
        for talk in talks:
            show(f"  {talk_line(talk, ids[talk.id], '')}")
        if not talks:
            tell(messages.NO_TALKS)
        for contact in between_of(room, who).contacts:
            show(f"  {contact_line(contact, who.name, room.coach)}")
        stands = consent(room, who)
        for sentence in keeping_sentences(stands):
            (show if stands.said else tell)(f"  {sentence}")
        (show if stands.share else tell)(f"  {mention_sentence(stands, who.name)}")
        if stands.withdrawn_on:
            tell(talking.WITHDRAWN_DO.format(typed=typed_name(room, who)))


@app.command()
def add(
    person: str = typer.Argument(..., metavar="NAME|-", callback=said_here.text, help="Any name they like."),
) -> None:
    """Put somebody in the notebook before any talk."""
    from coachkit.ids import short
    from coachkit.workbench.people import add_person

    with opened() as room:
        who = add_person(room, person)
        ids = [line.id for line in room.notebook.people(archived=True)]
        show(messages.ADDED.format(name=one_line(who.name), id=short(who.id, ids)))


@app.command()
def rename(
    person: str = PERSON,
    name: str = typer.Argument(..., metavar="NAME|-", callback=said_here.text, help="The new name."),
) -> None:
    """Call somebody by another name from now on."""
    from coachkit.workbench.find import find_person
    from coachkit.workbench.people import rename as call

    with opened() as room:
        who = find_person(room, person, beginning=False)
        now = call(room, who, name)
        show(messages.RENAMED.format(old=one_line(who.name), new=one_line(now.name)))


@app.command()
def merge(
    person: str = PERSON,
    into: str = typer.Argument(..., metavar="INTO", help="The person who stays.", autocompletion=complete_people),
) -> None:
    """Make one of two entries that are the same person."""
    from coachkit.workbench.find import find_person
    from coachkit.workbench.people import merge as join

    with opened() as room:
        one, other = find_person(room, person, beginning=False), find_person(room, into, beginning=False)
        join(room, one, other)
        show(messages.MERGED.format(one=one_line(one.name), into=one_line(other.name)))


@app.command()
def separate(
    person: str = PERSON,
    name: str = typer.Argument(
        ..., metavar="NAME|-", callback=said_here.text, help="The name that two people around them share."
    ),
) -> None:
    """Tell apart two people around somebody who share a name."""
    from coachkit.workbench.find import find_person
    from coachkit.workbench.people import separate as tell_apart

    with opened() as room:
        count = tell_apart(room, find_person(room, person, beginning=False), name)
        show(messages.SEPARATED.format(n=count, name=one_line(name)))


@app.command()
def resume(person: str = PERSON) -> None:
    """Let stepping back go on, after it waited for somebody's safety."""
    from coachkit.workbench.find import find_person
    from coachkit.workbench.meetings import end_pause

    with opened() as room:
        who = find_person(room, person, beginning=False)
        end_pause(room, who)
        show(messages.RESUMED.format(name=one_line(who.name)))


@app.command()
def archive(
    person: str = PERSON,
    back: bool = typer.Option(False, "--back", help="Bring somebody back on the list."),
    ending: str = typer.Option("", metavar="WORD", help=f"How it ended: {ENDINGS}."),
    why: str = typer.Option("", metavar="TEXT|-", callback=said_here.text, help="A line about how it ended."),
) -> None:
    """Put somebody out of the everyday lists; nothing is lost."""
    from coachkit.workbench.find import find_person
    from coachkit.workbench.meetings import one_of_the_endings
    from coachkit.workbench.people import archive as put_away

    if back and ending:
        raise UsageFaultError("--back brings somebody back; --ending says how it ended. One of them.")
    how = one_of_the_endings(ending) if ending else ""
    with opened() as room:
        who = find_person(room, person, beginning=False)
        put_away(room, who, archived=not back, ending=how, why=why)
        if how:
            tell(messages.ENDED.format(name=one_line(who.name)))
        kept = messages.UNARCHIVED if back else messages.ARCHIVED
        show(kept.format(name=one_line(who.name), typed=typed_name(room, who)))


app.command()(agreed)
app.command()(keep)
app.command()(pack)
app.command()(forget)
