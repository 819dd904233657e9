"""Question sheets: in comes a script, out goes a sheet in Markdown to print and write on."""

from __future__ import annotations

from collections.abc import Iterator

from coachkit.markdown_text import escape_markdown
from coachkit.scripts.conditions import Phrase, Test
from coachkit.scripts.model import ITEMISED, Option, Script, Stage, Step, StepType
from coachkit.scripts.placeholders import fill, names

BLANK = "……"
_NAMES = "…, … and …"
_LINE = "…" * 40
_SHORT = "…" * 18
_ACROSS = 2
_MOST_NUMBERS = 21


def question_sheet(script: Script, *, coach: bool) -> str:
    """The questions in the order asked, with room to write, as Markdown.

    The coach's copy has the further questions, the notes and when a question is asked; the other one is to lie on
    the table. Where an earlier answer would stand, there is a blank or the script's own word for it.
    """
    return "\n\n".join(_Sheet(script if coach else script.for_the_table(), coach).blocks()) + "\n"


def blanked(text: str) -> str:
    """A text with a blank, or the fallback, for each placeholder."""
    each = iter(names(text))

    def stands(_: str) -> str | None:
        placeholder = next(each)
        if placeholder.fallback is not None:
            return placeholder.fallback or None
        return _NAMES if placeholder.name.endswith(".names") else BLANK

    return fill(text, stands).strip()


class _Sheet:
    """Goes through a script once; each method yields blocks of Markdown."""

    def __init__(self, script: Script, coach: bool) -> None:
        self.script = script
        self.coach = coach
        self.steps = dict(script.every_step())

    def blocks(self) -> Iterator[str]:
        yield f"# {_line(self.script.title)}"
        if self.coach and self.script.about:
            yield from _paragraphs(self.script.about)
        if self.coach and self.script.safety:
            yield "## When somebody may be in danger"
            yield from _paragraphs(self.script.safety)
        yield from self.parts()

    def parts(self) -> Iterator[str]:
        good_to_stop = False
        for part in self.script.parts:
            if isinstance(part, Step):
                yield from self.step(part)
                continue
            if good_to_stop:
                yield _GOOD_TO_STOP
            good_to_stop = part.good_to_stop
            yield from self.stage(part)
        if good_to_stop:
            yield _GOOD_TO_STOP

    def stage(self, stage: Stage) -> Iterator[str]:
        yield f"## {_line(stage.title)}"
        if stage.play_back:
            yield "*Read back together what is written so far, and change what is not right.*"

    def step(self, step: Step) -> Iterator[str]:
        if self.coach and step.when:
            yield f"*Asked when {self.when(step)}:*"
        yield from (f"**{each}**" for each in _paragraphs(step.ask))
        if step.help:
            yield from _paragraphs(step.help)
        if self.coach and step.probes:
            yield "\n".join(["Further questions:", "", *(f"- {_line(each)}" for each in step.probes)])
        if self.coach and step.coach_note:
            yield from (f"> {each.replace(chr(10), chr(10) + '> ')}" for each in _paragraphs(step.coach_note))
        yield from self.room(step)
        for inner in (*step.fields, *step.follow_up):
            yield from self.step(inner)

    def room(self, step: Step) -> Iterator[str]:
        """Where the answer goes; a group is answered in its fields."""
        match step.type:
            case StepType.CHOICE:
                yield _options(step.options, "( )")
            case StepType.CHOICES:
                yield _options(step.options, "[ ]")
            case StepType.YES_NO:
                yield "- ( ) Yes\n- ( ) No"
            case StepType.SCALE:
                yield _scale(step)
            case StepType.LIST | StepType.PEOPLE:
                yield _several(step.at_most or 1)
            case StepType.TEXT:
                yield "\\\n".join([_LINE] * 3)
            case StepType.SHORT | StepType.DATE:
                yield _LINE
            case _:
                pass
        if self.coach and step.type in ITEMISED and (step.at_most or 1) > 1:
            yield f"*Up to {step.at_most} in all; each is asked what follows.*"

    def when(self, step: Step) -> str:
        return ", or ".join(" and ".join(map(self.test, together)) for together in step.when)

    def test(self, test: Test) -> str:
        """A condition in the words of the script: the cue of the step it looks at, and an option's label."""
        named = self.steps.get(test.step)
        cue = _line(cue_of(named)) if named else _line(test.step)
        word = next((each.label for each in named.options if each.key == test.word), test.word) if named else test.word
        match test.phrase:
            case Phrase.BETWEEN:
                tail = f" {test.low} and {test.high}"
            case Phrase.AT_LEAST | Phrase.HAS_AT_LEAST:
                tail = f" {test.low}"
            case Phrase.AT_MOST | Phrase.HAS_AT_MOST:
                tail = f" {test.high}"
            case _:
                tail = f" “{_line(word)}”" if word else ""
        return f"“{cue}” {_VERBS.get(test.phrase, test.phrase)}{tail}"


_GOOD_TO_STOP = "*A good place to stop.*"
_VERBS = {
    Phrase.ANSWERED: "is answered",
    Phrase.SKIPPED: "is skipped",
    Phrase.AT_LEAST: "is at least",
    Phrase.AT_MOST: "is at most",
    Phrase.BETWEEN: "is between",
}


def cue_of(step: Step) -> str:
    """The few words by which a coach finds a step: its cue, or else the first line of its question."""
    return blanked(step.cue or step.ask.strip().split("\n")[0])


def _line(text: str) -> str:
    return escape_markdown(" ".join(blanked(text).split()))


def _paragraphs(text: str) -> Iterator[str]:
    """Each paragraph by itself; lines inside one stay lines."""
    paragraph: list[str] = []
    for line in [*blanked(text).split("\n"), ""]:
        if line.strip():
            paragraph.append(line.strip())
        elif paragraph:
            yield escape_markdown("\n".join(paragraph))
            paragraph = []


def _options(options: tuple[Option, ...], box: str) -> str:
    return "\n".join(f"- {box} {_line(option.label)}" for option in options)


def _scale(step: Step) -> str:
    if step.low is None or step.high is None:
        return _LINE
    numbers = range(step.low.number, step.high.number + 1)
    between = f" {BLANK} ".join((str(numbers[0]), str(numbers[-1])))
    if len(numbers) <= _MOST_NUMBERS:
        between = " · ".join(map(str, numbers))
    return " ".join(each for each in (_line(step.low.words), between, _line(step.high.words)) if each)


def _several(at_most: int) -> str:
    """Blanks with commas and a last "and": a list as people say it, two to a line."""
    blanks = [_SHORT] * min(at_most, 12)
    if len(blanks) == 1:
        return _LINE
    said = [f"{each}," for each in blanks[:-2]] + [blanks[-2], f"and {blanks[-1]}"]
    lines = (" ".join(said[at : at + _ACROSS]) for at in range(0, len(said), _ACROSS))
    return "\\\n".join(lines)
