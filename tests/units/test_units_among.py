"""A condition on many numbers asks for the same rows whether it is told as a range or as a list."""

import gc

import pytest
from flask import Flask
from sqlalchemy import select

from emergency.base.database import plain_rows
from emergency.base.heap import unsearched
from emergency.units.models import Unit
from emergency.units.queries_histories import all_unit_ids
from emergency.units.within import is_among


@pytest.mark.parametrize("chosen", [slice(0, 0), slice(0, 1), slice(1, 4), slice(0, None, 2), slice(None, None, -1)])
def test_a_range_and_a_list_find_the_same(heihe: Flask, chosen: slice) -> None:
    ids = all_unit_ids()[chosen]
    rows = plain_rows(select(Unit.id).where(is_among(Unit.id, ids)))
    assert sorted(row[0] for row in rows) == sorted(ids)


def test_a_number_told_twice_is_no_range(heihe: Flask) -> None:
    assert "IN" in str(is_among(Unit.id, [1, 1, 4, 4])) and "BETWEEN" in str(is_among(Unit.id, [3, 1, 2]))


def test_plain_rows_see_what_the_session_still_holds(heihe: Flask) -> None:
    unit = heihe.extensions["sqlalchemy"].session.get(Unit, all_unit_ids()[0])
    unit.name = "改名后的单位"
    assert ("改名后的单位",) in plain_rows(select(Unit.name))


def test_the_search_for_garbage_goes_on_after_a_failure() -> None:
    with pytest.raises(ValueError, match="piece"), unsearched():
        assert not gc.isenabled()
        raise ValueError("piece")
    assert gc.isenabled()
