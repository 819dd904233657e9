"""The made-up scripts of these tests are scripts that the reader takes."""

from __future__ import annotations

from hypothesis import given

from coachkit.scripts.model import Script, fingerprint
from coachkit.scripts.read import read_script
from tests.talk.as_yaml import as_yaml
from tests.talk.budget import some
from tests.talk.made_scripts import scripts


@some(50)
@given(scripts())
def test_a_made_up_script_reads_back_from_its_file_as_the_same_script(script: Script) -> None:
    assert read_script(as_yaml(script).encode(), "made_up.yaml") == script


@some(50)
@given(scripts())
def test_a_compiled_script_reads_back_as_the_same_script(script: Script) -> None:
    pinned = script.pinned()
    again = Script.model_validate_json(pinned)
    assert again == script
    assert fingerprint(again.pinned()) == fingerprint(pinned)
