"""`coachkit script …` for those who use scripts: in comes a file or an id, out go lists, checks and sheets."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from coachkit.cli import messages
from coachkit.cli.completing import complete_scripts
from coachkit.cli.desk import one_of, read_bytes, show, show_data, tell, write_file
from coachkit.cli.script_tools import coverage, diff, schema, translate, walk
from coachkit.errors import BadDataError, CouldNotError, Problem, UsageFaultError
from coachkit.exporters.envelope import envelope
from coachkit.settings import Settings

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Prompt scripts: read, write and check them.",
)
SCRIPT = typer.Argument(..., metavar="FILE|ID", help="A file, or the id of a script.", autocompletion=complete_scripts)
_MARKS = {"error": "fault", "warning": "think again", "info": "to know"}


@app.command("list")
def list_scripts(
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """The scripts there are, the coach's own first."""
    from coachkit.scripts.shelf import Shelf

    shelf = Shelf(Settings.load().own_prompts)
    found = shelf.all()
    if one_of(format_, "text", "json") == "json":
        rows = [
            {"id": s.id, "title": s.title, "path": str(s.path), "own": s.own, "faults": len(s.problems)} for s in found
        ]
        show_data(envelope("scripts", rows))
        return
    for each in found:
        whose = ", your own" if each.own else ""
        faulty = ", with faults: coachkit script check" if each.script is None else ""
        minutes = f", {each.script.minutes} minutes" if each.script and each.script.minutes else ""
        other = shelf.languages(each.script)[1:] if each.script else ()
        languages = f", also in {', '.join(other)}" if other else ""
        show(f"{each.id:<20}  {each.title}{minutes}{languages}{whose}{faulty}")


@app.command("show")
def show_script(script: str = SCRIPT) -> None:
    """What a script is for, when to leave it, and its questions by their cue."""
    from coachkit.scripts.model import Stage
    from coachkit.wording.layout import wrapped
    from coachkit.workbench.scripts import script_of

    found = script_of(Settings.load(), script)
    show(f"{found.title} ({found.id}, version {found.version})\n")
    for paragraph in found.about.strip().split("\n"):
        show("\n".join(wrapped(paragraph, 80)) if paragraph else "")
    for part in found.parts:
        if isinstance(part, Stage):
            show(f"\n{part.title}")
        else:
            show(f"  {part.id:<16}  {part.cue or part.ask.strip()}")


