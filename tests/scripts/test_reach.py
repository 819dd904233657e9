"""Which steps can be reached: the same as trying out every answer, and each witness leads to its step."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.scripts.conditions import Phrase, Test
from coachkit.scripts.explore import is_only
from coachkit.scripts.flow import look_at_rule
from coachkit.scripts.model import Option, PlanRule, ScaleEnd, Script, Step, StepType
from coachkit.scripts.reach import Answer, reach
from coachkit.scripts.read import read_script
from coachkit.talk.answers import Answers, fold
from coachkit.talk.events import Happened, NewEvent
from coachkit.talk.ideas import ideas
from coachkit.talk.moves import give, skip
from coachkit.talk.path import Path as Way
from coachkit.talk.path import Place, Role, path
from coachkit.talk.replay import replay
from coachkit.talk.said import Speaking
from coachkit.talk.told import Told
from tests.scripts.many_steps import many_steps
from tests.talk.budget import some

ROOT = Path(__file__).parent.parent.parent
SINGLE = [StepType.SHORT, StepType.CHOICE, StepType.YES_NO, StepType.SCALE, StepType.CHOICES, StepType.LIST]
OPTIONS = (Option(key="a", label="A"), Option(key="b", label="B"))


def told(answer: Answer) -> Told:
    if answer is None:
        return Told(skipped=True)
    if isinstance(answer, str):
        return Told(text=answer)
    items = (Told(fields={k: told(a) for k, a in x.items()}) if isinstance(x, dict) else told(x) for x in answer)
    return Told(items=tuple(items))


def on_path(way: Way) -> set[str]:
    return {place.key.step for place in way.places} | {place.top.id for place in way.places if place.top}


def led(script: Script, name: str, answers: dict[str, Answer]) -> None:
    ids = count()
    done = replay(script, {key: told(answer) for key, answer in answers.items()}, lambda: f"i{next(ids)}")
    assert not done.faults, done.faults
    assert name in on_path(path(script, fold(done.events))), (name, answers)


def values(step: Step, role: Role) -> Iterator[object]:
    """Every answer to a question, up to what no condition can tell apart."""
    match step.fields[0].type if role is Role.ANOTHER and step.type is StepType.GROUP else step.type:
        case StepType.CHOICE:
            yield from ("a", "b")
        case StepType.YES_NO:
            yield from (True, False)
        case StepType.SCALE:
            yield from (0, 1, 2)
        case StepType.CHOICES:
            yield from (("a",), ("b",), ("a", "b"))
        case _:
            yield "x"


def every_way(script: Script) -> Iterator[tuple[Answers, Way]]:
    """Every talk through a small script, by its moves."""
    ids = count()
    left: list[list[NewEvent]] = [[]]
    while left:
        events = left.pop()
        answers = fold(events)
        way = path(script, answers)
        yield answers, way
        if place := way.current:
            left += [events + more for more in moves(answers, place, lambda: f"i{next(ids)}")]


def moves(answers: Answers, place: Place, new_id) -> Iterator[list[NewEvent]]:  # type: ignore[no-untyped-def]
    step = place.question
    for value in values(step, place.role):
        yield give(answers, place, value, new_id)  # type: ignore[arg-type]
    if not step.required or answers.items.get(place.key):
        yield skip(answers, place)
    if place.top and is_only(place.top) and place.key.step == f"{place.top.id}.{place.top.fields[0].id}":
        yield [NewEvent(kind=Happened.SKIPPED, subject=place.top.id)]  # as an answers file can
    if place.role is Role.ANOTHER and step.type is StepType.GROUP and not is_only(step) and not step.fields[0].required:
        own = new_id()  # and so can this: a thing whose first question is left out
        yield [
            NewEvent(kind=Happened.ITEM_ADDED, subject=f"{step.id}[{own}]"),
            NewEvent(kind=Happened.SKIPPED, subject=f"{step.id}.{step.fields[0].id}[{own}]"),
        ]


def phrases(step: Step) -> list[tuple[Phrase, str, int, int]]:
    both = [(Phrase.ANSWERED, "", 0, 0), (Phrase.SKIPPED, "", 0, 0)]
    match step.type:
        case StepType.CHOICE:
            return [*both, (Phrase.IS, "a", 0, 0), (Phrase.IS_NOT, "a", 0, 0)]
        case StepType.YES_NO:
            return [*both, (Phrase.IS, "yes", 0, 0)]
        case StepType.SCALE:
            return [*both, (Phrase.AT_LEAST, "", 1, 0), (Phrase.AT_MOST, "", 0, 1), (Phrase.BETWEEN, "", 1, 1)]
        case StepType.CHOICES:
            more = [(Phrase.INCLUDES, "a", 0, 0), (Phrase.DOES_NOT_INCLUDE, "b", 0, 0)]
            return [*both, *more, (Phrase.HAS_AT_LEAST, "", 2, 0)]
        case StepType.LIST | StepType.PEOPLE | StepType.GROUP:
            return [*both, (Phrase.HAS_AT_LEAST, "", 2, 0), (Phrase.HAS_AT_MOST, "", 0, 1)]
    return both


def bare(draw: st.DrawFn, id_: str, type_: StepType, **more: object) -> Step:
    shape: dict[str, object] = {}
    if type_ in (StepType.CHOICE, StepType.CHOICES):
        shape["options"] = OPTIONS
    if type_ is StepType.SCALE:
        shape |= {"low": ScaleEnd(number=0, words="l"), "high": ScaleEnd(number=2, words="h")}
    if type_ in (StepType.LIST, StepType.PEOPLE, StepType.GROUP):
        shape["at_most"] = draw(st.integers(1, 2))
    required = draw(st.integers(0, 5)) == 0 and type_ is not StepType.GROUP
    return Step(id=id_, type=type_, ask="?", required=required, **shape, **more)  # type: ignore[arg-type]


def condition(draw: st.DrawFn, known: dict[str, Step]) -> tuple[tuple[Test, ...], ...]:
    if not known or draw(st.booleans()):
        return ()
    alternatives = []
    for _ in range(draw(st.integers(1, 2))):
        chosen = draw(st.lists(st.sampled_from(sorted(known)), min_size=1, max_size=2, unique=True))
        tests = []
        for name in chosen:
            phrase, word, low, high = draw(st.sampled_from(phrases(known[name])))
            tests.append(Test(step=name, phrase=phrase, word=word, low=low, high=high))
        alternatives.append(tuple(tests))
    return tuple(alternatives)


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    known: dict[str, Step] = {}
    parts = []
    grouped = False
    for number in range(draw(st.integers(2, 4))):
        id_ = f"s{number}"
        kinds = SINGLE if grouped else [*SINGLE, StepType.PEOPLE, StepType.GROUP]
        type_ = draw(st.sampled_from(kinds))
        when = condition(draw, known)
        if type_ in (StepType.PEOPLE, StepType.GROUP):
            grouped = True
            inside: dict[str, Step] = {}
            fields = []
            for f in range(draw(st.integers(1, 2))):
                single = draw(st.sampled_from([StepType.SHORT, StepType.CHOICE, StepType.YES_NO]))
                own_when = condition(draw, known | inside) if f else ()
                fields.append(bare(draw, f"f{f}", single, when=own_when))
                inside[f"{id_}.f{f}"] = fields[-1]
            step = bare(draw, id_, type_, when=when, fields=tuple(fields))
        else:
            follow_up = ()
            if type_ is not StepType.LIST and draw(st.integers(0, 3)) == 0:
                probe = Step(id=id_, type=type_, ask="?", options=OPTIONS)
                one = bare(draw, f"{id_}_more", StepType.YES_NO, when=condition(draw, {**known, id_: probe}))
                follow_up = (one,)
            step = bare(draw, id_, type_, when=when, follow_up=follow_up)
            known |= {one.id: one for one in follow_up}
        known[id_] = step
        parts.append(step)
    rule = PlanRule(id="r", suggest="?", when=condition(draw, known))
    return Script(id="x", version=1, title="X", language="en", parts=tuple(parts), plan=(rule,))


@some(20)
@given(scripts())
def test_reach_is_what_trying_everything_finds(script: Script) -> None:
    found = reach(script)
    assert found.exact
    met: set[str] = set()
    fires, silent = False, False
    for answers, way in every_way(script):
        met |= on_path(way)
        if way.current is None:
            fired = bool(ideas(script, way, answers, Speaking(script, way, "M", "S")))
            fires, silent = fires or fired, silent or not fired
    assert found.reachable == met & {name for name, _ in script.every_step()}
    for name in found.reachable:
        led(script, name, found.witness[name])
    rule = look_at_rule(script, script.plan[0])
    assert (rule.fires, rule.silent) == (fires, silent)


@pytest.mark.parametrize(
    "data",
    [(Path(__file__).parent / "good.yaml").read_bytes(), (ROOT / "prompts/first_conversation.yaml").read_bytes()],
    ids=["good", "first_conversation"],
)
def test_every_step_of_a_real_script_is_reached_and_its_witness_leads_there(data: bytes) -> None:
    script = read_script(data, "f")
    assert isinstance(script, Script)
    found = reach(script)
    assert found.exact
    assert found.reachable == {name for name, _ in script.every_step()}
    for name, answers in found.witness.items():
        led(script, name, answers)


def test_a_long_script_is_looked_at_in_full() -> None:
    script = read_script(many_steps(300), "f")
    assert isinstance(script, Script)
    found = reach(script)
    assert found.exact
    assert len(found.reachable) == len(dict(script.every_step()))
