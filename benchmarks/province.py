"""A province drawn by a seed: divisions, units, facts, plans and drills, written as plain rows."""

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from emergency.base.database import FAR_DAY, FAR_MOMENT, Model, db
from emergency.drills.models import Drill, DrillCredit, DrillUnit
from emergency.plans.models import Milestone, Plan, PlanBody, Revision
from emergency.units.models import Unit, UnitFact, UnitVersion
from emergency.units.models_regions import Region, RegionVersion

ENTERED = datetime(2026, 1, 10, tzinfo=UTC)
BEGAN = date(1949, 10, 1)
TODAY = date(2026, 11, 21)
HOW = "benchmarks/province.py"
COUNTIES, TOWNSHIPS = 126, 1_700
TERMS = ["2024-09-01/2025-01-15", "2025-03-01/2025-07-10", "2025-09-01/2026-01-15", "2026-03-01/2026-07-10"]
# (kind, share, plan line, plan kind, facts always there, facts by chance, rule of its drills, months between)
KINDS = (
    ("village", 24, "government", "village", {}, ("hazard_prone",), "DR-20", 12),
    ("township", 3, "government", "township", {}, ("hazard_prone",), "DR-03", 24),
    ("school", 8, "government", "unit", {"school_terms": TERMS}, ("fire_key_unit", "hazard_prone"), "DR-12", 2),
    ("hospital", 3, "government", "unit", {"crowded_place": True}, ("fire_key_unit",), "DR-07", 6),
    ("enterprise", 50, "enterprise", "comprehensive", {"producer": True},
     ("fire_key_unit", "crowded_place", "special_equipment", "environment_risk"), "DR-05b", 6),
    ("department", 12, "government", "department", {"emergency_department": True}, ("producer",), "DR-04", 24),
)  # fmt: skip
Rows = dict[type[Model], list[dict[str, Any]]]


def build(units: int, seed: int) -> int:
    """Write a province of so many units; gives how many regions it has. The law must be there already."""
    chance = random.Random(seed)
    places = list(divisions())
    _write({Region: [_region(*place) for place in places], RegionVersion: [_version(*place) for place in places]})
    towns = [code for code, _, level in places if level == "township"]
    first = (db.session.scalar(select(db.func.max(Unit.id))) or 0) + 1
    numbers = itertools.count(1_000_000)
    shares = [kind[1] for kind in KINDS]
    db.session.rollback()
    for start in range(first, first + units, 2_000):
        rows: Rows = {}
        for unit_id in range(start, min(start + 2_000, first + units)):
            kind = chance.choices(KINDS, shares)[0]
            for model, row in _unit(unit_id, kind, chance.choice(towns), chance, numbers):
                rows.setdefault(model, []).append(row)
        _write(rows)
    return len(places)


def divisions() -> Iterator[tuple[str, str, str]]:
    """(code, parent, level): 13 prefectures apart from the seeded 2311, 126 counties, 1,700 townships."""
    prefectures = [f"23{number:02d}" for number in range(1, 15) if number != 11]
    yield from ((f"{code}00000000", "230000000000", "prefecture") for code in prefectures)
    counties = [f"{prefectures[n % 13]}{n // 13 + 2:02d}" for n in range(COUNTIES)]
    yield from ((f"{code}000000", f"{code[:4]}00000000", "county") for code in counties)
    for n in range(TOWNSHIPS):
        county = counties[n % COUNTIES]
        yield f"{county}{n // COUNTIES + 100}000", f"{county}000000", "township"


def _unit(
    unit_id: int, kind: tuple[Any, ...], town: str, chance: random.Random, numbers: Iterator[int]
) -> Iterator[tuple[type[Model], dict[str, Any]]]:
    """Everything of one unit: itself, its facts, and most have a plan with one or two versions and drills."""
    name, _, line, plan_kind, always, maybe, rule_id, months = kind
    unit = {"kind": name, "name": f"单位{unit_id}", "region_code": town, "line": "", "counted": True,
            "counted_reason": ""}  # fmt: skip
    yield Unit, {**unit, "id": unit_id, "initials": f"dw{unit_id}", "address": "", "represents": False,
                 "confirmed": True, "restricted": False, "active_from": BEGAN, "active_to": FAR_DAY, "sample": False,
                 "version": 1}  # fmt: skip
    yield UnitVersion, {**unit, "unit_id": unit_id, "valid_from": BEGAN, "valid_to": FAR_DAY, "source": HOW, **_known()}
    for fact in (*always, *(fact for fact in maybe if chance.random() < 0.4)):
        yield UnitFact, {"unit_id": unit_id, "name": fact, "value": always.get(fact, True), "valid_from": BEGAN,
                         "valid_to": FAR_DAY, "source": HOW, **_known()}  # fmt: skip
    if chance.random() < 0.85:
        issued = date(2021, 1, 1) + timedelta(days=chance.randrange(1_800))
        plan_id = next(numbers)
        yield from _plan(plan_id, unit_id, town, (line, plan_kind), issued, chance, numbers)
        day = issued + timedelta(days=chance.randrange(30, 400))
        while rule_id and day < TODAY:
            yield from _drill(next(numbers), unit_id, town, rule_id, plan_id, day)
            day += timedelta(days=months * 30 + chance.randrange(60))


