"""`coachkit script …` for those who write scripts: in come files or ids, out go walks, coverage and changes."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_scripts
from coachkit.cli.desk import page_width, read_bytes, show, show_data, tell, write_file
from coachkit.errors import NotFoundError
from coachkit.settings import Settings

SCRIPT = typer.Argument(..., metavar="FILE|ID", help="A file, or the id of a script.", autocompletion=complete_scripts)


def walk(
    script: str = SCRIPT,
    answers: str = typer.Option("", "--answers", metavar="FILE", help="Go by the answers of a file."),
    seed: int = typer.Option(1, "--seed", metavar="N", help="Go by chance; the same number goes the same way."),
    language: str | None = typer.Option(None, "--language", metavar="CODE", help="In a translation there is."),
) -> None:
    """Go through a script without a notebook: the talk, the profile and the page it would give."""
    from coachkit.dates import iso_day
    from coachkit.wording.page import page_text
    from coachkit.wording.profile_page import profile_text
    from coachkit.workbench.answers_file import read_answers
    from coachkit.workbench.scripts import SOME_DAY, script_of, walked

    settings = Settings.load()
    told = read_answers(read_bytes(answers), "stdin" if answers == "-" else answers) if answers else None
    gone = walked(script_of(settings, script, language), seed=seed, answers=told)
    day = iso_day(gone.plan.on or SOME_DAY) or settings.today()
    show(gone.transcript)
    if not gone.profile.is_empty:
        show(profile_text(gone.profile, day, page_width()) + "\n")
    if not gone.plan.is_empty:
        show(page_text(gone.plan, day, page_width()))


def coverage(
    script: str = SCRIPT,
    walks: str = typer.Option("", "--walks", metavar="DIR", help="Where the recorded walks are."),
) -> None:
    """What the recorded walks of a script meet: steps, options, conditions both ways, rules of the plan."""
    from coachkit.scripts.shelf import Shelf
    from coachkit.workbench.scripts import covered, script_of

    settings = Settings.load()
    folders = [Path(walks)] if walks else [folder / "walks" for folder in Shelf(settings.own_prompts).folders]
    folder = next((each for each in folders if each.is_dir()), None)
    if folder is None:
        raise NotFoundError("There is no folder of recorded walks.", "Say where: --walks DIR")
    found = script_of(settings, script)
    met, count = covered(found, folder)
    show(messages.COVERAGE.format(id=found.id, percent=met.percent, met=len(met.met), wanted=len(met.wanted), n=count))
    for line in met.missing:
        show(f"  {line}")


def diff(
    old: str = typer.Argument(..., metavar="OLD", help="A file or an id; with --talk, the newer one alone."),
    new: str = typer.Argument("", metavar="[NEW]", help="A file or an id."),
    talk: str = typer.Option("", "--talk", metavar="ID", help="A talk under way: what changes for that person."),
) -> None:
    """What a newer version changes, those changes first that touch answers already given."""
    from coachkit.cli.desk import opened
    from coachkit.scripts.changes import changes
    from coachkit.wording.script_changes import told
    from coachkit.workbench.find import find_talk
    from coachkit.workbench.gathering import pinned_script
    from coachkit.workbench.newer_script import for_a_talk
    from coachkit.workbench.scripts import script_of

    settings = Settings.load()
    effects: tuple[str, ...] = ()
    if talk:
        with opened() as room:
            line = find_talk(room, talk)
            before, after = pinned_script(room, line), script_of(settings, old)
            effects = for_a_talk(room, line, after)
    else:
        before, after = script_of(settings, old), script_of(settings, new or old)
    lines = told(changes(before, after))
    show("\n".join(lines) if lines else messages.SCRIPT_SAME)
    if effects:
        show("\n" + "\n".join(effects))


def schema() -> None:
    """The JSON Schema of script files, for editors that help while typing."""
    from coachkit.scripts.schema import json_schema

    show_data(json.dumps(json_schema(), indent=1))


def translate(
    id_: str = typer.Argument(..., metavar="ID", help="A script there is.", autocompletion=complete_scripts),
    language: str = typer.Argument(..., metavar="CODE", help="The language, such as cy."),
) -> None:
    """Begin a translation, or bring one up to date: what is missing, what changed since, what is left over."""
    from coachkit.scripts.overlay import read_overlay, refreshed, stands
    from coachkit.workbench.scripts import read_file, script_of

    settings = Settings.load()
    settings.ensure_home()
    script = script_of(settings, id_)
    folder = settings.own_prompts / "locale"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{script.id}.{language}.yaml"
    text = refreshed(script, _there(path, script.id, language), language)
    write_file(path, text, force=True)
    overlay = read_overlay(read_file(path), str(path))
    show(messages.FILE_WRITTEN.format(path=path))
    if isinstance(overlay, tuple):
        return
    now = stands(script, overlay)
    for title, names in (("missing", now.missing), ("changed since", now.stale), ("left over", now.left_over)):
        if names:
            show(f"{title}: {', '.join(dict.fromkeys(name.partition('.')[0] for name in names))}")
    if not overlay.is_read:
        tell(messages.NOT_YET_READ)


def _there(path: Path, script_id: str, language: str) -> str | None:
    """The translation to go on from: the coach's own, else the shipped one."""
    from coachkit.scripts.shelf import shipped_scripts
    from coachkit.workbench.scripts import read_file

    for each in (path, shipped_scripts() / "locale" / f"{script_id}.{language}.yaml"):
        if each.is_file():
            return read_file(each).decode("utf-8", "replace")
    return None
