"""What coverage knows, as the checklist needs it: tiles of the year, missing rows, child regions."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select

from emergency.assessment.facts import Subject
from emergency.assessment.measures import Year
from emergency.assessment.sheet import GAP_LIMIT, Child, Gap
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.coverage.models import Duty
from emergency.coverage.overview import lines_by_child
from emergency.coverage.queries import View, roll_up, seen_by
from emergency.coverage.queries_duties import DutyLine, Wanted, all_lines, duty_page
from emergency.coverage.rules import LIGHT_WORDS
from emergency.obligations.facts import SubjectKind, Tile
from emergency.units.within import lies_in

Link = Callable[..., str]
NAMES = Tile._fields


def tiles_of(scope: Scope, subject: Subject, on: date) -> list[Tile]:
    """The tiles that touch the assessment year, of the counted units of a region or of one unit."""
    query = select(*(getattr(Duty, name) for name in NAMES)).where(
        Duty.known_until == FAR_MOMENT, Duty.starts <= on, Duty.ends >= Year(on).first
    )
    if subject.unit_id is None:
        query = query.where(lies_in(Duty.region_code, subject.region_code), Duty.counted.is_(True))
    else:
        query = query.where(Duty.unit_id == subject.unit_id)
    rows = db.session.execute(seen_by(query, scope, subject.region_code))
    return [_tile(dict(zip(NAMES, row, strict=True))) for row in rows]


def _tile(values: dict[str, Any]) -> Tile:
    return Tile(**{**values, "subject_kind": SubjectKind(values["subject_kind"])})


def view_of(subject: Subject, on: date) -> View:
    """The counted block of a region; of a unit everything, for its own sheet leaves nothing out."""
    return View(subject.region_code, on, None, True if subject.unit_id is None else None)


def gaps(scope: Scope, subject: Subject, on: date, link: Link) -> tuple[list[Gap], int]:
    """The first 200 things owed and not there, overdue ones first, and how many there are."""
    wanted = Wanted(light="unmet", unit_id=subject.unit_id)
    page = duty_page(scope, view_of(subject, on), wanted, 1, GAP_LIMIT)
    return [_gap(line, link) for line in page.items], page.total


def all_gaps(scope: Scope, subject: Subject, on: date) -> list[DutyLine]:
    """Every row of the same list, for its workbook."""
    return all_lines(scope, view_of(subject, on), Wanted(light="unmet", unit_id=subject.unit_id))


def children(scope: Scope, subject: Subject, on: date, link: Link) -> list[Child]:
    """The child regions with their duties; a unit has none."""
    if subject.unit_id is not None:
        return []
    view = view_of(subject, on)
    found = []
    for line in lines_by_child(view, roll_up(scope, view)):
        sums = line.all_groups
        href = link("coverage.overview", region=line.key, on=on.isoformat()) if line.open_region else ""
        found.append(Child(line.key, line.name, sums.owed, sums.met, sums.pending, sums.overdue, href))
    return found


def _gap(line: DutyLine, link: Link) -> Gap:
    return Gap(
        unit=line.unit_name,
        duty=f"{line.rule.title}（{line.subject}）" if line.subject else line.rule.title,
        basis=line.rule.article,
        due=line.due_word,
        state=LIGHT_WORDS[line.light],
        href=link("coverage.duty", duty_id=line.row.id, on=line.on.isoformat()),
    )
