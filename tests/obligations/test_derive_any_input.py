"""Whatever is recorded, tiles of one duty never overlap, never leave the unit's days, and states partition."""

import itertools
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pure_cast import rule

from emergency.base.workdays import WorkdayTable
from emergency.obligations.catalogue import book_of, read_rows
from emergency.obligations.counting import Counting, CountingSpan
from emergency.obligations.derive import derive
from emergency.obligations.duty_lines import duty_lines
from emergency.obligations.facts import (
    ActKind,
    BodyRole,
    Cover,
    DrillCredit,
    Happening,
    HappeningKind,
    Milestone,
    MilestoneKind,
    PlanHistory,
    PlanKind,
    PlanLine,
    RegionTerms,
    UnitAct,
)
from emergency.obligations.lawbook import LawBook, RuleSwitch
from emergency.obligations.rules import Evidence
from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.facts import FactSpan, FactType, UnitHistory, UnitKind

INVENTED = [
    rule(id=f"E-{number}", shape="each", met_by=met_by, after=after, **more)
    for number, (met_by, after, more) in enumerate(
        [("received", "filing", {"working_days": 5}), ("revised", "trigger", {}), ("drill_evaluated", "drill", {})]
    )
]
TRAINING = rule(id="T", shape="calendar", met_by="act", acts=["fire_training"], period="half", needs_plan=False)
RULES = (*book_of(read_rows(Path("seeds/reference/law"))).rules, *book_of([*INVENTED, TRAINING]).rules)
IDS = sorted({rule.id for rule in RULES})
DAYS = st.dates(date(2018, 1, 1), date(2028, 12, 31))
WORKDAYS = WorkdayTable({year: {} for year in range(2008, 2027)})
MANY = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def value_of(fact):
    if fact.type is FactType.BOOL:
        return st.booleans()
    if fact.type is FactType.CHOICE:
        return st.sampled_from(sorted(fact.choices))
    if fact.type is FactType.CHOICES:
        return st.lists(st.sampled_from(sorted(fact.choices)), min_size=1, max_size=3).map(tuple)
    if fact.type is FactType.NUMBER:
        return st.integers(0, 200)
    return st.just(("2024-03-01/2024-07-10", "2024-09-01/2025-01-15"))


@st.composite
def facts(draw):
    found = {}
    for name in draw(st.lists(st.sampled_from(sorted(CATALOGUE)), max_size=6, unique=True)):
        start = draw(DAYS)
        end = start + timedelta(days=draw(st.integers(1, 2000)))
        found[name] = (FactSpan(draw(value_of(CATALOGUE[name])), start, end),)
    return found


ACTS = st.builds(
    Milestone,
    id=st.integers(1, 10**6),
    kind=st.sampled_from(MilestoneKind),
    on=DAYS,
    revision_no=st.integers(1, 3),
    important_change=st.booleans(),
)
BODIES = st.fixed_dictionaries(
    {}, optional={role: st.lists(st.integers(1, 2), max_size=2, unique=True).map(tuple) for role in BodyRole}
)
PLANS = st.builds(
    PlanHistory,
    plan_id=st.integers(1, 9),
    line=st.sampled_from(PlanLine),
    kinds=st.frozensets(st.sampled_from(PlanKind), min_size=1, max_size=2),
    covers=st.frozensets(st.sampled_from(Cover), max_size=3),
    classified=st.booleans(),
    bodies=BODIES,
    milestones=st.lists(ACTS, min_size=2, max_size=8).map(tuple),
)
CREDITS = st.builds(
    DrillCredit,
    drill_id=st.integers(1, 99),
    unit_id=st.just(1),
    rule_id=st.sampled_from(IDS),
    plan_id=st.integers(1, 9),
    held_on=DAYS,
)
UNIT_ACTS = st.builds(UnitAct, id=st.integers(1, 99), unit_id=st.just(1), kind=st.sampled_from(ActKind), on=DAYS)
HAPPENINGS = st.builds(
    Happening,
    id=st.integers(1, 99),
    unit_id=st.just(1),
    kind=st.sampled_from(HappeningKind),
    on=DAYS,
    plan_id=st.none() | st.integers(1, 9),
    answers=st.dictionaries(st.sampled_from([word.value for word in Evidence]), st.tuples(DAYS, st.integers(1, 9))),
)
UNITS = st.builds(
    UnitHistory,
    unit_id=st.just(1),
    kind=st.sampled_from(UnitKind),
    region_code=st.just("231102001000"),
    active_from=st.dates(date(2015, 1, 1), date(2022, 1, 1)),
    active_to=st.dates(date(2023, 1, 1), date(2030, 1, 1)),
    facts=facts(),
)


@st.composite
def law(draw):
    day = draw(DAYS)
    switches = tuple(
        RuleSwitch(rule_id, draw(st.booleans()), day, day + timedelta(days=400))
        for rule_id in draw(st.lists(st.sampled_from(IDS), max_size=3, unique=True))
    )
    return LawBook(RULES, switches)


@st.composite
def worlds(draw):
    unit = draw(UNITS)
    plans = draw(st.lists(PLANS, max_size=3, unique_by=lambda plan: plan.plan_id))
    change = draw(DAYS)
    counting = (
        CountingSpan(Counting(), date.min, change),
        CountingSpan(Counting(45, 2, 5, True), change),
    )
    terms = draw(st.sampled_from([RegionTerms(), RegionTerms(date(2026, 1, 1), date(2026, 12, 31))]))
    book, credits = draw(law()), draw(st.lists(CREDITS, max_size=8))
    acts = draw(st.lists(UNIT_ACTS, max_size=5))
    happenings = draw(st.lists(HAPPENINGS, max_size=5, unique_by=lambda one: (one.kind, one.id)))
    return unit, book, derive(unit, plans, credits, book, counting, WORKDAYS, terms, acts, happenings)


@MANY
@given(worlds())
def test_tiles_of_one_duty_never_overlap(world):
    _, _, tiles = world
    subjects = {}
    for tile in tiles:
        subjects.setdefault((tile.rule_id, tile.subject_kind, tile.subject_id), []).append(tile)
    for mine in subjects.values():
        days = [(tile.starts, tile.ends) for tile in mine]
        assert days == sorted(days)
        assert all(start < end for start, end in days)
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(days))


@MANY
@given(worlds())
def test_nothing_is_owed_outside_the_unit_s_days_or_while_a_rule_is_off(world):
    unit, book, tiles = world
    for tile in tiles:
        assert unit.active_from <= tile.starts and tile.ends <= unit.active_to
        assert book.enabled(tile.rule_id, tile.starts)


@MANY
@given(worlds(), DAYS)
def test_every_duty_of_a_day_can_be_told(world, day):
    _, book, tiles = world
    for line in duty_lines(tiles, book, day):
        assert line["state"] in ("met", "pending", "overdue")
        assert line["state"] != "overdue" or line["force"] in ("duty", "local")
