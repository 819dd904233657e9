"""What a talk yields: in come a script and what stands on its path, out go statements, people, plan and ideas."""

from __future__ import annotations

from typing import Any, NamedTuple

from coachkit.ids import digest, statement_id
from coachkit.person.circle import Member
from coachkit.person.gathered import Gathered
from coachkit.person.handover import Handover
from coachkit.person.promise import HowOften, NextStep, Promise
from coachkit.person.statement import ScaleReading, Source, Statement
from coachkit.scripts.model import Script
from coachkit.talk.answers import ONLY, Answers, own_id
from coachkit.talk.events import Key, made
from coachkit.talk.ideas import ideas
from coachkit.talk.laid_out import Laid, LaidOut, Saving, laid_out
from coachkit.talk.path import Mark, Path, path
from coachkit.talk.said import Speaking
from coachkit.talk.sources import Found, Sources


def gather(
    script: Script, answers: Answers, *, session: str, on: str, person: str, coach: str, with_ideas: bool = True
) -> Gathered:
    """Everything one talk yields now. Only what stands on the path counts; parked answers yield nothing.

    The texts from the settings kept when the talk ended (`how`, `how_soon`, `if_not_me`) fill the promise
    where the talk itself said nothing of them. Ideas are the dearest part, and only those of the last talk count.
    """
    way = path(script, answers)
    speaking = Speaking(script, way, person, coach)
    laid = laid_out(script)
    catch = Catch(laid, answers, Sources(laid, answers, way, speaking), session, on)
    catch.go(way)
    return Gathered(
        session=session,
        on=on,
        statements=tuple(_statement(said, session) for said in catch.said),
        members=tuple(catch.members),
        scales=tuple(catch.scales),
        handovers=tuple(catch.handovers),
        promise=_with_settings(catch.promise, answers.finished),
        how_often=catch.how_often,
        next_steps=tuple(catch.next_steps),
        ideas=ideas(script, way, answers, speaking) if with_ideas else (),
    )


def _statement(said: Said, session: str) -> Statement:
    return Statement(
        id=said.id,
        kind=said.kind,
        text=said.text,
        source=Source(session=session, step=said.step, item=said.item or None),
        confirmed=said.confirmed,
        area=said.area,
        time=said.time,
    )


def _with_settings(promise: Promise | None, kept: dict[str, Any] | None) -> Promise | None:
    if promise is None or kept is None:
        return promise
    texts = {name: kept.get(name) or None for name in ("how", "how_soon", "if_not_me")}
    return promise.model_copy(update={n: t for n, t in texts.items() if t and not getattr(promise, n)})


class Said(NamedTuple):
    """One thing said that the profile keeps; `confirmed` where it was read back as it stands and was right."""

    id: str
    kind: str
    text: str
    step: str
    item: str
    confirmed: bool
    area: str | None
    time: str | None


class Catch:
    """Goes through the path once and files what each step saves; `texts_only` leaves people, plan and rulers out."""

    def __init__(
        self, script: LaidOut, answers: Answers, sources: Sources, session: str, on: str, *, texts_only: bool = False
    ) -> None:
        self.steps = script.by_name
        self.right = answers.right
        self.sources = sources
        self.session = session
        self.on = on
        self.texts_only = texts_only
        self.taken: set[str] = set()
        self.said: list[Said] = []
        self.members: list[Member] = []
        self.scales: list[ScaleReading] = []
        self.handovers: list[Handover] = []
        self.next_steps: list[NextStep] = []
        self.promise: Promise | None = None
        self.how_often: HowOften | None = None

    def go(self, way: Path) -> None:
        """File what every place saves; an item of a group or of people is filed once, at its first answer."""
        steps, answered, filed = self.steps, Mark.ANSWERED, set[Key]()
        for place in way.places:
            if place.mark is not answered or place.step is None:
                continue
            key = place.key
            laid = steps[key.step]
            group = laid.group
            if group is not None and group.saves:
                whole = Key(group.name, key.item.partition("/")[0])
                if whole not in filed:
                    filed.add(whole)
                    self._file(group, whole)
            if laid.saves:
                self._file(laid, key)

    def _file(self, laid: Laid, key: Key) -> None:
        for saves in laid.saves:
            if saves.is_text:
                self._statements(laid, key, saves)
            elif not self.texts_only:
                self._structure(laid, key, saves)

    def _statements(self, laid: Laid, key: Key, saves: Saving) -> None:
        """One statement for each thing said: the items of a list are never joined."""
        named, kind, area, time = saves.named, saves.kind, laid.area, laid.time
        for text, at, said, _ in self.sources.named(named, laid, key) if named else self.sources.own(laid, key):
            step, item = said_at = at or key
            id_ = statement_id(self.session, step, item, kind if at else kind + named)
            if not text or id_ in self.taken:
                continue
            self.taken.add(id_)
            right = said_at in self.right and self.right[said_at] == digest(said)
            if saves.fields:
                area = self._word(laid, saves, "area", key) or laid.area
                time = self._word(laid, saves, "time", key) or laid.time
            self.said.append(made(Said, (id_, kind, text, step, item, right, area, time)))

    def _word(self, laid: Laid, saves: Saving, field: str, key: Key) -> str | None:
        for name, source, keeps_key in saves.fields:
            if name == field and source:
                found = self.sources.named(source, laid, key, keeps_key=keeps_key)
                return found[0].text if found else None
        return None

    def _structure(self, laid: Laid, key: Key, saves: Saving) -> None:
        found = {
            field: self.sources.named(source, laid, key, keeps_key=keeps_key) if source else ()
            for field, source, keeps_key in saves.fields
        }
        if not saves.fields:
            found = {saves.own_field: self.sources.own(laid, key)}
        facts: dict[str, Any] = {field: "\n".join(each.text for each in texts) for field, texts in found.items()}
        facts = {field: text for field, text in facts.items() if text}
        match saves.kind:
            case "person":
                self._member(laid, key, facts)
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

    def _member(self, laid: Laid, key: Key, facts: dict[str, Any]) -> None:
        own = self.sources.own(laid, key)
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