def _plan(
    plan_id: int, unit_id: int, town: str, what: tuple[str, str], issued: date, chance: random.Random,
    numbers: Iterator[int],
) -> Iterator[tuple[type[Model], dict[str, Any]]]:  # fmt: skip
    line, kind = what
    told = {"line": line, "kinds": [kind], "covers": [], "hazard": "", "secrecy": "open", "joint": False}
    yield Plan, {**told, "id": plan_id, "unit_id": unit_id, "region_code": town, "code": "", "title": f"预案{plan_id}",
                 "event_class": "", "filing_target": "", "latest": 1, "state": "passed", "in_force": 1,
                 "abolished": False, "on_behalf": False, "sample": False, "registered_by": HOW,
                 "registered_at": ENTERED, "touched_at": ENTERED, "version": 1}  # fmt: skip
    yield PlanBody, {"plan_id": plan_id, "unit_id": unit_id, "role": "lead", **_known()}
    revision = next(numbers)
    yield Revision, {"id": revision, "plan_id": plan_id, "number": 1, "state": "passed", "document_number": "",
                     "issuing_name": "", "signed_by": "", "summary": "", "important_change": False,
                     "without_text": False, "recorded": False, "on_behalf": False, "entered_by": HOW,
                     "entered_at": ENTERED, "submitter": "", "checker": "", "return_reason": "", "version": 1,
                     }  # fmt: skip
    acts = [("described", issued, told), ("issued", issued, {}), ("published", issued, {}), ("accepted", issued, {})]
    acts += [(act, issued + timedelta(days=chance.randrange(10, 60)), {}) for act in ("filed", "disclosed")
             if chance.random() < 0.8]  # fmt: skip
    if chance.random() < 0.3:
        acts.append(("evaluated", issued + timedelta(days=chance.randrange(800, 1_200)), {}))
    for act, day, details in acts:
        yield Milestone, {"id": next(numbers), "plan_id": plan_id, "revision_id": revision, "kind": act, "day": day,
                          "details": details, "reason": "", "on_behalf": False, **_known()}  # fmt: skip


def _drill(
    drill_id: int, unit_id: int, town: str, rule_id: str, plan_id: int, day: date
) -> Iterator[tuple[type[Model], dict[str, Any]]]:
    starts = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    yield Drill, {"id": drill_id, "uid": str(UUID(int=drill_id)), "title": f"演练{drill_id}", "organiser_id": unit_id,
                  "region_code": town, "planned_for": starts, "starts_at": starts,
                  "ends_at": starts + timedelta(hours=1), "all_day": False, "state": "held", "content": "single",
                  "form": "live", "purpose": "test", "event_class": "accident", "hazard": "", "place": "广场",
                  "indoors": False, "announced": True, "participants": 30, "partners": "", "summary": "", "reason": "",
                  "sequence": 0, "changed_at": ENTERED, "created_by": HOW, "held_on": day, "recorded_at": ENTERED,
                  "recorded_by": HOW, "on_behalf": False, "acceptance": "accepted", "checked_by": HOW,
                  "checked_at": ENTERED, "check_reason": "", "sample": False, "version": 1}  # fmt: skip
    yield DrillUnit, {"drill_id": drill_id, "unit_id": unit_id, "part": "organiser"}
    credit = {"drill_id": drill_id, "unit_id": unit_id, "rule_id": rule_id, "plan_id": plan_id, "held_on": day}
    yield DrillCredit, {**credit, "known_from": ENTERED, "known_until": FAR_MOMENT}


def _region(code: str, parent: str, level: str) -> dict[str, Any]:
    told = _place(code)
    return {**told, "code": code, "parent_code": parent, "level": level, "raw_name": told["name"], "initials": "dq",
            "statutory": True, "note": "", "sample": False, "version": 1}  # fmt: skip


def _version(code: str, _parent: str, _level: str) -> dict[str, Any]:
    return {**_place(code), "region_code": code, **_known()}


def _place(code: str) -> dict[str, Any]:
    return {"kind": "county", "name": f"地区{code}", "counts": True, "counts_reason": "", "source": HOW,
            "valid_from": BEGAN, "valid_to": FAR_DAY}  # fmt: skip


def _known() -> dict[str, Any]:
    return {"recorded_by": HOW, "known_from": ENTERED, "known_until": FAR_MOMENT}


def _write(rows: Rows) -> None:
    with db.engine.execution_options(writing=True).begin() as connection:
        for model in sorted(rows, key=lambda each: _ORDER.index(each)):
            connection.execute(insert(model.__table__), rows[model])


_ORDER = (Region, RegionVersion, Unit, UnitVersion, UnitFact, Plan, PlanBody, Revision, Milestone, Drill, DrillUnit,
          DrillCredit)  # fmt: skip
