"""Rows in bulk: the same digests as one by one, whatever the values, and what is changed again is read back."""

from hypothesis import given
from hypothesis import strategies as draw
from ledger_cast import trail_findings
from places import CITY
from plan_cast import town_plan, unit_at

from emergency.audit import trail
from emergency.audit.packing import digests_of_rows
from emergency.audit.rules import Tag, row_digest
from emergency.base import clock
from emergency.base.database import FAR_MOMENT, committed, db
from emergency.plans.models import PlanBody

VALUES = draw.none() | draw.integers() | draw.text() | draw.booleans() | draw.floats(allow_nan=False) | draw.binary()


@given(draw.lists(draw.text(min_size=1), min_size=1, max_size=4, unique=True), draw.data())
def test_digests_by_column_are_those_by_row(names, data):
    rows = data.draw(draw.lists(draw.tuples(*[VALUES] * len(names)), max_size=4))
    assert digests_of_rows(names, rows) == [row_digest(dict(zip(names, row, strict=True))) for row in rows]


def test_equal_values_of_other_kinds_are_told_apart():
    values = [1, "1", True, 1.0, None, "1", 1]
    assert digests_of_rows(["a"], [(value,) for value in values]) == [row_digest({"a": value}) for value in values]


def test_many_different_values_are_written_as_few():
    rows = [(number, f"名“{number}”") for number in range(3_000)]
    assert digests_of_rows(["b", "a"], rows) == [row_digest({"b": one, "a": two}) for one, two in rows]


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


def test_more_rows_than_one_statement_takes_are_all_there_and_sealed(covered):
    from_plan, unit_id = a_plan(), unit_at("231102200000").id
    rows = [row for _ in range(63) for row in bodies(from_plan, unit_id)]
    with committed():
        ids = trail.add_rows(PlanBody, rows)
        trail.record(CITY, Tag.PLAN_EDIT, "plan", from_plan, "试。")
    assert len(set(ids)) == 126 and db.session.get_one(PlanBody, ids[-1]).role == "issuer"
    assert not trail_findings()
