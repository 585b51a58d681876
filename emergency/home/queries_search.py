"""One search over plans, their texts, units and regions, each within the viewer's scope."""

from dataclasses import dataclass
from typing import Any

from emergency.base.access import Scope
from emergency.base.paging import Page, paginate
from emergency.plans.queries_list import PlanFilter, PlanRow, plans_in, rows_of
from emergency.texts.queries_search import Hits, search_pages
from emergency.units.models import Unit
from emergency.units.models_regions import Region
from emergency.units.queries import UnitFilter, units_by
from emergency.units.queries_regions import paths_of, search_regions

FIRST_FEW = 10
FIRST_PAGES = 5


@dataclass(frozen=True)
class Found:
    """The first few of each kind, with how many there are in all, and where they lie."""

    plans: Page[PlanRow]
    pages: Hits | None
    units: Page[Unit]
    regions: Page[Region]
    ways: dict[str, str]
    ways_above: dict[str, str]


def search(scope: Scope, text: str) -> Found | None:
    """What fits the words; None when there are no words. A fixed number of queries."""
    if not text:
        return None
    plans: Page[Any] = paginate(plans_in(scope, PlanFilter(text=text)), 1, FIRST_FEW, scalars=False)
    units = paginate(units_by(scope, UnitFilter(text=text, state="")), 1, FIRST_FEW)
    regions = search_regions(scope, text, 1, FIRST_FEW)
    return Found(
        Page(rows_of(plans.items), plans.number, plans.size, plans.total),
        search_pages(scope, text, shown=FIRST_PAGES),
        units,
        regions,
        paths_of({unit.region_code for unit in units.items}, own=True),
        paths_of({region.code for region in regions.items}),
    )
