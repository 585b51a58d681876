"""Which records a viewer may see: one, a list by filter, the newest of a unit, the numbers of a region."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from emergency.base.access import Scope
from emergency.base.clock import day_of
from emergency.base.database import db
from emergency.base.errors import NotFound
from emergency.base.paging import Page, paginate
from emergency.evidence.models import Paper
from emergency.plans.dates import late_days
from emergency.records.models import WorkRecord, WorkRecordVersion
from emergency.records.rules import GRACE_DAYS, Holder, RecordDetails
from emergency.records.words import RecordKind
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.within import lies_in, unit_in_scope

SUBJECT = "record"
NEWEST = 5


@dataclass(frozen=True)
class RecordFilter:
    """What a list of records asks for; an empty part asks nothing, an empty state for what was not withdrawn."""

    region: str = ""
    unit_id: int | None = None
    kind: str = ""
    year: int = 0
    state: str = ""
    text: str = ""


@dataclass(frozen=True)
class RecordRow:
    """One line of a list: the record, what is told of it now, its unit, and whether it has papers."""

    record: WorkRecord
    told: WorkRecordVersion
    unit: Unit
    has_papers: bool

    @property
    def kind(self) -> RecordKind:
        """The kind as a value with words."""
        return RecordKind(self.record.kind)

    @property
    def late(self) -> int:
        """The days between the stated day and the day on which we received it, where that is 补录; else 0."""
        return self.waited if self.waited > GRACE_DAYS else 0

    @property
    def waited(self) -> int:
        """The days between the stated day and the day on which we received it."""
        return late_days(self.told.held_on, day_of(self.record.registered_at))


def records_by(scope: Scope, wanted: RecordFilter) -> Any:
    """(WorkRecord, its newest version, its Unit, has papers) that the viewer may see, the newest day first."""
    query = _rows().where(unit_in_scope(scope), *_conditions(wanted))
    return query.order_by(WorkRecordVersion.held_on.desc(), WorkRecord.id.desc())


def list_records(scope: Scope, wanted: RecordFilter, page: int = 1) -> Page[RecordRow]:
    """One page of the records that fit; two questions however many there are."""
    found = paginate(records_by(scope, wanted), page, scalars=False)
    return Page(rows_of(found.items), found.number, found.size, found.total)


def all_records(scope: Scope, wanted: RecordFilter) -> list[RecordRow]:
    """Every record that fits, for the Excel."""
    return rows_of(db.session.execute(records_by(scope, wanted)).all())


def newest_of_unit(scope: Scope, unit_id: int) -> list[RecordRow]:
    """The newest records of a unit, for its page."""
    return rows_of(db.session.execute(records_by(scope, RecordFilter(unit_id=unit_id)).limit(NEWEST)).all())


def kinds_of(record_ids: Iterable[int]) -> dict[int, str]:
    """The kinds of records whose papers the caller has already seen through a scope."""
    query = select(WorkRecord.id, WorkRecord.kind).where(WorkRecord.id.in_(set(record_ids)))
    return {row.id: row.kind for row in db.session.execute(query)}


def get_record(scope: Scope, record_id: int) -> RecordRow:
    """One record. Raises NotFound for an unknown one and for a stranger's alike."""
    row = db.session.execute(_rows().where(unit_in_scope(scope), WorkRecord.id == record_id)).first()
    if row is None:
        raise NotFound
    return rows_of([row])[0]


def versions_of(record: WorkRecord) -> list[WorkRecordVersion]:
    """Everything that was ever told of a record that was already seen, the newest first."""
    query = select(WorkRecordVersion).where(WorkRecordVersion.record_id == record.id)
    return list(db.session.scalars(query.order_by(WorkRecordVersion.number.desc())))


def same_act(unit_id: int, kind: RecordKind, told: RecordDetails) -> int | None:
    """The number of a record of the same unit, kind, day and content that was not withdrawn."""
    query = select(WorkRecord.id).join(WorkRecordVersion, _newest())
    query = query.where(
        WorkRecord.unit_id == unit_id, WorkRecord.kind == kind.value, WorkRecord.withdrawn_at.is_(None),
        WorkRecordVersion.held_on == told.held_on, WorkRecordVersion.content == told.content,
        WorkRecordVersion.year.is_not_distinct_from(told.year),
    )  # fmt: skip
    return db.session.scalars(query.limit(1)).first()


def counts_of(scope: Scope, code: str, year: int) -> dict[str, int]:
    """How many records of each kind a region has in a year, by the stated day."""
    wanted = RecordFilter(region=code, year=year)
    query = records_by(scope, wanted).order_by(None).with_only_columns(WorkRecord.kind, func.count())
    return {row[0]: row[1] for row in db.session.execute(query.group_by(WorkRecord.kind))}


def holder_of(unit: Unit) -> Holder:
    """What the rules ask of a unit."""
    return Holder(unit.name, UnitKind(unit.kind), unit.line, unit.active_from, unit.active_to)


def details_of(told: WorkRecordVersion) -> RecordDetails:
    """What a version tells, as the rules take it."""
    return RecordDetails(**{part.name: getattr(told, part.name) for part in fields(RecordDetails)})


def rows_of(found: Sequence[Any]) -> list[RecordRow]:
    """Rows of the query as values with names."""
    return [RecordRow(row.WorkRecord, row.WorkRecordVersion, row.Unit, row.has_papers) for row in found]


def _rows() -> Any:
    papers = select(Paper.id).where(Paper.subject_kind == SUBJECT, Paper.subject_id == WorkRecord.id)
    has_papers = papers.where(Paper.purged_at.is_(None)).exists().label("has_papers")
    query = select(WorkRecord, WorkRecordVersion, Unit, has_papers).join(Unit, Unit.id == WorkRecord.unit_id)
    return query.join(WorkRecordVersion, _newest())


def _newest() -> ColumnElement[bool]:
    return and_(WorkRecordVersion.record_id == WorkRecord.id, WorkRecordVersion.number == WorkRecord.latest)


def _conditions(wanted: RecordFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.region:
        yield lies_in(WorkRecord.region_code, wanted.region)
    if wanted.unit_id is not None:
        yield WorkRecord.unit_id == wanted.unit_id
    if wanted.kind:
        yield WorkRecord.kind == wanted.kind
    if wanted.year:
        yield WorkRecordVersion.held_on.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31))
    if wanted.state != "all":
        withdrawn = WorkRecord.withdrawn_at.isnot(None)
        yield withdrawn if wanted.state == "withdrawn" else ~withdrawn
    if wanted.text:
        columns = (WorkRecordVersion.content, WorkRecordVersion.place, Unit.name)
        yield or_(*(column.contains(wanted.text, autoescape=True) for column in columns))
