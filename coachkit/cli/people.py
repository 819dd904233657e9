"""`coachkit people`: in comes nothing but the format, out goes who is in the notebook."""

from __future__ import annotations

from datetime import date

import typer

from coachkit.cli import messages
from coachkit.cli.desk import one_of, show, show_data, tell
from coachkit.cli.unlocking import unlocking
from coachkit.exporters.envelope import envelope

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def people(
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
    archived: bool = typer.Option(False, "--archived", help="Also those who are put away."),
) -> None:
    """Who is in the notebook.

    \b
    coachkit people
    coachkit people --format json
    """
    from coachkit.dates import written_short
    from coachkit.ids import shorts
    from coachkit.notebook.store import Notebook
    from coachkit.safe_text import one_line
    from coachkit.settings import Settings

    as_json = one_of(format_, "text", "json") == "json"
    path = Settings.load().notebook_file
    lines, somebody = [], False
    if Notebook.exists(path):
        with Notebook.open(path, unlock=unlocking()) as notebook:
            lines = notebook.people(archived=archived or as_json)
            somebody = bool(lines) or bool(notebook.people(archived=True))
    if as_json:
        rows = [{n: getattr(line, n) for n in ("id", "name", "talks", "last_on", "archived")} for line in lines]
        show_data(envelope("people", rows))
        return
    if not lines:
        tell(messages.ALL_PUT_AWAY if somebody else messages.NOBODY_YET)
        return
    ids = shorts([line.id for line in lines])
    rows_ = []
    for line in lines:
        last = f"last talk {written_short(date.fromisoformat(line.last_on))}" if line.last_on else "no talk yet"
        away = ", put away" if line.archived else ""
        rows_.append(f"{ids[line.id]}  {one_line(line.name)}, {last}{away}")
    show("\n".join(rows_))
