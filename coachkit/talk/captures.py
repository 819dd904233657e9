"""What a talk yields: in come a script and what stands on its path, out go statements, people, plan and ideas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coachkit.ids import digest
from coachkit.person.circle import Member
from coachkit.person.gathered import Gathered
from coachkit.person.handover import Handover
from coachkit.person.promise import HowOften, NextStep, Promise
from coachkit.person.statement import ScaleReading, Source, Statement
from coachkit.scripts.conditions import Held
from coachkit.scripts.kinds import OWN_FIELD, TEXT_KINDS, WORDS
from coachkit.scripts.model import Saves, Script, Step, StepType
from coachkit.talk.answers import Answers, inside
from coachkit.talk.events import Key
from coachkit.talk.ideas import ideas
from coachkit.talk.path import Mark, Path, Role, path
from coachkit.talk.said import Speaking, in_words


def gather(script: Script, answers: Answers, *, session: str, on: str, person: str, coach: str) -> Gathered:
    """Everything one talk yields now. Only what stands on the path counts; parked answers yield nothing.

    The texts from the settings kept when the talk ended (`how`, `how_soon`, `if_not_me`) fill the promise
    where the talk itself said nothing of them.
    """
    way = path(script, answers)
    catch = _Catch(script, answers, way, session, on)
    catch.go()
    speaking = Speaking(script, way, person, coach)
    return Gathered(
        session=session,
        on=on,
        statements=tuple(catch.statements),
        members=tuple(catch.members),
        scales=tuple(catch.scales),
        handovers=tuple(catch.handovers),
        promise=_with_settings(catch.promise, answers.finished),
        how_often=catch.how_often,
        next_steps=tuple(catch.next_steps),
        ideas=ideas(script, way, answers, speaking),
    )


def _with_settings(promise: Promise | None, kept: dict[str, Any] | None) -> Promise | None:
    if promise is None or kept is None:
        return promise
    texts = {name: kept.get(name) or None for name in ("how", "how_soon", "if_not_me")}
    return promise.model_copy(update={n: t for n, t in texts.items() if t and not getattr(promise, n)})


class _Catch:
    """Goes through the path once and files what each step saves."""

    def __init__(self, script: Script, answers: Answers, way: Path, session: str, on: str) -> None:
        self.answers = answers
        self.session = session
        self.on = on
        self.steps = dict(script.every_step())
        self.places = way.places
        self.on_path = {place.key for place in way.places if place.mark is Mark.ANSWERED}
        self.statements: list[Statement] = []
        self.members: list[Member] = []
        self.scales: list[ScaleReading] = []
        self.handovers: list[Handover] = []
        self.next_steps: list[NextStep] = []
        self.promise: Promise | None = None
        self.how_often: HowOften | None = None

    def go(self) -> None:
        filed: set[Key] = set()
        for place in self.places:
            if place.step is None or place.mark is not Mark.ANSWERED:
                continue
            group = self._whole_item(place.key)
            if group is not None and group not in filed:
                filed.add(group)
                self._file(self.steps[group.step], group)
            if not (place.role is Role.ITEM and place.step.type is StepType.PEOPLE):
                self._file(place.step, place.key)

    def _whole_item(self, key: Key) -> Key | None:
        group = key.step.rpartition(".")[0]
        return Key(group, key.item.partition("/")[0]) if group else None

    def _file(self, step: Step, key: Key) -> None:
        for saves in step.saves:
            if saves.kind in TEXT_KINDS:
                self._statement(step, key, saves)
            else:
                self._structure(step, key, saves)

    def _statement(self, step: Step, key: Key, saves: Saves) -> None:
        named = saves.fields.get("text")
        text = self._resolve(named, key, saves.kind, "text") if named else self._own(step, key)
        if not text:
            return
        words = text if isinstance(text, str) else in_words(step, text)
        self.statements.append(
            Statement(
                id=digest(self.session, key.step, key.item, named or saves.kind),
                kind=saves.kind,
                text=words,
                source=Source(session=self.session, step=key.step, item=key.item or None),
                confirmed=self.answers.right.get(key) == digest(words),
                area=self._word(saves, "area", key) or step.area,
                time=self._word(saves, "time", key) or step.time,
            )
        )

    def _word(self, saves: Saves, field: str, key: Key) -> Any:
        named = saves.fields.get(field)
        return self._resolve(named, key, saves.kind, field) if named else None

    def _own(self, step: Step, key: Key) -> str:
        value = self.answers.value(key)
        return "" if value is None else in_words(step, value)

    def _structure(self, step: Step, key: Key, saves: Saves) -> None:
        facts = {field: self._resolve(named, key, saves.kind, field) for field, named in saves.fields.items()}
        own = OWN_FIELD[saves.kind]
        if own not in facts:
            facts[own] = self._own_field(step, key)
        facts = {field: value for field, value in facts.items() if value not in (None, "", ())}
        match saves.kind:
            case "person":
                self._member(step, key, facts)
            case "scale":
                self._scale(key, facts)
            case "handover":
                self._handover(key, facts)
            case "promise":
                self._promise(facts)
            case "next_step":
                self._next_step(facts)
            case _:
                self._contact(facts)

    def _own_field(self, step: Step, key: Key) -> Held | None:
        if step.type is StepType.PEOPLE:
            return self.answers.value(Key(f"{key.step}.name", key.item))
        if step.type is StepType.GROUP:
            return None
        return self.answers.value(key) if step.type is StepType.SCALE else self._own(step, key)

    def _member(self, step: Step, key: Key, facts: dict[str, Any]) -> None:
        facts.setdefault("name", self._own_field(step, key))
        if facts["name"]:
            self.members.append(Member(id=key.item or digest(self.session, str(key)), **facts))

    def _scale(self, key: Key, facts: dict[str, Any]) -> None:
        if isinstance(facts.get("value"), int):
            source = Source(session=self.session, step=key.step, item=key.item or None)
            name = str(facts.pop("name", key.step))
            self.scales.append(ScaleReading(name=name, on=self.on, source=source, **facts))

    def _handover(self, key: Key, facts: dict[str, Any]) -> None:
        if "what" in facts:
            self.handovers.append(Handover(id=key.item or digest(self.session, str(key)), **facts))

    def _promise(self, facts: dict[str, Any]) -> None:
        signs = facts.pop("signs", ())
        facts["signs"] = signs if isinstance(signs, tuple) else (signs,)
        before = self.promise or Promise()
        if any(facts.values()):
            self.promise = before.model_copy(update={n: v for n, v in facts.items() if v})

    def _next_step(self, facts: dict[str, Any]) -> None:
        if "what" in facts:
            self.next_steps.append(NextStep(who=facts.get("who", "person"), what=facts["what"], by=facts.get("by")))

    def _contact(self, facts: dict[str, Any]) -> None:
        if facts:
            self.how_often = HowOften(from_on=self.on, **facts)

    def _resolve(self, named: str, key: Key, kind: str, field: str) -> Held | None:
        """The text a `saves` field names: a word itself, a field of the same item, or another step."""
        if named.startswith("="):
            return named[1:]
        if named == key.step.rpartition(".")[2] and not self.steps[key.step].fields:
            value = self.answers.value(key)
            if value is None or isinstance(value, int) or (kind, field) in WORDS:
                return value
            return in_words(self.steps[key.step], value)
        outer = key.item.partition("/")[0]
        group = key.step if self.steps[key.step].fields else key.step.rpartition(".")[0]
        if group and named == "name":
            return self.answers.value(Key(f"{group}.name", outer))
        for name, item in ((f"{group}.{named}" if group else named, outer), (named, "")):
            step = self.steps.get(name)
            if step is not None:
                return self._read(step, Key(name, item), keep_key=(kind, field) in WORDS)
        return None

    def _read(self, step: Step | None, key: Key, *, keep_key: bool) -> Held | None:
        if step is not None and step.repeats:
            return tuple(self._texts(step, key))
        if key not in self.on_path:
            return None
        value = self.answers.value(key)
        dated = step is not None and step.type is StepType.DATE  # kept as YYYY-MM-DD; wording says it in words
        if value is None or isinstance(value, int) or keep_key or dated:
            return value
        return in_words(step, value)

    def _texts(self, step: Step, key: Key) -> Iterator[str]:
        first = {StepType.PEOPLE: ".name", StepType.GROUP: f".{step.fields[0].id}" if step.fields else ""}
        for own in self.answers.items.get(key, ()):
            text = self.answers.value(Key(key.step + first.get(step.type, ""), inside(key.item, own)))
            if text:
                yield str(text)
