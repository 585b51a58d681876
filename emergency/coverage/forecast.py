"""What turns overdue in the days ahead if nothing is done: the same sums over the same tiles, no engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.coverage import queries
from emergency.coverage.models import Duty
from emergency.coverage.overview import child_names
from emergency.coverage.queries import View, child_of, in_halves, sum_of
from emergency.coverage.rules import GROUPS
from emergency.obligations.rules import GROUP_LABELS, Group
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind

WINDOWS = (30, 90, 365)


@dataclass(frozen=True)
class Coming:
    """How many duties turn overdue within each window, by group: one line of the forecast."""

    key: str
    name: str
    by_group: Mapping[str, tuple[int, ...]]
    open_region: str = ""

    @property
    def total(self) -> tuple[int, ...]:
        """Every group together."""
        return tuple(sum(column) for column in zip(*self.by_group.values(), strict=True))


@dataclass(frozen=True)
class Forecast:
    """What the page, the workbook and the command print."""

    view: View
    by: str
    name: str
    windows: tuple[int, ...]
    whole: Coming
    lines: tuple[Coming, ...]

    def until(self, days: int) -> date:
        """The last day of a window."""
        return self.view.on + timedelta(days=days)


# (child region, group, kind of unit) and its count in each window.
Row = tuple[str, str, str, tuple[int, ...]]


def forecast(scope: Scope, view: View, name: str, by: str = "region", windows: tuple[int, ...] = WINDOWS) -> Forecast:
    """What of a region is not overdue on the view's day and will be at the end of each window; a fixed number of
    queries. The region was seen through the scope; a viewer of units alone gets no lines."""
    rows = _rows(scope, view, windows)
    whole = _coming("", "合计", rows, windows)
    if not scope.regions:
        return Forecast(view, by, name, windows, whole, ())
    lines = _by_kind(rows, windows) if by == "kind" else _by_child(view, rows, windows)
    return Forecast(view, by, name, windows, whole, lines)


def _rows(scope: Scope, view: View, windows: tuple[int, ...]) -> list[Row]:
    """The one statement: the tiles of a roll-up, counted where they turn overdue within each window."""
    keys = [child_of(view.region), Duty.duty_group, Duty.unit_kind]
    last = view.on + timedelta(days=max(windows))
    columns: list[Any] = [*keys, *(sum_of(_turning(view.on + timedelta(days=days))) for days in windows)]
    sums = select(*columns)
    sums = sums.where(queries.counts(), Duty.ends > view.on, queries.turned(view.on, last)).group_by(*keys)
    found = db.session.execute(in_halves(sums, scope, view))
    return [(row[0].ljust(12, "0"), row[1], row[2], tuple(row[3:])) for row in found]


def _turning(on: date) -> ColumnElement[bool]:
    """The tile that holds on the last day of a window is overdue then."""
    return and_(Duty.starts <= on, Duty.ends > on, Duty.overdue_from <= on)


def _coming(key: str, name: str, rows: list[Row], windows: tuple[int, ...], open_region: str = "") -> Coming:
    by_group = {group: tuple(_count(rows, group, place) for place in range(len(windows))) for group in GROUPS}
    return Coming(key, name, by_group, open_region)


def _count(rows: list[Row], group: str, window: int) -> int:
    return sum(counts[window] for _, own, _, counts in rows if own == group)


def _by_child(view: View, rows: list[Row], windows: tuple[int, ...]) -> tuple[Coming, ...]:
    codes = {row[0] for row in rows if any(row[3])}
    names = child_names(codes, view)
    return tuple(
        _coming(code, names[code], own, windows, "" if code == view.region else code)
        for code in sorted(codes)
        for own in [[row for row in rows if row[0] == code]]
    )


def _by_kind(rows: list[Row], windows: tuple[int, ...]) -> tuple[Coming, ...]:
    kinds = {row[2] for row in rows if any(row[3])}
    return tuple(
        _coming(kind.value, UNIT_KIND_LABELS[kind], [row for row in rows if row[2] == kind.value], windows)
        for kind in UnitKind
        if kind.value in kinds
    )


def forecast_rows(shown: Forecast) -> tuple[list[str], list[list[str | int]]]:
    """The headings and rows of the table on screen: every window of every group."""
    heads = [f"{GROUP_LABELS[Group(group)]}·{days} 天内" for group in GROUPS for days in shown.windows]
    lines = [*shown.lines, shown.whole]
    return heads, [[line.name, *(count for group in GROUPS for count in line.by_group[group])] for line in lines]


def json_of(shown: Forecast) -> dict[str, object]:
    """The figures of the forecast, each window by its days."""
    return {
        "region": shown.view.region,
        "name": shown.name,
        "on": shown.view.on.isoformat(),
        "known_at": shown.view.known_on.isoformat() if shown.view.known_on else None,
        "windows": [{"days": days, "until": shown.until(days).isoformat()} for days in shown.windows],
        **_counts(shown.whole, shown.windows),
        "children": [{"key": line.key, "name": line.name, **_counts(line, shown.windows)} for line in shown.lines],
    }


def _counts(line: Coming, windows: tuple[int, ...]) -> dict[str, object]:
    def by_days(counts: tuple[int, ...]) -> dict[str, int]:
        return {str(days): count for days, count in zip(windows, counts, strict=True)}

    groups = [{"group": group, "turning_overdue": by_days(counts)} for group, counts in line.by_group.items()]
    return {"turning_overdue": by_days(line.total), "by_group": groups}
