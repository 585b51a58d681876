"""Which acts would meet what a measure still lacks by the day, and which windows have passed (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from emergency.assessment.advice import EFFORTS, Deed, DeedKind
from emergency.assessment.behind import Behind, Fact
from emergency.assessment.catalogue import Way
from emergency.base.periods import PeriodKind, period_of
from emergency.base.workdays import WorkdayTable, add_working_days
from emergency.obligations.facts import Tile
from emergency.obligations.state import missed_periods

PASSED = "期限 {} 已过：仍应办理，但不再算按期"
TOO_SHORT = "期限 {} 以前已来不及办成（估算最早 {}）：仍应办理，但不再算按期"
MISSED = "{}至{}这一期的演练已缺，以后的演练不抵"
AFTER = "基准日 {} 以前来不及办成（估算最早 {}）"
ENTERED_LATE = "举行后超过七日才录入，收到日期不能更改"
EACH_KINDS = {
    "DR-22": DeedKind.EVALUATE_DRILL, "DR-06b": DeedKind.REPORT, "RV-01": DeedKind.REVISE, "RV-02": DeedKind.REVISE,
    "EV-06": DeedKind.EVALUATE_INCIDENT,
}  # fmt: skip
RECORD_KINDS = {
    "special-drills-yearly": DeedKind.DRILL, "findings-mended": DeedKind.MEND, "contact-named": DeedKind.CALL,
    "contacts-checked": DeedKind.CALL, "trained": DeedKind.TRAIN, "entered-in-time": DeedKind.ENTER,
}  # fmt: skip


@dataclass(frozen=True)
class Time:
    """From when acts can be done, until when they count, by the working days."""

    today: date
    until: date
    workdays: WorkdayTable

    @cached_property
    def firsts(self) -> Mapping[DeedKind, date]:
        """The first day on which an act of each kind can be done, by our estimate."""
        table = self.workdays
        return {kind: add_working_days(self.today, effort.lead, table).due_on for kind, effort in EFFORTS.items()}

    def deed(self, kind: DeedKind, row: Behind, latest: date, *, opens: bool = False) -> Deed:
        """An act that must be done by `latest` to count, and by the day of the assessment anyhow."""
        earliest, last = self.firsts[kind], min(latest, self.until)
        lost = ""
        if latest < self.today:
            lost = PASSED.format(latest)
        elif earliest > self.until:
            lost = AFTER.format(self.until, earliest)
        elif earliest > latest:
            lost = TOO_SHORT.format(latest, earliest)
        rule = row.tile.rule_id if row.tile else ""
        what = row.of.what if isinstance(row.of, Fact) and row.of.kind != "unit" else ""
        subject = (row.tile.subject_kind.value, row.tile.subject_id) if row.tile else ("", 0)
        return Deed(row.name, row.unit_id, kind, rule, what, earliest, last, opens, lost, subject)


def deeds_of(way: Way, measure: str, rows: Iterable[Behind], time: Time) -> tuple[Deed, ...]:
    """The acts behind what the rows of a measure lack on the day of the assessment."""
    return tuple(deed for row in rows for deed in MAKERS[way](measure, row, time))


def open_drills(tiles: Iterable[Tile], rules: Sequence[str], time: Time) -> tuple[Deed, ...]:
    """Drills of a period that ends on the very day of the assessment: they add to both 应做 and 已做 once held."""
    found = []
    for tile in tiles:
        kind = tile.basis.get("period")
        if tile.rule_id not in rules or kind is None or not tile.starts <= time.today < tile.ends or not _counts(tile):
            continue
        last = period_of(PeriodKind(str(kind)), time.until)
        if last.last_day != time.until or time.today not in last or _met(tile, time.today):
            continue
        if _asked(tile, last.starts):
            found.append(time.deed(DeedKind.DRILL, Behind(tile, 1, 0), time.until, opens=True))
    return tuple(deed for deed in found if not deed.lost)


def _plans(_measure: str, row: Behind, time: Time) -> list[Deed]:
    return [time.deed(DeedKind.PLAN, row, time.until)] if row.lacking else []


def _deadline(_measure: str, row: Behind, time: Time) -> list[Deed]:
    due = row.tile.due_on if row.tile else None
    return [time.deed(DeedKind.FILE, row, due)] if row.lacking and due else []


def _drills(_measure: str, row: Behind, time: Time) -> list[Deed]:
    """Each period that was or will be missed by the day; one that is over can't be made good."""
    tile = row.tile
    if tile is None or not row.lacking:
        return []
    if "owed_from" not in tile.basis:
        return [time.deed(DeedKind.DRILL, row, tile.due_on)] if tile.due_on else []
    found = []
    for period in missed_periods(tile, min(time.until + timedelta(days=1), tile.ends)):
        if period.last_day.year != time.until.year or period.last_day >= time.until:
            continue
        deed = time.deed(DeedKind.DRILL, row, period.last_day)
        passed = MISSED.format(period.starts, period.last_day)
        found.append(Deed(
            f"{deed.name}:{period.starts}", deed.unit_id, deed.kind, deed.rule_id, deed.what, deed.earliest,
            deed.latest, lost=passed if period.last_day < time.today else deed.lost, subject=deed.subject,
        ))  # fmt: skip
    return found[-row.lacking :]


def _on_day(_measure: str, row: Behind, time: Time) -> list[Deed]:
    if not row.lacking or row.tile is None:
        return []
    kind = DeedKind.DRILL if row.tile.rule_id.startswith("DR-") else DeedKind.EVALUATE_PLAN
    return [time.deed(kind, row, time.until)]


def _each(_measure: str, row: Behind, time: Time) -> list[Deed]:
    if not row.lacking or row.tile is None:
        return []
    return [time.deed(EACH_KINDS.get(row.tile.rule_id, DeedKind.REVISE), row, time.until)]


def _records(measure: str, row: Behind, time: Time) -> list[Deed]:
    if not row.lacking:
        return []
    deed = time.deed(RECORD_KINDS[measure], row, time.until)
    if measure == "entered-in-time":
        return [Deed(deed.name, deed.unit_id, deed.kind, "", deed.what, deed.earliest, deed.latest, lost=ENTERED_LATE)]
    return [deed]


def _none(_measure: str, _row: Behind, _time: Time) -> list[Deed]:
    return []


def _counts(tile: Tile) -> bool:
    return tile.basis.get("force") in ("duty", "local")


def _met(tile: Tile, on: date) -> bool:
    return tile.met_until is not None and on < tile.met_until


def _asked(tile: Tile, starts: date) -> bool:
    """Whether the period is owed: after the first owed one, and in a month of the term where months are named."""
    owed_from, months = str(tile.basis.get("owed_from")), tile.basis.get("owed_months")
    return owed_from <= starts.isoformat() and (months is None or f"{starts:%Y-%m}" in str(months))


MAKERS: Mapping[Way, Callable[[str, Behind, Time], list[Deed]]] = {
    Way.PLANS: _plans,
    Way.DEADLINE: _deadline,
    Way.DRILLS: _drills,
    Way.ON_DAY: _on_day,
    Way.EACH: _each,
    Way.RECORDS: _records,
    Way.NONE: _none,
}
