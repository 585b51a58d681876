"""The light of a tile on a day: met, pending or overdue, with its marks (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from emergency.base.periods import Period, PeriodKind, following, period_of
from emergency.obligations.facts import Tile
from emergency.obligations.rules import Force


class Status(StrEnum):
    """The three classes of what is owed; they partition it."""

    MET = "met"
    PENDING = "pending"
    OVERDUE = "overdue"


class Mark(StrEnum):
    """What is said beside a class; a mark never moves a duty to another class."""

    DUE_SOON = "due_soon"
    LATE = "late"
    BACKFILL = "backfill"
    PROVISIONAL = "provisional"
    UNDATED = "undated"
    SHOULD_EVALUATE = "should_evaluate"
    SHOULD_CHECK = "should_check"
    LOCAL = "local"
    TERMS_MISSING = "terms_missing"


STATUS_LABELS = {Status.MET: "已办", Status.PENDING: "未到期", Status.OVERDUE: "逾期"}

MARK_LABELS = {
    Mark.DUE_SOON: "即将到期",
    Mark.LATE: "逾期已办",
    Mark.BACKFILL: "待补录",
    Mark.PROVISIONAL: "暂定",
    Mark.UNDATED: "应当组织，未定次数",
    Mark.SHOULD_EVALUATE: "应评估",
    Mark.SHOULD_CHECK: "应核对",
    Mark.LOCAL: "工作部署",
    Mark.TERMS_MISSING: "学期表未录入",
}


@dataclass(frozen=True)
class State:
    """A class and its marks."""

    status: Status
    marks: frozenset[Mark] = frozenset()


def state_on(tile: Tile, day: date) -> State:
    """The state of a tile on a day inside it. Raises ValueError for a day outside: there nothing is owed."""
    if not tile.starts <= day < tile.ends:
        raise ValueError("这一天不在该段义务之内。")
    status = _status(tile, day)
    return State(status, frozenset(mark for mark, shown in _marks(tile, day, status) if shown))


def tile_on(tiles: Iterable[Tile], day: date) -> Tile | None:
    """The tile of one (rule, subject) that holds on the day, or None: not owed."""
    return next((tile for tile in tiles if tile.starts <= day < tile.ends), None)


def missed_periods(tile: Tile, until: date) -> tuple[Period, ...]:
    """缺演: the owed natural periods that ended inside the tile, before ``until``, without a proof.

    Where the law gives no number and only we count by half-years, nothing is missed.
    """
    owed_from, kind = tile.basis.get("owed_from"), tile.basis.get("period")
    if owed_from is None or kind is None or tile.basis.get("force") == Force.UNDATED:
        return ()
    months = tile.basis.get("owed_months")
    horizon = min(until, tile.ends)
    period = period_of(PeriodKind(str(kind)), date.fromisoformat(str(owed_from)))
    found: list[Period] = []
    while period.ends <= horizon:
        owed = months is None or f"{period.starts:%Y-%m}" in str(months)
        if owed and period.ends > tile.starts:
            found.append(period)
        period = following(PeriodKind(str(kind)), period)
    return tuple(found)


def _status(tile: Tile, day: date) -> Status:
    if tile.overdue_from is not None and day >= tile.overdue_from:
        return Status.OVERDUE
    if tile.met_until is not None and day < tile.met_until:
        return Status.MET
    return Status.PENDING


def _marks(tile: Tile, day: date, status: Status) -> Iterable[tuple[Mark, bool]]:
    force = tile.basis.get("force")
    pending = status is Status.PENDING
    yield Mark.DUE_SOON, _due_soon(tile, day)
    yield Mark.LATE, status is Status.MET and "late" in tile.basis
    yield Mark.BACKFILL, pending and _waits_for_entry(tile, day)
    yield Mark.PROVISIONAL, tile.provisional and status is not Status.MET
    yield Mark.UNDATED, force == Force.UNDATED
    yield Mark.SHOULD_EVALUATE, force == Force.PRINCIPLE and pending and _past_due(tile, day)
    yield Mark.SHOULD_CHECK, force == Force.UNDATED and pending and _past_due(tile, day)
    yield Mark.LOCAL, force == Force.LOCAL
    yield Mark.TERMS_MISSING, bool(tile.basis.get("terms_missing"))


def _due_soon(tile: Tile, day: date) -> bool:
    if tile.soon_from is None or day < tile.soon_from:
        return False
    if tile.overdue_from is None:
        return not _past_due(tile, day)
    return day < tile.overdue_from


def _past_due(tile: Tile, day: date) -> bool:
    return tile.due_on is not None and day > tile.due_on


def _waits_for_entry(tile: Tile, day: date) -> bool:
    """Past its real last day, not overdue only because 补录截止日 has not come."""
    late_from = tile.basis.get("late_from")
    return late_from is not None and day >= date.fromisoformat(str(late_from))
