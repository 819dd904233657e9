"""Keys where an earlier answer or half-typed text stands in the line."""

from __future__ import annotations

import pytest

from coachkit.askers.keys import read_after
from coachkit.askers.protocol import Asking, Form, Gave, Pressed

ASKING = Asking(text="And what does Jo do for you?", form=Form.LINE)


@pytest.mark.parametrize("key", list("<-?>+q!"))
def test_a_key_typed_straight_after_text_put_back_is_the_key(key: str) -> None:
    assert read_after("listens", f"listens{key}", ASKING) == Pressed(key)


def test_a_jump_may_name_where_to() -> None:
    assert read_after("listens", "listens>tuesday", ASKING) == Pressed(">", "tuesday")


def test_anything_else_is_the_answer_as_it_stands() -> None:
    assert read_after("listens", "listens", ASKING) == Gave("listens")
    assert read_after("listens", "listens well", ASKING) == Gave("listens well")
    assert read_after("listens", "listensx", ASKING) == Gave("listensx")
    assert read_after("", "q", ASKING) == Pressed("q")
    assert read_after("listens", "q", ASKING) == Pressed("q")
