"""The list of templates, one version of one, and how a file differs from the version in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from emergency.assessment import queries
from emergency.assessment.catalogue import CATALOGUE
from emergency.assessment.facts import Item, Template
from emergency.assessment.models import ChecklistTemplate
from emergency.assessment.template import read_template
from emergency.assessment.wording import scoring_words
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound


@dataclass(frozen=True)
class Version:
    """A stored version with the template that it is."""

    row: ChecklistTemplate
    template: Template

    @property
    def points(self) -> Decimal | None:
        """All points together; None without points."""
        return points_of(self.template)


@dataclass(frozen=True)
class Line:
    """An item as the page of a template shows it."""

    item: Item
    scoring: str
    measure: str
    has_source: bool


@dataclass(frozen=True)
class Difference:
    """What a file would change of the version in force, by number of item."""

    number: int
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def newest_templates(_scope: Scope) -> list[Version]:
    """The newest version of every template, the ones that are not examples first."""
    newest = select(ChecklistTemplate.key, func.max(ChecklistTemplate.number).label("number"))
    latest = newest.group_by(ChecklistTemplate.key).subquery()
    query = select(ChecklistTemplate).join(
        latest, (ChecklistTemplate.key == latest.c.key) & (ChecklistTemplate.number == latest.c.number)
    )
    found = [Version(row, read_template(row.content)) for row in db.session.scalars(query)]
    return sorted(found, key=lambda one: (one.template.example, one.row.key))


def get_version(_scope: Scope, key: str, number: int = 0) -> Version:
    """A version of a template, the newest where none is asked for. Raises NotFound."""
    if not number:
        row = queries.newest_template(key)
    else:
        query = select(ChecklistTemplate).where(ChecklistTemplate.key == key, ChecklistTemplate.number == number)
        row = db.session.scalar(query)
    if row is None:
        raise NotFound
    return Version(row, read_template(row.content))


def lines_of(template: Template) -> dict[str, list[Line]]:
    """The items by group, with their scoring in words."""
    found: dict[str, list[Line]] = {group.id: [] for group in template.groups}
    for item in template.items:
        known = CATALOGUE[item.measure.name] if item.measure else None
        line = Line(item, scoring_words(item), known.title if known else "", known is None or known.has_source)
        found[item.group].append(line)
    return found


def points_of(template: Template) -> Decimal | None:
    """All points together; None without points."""
    return sum((item.points or Decimal(0) for item in template.items), Decimal(0)) if template.has_points else None


def difference(data: Mapping[str, Any]) -> Difference | None:
    """How the items of a file differ from the version in force; None for a new template."""
    newest = queries.newest_template(str(data["template"]["id"]))
    if newest is None:
        return None
    old = {item.id: item for item in read_template(newest.content).items}
    new = {item.id: item for item in read_template(data).items}
    return Difference(
        newest.number,
        tuple(number for number in new if number not in old),
        tuple(number for number in new if number in old and new[number] != old[number]),
        tuple(number for number in old if number not in new),
    )
