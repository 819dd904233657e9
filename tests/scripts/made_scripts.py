"""Random scripts for the tests: out come plain data that a coach could have typed, and the YAML of it."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from coachkit.scripts.model import Script
from coachkit.scripts.read import read_script

PROSE = ("ask", "ask_again", "coach_note", "help", "about", "safety", "suggest")
Data = dict[str, Any]

words = st.sampled_from(
    ["Who is about?", "What went well, *really*?", "a [b](c) _d_ `e` <f>", "# not a title", "1. one", "Zoë & Søren",
     "one\ntwo\n\nthree", "- a dash", "> said", "“quoted”", "多謝 你", "it: works", "'half", '"open', "ends with:"]
)  # fmt: skip
line = words.map(lambda text: " ".join(text.split()))


def _maybe(draw: st.DrawFn, data: Data, **strategies: st.SearchStrategy[Any]) -> None:
    for key, strategy in strategies.items():
        if draw(st.booleans()):
            data[key] = draw(strategy)


@st.composite
def steps(draw: st.DrawFn, name: str, earlier: list[Data], *, field: bool = False, deep: int = 0) -> Data:
    """One step that fits its type; `earlier` are top-level steps it may look at."""
    types = ["short", "text", "list", "choice", "choices", "scale", "yes_no", "date"]
    type_ = draw(st.sampled_from(types if field else [*types, "people", "group"]))
    data: Data = {"id": name, "type": type_, "ask": draw(words)}
    _maybe(
        draw, data, probes=st.lists(line, max_size=2), coach_note=words, help=words, cue=line,
        required=st.sampled_from(["yes", True, False]), area=line, time=st.sampled_from(["past", "now", "wanted"]),
        was=st.just(f"old_{name}"), allow=st.just({"closed_opener": "they asked for it"}),
    )  # fmt: skip
    if earlier and draw(st.booleans()):
        data["when"] = _when(draw, earlier)
    if type_ in ("list", "people", "group"):
        data["at_most"] = draw(st.integers(1, 4))
        _maybe(draw, data, ask_again=words)
    if type_ in ("choice", "choices"):
        keys = draw(st.lists(st.sampled_from(["a", "b", "yes", "c_1"]), min_size=1, unique=True))
        data["options"] = {key: draw(line) for key in keys}
    if type_ == "scale":
        data["from"], data["to"] = draw(st.sampled_from([("0, low", "10, high"), (1, 5), ("-2, cold", 2)]))
    if type_ in ("people", "group"):
        count = draw(st.integers(1, 2)) if type_ == "group" else draw(st.integers(0, 2))
        data["fields"] = [draw(steps(f"f{number}", [], field=True, deep=1)) for number in range(count)]
    if type_ not in ("list", "people", "group") and deep < 2 and draw(st.integers(0, 4)) == 0:
        data["follow_up"] = [draw(steps(f"{name}_on", [], field=True, deep=deep + 1))]
    _saves(draw, data, type_)
    return data


def _saves(draw: st.DrawFn, data: Data, type_: str) -> None:
    if type_ != "group" and draw(st.booleans()):
        kind = draw(st.sampled_from(["skill", "place", "hope"]))
        data["saves"] = draw(st.sampled_from([kind, [kind], {"as": kind}, {"as": kind, "area": "=home"}]))


def _when(draw: st.DrawFn, earlier: list[Data]) -> Any:
    def test() -> dict[str, str]:
        step = draw(st.sampled_from(earlier))
        phrases = ["answered", "skipped"]
        if step["type"] in ("list", "people", "group"):
            phrases += ["has at least 1", "has at most 1"]
        if step["type"] == "yes_no":
            phrases += ["is yes", "is not yes"]
        if step["type"] == "choice":
            phrases += [f"is {key}" for key in step["options"]]
        if step["type"] == "scale":
            phrases += ["at least 2", "between 1 and 2"]
        return {step["id"]: draw(st.sampled_from(phrases))}

    return test() if draw(st.booleans()) else [test(), test()]


@st.composite
def data(draw: st.DrawFn) -> Data:
    """A whole script that the strict reader takes, as data."""
    parts: list[Data] = []
    asked: list[Data] = []
    for number in range(draw(st.integers(1, 5))):
        if draw(st.integers(0, 3)) == 0:
            stage: Data = {"stage": f"stage{number}", "title": draw(line)}
            _maybe(draw, stage, good_to_stop=st.sampled_from(["yes", "no"]), play_back=st.sampled_from([True, "no"]))
            parts.append(stage)
        step = draw(steps(f"step{number}", asked))
        if asked and draw(st.booleans()):
            step["ask"] = f"{{{asked[0]['id']}|them}} and {{person}}: " + step["ask"]
            if asked[0]["type"] in ("people", "group"):
                step["ask"] = f"So {{{asked[0]['id']}.names}}? {step['ask']}"
                step["ask"] = step["ask"].replace(f"{{{asked[0]['id']}|them}}", "{coach}")
        asked.append(step)
        parts.append(step)
    whole: Data = {"coachkit": 1, "id": "made_up", "version": 3, "title": draw(line), "language": "en", "steps": parts}
    _maybe(draw, whole, minutes=st.integers(1, 90), about=words, safety=words)
    if draw(st.booleans()):
        rule: Data = {"id": "rule", "suggest": draw(words)}
        if draw(st.booleans()):
            rule["when"] = _when(draw, asked)
        whole["plan"] = [rule]
    return whole


def as_yaml(value: Any, indent: int = 0, key: str = "") -> str:
    """Data as a coach types it: prose under a bar, all else on a line. Begins on the line of its key."""
    pad = " " * indent
    if isinstance(value, dict) and value:
        rows = (f"{pad}{json.dumps(str(name))}:{as_yaml(each, indent + 2, name)}" for name, each in value.items())
        return "\n" + "".join(rows)
    if isinstance(value, list) and value:
        return "\n" + "".join(f"{pad}-{as_yaml(each, indent + 2)}" for each in value)
    if key in PROSE and isinstance(value, str):
        return " |\n" + "".join(f"{pad}{each}\n" if each else "\n" for each in value.split("\n"))
    if isinstance(value, bool):
        return " yes\n" if value else " no\n"
    return f" {json.dumps(value, ensure_ascii=False)}\n"


def read(value: Any) -> Any:
    """What the strict reader makes of data: a script, or its problems."""
    return read_script(as_yaml(value).lstrip("\n").encode(), "made.yaml")


def _script(value: Data) -> Script:
    made = read(value)
    assert isinstance(made, Script), made
    return made


scripts = data().map(_script)
