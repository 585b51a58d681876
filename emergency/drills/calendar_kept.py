"""The kept bytes of each drill's event: written before the commit of whatever changed it, compared, rebuilt."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import delete, event, insert, inspect, select
from sqlalchemy.orm import Session

from emergency.base import clock
from emergency.base.database import FAR_MOMENT, committed, db
from emergency.drills.calendar import event_bytes
from emergency.drills.calendar_rows import entry_of
from emergency.drills.models import Drill, DrillUnit
from emergency.drills.models_feed import DrillEvent
from emergency.drills.queries import Taker, takers_of
from emergency.drills.words import State
from emergency.units.models import Unit

BLOCK = 400
MARK_BYTES = 5  # Sums of 2**22 such marks still fit a column of 64 bits.
CANCELLED_FOR = timedelta(days=90)
TOUCHED, RENAMED, KEPT = "drill_events", "drill_event_units", "drill_events_kept"
Row = tuple[int, str, datetime, datetime, bytes | None, str, int, int, datetime]
COLUMNS = (
    "drill_id", "region_code", "starts_at", "changed_at", "content", "fault", "first_mark", "second_mark",
    "shown_until",
)  # fmt: skip
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@event.listens_for(Session, "after_flush")
def _gather(session: Session, _context: Any) -> None:
    """Note which drills' bytes this transaction may change: changed rows, changed takers, renamed units."""
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Drill):
            session.info.setdefault(TOUCHED, set()).add(row.id)
        elif isinstance(row, DrillUnit):
            session.info.setdefault(TOUCHED, set()).add(row.drill_id)
        elif isinstance(row, Unit) and inspect(row).attrs.name.history.deleted:
            session.info.setdefault(RENAMED, set()).add(row.id)


def keep_touched() -> None:
    """Write the events of the drills that this transaction changed; fills the slot `before_commit`.

    A new name of a unit is a change of its drills as well: a program that knows the old event takes up the new one
    only where the moment of the last change differs.
    """
    session = db.session()
    session.flush()
    renamed = session.info.pop(RENAMED, None)
    if renamed:
        taking_part = select(DrillUnit.drill_id).where(DrillUnit.unit_id.in_(renamed))
        for drill in session.scalars(select(Drill).where(Drill.id.in_(taking_part))):
            drill.changed_at = clock.now()
        session.flush()
    touched = session.info.pop(TOUCHED, None)
    if touched:
        keep(touched)
        session.info.setdefault(KEPT, set()).update(touched)


def keep(drill_ids: Iterable[int]) -> int:
    """Write what the events of these drills should be, where it differs; the number of rows written or taken away."""
    return sum(_keep_block(block) for block in _blocks(drill_ids))


def rebuild() -> int:
    """Write every event anew where it differs, a block a commit; the number that did."""
    changed = 0
    for block in _blocks(_all_ids()):
        with committed():
            changed += _keep_block(block)
    return changed


def keep_missing() -> int:
    """Write the events of drills that have none, as after the upgrade that brought the table."""
    without = select(Drill.id).where(Drill.id.not_in(select(DrillEvent.drill_id)), Drill.unpublished.is_(None))
    missing = list(db.session.scalars(without))
    for block in _blocks(missing):
        with committed():
            _keep_block(block)
    return len(missing)


def differences() -> Iterator[str]:
    """A Chinese sentence for each drill whose kept event is not what it should be."""
    for block in _blocks(_all_ids()):
        kept, right = _stored(block), _right(block)
        for drill_id in sorted({*kept, *right}):
            if kept.get(drill_id) != right.get(drill_id):
                yield f"演练{drill_id}的日历内容与台账不一致，请执行 calendar rebuild"


def _all_ids() -> list[int]:
    return list(db.session.scalars(select(Drill.id)))


def _blocks(drill_ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted({number for number in drill_ids if number is not None})
    for start in range(0, len(ordered), BLOCK):
        yield ordered[start : start + BLOCK]


def _keep_block(ids: list[int]) -> int:
    stored, right = _stored(ids), _right(ids)
    gone = [number for number in stored if stored[number] != right.get(number)]
    new = [row for number, row in right.items() if stored.get(number) != row]
    if gone:
        db.session.execute(delete(DrillEvent).where(DrillEvent.drill_id.in_(gone)))
    if new:
        db.session.execute(insert(DrillEvent), [dict(zip(COLUMNS, row, strict=True)) for row in new])
    return len({*gone, *(row[0] for row in new)})


def _stored(ids: list[int]) -> dict[int, Row]:
    query = select(*(getattr(DrillEvent, name) for name in COLUMNS)).where(DrillEvent.drill_id.in_(ids))
    return {row[0]: cast(Row, tuple(row)) for row in db.session.execute(query)}


def _right(ids: list[int]) -> dict[int, Row]:
    """What the events should be; a draft is in no calendar and has none."""
    query = select(Drill, Unit.name).join(Unit, Unit.id == Drill.organiser_id)
    takers = takers_of(ids)
    found = db.session.execute(query.where(Drill.id.in_(ids), Drill.unpublished.is_(None)))
    return {drill.id: row_of(drill, organiser, takers.get(drill.id, ())) for drill, organiser in found}


def row_of(drill: Drill, organiser: str, takers: Iterable[Taker]) -> Row:
    """The row that is kept of a drill: its bytes, or why there are none."""
    where = (drill.id, drill.region_code, drill.starts_at, drill.changed_at)
    try:
        content = event_bytes(entry_of(drill, organiser, takers))
    except KeyError as fault:
        return (*where, None, f"有一项取值不认识：{fault}，请联系系统管理员"[:300], 0, 0, NEVER)
    except (ValueError, TypeError, AttributeError, OverflowError) as fault:
        return (*where, None, str(fault)[:300], 0, 0, NEVER)
    digest = hashlib.sha256(content).digest()
    first, second = int.from_bytes(digest[:MARK_BYTES]), int.from_bytes(digest[MARK_BYTES : 2 * MARK_BYTES])
    return (*where, content, "", first, second, _shown_until(drill))


def _shown_until(drill: Drill) -> datetime:
    """A cancelled drill stays for a while, so that programs that keep what vanishes learn of it."""
    return max(drill.changed_at + CANCELLED_FOR, drill.ends_at) if drill.state == State.CANCELLED else FAR_MOMENT
