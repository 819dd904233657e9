"""Ids: new ones, singly and by the hundred."""

from __future__ import annotations

import uuid
from itertools import islice

import pytest

from coachkit.ids import NewId, in_bulk, new_id


@pytest.mark.parametrize("give", [new_id, in_bulk()], ids=["singly", "in bulk"])
def test_every_new_id_is_another_uuid_of_the_seventh_version(give: NewId) -> None:
    ids = list(islice(iter(give, ""), 2000))
    assert len(set(ids)) == len(ids)
    for id_ in ids:
        read = uuid.UUID(id_)
        assert (str(read), read.version, read.variant) == (id_, 7, uuid.RFC_4122)


def test_ids_given_in_bulk_lie_in_time_beside_single_ones() -> None:
    before, many, after = new_id(), in_bulk()(), new_id()
    assert before[:13] <= many[:13] <= after[:13]
