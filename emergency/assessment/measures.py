"""Figures out of duty tiles: what fell due in the year and was done in time, who has a valid plan (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from emergency.assessment.behind import Behind
from emergency.assessment.facts import Figure
from emergency.base.periods import PeriodKind, period_of
from emergency.obligations.facts import Tile
from emergency.obligations.rules import Force
from emergency.obligations.state import Mark, Status, missed_periods, state_on

ONE_DAY = timedelta(days=1)
COUNTED_FORCES = (Force.DUTY, Force.LOCAL)


@dataclass(frozen=True)
class Year:
    """The assessment year so far: 1 January up to and with the day of the assessment."""

    on: date

    @property
    def first(self) -> date:
        """1 January of the year."""
        return date(self.on.year, 1, 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies in the year so far."""
        return self.first <= day <= self.on


@dataclass(frozen=True)
class Share:
    """What fell due, and how much of it was done in time or late, or waits to be entered."""

    due: int = 0
    in_time: int = 0
    late: int = 0
    backfill: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(
            self.due + other.due, self.in_time + other.in_time, self.late + other.late, self.backfill + other.backfill
        )

    def figure(self) -> Figure:
        """The figure, with what was done late and what waits to be entered said beside it."""
        said = [f"逾期已办{self.late}项，不计入已做"] if self.late else []
        said += [f"待补录{self.backfill}项，未计入应做"] if self.backfill else []
        return Figure(done=self.in_time, owed=self.due, remark="；".join(said))


def with_plans(tiles: Iterable[Tile], unit_ids: Collection[int], on: date) -> Figure:
    """Units of `unit_ids` that owe at least one plan, and how many of them have at least one (应编, YB rules)."""
    rows = plans_behind(tiles, unit_ids, on)
    return Figure(done=sum(row.done for row in rows), owed=len(rows))


def plans_behind(tiles: Iterable[Tile], unit_ids: Collection[int], on: date) -> list[Behind]:
    """One row a unit; where it has a plan, the row is that of a duty to have one that is met."""
    owing: dict[int, Behind] = {}
    for tile in tiles:
        if tile.unit_id in unit_ids and tile.rule_id.startswith("YB-") and tile.starts <= on < tile.ends:
            met = int(state_on(tile, on).status is Status.MET)
            if tile.unit_id not in owing or met > owing[tile.unit_id].done:
                owing[tile.unit_id] = Behind(tile, 1, met)
    return list(owing.values())


def filed_in_time(tiles: Iterable[Tile], rules: Collection[str], year: Year) -> Figure:
    """Filings and disclosures whose last day lies in the year: done by then, done late, or missing."""
    return sum((share for _, share in filings(tiles, rules, year)), Share()).figure()


def filings(tiles: Iterable[Tile], rules: Collection[str], year: Year) -> Iterable[tuple[Tile, Share]]:
    """The same, each term with its tile."""
    events: dict[tuple[str, int, int, object], list[Tile]] = defaultdict(list)
    for tile in tiles:
        if tile.rule_id in rules and tile.due_on and _counted(tile):
            events[tile.rule_id, tile.unit_id, tile.subject_id, tile.basis.get("event_id")].append(tile)
    for found in events.values():
        ordered = sorted(found, key=lambda tile: tile.starts)
        yield ordered[-1], _deadline(ordered, year)


def drills_in_time(tiles: Iterable[Tile], rules: Collection[str], year: Year) -> Figure:
    """Drills with a number that fell due in the year; a period without its own drill stays missed (practice)."""
    return sum((share for _, share in drilled(tiles, rules, year)), Share()).figure()


def drilled(tiles: Iterable[Tile], rules: Collection[str], year: Year) -> Iterable[tuple[Tile, Share]]:
    """The same, each target with its tile."""
    subjects: dict[tuple[str, int, str, int], list[Tile]] = defaultdict(list)
    for tile in tiles:
        if tile.rule_id in rules and tile.due_on and _counted(tile):
            subjects[tile.rule_id, tile.unit_id, tile.subject_kind.value, tile.subject_id].append(tile)
    for found in subjects.values():
        for tile, met_on in _targets(sorted(found, key=lambda tile: tile.starts)):
            share = _period(tile, met_on, year) if "owed_from" in tile.basis else _interval(tile, met_on, year)
            yield tile, share


def not_overdue(tiles: Iterable[Tile], rules: Collection[str], on: date) -> Figure:
    """Of what is owed on the day, what is not overdue; `cases` are the overdue and what 原则上 should be evaluated."""
    owed = cases = principle = 0
    for _tile, case, should in owed_on(tiles, rules, on):
        owed, cases, principle = owed + 1, cases + case, principle + should
    remark = f"其中原则上要求{principle}项，写作应评估" if principle else ""
    return Figure(done=owed - cases, owed=owed, cases=cases, remark=remark)


def owed_on(tiles: Iterable[Tile], rules: Collection[str], on: date) -> Iterable[tuple[Tile, bool, bool]]:
    """What is owed on the day: whether it is a case, and whether 原则上 only."""
    for tile in tiles:
        if tile.rule_id in rules and tile.starts <= on < tile.ends and tile.due_on is not None:
            state = state_on(tile, on)
            should = Mark.SHOULD_EVALUATE in state.marks
            yield tile, should or state.status is Status.OVERDUE, should


