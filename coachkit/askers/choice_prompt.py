"""One or several of several: in comes a question with choices, out goes a prompt to run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coachkit.askers.looks import MARK, calm_style
from coachkit.askers.phrases import ONE_OF_HOW, SOME_OF_HOW
from coachkit.askers.picking import numbered_labels, numbers, standing_choices
from coachkit.askers.protocol import Asking, Ended, Form, Pressed
from coachkit.askers.wrapping import wrapped
from coachkit.safe_text import one_line

if TYPE_CHECKING:
    import questionary
    from prompt_toolkit import Application
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.output import Output

_POINTER_CELLS = len(MARK) + 2
_BOX_CELLS = 2


def choice_prompt(asking: Asking, width: int, source: Input | None, output: Output) -> Application[Any]:
    """A prompt whose result is the key chosen, a list of keys, a Pressed or Ended."""
    import questionary
    from prompt_toolkit.key_binding import merge_key_bindings

    stands = [choice.key for choice in standing_choices(asking)]
    options: dict[str, Any] = {
        "message": "",
        "qmark": "",
        "pointer": MARK,
        "style": calm_style(),
        "use_jk_keys": False,
        "erase_when_done": True,
        "input": source,
        "output": output,
    }
    if asking.form is Form.ONE_OF:
        choices = _one_of_choices(asking, width)
        question = questionary.select(
            choices=choices, default=stands[0] if stands else None, instruction=ONE_OF_HOW, **options
        )
    else:
        choices = _some_of_choices(asking, width, stands)
        question = questionary.checkbox(choices=choices, instruction=SOME_OF_HOW, **options)
    application = question.application
    # The bindings merged last win.
    bindings = [application.key_bindings or _keys(asking), _keys(asking)]
    if asking.form is Form.ONE_OF:
        bindings.insert(1, _number_keys(asking, application))
    application.key_bindings = merge_key_bindings(bindings)
    return application


def _one_of_choices(asking: Asking, width: int) -> list[questionary.Choice]:
    import questionary

    hanging = 3 if any(label[:1].isdigit() for label in numbered_labels(asking.choices)) else 0
    return [
        questionary.Choice(_title(label, width, _POINTER_CELLS, hanging), value=choice.key)
        for label, choice in zip(numbered_labels(asking.choices), asking.choices, strict=True)
    ]


def _some_of_choices(asking: Asking, width: int, stands: list[str]) -> list[questionary.Choice]:
    import questionary

    return [
        questionary.Choice(
            _title(one_line(choice.label), width, _POINTER_CELLS + _BOX_CELLS, 0),
            value=choice.key,
            checked=choice.key in stands,
        )
        for choice in asking.choices
    ]


def _title(label: str, width: int, before: int, hanging: int) -> str:
    """The label in lines that fit beside the pointer: a choice's line is cut off where it does not."""
    # One cell stays free: some terminals wrap a line that fills the last one.
    lines = wrapped(label, width - before - 1, hanging)
    return f"\n{' ' * before}".join(lines)


def _keys(asking: Asking) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    bindings = KeyBindings()

    @bindings.add("c-d", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Ended())

    @bindings.add("<sigint>", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    # Marking all at one stroke, unasked, is no answer to a question; nor is a paste.
    @bindings.add("a", eager=True)
    @bindings.add("i", eager=True)
    @bindings.add(Keys.BracketedPaste, eager=True)
    def _(event: KeyPressEvent) -> None:
        pass

    for key in asking.keys:

        @bindings.add(key, eager=True)
        def _(event: KeyPressEvent, key: str = key) -> None:
            event.app.exit(result=Pressed(key))

    return bindings


def _number_keys(asking: Asking, application: Application[Any]) -> KeyBindings:
    """A number takes its choice as soon as no longer number could be meant; until then the pointer goes there."""
    from prompt_toolkit.key_binding import KeyBindings
    from questionary.prompts.common import InquirerControl

    bindings = KeyBindings()
    known = numbers(asking.choices)
    pointing = next(c for c in application.layout.find_all_controls() if isinstance(c, InquirerControl))
    typed = ""

    for digit in "0123456789":

        @bindings.add(digit, eager=True)
        def _(event: KeyPressEvent, digit: str = digit) -> None:
            nonlocal typed
            typed = next((t for t in (typed + digit, digit) if any(n.startswith(t) for n in known)), "")
            if typed not in known:
                return
            place = known.index(typed)
            pointing.pointed_at = place
            if sum(n.startswith(typed) for n in known) == 1:
                event.app.exit(result=asking.choices[place].key)

    return bindings
