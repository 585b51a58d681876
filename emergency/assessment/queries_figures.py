"""What the register answers to each measure of a template; one without a record says why it can't."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from emergency.assessment import measures, queries_evidence, queries_records, queries_units
from emergency.assessment.behind import Behind, figure_of
from emergency.assessment.catalogue import CATALOGUE, Way
from emergency.assessment.facts import Figure, Measure, Subject, Template
from emergency.assessment.measures import Share, Year
from emergency.assessment.queries_duties import Link, tiles_of
from emergency.base.access import Scope
from emergency.obligations.facts import Tile
from emergency.units.facts import UnitKind

Found = tuple[Figure, list[Behind]]


@dataclass(frozen=True)
class Ground:
    """What all figures of a sheet are counted from: a subject already seen, its tiles and its counted units."""

    scope: Scope
    subject: Subject
    on: date
    tiles: list[Tile]
    counted: Mapping[UnitKind, set[int]]


def ground_of(scope: Scope, subject: Subject, on: date) -> Ground:
    """Ask for everything at once."""
    counted = queries_units.counted_units(scope, subject, on)
    return Ground(scope, subject, on, tiles_of(scope, subject, on), counted)


def answer(ground: Ground, measure: Measure) -> Found:
    """The figure of a measure with the rows that add up to it."""
    known = CATALOGUE[measure.name]
    return WAYS[known.way](ground, measure)


def figures(scope: Scope, subject: Subject, template: Template, on: date, link: Link) -> dict[str, Figure]:
    """The figures by item, with the names of their rows and the way to them."""
    ground = ground_of(scope, subject, on)
    kind = "regions" if subject.unit_id is None else "units"
    found: dict[str, Figure] = {}
    for item in template.items_for(subject.audience, subject.unit_kind):
        if item.measure is None:
            continue
        figure, rows = answer(ground, item.measure)
        # A figure without source has no rows to lead to.
        href = "" if figure.absent else link(
            "assessment.rows", kind=kind, key=subject.id, item_id=item.id, on=on.isoformat()
        )  # fmt: skip
        found[item.id] = replace(figure, href=href, rows=tuple(row.name for row in rows))
    return found


def _plans(ground: Ground, measure: Measure) -> Found:
    kinds = [UnitKind(kind) for kind in CATALOGUE[measure.name].kinds]
    wanted = set().union(*(ground.counted.get(kind, set()) for kind in kinds))
    rows = measures.plans_behind(ground.tiles, wanted, ground.on)
    return figure_of(rows), rows


def _deadline(ground: Ground, measure: Measure) -> Found:
    shares = list(measures.filings(ground.tiles, measure.rules, Year(ground.on)))
    late = queries_evidence.late_acts(ground.scope, ground.subject, ground.on)
    return replace(_summed(shares), late=late), measures.rows_behind(shares)


def _drills(ground: Ground, measure: Measure) -> Found:
    shares = list(measures.drilled(ground.tiles, measure.rules, Year(ground.on)))
    figure = replace(
        _summed(shares),
        late=queries_evidence.late_drills(ground.scope, ground.subject, ground.on),
        unchecked=queries_evidence.unchecked_drills(ground.scope, ground.subject, ground.on),
    )
    return figure, measures.rows_behind(shares)


def _on_day(ground: Ground, measure: Measure) -> Found:
    rows = measures.cases_behind(measures.owed_on(ground.tiles, measure.rules, ground.on))
    return measures.not_overdue(ground.tiles, measure.rules, ground.on), rows


def _each(ground: Ground, measure: Measure) -> Found:
    rows = measures.each_behind(ground.tiles, measure.rules, Year(ground.on))
    return figure_of(rows), rows


def _records(ground: Ground, measure: Measure) -> Found:
    asked = queries_records.Asked(ground.scope, ground.subject, ground.counted, ground.on)
    rows = queries_records.RECORDS[measure.name](asked)
    unchecked = queries_records.unconfirmed_departments(asked) if measure.name == "contact-named" else 0
    return replace(figure_of(rows), unchecked=unchecked), rows


def _none(_ground: Ground, measure: Measure) -> Found:
    return Figure(absent=CATALOGUE[measure.name].source), []


def _summed(shares: list[tuple[Tile, Share]]) -> Figure:
    return sum((share for _, share in shares), Share()).figure()


WAYS: Mapping[Way, Callable[[Ground, Measure], Found]] = {
    Way.PLANS: _plans,
    Way.DEADLINE: _deadline,
    Way.DRILLS: _drills,
    Way.ON_DAY: _on_day,
    Way.EACH: _each,
    Way.RECORDS: _records,
    Way.NONE: _none,
}
