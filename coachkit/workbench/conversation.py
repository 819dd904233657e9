"""One sitting of a talk: in come a pinned script and an asker, out go committed events, one answer at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from coachkit.askers.protocol import Asking, Ended, Form, Gave, Move, Pressed, Tone
from coachkit.dates import written
from coachkit.notebook.lines import Change, TalkLine
from coachkit.person.gathered import Person
from coachkit.safe_text import normalised, shortened
from coachkit.scripts.model import Script, Stage, StepType
from coachkit.talk.answers import Answers, fold, subjects
from coachkit.talk.events import Happened, Key, NewEvent
from coachkit.talk.fit import Misfit, fit
from coachkit.talk.moves import close, first_field, give, skip
from coachkit.talk.path import Mark, Path, Place, Role, path
from coachkit.talk.said import Speaking
from coachkit.talk.words import in_words
from coachkit.wording import talking
from coachkit.workbench.beside import BESIDE, CONCERN, THOUGHT, PausedError, beside
from coachkit.workbench.jumping import jump_to
from coachkit.workbench.keeping import keep
from coachkit.workbench.putting import NOTHING_BEFORE, Before, Putting, place_name, place_named
from coachkit.workbench.read_back import Reading, read_back
from coachkit.workbench.room import Room
from coachkit.workbench.safety import ask_whom, stop_for_safety


class Sitting(StrEnum):
    """How a sitting ended: everything asked, or paused with more to ask."""

    ALL_ASKED = "all_asked"
    PAUSED = "paused"


class Conversation:
    """Puts one question after another and keeps each answer before the next one shows.

    What stands is read from the notebook again after every answer, so that a second window on the same talk
    loses nothing; the only thing kept here is the cursor.
    """

    def __init__(
        self,
        room: Room,
        person: Person,
        talk: TalkLine,
        script: Script,
        change: Change,
        before: Before = NOTHING_BEFORE,
    ) -> None:
        self.room = room
        self.person = person
        self.talk = talk
        self.script = script
        self.change = change
        self.before = before
        self.page_beside = dict(before.page)
        self.cursor: Place | None = None
        self.shown_stage: Stage | None = None
        self.put_back = ""
        self.offered = 0
        self.answers: Answers
        self.way: Path
        self.look()

    def look(self) -> None:
        """Work out anew what stands."""
        self.answers = fold(self.room.notebook.events(session_id=self.talk.id))
        self.way = path(self.script, self.answers)
        coach = self.room.coach or "your coach"
        self.speaking = Speaking(self.script, self.way, self.person.name, coach)

    def keep(self, events: Sequence[NewEvent]) -> None:
        """Commit events, tell what they set aside, and look again."""
        parked = set(self.way.parked)
        if events:
            self.note(events)
        self.look()
        aside = len(set(self.way.parked) - parked)
        if aside:
            text = talking.SET_ASIDE_ONE if aside == 1 else talking.SET_ASIDE.format(n=aside)
            self.room.say(text, Tone.QUIET)

    def note(self, events: Sequence[NewEvent]) -> None:
        """Commit events that change nothing on the way of the talk."""

        def write() -> None:
            self.room.notebook.append(self.change, self.person.id, self.talk.id, events, at=self.room.clock())

        keep(self.room, write, lambda: self._words(events))

    def _words(self, events: Sequence[NewEvent]) -> list[str]:
        """What was said in these events, as it was said."""
        steps = dict(self.script.every_step())
        answers = fold(events).given
        said = [in_words(steps.get(key.step), given.value) for key, given in answers.items() if given.value != ""]
        return [*said, *(str(event.body["text"]) for event in events if event.kind is Happened.PARKED_THOUGHT)]

    def draft_of(self, name: str) -> str:
        """What was half typed under this name when the last sitting broke off."""
        draft = self.room.notebook.draft(self.talk.id)
        return draft.text if draft and draft.subject == name else ""

    def keep_draft(self, name: str, typed: str) -> None:
        """Keep half-typed text as typed; half a character of a pasted pair cannot be stored."""
        whole = typed.encode("utf-8", "replace").decode()
        self.room.notebook.keep_draft(self.talk.id, name, whole)

    def drop_draft(self, name: str) -> None:
        """Let go of what was half typed here; what is being typed in another window stays."""
        if self.draft_of(name):
            self.room.notebook.clear_draft(self.talk.id)

    def go(self, only: str = "", *, resumed: bool = False) -> Sitting:
        """Ask until all is asked, or the coach pauses; `only` keeps to the questions of one top-level step.

        A talk gone on with begins where the last sitting broke off: with what was half typed, else after the
        last thing said.
        """
        try:
            if resumed:
                self._go_after_the_last_answer()
            self.go_to_draft()
            while place := self.cursor or self._next_open(None, only):
                if not self._ask(place, only):
                    return Sitting.PAUSED
                if only and self.cursor is not None and _top_id(self.cursor) != only:
                    self.cursor = None
        except PausedError:
            return Sitting.PAUSED
        return Sitting.ALL_ASKED

    def _go_after_the_last_answer(self) -> None:
        for event in reversed(self.room.notebook.events(session_id=self.talk.id)):
            places = (self.way.find(Key.read(subject)) for subject in reversed(subjects(event)))
            if place := next(filter(None, places), None):
                self.cursor = self._next_open(place, "")
                return

    def go_to_draft(self) -> None:
        """Put the cursor where something was half typed when the last sitting broke off.

        A thought, or the answer to who was told of a concern, is taken up first: it lay beside that question.
        Raises PausedError where it is broken off again.
        """
        draft = self.room.notebook.draft(self.talk.id)
        if not draft or not draft.text:
            return
        *beside, name = draft.subject.split(BESIDE)
        self.cursor = place_named(self.way, name)
        if beside == [THOUGHT]:
            self._park(self.cursor)
        elif beside == [CONCERN]:
            ask_whom(self, name)

    def _ask(self, place: Place, only: str) -> bool:
        """Put one question and act on the move; False when the talk is to pause."""
        self.cursor = place
        if place.role is Role.PLAY_BACK:
            self._show_stage(place)
            return self._read_back(place, only)
        move = self._put(place)
        if isinstance(move, Ended):
            return False
        if isinstance(move, Gave) and self._no_such_number(move.text):
            self.room.say(talking.NO_SUCH_NUMBER.format(n=move.text.strip(), most=self.offered), Tone.QUIET)
            return True
        if isinstance(move, Gave):
            self._given(place, move.text, only)
            return True
        if self.put_back:  # the key was typed after it, and the words are still half said
            self.keep_draft(place_name(place), self.put_back)
        else:
            self.drop_draft(place_name(place))  # the key itself was half-typed text until Enter
        return self._pressed(place, move, only)

    def _read_back(self, place: Place, only: str) -> bool:
        match read_back(self, place):
            case Reading.BACK:
                self._back(place)
            case Reading.DONE:
                self._go_on(place, only)
            case Reading.SAFETY:
                stop_for_safety(self, place)
                return False
            case Reading.PAUSE:
                return False
        return True

    def _put(self, place: Place) -> Move:
        name = place_name(place)
        putting = Putting(self.script, self.answers, self.speaking, self.before)
        self.put_back = self.draft_of(name)
        asking = putting.asking(place, heading=self._new_heading(place), draft=self.put_back)
        self.offered = len(asking.choices) if asking.form is Form.LINE else 0
        if page := self._page_beside(place):
            asking = asking.model_copy(update={"text": f"{page}\n\n{asking.text}"})
        return self.room.put(asking, lambda typed: self.keep_draft(name, typed))

    def _no_such_number(self, text: str) -> bool:
        """Whether a number was typed where names have numbers, and none has this one."""
        return self.offered > 0 and text.strip().isdecimal() and not 1 <= int(text) <= self.offered

    def _page_beside(self, place: Place) -> str:
        """The part of the page this question looks at, shown the first time it is put."""
        item = place.key.item.partition("/")[0]
        name = _top_id(place)
        return self.page_beside.pop(f"{name}[{item}]", "") or self.page_beside.pop(name, "")

    def _new_heading(self, place: Place) -> str:
        if place.stage is self.shown_stage or place.stage is None:
            return ""
        self.shown_stage = place.stage
        return place.stage.title

    def _show_stage(self, place: Place) -> None:
        heading = self._new_heading(place)
        if heading:
            self.room.say(f"\n{heading}", Tone.HEADING)

    def _given(self, place: Place, text: str, only: str) -> None:
        step = first_field(place.question) if place.role is Role.ANOTHER else place.question
        if not text.strip() and place.role is Role.ANOTHER:
            self.keep(close(self.answers, place))
            self.drop_draft(place_name(place))
            self._go_on(place, only)
            return
        value = fit(step, text, self.room.today)
        if isinstance(value, Misfit):
            self.room.say(value.sentence, Tone.QUIET)
            return
        if step.type is StepType.DATE:
            self.room.say(written(date.fromisoformat(str(value))), Tone.QUIET)
        events = give(self.answers, place, value, self.room.new_id)
        self.keep(events)
        self.drop_draft(place_name(place))
        self._go_on(self._begun(events) or place, only)

    def _begun(self, events: Sequence[NewEvent]) -> Place | None:
        """The first place of an item just added: its own questions come before one more item is asked for."""
        added = next((Key.read(event.subject).item for event in events if event.kind is Happened.ITEM_ADDED), None)
        if added is None:
            return None
        return next((place for place in self.way.places if place.key.item == added), None)

    def _pressed(self, place: Place, move: Pressed, only: str) -> bool:
        match move.key:
            case "<":
                self._back(place)
            case "-":
                self._leave(place, only)
            case "?":
                self._help(place)
            case ">":
                self.cursor = jump_to(self, move.to) or place
            case "+":
                self._park(place)
            case "!":
                stop_for_safety(self, place)
                return False
            case _:
                return False
        return True

    def _back(self, place: Place) -> None:
        index = self._index(place)
        if index == 0:
            self.room.say(talking.FIRST_QUESTION, Tone.QUIET)
            return
        self.cursor = self.way.places[index - 1]

    def _leave(self, place: Place, only: str) -> None:
        if place.question.required and place.role is not Role.ITEM:
            self.room.say(talking.CANNOT_SKIP, Tone.QUIET)
            return
        if place.role is Role.ITEM:
            name = shortened(str(self.answers.value(place.key) or ""), 60)
            self.room.say(talking.TAKEN_OFF.format(name=name), Tone.QUIET)
        self.keep(skip(self.answers, place))
        self._go_on(place, only)

    def _help(self, place: Place) -> None:
        step = first_field(place.question) if place.role is Role.ANOTHER else place.question
        tops = [step] if place.top is None or place.top is step else [step, place.top]
        item = place.key.item.partition("/")[0]
        for each in tops:
            if each.probes:
                lines = [f"  - {self.speaking.text(probe, item)}" for probe in each.probes]
                self.room.say("\n".join([talking.PROBES, *lines]))
            for note in (each.coach_note, each.help):
                if note:
                    self.room.say(f"{talking.COACH_NOTE} {self.speaking.text(note, item)}", Tone.QUIET)
        self.room.say(f"{talking.KEYS}\n{talking.MANY_LINES}", Tone.QUIET)

    def _park(self, place: Place | None) -> None:
        name = f"{THOUGHT}{BESIDE}{place_name(place) if place else ''}"
        given = beside(self, Asking(text=talking.PARK, form=Form.LINE, keys="", may_be_empty=True), name)
        if given and given.text.strip():
            self.note([NewEvent(kind=Happened.PARKED_THOUGHT, body={"text": normalised(given.text)})])
            self.room.say(talking.PARKED, Tone.QUIET)
        self.drop_draft(name)

    def _go_on(self, place: Place, only: str) -> None:
        """Move the cursor to the next open question after this one, else to the first one left open."""
        following = self._next_open(place, only)
        if following is None and not only and self.way.current is not None:
            self.room.say(talking.LEFT_FOR_LATER, Tone.QUIET)
        stage, self.cursor = place.stage, following
        target = following or (self.way.current if not only else None)
        if stage and stage.good_to_stop and not only and target is not None and target.stage is not stage:
            self.room.say(talking.GOOD_PLACE_TO_STOP, Tone.WARM)

    def _next_open(self, after: Place | None, only: str) -> Place | None:
        places = self.way.places
        if after is not None:
            places = places[self._index(after) :]
        return next((p for p in places if p.mark is Mark.OPEN and (not only or _top_id(p) == only)), None)

    def _index(self, place: Place) -> int:
        """Where a place lies on the path now; one that has gone counts as where its step was."""
        for index, each in enumerate(self.way.places):
            if each.key == place.key and each.role is place.role:
                return index
        same = [n for n, each in enumerate(self.way.places) if _top_id(each) == _top_id(place)]
        return same[0] if same else 0


def _top_id(place: Place) -> str:
    return place.key.step.partition(".")[0] if place.top is None else place.top.id
