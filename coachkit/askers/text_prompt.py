"""A line or more to type: in comes the text to begin with and names to complete, out goes a prompt to run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coachkit.askers.looks import MARK, calm_style
from coachkit.askers.protocol import Asking, Ended
from coachkit.safe_text import for_terminal, one_line

if TYPE_CHECKING:
    from prompt_toolkit import Application
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout.processors import Processor
    from prompt_toolkit.output import Output

_FIRST_DRAWN_AS_ITSELF = "\xa0"


def text_prompt(asking: Asking, start: str, source: Input | None, output: Output) -> Application[Any]:
    """A prompt whose result is the text as typed, or Ended."""
    import questionary
    from prompt_toolkit.shortcuts import CompleteStyle

    return questionary.text(
        MARK,
        default=start,
        qmark="",
        instruction="",
        style=calm_style(),
        multiline=True,
        prompt_continuation=" " * (len(MARK) + 2),
        key_bindings=_bindings(),
        completer=_completer(asking),
        complete_while_typing=False,
        complete_style=CompleteStyle.READLINE_LIKE,
        reserve_space_for_menu=0,
        input_processors=[_hidden_marks_shown()],
        input=source,
        output=output,
    ).application


def _bindings() -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()

    @bindings.add("enter")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=event.current_buffer.text)

    @bindings.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    # Left to itself Ctrl-D deletes a letter when there is text, which is not what ending means.
    @bindings.add("c-d", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Ended())

    return bindings


def _completer(asking: Asking) -> Completer | None:
    from prompt_toolkit.completion import WordCompleter

    names = [choice.label for choice in asking.choices]
    shown = {name: one_line(name) for name in names}
    return WordCompleter(names, ignore_case=True, sentence=True, display_dict=shown) if names else None


def _hidden_marks_shown() -> Processor:
    """Marks that would hide or turn round text are drawn as a dot while it is edited; the text keeps them."""
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.formatted_text.utils import fragment_list_to_text
    from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput

    class HiddenMarksShown(Processor):
        def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
            fragments = transformation_input.fragments
            if _drawn(text := fragment_list_to_text(fragments)) == text:
                return Transformation(fragments)
            drawn: StyleAndTextTuples = [(style, _drawn(part)) for style, part, *_ in fragments]
            return Transformation(drawn)

    return HiddenMarksShown()


def _drawn(text: str) -> str:
    """The same number of characters, so that the cursor stays where it is."""
    return "".join(char if char < _FIRST_DRAWN_AS_ITSELF or for_terminal(char) else "·" for char in text)
