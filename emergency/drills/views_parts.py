"""What the drills room adds to the page of a unit, a plan or a region."""

from collections.abc import Iterable

from flask import url_for
from markupsafe import Markup

from emergency.base import clock
from emergency.base.access import Permission, Scope
from emergency.base.acting import part
from emergency.drills import ledger, words
from emergency.drills.queries import counts_by_state, titles_of
from emergency.drills.queries_desk import newest_of_plan, newest_of_unit


def unit_part(scope: Scope, unit_id: int) -> Markup:
    """The newest drills of a unit, the way to its year and its calendar."""
    if not scope.may(Permission.DRILL_VIEW):
        return Markup()
    found = newest_of_unit(scope, unit_id)
    return part("drills/part_unit.html", found=found, unit_id=unit_id, words=words, ledger=ledger)


def plan_part(scope: Scope, plan_id: int) -> Markup:
    """The newest drills that exercise a plan."""
    if not scope.may(Permission.DRILL_VIEW):
        return Markup()
    found = newest_of_plan(scope, plan_id)
    return part("drills/part_plan.html", found=found, words=words, ledger=ledger)


def region_part(scope: Scope, code: str) -> Markup:
    """This year's drills of a region, counted by state."""
    if not scope.may(Permission.DRILL_VIEW):
        return Markup()
    year = clock.today().year
    counts = counts_by_state(scope, code, year)
    return part("drills/part_region.html", counts=counts, code=code, year=year, words=words)


def named_drills(drill_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """What drills are called beside their papers, and where they stand. Fills a slot of base."""
    return {number: (title, url_for("drills.drill", drill_id=number)) for number, title in titles_of(drill_ids).items()}
