"""The command tree: in come the words of a command line, out goes the one command meant, loaded only then."""

from __future__ import annotations

import importlib
import io
import os
from collections.abc import Sequence
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from coachkit import __version__
from coachkit.cli import messages, streams
from coachkit.cli.completing import COMPLETE_VARIABLE, teach_the_shells
from coachkit.errors import BadDataError, CoachkitError, NotFoundError, Stopped

# Command -> (module of coachkit.cli that holds it, its line in the help). A test keeps the lines true.
TABLE: dict[str, tuple[str, str]] = {
    "talk": ("talk", "Hold a talk, or go on with a paused one."),
    "profile": ("profile", "What a person brings, and who is around them."),
    "plan": ("plan", "The person's page: who does what, and the way back."),
    "look-again": ("look_again", "Go through the page together: what is still going, what next."),
    "log": ("log", "A contact between talks, in ten seconds."),
    "come-back": ("come_back", "They rang, and you come back, as promised; and the way out again."),
    "handover": ("handover", "One thing and its way: asked, yes or no, tried, moved, back."),
    "since": ("since", "What is different since a day, or since the talk before."),
    "introduce": ("introduce", "Somebody, or some place, for a person to meet."),
    "introductions": ("introductions", "Who is to meet whom, and how it went."),
    "lasting": ("lasting", "What moved and is still going after 30, 90 and 180 days."),
    "import": ("import_", "Bring in past conversations: notes, spreadsheets, transcripts."),
    "suggestions": ("suggestions", "What was gleaned from notes and transcripts, for you to decide."),
    "find": ("find", "Search what was said, in talks, notes and transcripts."),
    "people": ("people", "Who is in the notebook."),
    "person": ("person", "One person: show, add, merge, give everything back, forget."),
    "talks": ("talks", "The talks you have had, oldest first."),
    "session": ("session", "One talk as it went: show it, mend it, rub it out."),
    "export": ("export", "Profile, page and talks as a file to hand over."),
    "script": ("script", "Prompt scripts: read, write and check them."),
    "notebook": ("notebook", "The notebook itself: is it well, is it protected, are there copies."),
    "undo": ("undo", "Take back the last change, saying what it was."),
    "settings": ("settings", "Your name, how you can be reached, and the rest."),
    "demo": ("demo", "A made-up person's talk, from first word to page."),
    "where": ("where", "Where everything is kept."),
    "doctor": ("doctor", "A report to paste when something is wrong."),
    "completion": ("completion", "Let the Tab key complete commands, people and ids."),
}


_TOO_MANY_WORDS = "Got unexpected extra argument"


class LazyGroup(TyperGroup):
    """A group that loads a command's module only when that command is run or asked for help."""

    _for_help = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's signature
        return list(TABLE)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - typer's signature
        if cmd_name not in TABLE:
            return None
        module, line = TABLE[cmd_name]
        if self._for_help:
            return TyperCommand(cmd_name, help=line, callback=None)
        command = typer.main.get_command(importlib.import_module(f"coachkit.cli.{module}").app)
        command.name = cmd_name
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        self.commands = cast("Any", dict.fromkeys(TABLE))  # names alone, for "did you mean"
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        self._for_help = True
        super().format_help(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        self._for_help = True
        return super().shell_complete(ctx, incomplete)


app = typer.Typer(
    cls=LazyGroup,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=messages.ABOUT,
)


def _version(wanted: bool) -> None:
    if wanted:
        streams.show(f"coachkit {__version__}")
        raise typer.Exit


@app.callback()
def coachkit(
    ctx: typer.Context,
    plain: bool = typer.Option(False, "--plain", help="Numbered lines: no boxes, nothing redrawn."),
    i_know: bool = typer.Option(False, "--i-know", help="Write the notebook even in a folder that is synchronised."),
    version: bool = typer.Option(  # noqa: ARG001 - answered by its callback
        False, "--version", callback=_version, is_eager=True, help="Show the version."
    ),
) -> None:
    ctx.obj = plain or any(_is_on(os.environ.get(name, "")) for name in ("COACHKIT_PLAIN", "ACCESSIBLE"))
    if i_know:
        os.environ["COACHKIT_SYNCED_FOLDER"] = "true"
    if ctx.invoked_subcommand is None:
        from coachkit.cli.day import show_day

        show_day()


def _is_on(value: str) -> bool:
    return value.strip().casefold() not in ("", "0", "no", "false", "off")


def run(args: Sequence[str]) -> int:
    """Run one command line and say what went wrong, if anything did; the exit code."""
    os.umask(0o077)
    streams.make_ready()
    command = typer.main.get_command(app)
    try:
        if COMPLETE_VARIABLE in os.environ:
            teach_the_shells()
        code = command.main(list(args), prog_name="coachkit", complete_var=COMPLETE_VARIABLE, standalone_mode=False)
        streams.finish()
    except CoachkitError as fault:
        _tell(fault)
        return fault.exit_code
    except Stopped as stopped:
        return stopped.exit_code
    except KeyboardInterrupt:
        return Stopped.INTERRUPTED
    except streams.ReaderGoneError:
        return 0
    except typer.Abort:
        return 1
    except Exception as fault:
        if hasattr(fault, "show") and hasattr(fault, "exit_code"):
            _tell_usage(fault)
            return int(fault.exit_code)
        return _unforeseen(fault)
    return code if isinstance(code, int) else 0


def _tell(fault: CoachkitError) -> None:
    lines = [fault.message]
    if isinstance(fault, BadDataError):
        lines += [str(problem) for problem in fault.problems]
    if isinstance(fault, NotFoundError):
        lines += [f"  {candidate}" for candidate in fault.candidates]
    lines += [fault.hint] if fault.hint else []
    streams.tell("\n".join(lines))


def _tell_usage(fault: Any) -> None:
    """A usage error of typer's own. What could be words without quotes round them is not said again."""
    if str(getattr(fault, "message", "")).startswith(_TOO_MANY_WORDS):
        fault.message = messages.TOO_MANY_WORDS
    said = io.StringIO()
    fault.show(file=said)
    streams.tell(said.getvalue().rstrip("\n"))


def _unforeseen(fault: Exception) -> int:
    """A fault nobody foresaw: where it happened, never its message, which may hold a person's words."""
    if os.environ.get("COACHKIT_DEBUG"):
        raise fault
    last = fault.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f"{last.tb_frame.f_globals.get('__name__', '?')}:{last.tb_lineno}" if last else "?"
    streams.tell(messages.UNFORESEEN.format(kind=type(fault).__name__, where=where))
    return 1
