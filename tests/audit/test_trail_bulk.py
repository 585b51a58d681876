"""Rows in bulk: the same digests as one by one, whatever the values, and what is changed again is read back."""

from hypothesis import given
from hypothesis import strategies as draw
from ledger_cast import trail_findings
from places import CITY
from plan_cast import town_plan, unit_at

from emergency.audit import trail
from emergency.audit.packing import digester
from emergency.audit.rules import Tag, row_digest
from emergency.base import clock
from emergency.base.database import FAR_MOMENT, committed, db
from emergency.plans.models import PlanBody

VALUES = draw.none() | draw.integers() | draw.text() | draw.booleans() | draw.floats(allow_nan=False) | draw.binary()


@given(draw.lists(draw.dictionaries(draw.text(min_size=1), VALUES, min_size=1), min_size=1, max_size=3))
def test_a_digest_by_place_is_the_digest_by_name(rows):
    for row in rows:
        digest = digester(list(row))
        assert digest(list(row.values())) == digest(tuple(row.values())) == row_digest(row)


def test_a_column_is_told_apart_however_often_its_words_come():
    digest = digester(["a", "b"])
    assert digest(["1", "x"]) == row_digest({"a": "1", "b": "x"}) != digest([1, "x"])


def bodies(plan_id, unit_id):
    moment = clock.now()
    return [
        {"plan_id": plan_id, "unit_id": unit_id, "role": role, "recorded_by": "甲\n“乙”", "known_from": moment,
         "known_until": FAR_MOMENT}
        for role in ("lead", "issuer")
    ]  # fmt: skip


def test_what_came_in_bulk_and_was_changed_again_is_sealed_as_it_stands(covered):
    from_plan = a_plan()
    with committed():
        ids = trail.add_rows(PlanBody, bodies(from_plan, unit_at("231102200000").id))
        db.session.get_one(PlanBody, ids[0]).recorded_by = "丙"
        trail.record(CITY, Tag.PLAN_EDIT, "plan", from_plan, "试。")
    assert not trail_findings()


def test_a_row_changed_past_the_trail_is_still_found(covered):
    from_plan = a_plan()
    with committed():
        ids = trail.add_rows(PlanBody, bodies(from_plan, unit_at("231102200000").id))
        trail.record(CITY, Tag.PLAN_EDIT, "plan", from_plan, "试。")
    db.session.connection().exec_driver_sql(f"UPDATE plan_body SET recorded_by = '丁' WHERE id = {ids[1]}")
    db.session.commit()
    assert len(trail_findings()) == 1


def a_plan():
    return town_plan().id
