"""What the register answers to each measure of a template; a name that is not here has no source yet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from emergency.assessment import measures, queries_evidence, queries_units
from emergency.assessment.facts import Figure, Measure, Subject, Template
from emergency.assessment.measures import Year
from emergency.assessment.queries_duties import Link, tiles_of
from emergency.base.access import Scope
from emergency.units.facts import UnitKind

COVERED: dict[str, tuple[UnitKind, ...]] = {
    "covered-townships": (UnitKind.TOWNSHIP,),
    "covered-villages": (UnitKind.VILLAGE,),
    "covered-schools": (UnitKind.SCHOOL,),
    "covered-enterprises": (UnitKind.ENTERPRISE, UnitKind.HOSPITAL, UnitKind.OTHER),
}


def figures(scope: Scope, subject: Subject, template: Template, on: date, link: Link) -> dict[str, Figure]:
    """The figures of every measure that has a source, by name, with the way to the rows behind each."""
    tiles = tiles_of(scope, subject, on)
    counted = queries_units.counted_units(scope, subject, on)
    year = Year(on)
    asked = {item.measure.name: item.measure for item in template.items if item.measure}
    rows = _rows(subject, template, on, link)
    found = {
        name: replace(measures.with_plans(tiles, set().union(*(counted[kind] for kind in kinds)), on), href=rows(name))
        for name, kinds in COVERED.items()
    }
    found["contact-named"] = queries_units.contacts_named(
        subject, counted[UnitKind.DEPARTMENT], on, link("units.ledger", region=subject.region_code, kind="department")
    )
    found["filed-in-time"] = replace(
        measures.filed_in_time(tiles, _rules(asked, "filed-in-time"), year),
        late=queries_evidence.late_acts(scope, subject, on),
        href=rows("filed-in-time"),
    )
    found["drills-in-time"] = replace(
        measures.drills_in_time(tiles, _rules(asked, "drills-in-time"), year),
        late=queries_evidence.late_drills(scope, subject, on),
        unchecked=queries_evidence.unchecked_drills(scope, subject, on),
        href=rows("drills-in-time"),
    )
    for name in ("evaluation-overdue", "three-year-drills"):
        found[name] = replace(measures.not_overdue(tiles, _rules(asked, name), on), href=rows(name))
    return found


def _rules(asked: dict[str, Measure], name: str) -> frozenset[str]:
    return frozenset(asked[name].rules) if name in asked else frozenset()


def _rows(subject: Subject, template: Template, on: date, link: Link) -> Callable[[str], str]:
    """The way to the rows behind a measure's figures, through the item that asks it."""
    items = {item.measure.name: item.id for item in template.items if item.measure}
    kind = "regions" if subject.unit_id is None else "units"

    def way(name: str) -> str:
        if name not in items:
            return ""
        return link("assessment.rows", kind=kind, key=subject.id, item_id=items[name], on=on.isoformat())

    return way