def each_behind(tiles: Iterable[Tile], rules: Collection[str], year: Year) -> list[Behind]:
    """One row for each thing that happened in the year and asks for an act: done when the act was done by the day."""
    events: dict[tuple[str, int, str, int], list[Tile]] = defaultdict(list)
    for tile in tiles:
        if tile.rule_id in rules and tile.starts <= year.on:
            events[tile.rule_id, tile.unit_id, tile.subject_kind.value, tile.subject_id].append(tile)
    rows = []
    for found in events.values():
        ordered = sorted(found, key=lambda tile: tile.starts)
        if year.holds(ordered[0].starts):
            rows.append(Behind(ordered[-1], 1, int(ordered[-1].met_until is not None)))
    return rows


def rows_behind(shares: Iterable[tuple[Tile, Share]]) -> list[Behind]:
    """The rows of shares that count something."""
    return [Behind(tile, share.due, share.in_time) for tile, share in shares if share.due]


def cases_behind(found: Iterable[tuple[Tile, bool, bool]]) -> list[Behind]:
    """The rows of what is owed on a day."""
    return [Behind(tile, 1, int(not case)) for tile, case, _should in found]


def _counted(tile: Tile) -> bool:
    return tile.basis.get("force") in COUNTED_FORCES


def _deadline(found: Sequence[Tile], year: Year) -> Share:
    """One term: its last tile known on the day tells whether it was met, and how late."""
    due_on = found[0].due_on
    known = [tile for tile in found if tile.starts <= year.on]
    if due_on is None or not known or not year.holds(due_on):
        return Share()
    last = known[-1]
    if last.met_until is not None and year.on < last.met_until:
        late = bool(last.basis.get("late"))
        return Share(1, int(not late), int(late))
    return _unmet(last, year)


def _unmet(tile: Tile, year: Year) -> Share:
    """Past its last day: missing once it is overdue, waiting for entry before the office's last day for that."""
    if tile.overdue_from is None or year.on >= tile.ends:
        return Share()
    return Share(due=1) if year.on >= tile.overdue_from else Share(backfill=int("late_from" in tile.basis))


def _targets(found: Sequence[Tile]) -> Iterable[tuple[Tile, date | None]]:
    """Each target once, with the day on which it was met: there the next tile aims at a later one.

    A counting rule or a law version cuts a tile without moving its target; such pieces are one again here.
    """
    whole: list[Tile] = []
    for tile in found:
        if whole and whole[-1].ends == tile.starts and whole[-1].due_on == tile.due_on:
            whole[-1] = tile._replace(starts=whole[-1].starts)
        else:
            whole.append(tile)
    for index, tile in enumerate(whole):
        follower = whole[index + 1] if index + 1 < len(whole) else None
        met = follower is not None and follower.starts == tile.ends and _later(follower, tile)
        yield tile, tile.ends if met else None


def _later(follower: Tile, tile: Tile) -> bool:
    return follower.due_on is not None and tile.due_on is not None and follower.due_on > tile.due_on


def _period(tile: Tile, met_on: date | None, year: Year) -> Share:
    """A natural period: met by a drill inside it, else it and all after it are missed until the next drill."""
    if met_on and tile.due_on and met_on <= tile.due_on:
        return Share(int(year.holds(tile.due_on)), int(year.holds(tile.due_on)))
    own = _own_period(tile, met_on, year)
    until = min(year.on + ONE_DAY, tile.ends)
    # A period that ends on the very day of the assessment can still have its drill.
    ended = [p for p in missed_periods(tile, until) if year.holds(p.last_day) and p.last_day < year.on]
    if tile.overdue_from is None or not ended:
        return own
    # A drill on the very day on which the duty became overdue ends the tile there: the period is missed all the same.
    if until < tile.overdue_from or year.on < tile.overdue_from:
        return own + (Share(backfill=len(ended)) if "late_from" in tile.basis else Share())
    return own + Share(due=len(ended))


def _own_period(tile: Tile, met_on: date | None, year: Year) -> Share:
    """A drill after missed periods fills none of them, but it meets the period in which it was held."""
    if met_on is None or met_on > year.on:
        return Share()
    own = period_of(PeriodKind(str(tile.basis["period"])), met_on)
    return Share(1, 1) if year.holds(own.last_day) else Share()


def _interval(tile: Tile, met_on: date | None, year: Year) -> Share:
    """A rolling interval: due once; what was overdue before the year and still unmet in it is carried over."""
    due_on = tile.due_on
    if due_on is None or due_on > year.on or (met_on or tile.ends) < year.first or tile.starts > year.on:
        return Share()
    if met_on and met_on <= due_on:
        return Share(int(year.holds(due_on)), int(year.holds(due_on)))
    if tile.overdue_from is None:
        return Share()
    if met_on and met_on <= year.on:
        return Share(1, 0, 1) if met_on > tile.overdue_from else Share()
    return Share(due=1) if year.on >= tile.overdue_from else Share(backfill=int("late_from" in tile.basis))
