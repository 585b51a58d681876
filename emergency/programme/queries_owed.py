"""What a region's year owes: the tiles of its drill duties, and what season hangs on; a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from emergency.base.database import db
from emergency.base.periods import PeriodKind, period_of
from emergency.coverage.models import OPEN, Duty
from emergency.coverage.queries import CITY
from emergency.obligations.facts import SubjectKind, Tile
from emergency.obligations.lawbook import LawBook
from emergency.obligations.rules import Evidence, Force, Group
from emergency.plans.models import Plan
from emergency.plans.rules import is_secret
from emergency.programme.owed import Owed, Unknown, Year, owed_in
from emergency.programme.traits import Exercise, Host
from emergency.units.fact_values import clean, periods_of
from emergency.units.facts import UnitKind
from emergency.units.models import Unit, UnitFact
from emergency.units.within import known_at, lies_in

# Only what has a number can be owed a number of times; what has none is named on the page and not placed.
NUMBERED = (Force.DUTY.value, Force.LOCAL.value)
FACTS = ("school_terms", "lifeline", "property_service")
READ = (
    Duty.unit_id, Duty.rule_id, Duty.rule_version, Duty.subject_kind, Duty.subject_id, Duty.region_code, Duty.starts,
    Duty.ends, Duty.met_until, Duty.due_on, Duty.provisional, Duty.evidence_id, Duty.basis,
)  # fmt: skip


@dataclass(frozen=True)
class Hosts:
    """Units by number with what season looks at, and until when their school terms are known."""

    hosts: dict[int, Host]
    terms: dict[int, tuple[tuple[date, date], ...]]

    @property
    def terms_until(self) -> dict[int, date]:
        """By unit the first day of which its term table says nothing."""
        last = {unit_id: max(last for _, last in spans) for unit_id, spans in self.terms.items() if spans}
        return {unit_id: period_of(PeriodKind.MONTH, day).ends for unit_id, day in last.items()}


def drill_rules(book: LawBook) -> list[str]:
    """The ids of rules that a drill meets."""
    return [
        rule_id
        for rule_id in book.ids()
        if any(demand.met_by is Evidence.DRILL for rule in book.versions(rule_id) for _, demand in rule.demands)
    ]


def tiles_in(region: str, year: int, rule_ids: Iterable[str]) -> list[Tile]:
    """The tiles of a region's numbered drill duties that reach into a year. One query.

    The engine cuts a tile where a rule is switched or a version ends, so a coming change of law is in them.
    """
    query = select(*READ).join(Unit, Unit.id == Duty.unit_id)
    query = query.where(
        OPEN, units_of(region, Duty.region_code), Duty.duty_group == Group.DRILLS.value, Duty.force.in_(NUMBERED),
        Duty.rule_id.in_(list(rule_ids)), Duty.starts <= date(year, 12, 31), Duty.ends > date(year, 1, 1),
        Unit.active_to > date(year, 1, 1),
    )  # fmt: skip
    return [_tile(row) for row in db.session.execute(query)]


def units_of(region: str, column: Any = Unit.region_code) -> ColumnElement[bool]:
    """Units that lie in a region; prisons are planned for by the city alone."""
    inside = lies_in(column, region)
    return inside if region == CITY else and_(inside, Unit.restricted.is_(False))


def _tile(row: Any) -> Tile:
    return Tile(
        row.unit_id, row.rule_id, row.rule_version, SubjectKind(row.subject_kind), row.subject_id, row.region_code,
        row.starts, row.ends, row.met_until, due_on=row.due_on, provisional=row.provisional,
        evidence_id=row.evidence_id, basis=row.basis,
    )  # fmt: skip


def hosts_in(region: str, on: date) -> Hosts:
    """The units of a region and the facts that season looks at, as recorded for a day. Two queries."""
    facts: dict[int, dict[str, Any]] = {}
    held = select(UnitFact.unit_id, UnitFact.name, UnitFact.value).join(Unit, Unit.id == UnitFact.unit_id)
    held = held.where(units_of(region), UnitFact.name.in_(FACTS), known_at(UnitFact, None), UnitFact.valid_to > on)
    for row in db.session.execute(held.order_by(UnitFact.valid_from)):
        facts.setdefault(row.unit_id, {})[row.name] = clean(row.name, row.value)
    rows = db.session.execute(select(Unit.id, Unit.kind, Unit.region_code).where(units_of(region)))
    hosts = {row.id: _host(row, facts.get(row.id, {})) for row in rows}
    terms = {unit_id: periods_of(told.get("school_terms")) for unit_id, told in facts.items()}
    return Hosts(hosts, {unit_id: spans for unit_id, spans in terms.items() if spans})


def _host(row: Any, facts: dict[str, Any]) -> Host:
    lifelines, served = facts.get("lifeline", ()), facts.get("property_service") is True
    return Host(UnitKind(row.kind), row.region_code, lifelines, served)


def terms_of_unit(unit_id: int, on: date) -> tuple[tuple[date, date], ...]:
    """The school terms of a unit, as entered for a day and after; none where it entered none. One query."""
    held = select(UnitFact.value).where(
        UnitFact.unit_id == unit_id, UnitFact.name == "school_terms", known_at(UnitFact, None), UnitFact.valid_to > on
    )
    last = db.session.scalars(held.order_by(UnitFact.valid_from.desc())).first()
    return periods_of(clean("school_terms", last)) if last is not None else ()


def exercises_in(plan_ids: Iterable[int]) -> dict[int, Exercise]:
    """Hazard and title of plans; of a secret one nothing. One query a thousand plans."""
    wanted, found = sorted(set(plan_ids)), {}
    for start in range(0, len(wanted), 1000):
        query = select(Plan.id, Plan.hazard, Plan.title, Plan.secrecy).where(Plan.id.in_(wanted[start : start + 1000]))
        for row in db.session.execute(query):
            found[row.id] = Exercise() if is_secret(row.secrecy) else Exercise(row.hazard, row.title)
    return found


def owed_of(region: str, year: Year, book: LawBook, hosts: Hosts) -> tuple[list[Owed], list[Unknown]]:
    """What the region owes in the year, and what can't be told for want of school terms."""
    tiles = tiles_in(region, year.year, drill_rules(book))
    found = owed_in(tiles, year, hosts.terms_until)
    owed = [one for one in found if isinstance(one, Owed)]
    return owed, [one for one in found if isinstance(one, Unknown)]
