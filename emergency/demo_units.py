"""The 示例 units: one set a county, on real townships, with the facts that law asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from emergency.base.database import FAR_DAY, db
from emergency.demo_story import Story, office
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.actions_facts import ContactDetails, add_contact, record_fact
from emergency.units.facts import UnitKind
from emergency.units.lines import ContactRole
from emergency.units.models import Unit
from emergency.units.models_regions import Region
from emergency.units.timeline import Stretch

PATTERNS = Path(__file__).resolve().parents[1] / "seeds" / "demo" / "units.yaml"
SOURCE = "示例数据"
BEGAN = date(2015, 1, 1)


@dataclass(frozen=True)
class Pattern:
    """One line of seeds/demo/units.yaml."""

    name: str
    kind: str
    line: str
    town: int
    facts: dict[str, Any]


def patterns() -> list[Pattern]:
    """The set of units that every county gets."""
    return [Pattern(**row) for row in yaml.safe_load(PATTERNS.read_text("utf-8"))]


def counties() -> list[Region]:
    """The counted counties, by code."""
    query = select(Region).where(Region.level == "county", Region.counts.is_(True)).order_by(Region.code)
    return list(db.session.scalars(query))


def towns_of(county: str) -> list[Region]:
    """The counted townships and streets of a county, by code."""
    query = select(Region).where(Region.parent_code == county, Region.counts.is_(True)).order_by(Region.code)
    return list(db.session.scalars(query))


def tell_units(story: Story) -> None:
    """Have every unit registered on the story's first day."""
    for county in counties():
        towns = towns_of(county.code)
        for pattern in patterns():
            town = towns[pattern.town % len(towns)]
            details = UnitDetails(
                UnitKind(pattern.kind), pattern.name.format(county=county.name), town.code, pattern.line
            )
            story.on(story.opened, partial(_add, story, details, pattern.facts), 9)


def _add(story: Story, details: UnitDetails, facts: dict[str, Any]) -> None:
    scope = office("示例应急管理机构")
    entry = Entry(BEGAN, SOURCE, counted_reason="示例单位", sample=True)
    unit = add_unit(scope, details, entry)
    for name, value in facts.items():
        record_fact(
            scope, unit, name, tuple(value) if isinstance(value, list) else value, Stretch(BEGAN, FAR_DAY), SOURCE
        )
    if details.kind is UnitKind.SCHOOL:
        record_fact(scope, unit, "school_terms", terms(story.today), Stretch(BEGAN, FAR_DAY), SOURCE)
    add_contact(scope, unit, ContactDetails(ContactRole.LIAISON, "示例联络员", "办公室", "0456-0000000", story.opened))


def terms(today: date) -> tuple[str, ...]:
    """Made-up terms of three years around today, as the term table writes them."""
    return tuple(_terms(range(today.year - 1, today.year + 2)))


def _terms(years: Sequence[int]) -> Iterator[str]:
    for year in years:
        yield f"{year}-03-02/{year}-07-10"
        yield f"{year}-09-01/{year + 1}-01-08"


def sample_units() -> list[Unit]:
    """The 示例 units, by number."""
    return list(db.session.scalars(select(Unit).where(Unit.sample.is_(True)).order_by(Unit.id)))
