"""`coachkit completion`: in comes a shell's name, out goes the script that teaches it to complete."""

from __future__ import annotations

import typer

from coachkit.cli.completing import COMPLETE_VARIABLE
from coachkit.cli.desk import show_data
from coachkit.errors import UsageFaultError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def _known(shell: str) -> str:
    if shell not in SHELLS:
        raise UsageFaultError(f"That shell is not one of: {', '.join(SHELLS)}.")
    return shell


@app.command()
def completion(shell: str = typer.Argument(..., metavar="SHELL", help="bash, zsh, fish, powershell or pwsh.")) -> None:
    """Let the Tab key complete commands, people and ids.

    Prints a script for your shell.

    \b
    coachkit completion bash >> ~/.bashrc
    coachkit completion fish > ~/.config/fish/completions/coachkit.fish
    """
    from typer._completion_shared import get_completion_script

    shell = _known(shell)
    show_data(get_completion_script(prog_name="coachkit", complete_var=COMPLETE_VARIABLE, shell=shell))
