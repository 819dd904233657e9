"""The asker for a terminal: in comes one question, out goes the move made, half-typed text kept on the way."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from coachkit.askers import phrases
from coachkit.askers.drafts import DraftKeeper
from coachkit.askers.keys import draft_of, read_after, typed_for
from coachkit.askers.looks import MARK
from coachkit.askers.protocol import Asking, Ended, Form, Gave, KeepDraft, Move, Pressed, Tone
from coachkit.askers.wrapping import wrapped
from coachkit.errors import Stopped

if TYPE_CHECKING:
    from prompt_toolkit import Application
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

_WIDEST = 88
_STYLES = {Tone.HEADING: "bold", Tone.QUIET: "dim"}


class TerminalAsker:
    """Asks on stderr with questionary: calm, without colours, boxes or signs that a screen reader spells out.

    `width` is fixed or, left out, the terminal's; text is never wider than 88. `source` and `output` stand in for
    the terminal in tests.
    """

    def __init__(self, width: int | None = None, source: Input | None = None, output: Output | None = None) -> None:
        from rich.console import Console

        self._fixed_width = width
        self._source = source
        self._output = output or _stderr_output()
        self._console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False)

    def put(self, asking: Asking, keep_draft: KeepDraft | None = None) -> Move:
        """Put one question, and again until something is given.

        Raises KeyboardInterrupt on Ctrl-C and Stopped when the program is ended or the terminal has gone; what was
        typed is kept first.
        """
        self._show(asking)
        draft = draft_of(asking) if asking.form in (Form.LINE, Form.TEXT) else ""
        start = draft or typed_for(asking.standing, asking)
        if draft:
            self.say(phrases.DRAFT_IS_BACK, Tone.QUIET)
        while True:
            if asking.form in (Form.LINE, Form.TEXT):
                move = self._typed(asking, start, keep_draft)
            else:
                move = self._chosen(asking)
            if asking.may_be_empty or not isinstance(move, Gave) or move.text.strip():
                return move
            self.say(phrases.nothing_given(asking), Tone.QUIET)
            start = ""

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Say something on stderr, wrapped; a heading bold, a quiet line dim, a warm one with room before it."""
        from rich.text import Text

        lines = ["", *wrapped(text, self._width())] if tone is Tone.WARM else wrapped(text, self._width())
        said = Text("\n".join(lines), style=_STYLES.get(tone, ""))
        try:
            self._console.print(said, soft_wrap=True)
        except OSError as gone:
            raise Stopped(Stopped.HUNG_UP) from gone

    def _width(self) -> int:
        return min(self._fixed_width or self._console.width, _WIDEST)

    def _show(self, asking: Asking) -> None:
        self.say("")
        if asking.heading:
            self.say(asking.heading, Tone.HEADING)
            self.say("")
        self.say(asking.text)
        if asking.hint:
            self.say(asking.hint, Tone.QUIET)
        if asking.form is Form.LINE and asking.choices:
            self.say(phrases.names_given(asking), Tone.QUIET)

    def _typed(self, asking: Asking, start: str, keep_draft: KeepDraft | None) -> Move:
        from coachkit.askers.text_prompt import text_prompt

        application = text_prompt(asking, start, self._source, self._output)
        keeper = DraftKeeper(keep_draft or _keep_nothing, lambda trouble: _leave(application, trouble))
        application.current_buffer.on_text_changed += lambda buffer: keeper.changed(buffer.text)
        try:
            result = _run(application)
        except BaseException as left:
            keeper.keep_now()
            if left is not keeper.trouble and isinstance(left, (OSError, EOFError)):
                raise Stopped(Stopped.HUNG_UP) from left
            raise
        if isinstance(result, Ended):
            keeper.keep_now()
            return result
        keeper.finish()
        return read_after(start, result, asking)

    def _chosen(self, asking: Asking) -> Move:
        from coachkit.askers.choice_prompt import choice_prompt

        try:
            result = _run(choice_prompt(asking, self._width(), self._source, self._output))
        except (OSError, EOFError) as gone:
            raise Stopped(Stopped.HUNG_UP) from gone
        if isinstance(result, Ended):
            return result
        if isinstance(result, Pressed):
            self.say(f" {MARK} {result.key}")
            return result
        keys = result if isinstance(result, list) else [result]
        labels = [choice.label for choice in asking.choices if choice.key in keys]
        if labels:
            self.say(f" {MARK} {', '.join(labels)}")
        return Gave("\n".join(keys))


def _stderr_output() -> Output:
    from prompt_toolkit.output import create_output
    from prompt_toolkit.output.vt100 import Vt100_Output

    output = create_output(stdout=sys.stderr)
    if isinstance(output, Vt100_Output):
        # Asking where the cursor is gains nothing here, and some terminals answer with a warning or not at all.
        output.enable_cpr = False
    return output


def _run(application: Application[Any]) -> Any:
    """Run a prompt. What goes wrong inside its event loop leaves it as an exception.

    By itself prompt_toolkit would print a traceback and wait for Enter.
    """
    import asyncio

    def failed(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        _leave(application, context.get("exception") or RuntimeError(context["message"]))

    def before() -> None:
        asyncio.get_running_loop().set_exception_handler(failed)

    return application.run(pre_run=before, set_exception_handler=False)


def _leave(application: Application[Any], trouble: BaseException) -> None:
    if application.is_running and not application.is_done:
        application.exit(exception=trouble)


def _keep_nothing(_text: str) -> None:
    """Where nobody keeps drafts."""
