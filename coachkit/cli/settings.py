"""`coachkit settings`: in come perhaps a name and a value, out goes each setting with where it comes from."""

from __future__ import annotations

import typer

from coachkit.cli import messages, said_here
from coachkit.cli.desk import one_of, show, show_data
from coachkit.exporters.envelope import envelope
from coachkit.safe_text import normalised, one_line
from coachkit.settings import KNOWN, Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def _names(incomplete: str) -> list[str]:
    return [setting.name for setting in KNOWN if setting.name.startswith(incomplete)]


@app.command()
def settings(
    name: str = typer.Argument("", metavar="[NAME]", help="Which setting.", autocompletion=_names),
    value: str | None = typer.Argument(
        None, metavar="[VALUE|-]", help="What it shall be; '' empties it.", callback=said_here.text
    ),
    format_: str = typer.Option("text", "--format", metavar="text|json", help="What comes out."),
) -> None:
    """Your name, how you can be reached, and the rest.

    Alone, it shows every setting and where it comes from; with a name and a value, it keeps one.

    \b
    coachkit settings coach Sam
    coachkit settings how "Ring or text Sam on 07700 900123."
    """
    as_json = one_of(format_, "text", "json") == "json"
    now = Settings.load()
    if value is not None:
        now.ensure_home()
        now.set(name, normalised(value))
        text = messages.SETTING_KEPT if normalised(value) else messages.SETTING_CLEARED
        show(text.format(name=name, value=one_line(normalised(value))))
        return
    chosen = [setting for setting in KNOWN if not name or setting.name == name]
    if name and not chosen:
        now.get(name)  # says which names there are
    if as_json:
        rows = [{"name": s.name, "value": now.get(s.name), "origin": now.origin(s.name)} for s in chosen]
        show_data(envelope("settings", rows))
        return
    for setting in chosen:
        shown = one_line(now.get(setting.name)) or "(empty)"
        show(f"{setting.name}: {shown}\n    {setting.description}\n    from: {now.origin(setting.name)}")
