"""Rows that are written plainly are the rows that the mapped class reads, sealed alike."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from plan_cast import passed, town_plan

from emergency.base.canonical import canonical
from emergency.base.config import Settings
from emergency.base.database import db
from emergency.coverage.models import Duty
from emergency.coverage.seals import KNOWN, row_seal, tile_seal
from emergency.coverage.stored import as_written, stored_moment
from emergency.coverage.tiles import COLUMNS, canonical_basis
from emergency.obligations.facts import Plain
from emergency.verifying import verify_all


def test_a_plain_row_and_a_mapped_one_have_one_seal(covered: Flask) -> None:
    passed(town_plan())
    rows = {row[0]: tuple(row[1:]) for row in db.session.execute(db.select(Duty.id, *as_written()))}
    duties = list(db.session.scalars(db.select(Duty)))
    assert len(duties) > 100 and any(duty.known_until < datetime(9999, 1, 1, tzinfo=UTC) for duty in duties)
    for duty in duties:
        mapped = tile_seal({name: getattr(duty, name) for name in (*COLUMNS, *KNOWN)})
        plain = row_seal(rows[duty.id], stored_moment(duty.known_from), stored_moment(duty.known_until))
        assert mapped == plain == duty.seal


def test_a_register_that_was_recomputed_is_found_whole(covered: Flask) -> None:
    passed(town_plan())
    settings: Settings = covered.config["SETTINGS"]
    assert verify_all(settings) == []


@pytest.mark.parametrize(
    "basis",
    [{}, {"plan_id": 7, "force": "duty"}, {"terms": True, "b": False, "a": 1.5}, {"引号": '"\\\n停', "z": None}],
)
def test_a_basis_is_written_as_canonical_json_writes_it(basis: dict[str, Plain]) -> None:
    assert canonical_basis(basis) == canonical(basis)
