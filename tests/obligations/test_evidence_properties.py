"""What holds for every duty: nothing is due before it starts, evidence only helps, and withdrawing it restores."""

from datetime import date, timedelta
from pathlib import Path

from golden_cast import WORKDAYS, goldens
from hypothesis import given, settings
from hypothesis import strategies as st

from emergency.obligations.catalogue import book_of, read_rows
from emergency.obligations.derive import derive
from emergency.obligations.facts import DrillCredit, UnitAct
from emergency.obligations.predicates import holds
from emergency.obligations.rules import Evidence, Shape
from emergency.obligations.state import Status, state_on, tile_on

BOOK = book_of(read_rows(Path("seeds/reference/law")))
CASES = [golden.case for golden in goldens()]
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
WORSE = {Status.MET: 0, Status.PENDING: 1, Status.OVERDUE: 2}
MANY = settings(deadline=None, max_examples=150)


def tiles_of(case, credits=(), acts=()):
    told = {"terms": case.terms, "happenings": case.happenings, "acts": (*case.acts, *acts)}
    return derive(case.unit, case.plans, (*case.credits, *credits), BOOK, workdays=WORKDAYS, **told)


def duties(tiles):
    """Tiles by what they stand on: rule and subject."""
    found = {}
    for tile in tiles:
        found.setdefault((tile.rule_id, tile.subject_kind, tile.subject_id), []).append(tile)
    return found


def worst_days(before, after):
    """Days of one duty on which the second history is worse than the first."""
    edges = {tile.starts for tile in (*before, *after)} | {tile.overdue_from for tile in (*before, *after)}
    days = {edge + timedelta(days=step) for edge in edges if edge and edge.year < 2099 for step in (-1, 0, 1)}
    for day in sorted(days):
        old, new = tile_on(before, day), tile_on(after, day)
        if old and new and WORSE[state_on(new, day).status] > WORSE[state_on(old, day).status]:
            yield day


def met_by(rule_id):
    return BOOK.versions(rule_id)[-1].demands[0][1]


def with_evidence(case, rule_id, plan_id, day):
    """The same case with one more drill or act for the rule."""
    demand = met_by(rule_id)
    if demand.met_by is Evidence.DRILL:
        return tiles_of(case, credits=[DrillCredit(990, case.unit.unit_id, rule_id, plan_id, day)])
    return tiles_of(case, acts=[UnitAct(990, case.unit.unit_id, demand.acts[0], day)])


@MANY
@given(st.sampled_from(CASES), DAYS, st.data())
def test_evidence_never_worsens_its_duty_and_withdrawing_restores(case, day, data):
    before = tiles_of(case)
    kinds = (Evidence.DRILL, Evidence.ACT)
    mine = {key: found for key, found in duties(before).items() if met_by(key[0]).met_by in kinds}
    if not mine:
        return
    key = data.draw(st.sampled_from(sorted(mine)))
    plan_id = key[2] if key[1] == "plan" else None
    after = duties(with_evidence(case, key[0], plan_id, day))
    assert list(worst_days(mine[key], after[key])) == []
    assert tiles_of(case) == before


def test_nothing_is_due_before_it_starts():
    for case in CASES:
        for found in duties(tiles_of(case)).values():
            first = min(tile.starts for tile in found)
            assert all(tile.due_on is None or tile.due_on >= first for tile in found)
            assert all(tile.overdue_from is None or tile.overdue_from > first for tile in found)


def told(unit, day):
    """What is recorded of a unit on a day, with its kind."""
    facts = {name: unit.fact_on(name, day) for name in unit.facts}
    return {"kind": unit.kind_on(day).value, **{name: value for name, value in facts.items() if value is not None}}


@MANY
@given(st.sampled_from(CASES), DAYS)
def test_a_standing_duty_has_a_tile_exactly_while_the_rule_binds(case, day):
    found = duties(tiles_of(case))
    for rule in (rule for rule in BOOK.rules if rule.demands[0][1].shape is Shape.STANDING):
        alive = case.unit.active_from <= day < case.unit.active_to
        binds = alive and rule.valid_from <= day < rule.valid_to and holds(rule.binds, told(case.unit, day))
        mine = found.get((rule.id, "unit", case.unit.unit_id), [])
        assert (tile_on(mine, day) is not None) == binds


@MANY
@given(st.sampled_from(CASES), DAYS)
def test_what_is_owed_is_met_pending_or_overdue(case, day):
    tiles = [tile for tile in tiles_of(case) if tile.starts <= day < tile.ends]
    states = [state_on(tile, day).status for tile in tiles]
    assert len(tiles) == sum(states.count(status) for status in WORSE)
    assert len({(tile.rule_id, tile.subject_kind, tile.subject_id) for tile in tiles}) == len(tiles)
