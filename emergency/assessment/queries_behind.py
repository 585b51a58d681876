"""The rows behind one figure of a checklist, with the names and ways that a page shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for
from sqlalchemy import select

from emergency.assessment import queries
from emergency.assessment.behind import Behind, Fact
from emergency.assessment.catalogue import CATALOGUE
from emergency.assessment.facts import Item, Subject, Template
from emergency.assessment.queries_figures import answer, ground_of
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.obligations.facts import SubjectKind, Tile
from emergency.obligations.queries import load_rules
from emergency.plans.models import Plan
from emergency.plans.queries import title_of
from emergency.units.models import Unit

# Where a record that is counted without a duty stands.
PAGES: Mapping[str, Callable[[int], str]] = {
    "plan": lambda number: url_for("plans.page", plan_id=number),
    "drill": lambda number: url_for("drills.drill", drill_id=number),
    "unit": lambda number: url_for("units.page", unit_id=number),
}


@dataclass(frozen=True)
class Row:
    """A row as the page shows it."""

    behind: Behind
    unit_name: str
    rule: str
    what: str
    day: date | None
    href: str = ""


def item_of(item_id: str, template: Template | None = None) -> Item:
    """An item whose figure the register computes. Raises NotFound."""
    for item in (template or queries.template_in_force()).items:
        if item.id == item_id and item.measure and CATALOGUE[item.measure.name].has_source:
            return item
    raise NotFound


def rows_of(scope: Scope, subject: Subject, item: Item, on: date) -> list[Behind]:
    """The rows behind an item's figure, of a subject already seen through the scope; they add up to it."""
    if item.measure is None:
        return []
    _figure, rows = answer(ground_of(scope, subject, on), item.measure)
    return rows


def named(rows: Sequence[Behind], subject: Subject, on: date, *, ways: bool = True) -> list[Row]:
    """The rows of one page with their names and, on a page, their ways."""
    units = _names({row.unit_id for row in rows})
    plan_ids = {row.tile.subject_id for row in rows if row.tile and row.tile.subject_kind is SubjectKind.PLAN}
    plans = {plan.id: title_of(plan) for plan in db.session.scalars(select(Plan).where(Plan.id.in_(plan_ids)))}
    titles = {(rule.id, rule.version): rule.title for rule in load_rules().rules}
    found = [_row(row, units.get(row.unit_id, ""), plans, titles) for row in rows]
    return [replace(one, href=_way(one.behind.of, subject, on)) for one in found] if ways else found


def _way(of: Tile | Fact, subject: Subject, on: date) -> str:
    """Where the register shows a row: the page of its record, or the duty of its unit; empty where there is none."""
    rule_id = of.rule_id if isinstance(of, Tile) else of.rule.partition(" ")[0]
    if rule_id:
        return url_for(
            "coverage.duties", region=subject.region_code, unit=of.unit_id, rule=rule_id, on=on.isoformat(),
            counted="all",
        )  # fmt: skip
    page = PAGES.get(of.kind) if isinstance(of, Fact) else None
    return page(of.id) if page and isinstance(of, Fact) else ""


def _row(row: Behind, unit: str, plans: dict[int, str], titles: dict[tuple[str, int], str]) -> Row:
    of = row.of
    if isinstance(of, Fact):
        return Row(row, of.unit or unit, of.rule, of.what, of.day)
    plan = plans.get(of.subject_id, "") if of.subject_kind is SubjectKind.PLAN else ""
    return Row(row, unit, f"{of.rule_id} {titles.get((of.rule_id, of.rule_version), '')}", plan, of.due_on)


def _names(unit_ids: set[int]) -> dict[int, str]:
    found = db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids)))
    return {row.id: row.name for row in found}