@app.command()
def check(
    files: list[str] = typer.Argument(..., metavar="FILE|ID...", help="Files or ids."),  # noqa: B008 - typer's way
    fix: bool = typer.Option(False, "--fix", help="Put prose under a | where it is not; the rest stays as it is."),
    against: str = typer.Option("", "--against", metavar="FILE|ID", help="The version that people have used last."),
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """Look a script over: every fault with its place, and what to think about again.

    Faults end with exit code 4; advice alone ends with 0.
    """
    as_json = one_of(format_, "text", "json") == "json"
    found = [problem for file in files for problem in _checked(file, against, fix=fix)]
    _report(found, as_json=as_json)


def _checked(named: str, against: str, *, fix: bool) -> list[Problem]:
    from coachkit.scripts.check import check_script
    from coachkit.scripts.fix import fixed
    from coachkit.workbench.scripts import file_of, read_file, script_of

    settings = Settings.load()
    if named == "-":
        return list(check_script(read_bytes("-"), "stdin").problems)
    place = file_of(settings, named)
    path = place if isinstance(place, Path) else place.path
    data = read_file(path)
    if fix:
        mended = fixed(data)
        if mended != data:
            write_file(path, mended.decode("utf-8"), force=True)
            tell(messages.SCRIPT_FIXED.format(path=path))
            data = mended
    if re.search(rb"^translates:", data, re.MULTILINE):
        return _checked_overlay(settings, path, data)
    released = script_of(settings, against) if against else None
    result = check_script(data, str(path), path.parent, released=released)
    if result.allowed:
        tell(messages.SCRIPT_ALLOWED.format(path=path, n=len(result.allowed)))
    return list(result.problems)


def _checked_overlay(settings: Settings, path: Path, data: bytes) -> list[Problem]:
    from coachkit.scripts.translation_rules import check_overlay
    from coachkit.workbench.scripts import script_of

    return list(check_overlay(script_of(settings, path.name.split(".")[0]), data, str(path)))


def _report(found: list[Problem], *, as_json: bool) -> None:
    from coachkit.scripts.rulebook import severity

    faults = [problem for problem in found if severity(problem.code) == "error"]
    if as_json:
        fields = ("path", "line", "column", "code", "message", "hint")
        show_data(
            envelope("check", [{n: getattr(p, n) for n in fields} | {"severity": severity(p.code)} for p in found])
        )
    else:
        for problem in found:
            show(str(problem))
        show(messages.SCRIPT_CLEAN if not found else _sum(found))
    if faults:
        raise typer.Exit(BadDataError.exit_code)


def _sum(found: list[Problem]) -> str:
    from coachkit.scripts.rulebook import severity

    counted = {mark: sum(severity(p.code) == level for p in found) for level, mark in _MARKS.items()}
    said = ", ".join(f"{mark}: {count}" for mark, count in counted.items() if count)
    return f"\n{said}. coachkit script explain CODE says why it matters."


@app.command()
def explain(code: str = typer.Argument(..., metavar="CODE", help="A code such as CK601, or the rule's name.")) -> None:
    """Why a rule matters, with a bad and a good example."""
    from coachkit.scripts.rulebook import rule

    one = rule(code)
    show(f"{one.code} {one.name} ({_MARKS[one.severity]})\n\n{one.why.strip()}")
    for title, examples in (("Instead of", one.bad), ("Better", one.good)):
        for example in examples:
            show(f"\n{title}:\n\n" + "\n".join(f"    {line}".rstrip() for line in example.text.strip("\n").split("\n")))


@app.command()
def new(
    id_: str = typer.Argument(..., metavar="ID", help="Small letters, digits and underscores."),
    title: str = typer.Option("", "--title", help="What the talk is called."),
) -> None:
    """Begin a script of your own: a file that teaches by example and passes every check."""
    import json

    from coachkit.scripts.schema import MODELINE, SCHEMA_FILE, json_schema
    from coachkit.scripts.skeleton import skeleton

    folder = _own_folder()
    text = skeleton(id_, title or id_.replace("_", " ").capitalize())
    text = text if MODELINE in text else f"{MODELINE}\n{text}"
    write_file(folder / f"{id_}.yaml", text, force=False)
    write_file(folder / SCHEMA_FILE, json.dumps(json_schema(), indent=1), force=True)
    show(messages.SCRIPT_NEW.format(path=folder / f"{id_}.yaml", id=id_))


@app.command()
def copy(
    id_: str = typer.Argument(..., metavar="ID", help="A script there is.", autocompletion=complete_scripts),
) -> None:
    """Copy a script to your own folder, to change it; your own stands before the shipped one."""
    from coachkit.scripts.shelf import OnShelf
    from coachkit.workbench.scripts import file_of, read_file

    place = file_of(Settings.load(), id_)
    if not isinstance(place, OnShelf):
        raise UsageFaultError("To copy, give the id of a script.", "coachkit script list shows them.")
    if place.own:
        raise CouldNotError(f"{id_} is in your own folder already: {place.path}")
    target = _own_folder() / place.path.name
    write_file(target, read_file(place.path).decode("utf-8"), force=False)
    show(messages.SCRIPT_COPIED.format(path=target))


def _own_folder() -> Path:
    settings = Settings.load()
    settings.ensure_home()
    settings.own_prompts.mkdir(mode=0o700, exist_ok=True)
    return settings.own_prompts


@app.command("print")
def print_script(
    script: str = SCRIPT,
    coach: bool = typer.Option(False, "--coach", help="With probes and the coach's notes."),
    sheet: bool = typer.Option(False, "--sheet", help="One A4: the cues, and an empty circle to draw on."),
    language: str | None = typer.Option(None, "--language", metavar="CODE", help="In a translation there is."),
    output: str = typer.Option("-", "-o", "--output", metavar="FILE|-", help="Where to; - is stdout."),
    force: bool = typer.Option(False, "--force", help="Write over a file that is there."),
) -> None:
    """A question sheet in Markdown, or one page to take along."""
    from coachkit.scripts.one_page import one_page
    from coachkit.scripts.sheet import question_sheet
    from coachkit.workbench.scripts import script_of

    found = script_of(Settings.load(), script, language)
    text = one_page(found) if sheet else question_sheet(found, coach=coach)
    if output == "-":
        show_data(text)
    else:
        write_file(Path(output), text, force=force)
        tell(messages.FILE_WRITTEN.format(path=output))


for _command in (walk, coverage, diff, schema, translate):
    app.command()(_command)
