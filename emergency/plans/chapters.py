"""The chapters that a plan of a kind must or should have, by name: those that the articles list."""

from collections.abc import Iterable, Mapping

from emergency.obligations.facts import PlanKind, PlanLine
from emergency.plans.chapters_book import book

OTHER = "其他章节"
# Which list of the reference data holds for which kind; the texts of plans are checked by the same lists.
LIST_OF_KIND: Mapping[tuple[PlanLine, PlanKind], str] = {
    (PlanLine.GOVERNMENT, PlanKind.GENERAL): "general",
    (PlanLine.GOVERNMENT, PlanKind.SPECIAL): "special",
    (PlanLine.GOVERNMENT, PlanKind.DEPARTMENT): "special",
    (PlanLine.GOVERNMENT, PlanKind.TOWNSHIP): "township",
    (PlanLine.GOVERNMENT, PlanKind.VILLAGE): "village",
    (PlanLine.GOVERNMENT, PlanKind.UNIT): "unit",
    (PlanLine.ENTERPRISE, PlanKind.COMPREHENSIVE): "firm",
    (PlanLine.ENTERPRISE, PlanKind.SPECIAL): "firmspecial",
    (PlanLine.ENTERPRISE, PlanKind.SITE): "site",
}


def chapters_of(line: str, kinds: Iterable[str]) -> tuple[str, ...]:
    """The chapter names of a plan: those of each of its kinds, each once, and 其他章节 at the end."""
    chosen = set(kinds)
    lists = [LIST_OF_KIND.get((PlanLine(line), kind)) for kind in PlanKind if kind in chosen]
    found = [element.name for one in lists if one for element in book()[one].elements]
    return (*dict.fromkeys(found), OTHER)
