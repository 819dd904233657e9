"""What a talk yields: in come a script and what stands on its path, out go statements, people, plan and ideas."""

from __future__ import annotations

from typing import Any

from coachkit.ids import digest
from coachkit.person.circle import Member
from coachkit.person.gathered import Gathered
from coachkit.person.handover import Handover
from coachkit.person.promise import HowOften, NextStep, Promise
from coachkit.person.statement import ScaleReading, Source, Statement
from coachkit.scripts.kinds import OWN_FIELD, TEXT_KINDS
from coachkit.scripts.model import Saves, Script, Step, StepType
from coachkit.talk.answers import ONLY, Answers, own_id
from coachkit.talk.events import Key
from coachkit.talk.ideas import ideas
from coachkit.talk.path import Mark, Path, Role, path
from coachkit.talk.said import Speaking
from coachkit.talk.sources import Found, Sources, keeps_key


def gather(
    script: Script, answers: Answers, *, session: str, on: str, person: str, coach: str, with_ideas: bool = True
) -> Gathered:
    """Everything one talk yields now. Only what stands on the path counts; parked answers yield nothing.

    The texts from the settings kept when the talk ended (`how`, `how_soon`, `if_not_me`) fill the promise
    where the talk itself said nothing of them. Ideas are the dearest part, and only those of the last talk count.
    """
    way = path(script, answers)
    speaking = Speaking(script, way, person, coach)
    catch = _Catch(answers, way, Sources(script, answers, way, speaking), session, on)
    catch.go()
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
        ideas=ideas(script, way, answers, speaking) if with_ideas else (),
    )


def _with_settings(promise: Promise | None, kept: dict[str, Any] | None) -> Promise | None:
    if promise is None or kept is None:
        return promise
    texts = {name: kept.get(name) or None for name in ("how", "how_soon", "if_not_me")}
    return promise.model_copy(update={n: t for n, t in texts.items() if t and not getattr(promise, n)})


class _Catch:
    """Goes through the path once and files what each step saves."""

    def __init__(self, answers: Answers, way: Path, sources: Sources, session: str, on: str) -> None:
        self.answers = answers
        self.sources = sources
        self.session = session
        self.on = on
        self.places = way.places
        self.taken: set[str] = set()
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
                self._file(self.sources.steps[group.step], group)
            if not (place.role is Role.ITEM and place.step.type is StepType.PEOPLE):
                self._file(place.step, place.key)

    def _whole_item(self, key: Key) -> Key | None:
        group = key.step.rpartition(".")[0]
        return Key(group, key.item.partition("/")[0]) if group else None

    def _file(self, step: Step, key: Key) -> None:
        for saves in step.saves:
            if saves.kind in TEXT_KINDS:
                self._statements(step, key, saves)
            else:
                self._structure(key, saves)

    def _statements(self, step: Step, key: Key, saves: Saves) -> None:
        """One statement for each thing said: the items of a list are never joined."""
        named = saves.fields.get("text", "")
        for found in self.sources.named(named, key) if named else self.sources.own(key):
            said_at = found.key or key
            id_ = digest(self.session, said_at.step, said_at.item, saves.kind if found.key else saves.kind + named)
            if not found.text or id_ in self.taken:
                continue
            self.taken.add(id_)
            self.statements.append(
                Statement(
                    id=id_,
                    kind=saves.kind,
                    text=found.text,
                    source=Source(session=self.session, step=said_at.step, item=said_at.item or None),
                    confirmed=self.answers.right.get(said_at) == digest(found.said),
                    area=self._word(saves, "area", key) or step.area,
                    time=self._word(saves, "time", key) or step.time,
                )
            )

    def _word(self, saves: Saves, field: str, key: Key) -> Any:
        found = self._found(saves, field, key)
        return found[0].text if found else None

    def _found(self, saves: Saves, field: str, key: Key) -> tuple[Found, ...]:
        named = saves.fields.get(field)
        return self.sources.named(named, key, keeps_key=keeps_key(saves.kind, field)) if named else ()

    def _structure(self, key: Key, saves: Saves) -> None:
        found = {field: self._found(saves, field, key) for field in saves.fields}
        if not saves.fields:
            found = {OWN_FIELD[saves.kind]: self.sources.own(key)}
        facts: dict[str, Any] = {field: "\n".join(each.text for each in texts) for field, texts in found.items()}
        facts = {field: text for field, text in facts.items() if text}
        match saves.kind:
            case "person":
                self._member(key, facts)
            case "scale":
                self._scale(key, facts, found.get("value", ()))
            case "handover":
                self._handover(key, facts)
            case "promise":
                self._promise(facts, found.get("signs", ()))
            case "next_step":
                self._next_step(facts)
            case _:
                self._contact(facts)

    def _id(self, key: Key, kind: str) -> str:
        """The item's own id, so that it stays the same for ever; one worked out where there is none to use."""
        own = own_id(key)
        number = 0
        id_ = own if own and own != ONLY else digest(self.session, str(key))
        while f"{kind} {id_}" in self.taken:
            number += 1
            id_ = digest(self.session, str(key), str(number))
        self.taken.add(f"{kind} {id_}")
        return id_

    def _member(self, key: Key, facts: dict[str, Any]) -> None:
        own = self.sources.own(key)
        if own:
            facts.setdefault("name", own[0].text)
        if "name" in facts:
            self.members.append(Member(id=self._id(key, "person"), **facts))

    def _scale(self, key: Key, facts: dict[str, Any], found: tuple[Found, ...]) -> None:
        value = found[0].value if found else None
        if isinstance(value, int) and not isinstance(value, bool):
            source = Source(session=self.session, step=key.step, item=key.item or None)
            facts |= {"name": facts.get("name", key.step), "value": value}
            self.scales.append(ScaleReading(on=self.on, source=source, **facts))

    def _handover(self, key: Key, facts: dict[str, Any]) -> None:
        if "helper" in facts:
            facts.setdefault("who_asks", "person")
        if "what" in facts:
            self.handovers.append(Handover(id=self._id(key, "handover"), **facts))

    def _promise(self, facts: dict[str, Any], signs: tuple[Found, ...]) -> None:
        """What several questions say of the promise comes together; every sign stays."""
        before = self.promise or Promise()
        facts["signs"] = tuple(dict.fromkeys((*before.signs, *(each.text for each in signs if each.text))))
        if any(facts.values()):
            self.promise = before.model_copy(update=facts)

    def _next_step(self, facts: dict[str, Any]) -> None:
        if "what" in facts:
            self.next_steps.append(NextStep(who=facts.get("who", "person"), what=facts["what"], by=facts.get("by")))

    def _contact(self, facts: dict[str, Any]) -> None:
        if facts:
            before = self.how_often.model_dump(exclude_unset=True) if self.how_often else {"from_on": self.on}
            self.how_often = HowOften.model_validate(before | facts)
