"""The rows behind one figure of a checklist, with the names that a page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from emergency.assessment import measures, queries, queries_units
from emergency.assessment.behind import Behind
from emergency.assessment.facts import Item, Subject
from emergency.assessment.measures import Year
from emergency.assessment.queries_duties import tiles_of
from emergency.assessment.queries_figures import COVERED
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.obligations.facts import SubjectKind
from emergency.obligations.queries import load_rules
from emergency.plans.models import Plan
from emergency.plans.queries import title_of
from emergency.units.models import Unit


@dataclass(frozen=True)
class Row:
    """A row as the page shows it."""

    behind: Behind
    unit_name: str
    rule_title: str
    plan_title: str


def item_of(item_id: str) -> Item:
    """An item whose figure the register computes from duties. Raises NotFound."""
    for item in queries.template_in_force().items:
        if item.id == item_id and item.measure and item.measure.name != "contact-named":
            return item
    raise NotFound


def rows_of(scope: Scope, subject: Subject, item: Item, on: date) -> list[Behind]:
    """The rows behind an item's figure, of a subject already seen through the scope; they add up to it."""
    tiles, name = tiles_of(scope, subject, on), item.measure.name if item.measure else ""
    wanted = frozenset(item.measure.rules) if item.measure else frozenset()
    if name in COVERED:
        counted = queries_units.counted_units(scope, subject, on)
        return measures.plans_behind(tiles, {unit for kind in COVERED[name] for unit in counted[kind]}, on)
    if name == "filed-in-time":
        return measures.rows_behind(measures.filings(tiles, wanted, Year(on)))
    if name == "drills-in-time":
        return measures.rows_behind(measures.drilled(tiles, wanted, Year(on)))
    return measures.cases_behind(measures.owed_on(tiles, wanted, on))


def named(rows: Sequence[Behind]) -> list[Row]:
    """The rows of one page with their names."""
    units = _names({row.tile.unit_id for row in rows})
    plan_ids = {row.tile.subject_id for row in rows if row.tile.subject_kind is SubjectKind.PLAN}
    plans = {plan.id: title_of(plan) for plan in db.session.scalars(select(Plan).where(Plan.id.in_(plan_ids)))}
    titles = {(rule.id, rule.version): rule.title for rule in load_rules().rules}
    return [
        Row(
            row, units[row.tile.unit_id], titles.get((row.tile.rule_id, row.tile.rule_version), ""),
            plans.get(row.tile.subject_id, "") if row.tile.subject_kind is SubjectKind.PLAN else "",
        )
        for row in rows
    ]  # fmt: skip


def _names(unit_ids: set[int]) -> dict[int, str]:
    found = db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids)))
    return {row.id: row.name for row in found}
