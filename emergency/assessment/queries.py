"""Questions about templates, about what people entered, and whose sheet may be seen."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import func, select

from emergency.assessment.facts import Answer, Audience, Item, Subject, Template
from emergency.assessment.models import ChecklistEntry, ChecklistTemplate
from emergency.assessment.template import read_template
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import NotFound, Refusal
from emergency.units import queries as units
from emergency.units import queries_regions as regions
from emergency.units.models_regions import Region
from emergency.units.regionkinds import Level
from emergency.units.within import lies_in

SPEECH = "speech"
AUDIENCES = {
    Level.PREFECTURE: Audience.CITY,
    Level.COUNTY: Audience.COUNTY,
    Level.TOWNSHIP: Audience.TOWNSHIP,
}


def newest_template(key: str = SPEECH) -> ChecklistTemplate | None:
    """The version in force; None before the reference data are loaded."""
    query = select(ChecklistTemplate).where(ChecklistTemplate.key == key)
    return db.session.scalar(query.order_by(ChecklistTemplate.number.desc()).limit(1))


def template_in_force(key: str = SPEECH) -> Template:
    """The template in force. Raises Refusal when none was loaded."""
    row = newest_template(key)
    if row is None:
        raise Refusal("还没有载入考核自查表模板，请系统管理员先执行 seed 命令。")
    return read_template(row.content)


def next_number(key: str) -> int:
    """The number of the next version of a template."""
    query = select(func.max(ChecklistTemplate.number)).where(ChecklistTemplate.key == key)
    return (db.session.scalar(query) or 0) + 1


def template_versions(_scope: Scope, key: str = SPEECH) -> list[ChecklistTemplate]:
    """All versions of a template, the newest first; templates are the same for everybody."""
    query = select(ChecklistTemplate).where(ChecklistTemplate.key == key)
    return list(db.session.scalars(query.order_by(ChecklistTemplate.number.desc())))


def region_subject(scope: Scope, code: str) -> Subject:
    """A region as the subject of a sheet. Raises NotFound for a stranger's, and for a village: it is a unit."""
    region = regions.get_region(scope, code)
    audience = AUDIENCES.get(Level(region.level))
    if audience is None:
        raise NotFound("村（社区）没有地区表，请在单位里选择村（居）民委员会。")
    return Subject("region", region.code, region.name, region.code, audience)


def region_subjects(scope: Scope, code: str) -> list[Subject]:
    """A region and the regions in it that count and have a sheet of their own. Raises NotFound as `region_subject`."""
    first = region_subject(scope, code)
    levels = [level.value for level in AUDIENCES]
    inside = regions.visible_regions(scope).where(lies_in(Region.code, code), Region.level.in_(levels))
    query = inside.where(Region.counts.is_(True), Region.code != code).order_by(Region.code)
    found = [
        Subject("region", row.code, row.name, row.code, AUDIENCES[Level(row.level)])
        for row in db.session.scalars(query)
    ]
    return [first, *found]


def unit_subject(scope: Scope, unit_id: int) -> Subject:
    """A unit as the subject of a sheet. Raises NotFound for an unknown one and a stranger's alike."""
    unit = units.get_unit(scope, unit_id)
    return Subject("unit", str(unit.id), unit.name, unit.region_code, Audience.UNIT, unit.kind)


def get_subject(scope: Scope, kind: str, key: str) -> Subject:
    """The subject that an address names. Raises NotFound."""
    if kind == "units" and key.isascii() and key.isdigit() and len(key) < 12:
        return unit_subject(scope, int(key))
    if kind == "regions":
        return region_subject(scope, key)
    raise NotFound


def get_item(subject: Subject, item_id: str) -> Item:
    """An item that is asked of the subject and entered by people. Raises NotFound."""
    asked = template_in_force().items_for(subject.audience, subject.unit_kind)
    item = next((item for item in asked if item.id == item_id and item.measure is None), None)
    if item is None:
        raise NotFound
    return item


def current_entries(subject: Subject, year: int) -> dict[str, ChecklistEntry]:
    """What stands entered for a subject already seen through a scope, by item."""
    query = select(ChecklistEntry).where(
        ChecklistEntry.subject_kind == subject.kind,
        ChecklistEntry.subject_id == subject.id,
        ChecklistEntry.year == year,
        ChecklistEntry.known_until == FAR_MOMENT,
    )
    return {row.item: row for row in db.session.scalars(query)}


def answers(subject: Subject, on: date) -> dict[str, Answer]:
    """The same as plain values; what was entered after the day of the assessment is shown with its own day."""
    return {item: answer_of(row) for item, row in current_entries(subject, on.year).items()}


class Entered(Protocol):
    """A kept entry, of a sheet or of a campaign."""

    content: Any
    reason: str
    entered_by: str
    known_from: datetime


def answer_of(row: Entered) -> Answer:
    """One entry as the rules read it."""
    content: dict[str, Any] = row.content
    points = content.get("points")
    return Answer(
        ticked=frozenset(content.get("ticked", ())),
        faults=content.get("faults", {}),
        points=None if points is None else Decimal(points),
        reason=row.reason,
        by=row.entered_by,
        on=clock.day_of(row.known_from),
    )
