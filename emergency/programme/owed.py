"""From the tiles of drill duties to what a year owes: each drill with the days on which it would count (pure)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from emergency.base.periods import Period, PeriodKind, add_months, following, period_of
from emergency.obligations.facts import SubjectKind, Tile
from emergency.obligations.state import tile_on

ONE_DAY = timedelta(days=1)
# What falls due so early in the next year that only this year's programme can still place it.
LOOK_AHEAD_MONTHS = 1
PERIOD_WORDS: Mapping[str, str] = {"month": "月", "quarter": "季度", "half": "半年", "year": "年"}
Subject = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Owed:
    """A drill that a rule wants of a unit in the days [first, last], both inside.

    `term` tells the periods of one duty apart: 2026-05, 2026-Q2, 2026-H1, 2026, or `due` for rolling years.
    `plan_id` is set where the duty speaks of that one plan, `exercises` where it only arises from it.
    """

    unit_id: int
    rule_id: str
    rule_version: int
    plan_id: int | None
    exercises: int | None
    term: str
    first: date
    last: date
    due_on: date
    provisional: bool = False

    @property
    def key(self) -> str:
        """What names this drill from one proposal to the next."""
        return f"{self.unit_id}:{self.rule_id}:{self.plan_id or ''}:{self.term}"

    @property
    def overdue(self) -> bool:
        """Whether its day went by before the first day on which it can be placed."""
        return self.due_on < self.first

    def fits(self, day: date) -> bool:
        """Whether a drill of that day would be this one: in its period; of rolling years, whenever it is."""
        return self.term == "due" or self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Unknown:
    """A duty of which the year can't say how often it is owed, because no school terms are entered from a day on."""

    unit_id: int
    rule_id: str
    since: date

    @property
    def key(self) -> str:
        """What names it in a list."""
        return f"{self.unit_id}:{self.rule_id}::terms"


@dataclass(frozen=True, slots=True)
class Year:
    """The days of a programme: from the later of 1 January and today to 31 December."""

    year: int
    today: date

    @property
    def first(self) -> date:
        """The first day on which something can still be placed."""
        return max(date(self.year, 1, 1), self.today)

    @property
    def last(self) -> date:
        """The year's last day."""
        return date(self.year, 12, 31)


def owed_in(tiles: Iterable[Tile], year: Year, terms_until: Mapping[int, date]) -> list[Owed | Unknown]:
    """Every drill owed by these tiles in the year, in the order of unit, rule and day.

    `terms_until` is by unit the first day of which no school term is known.
    """
    grouped: dict[Subject, list[Tile]] = defaultdict(list)
    for tile in tiles:
        grouped[tile.unit_id, tile.rule_id, tile.subject_id].append(tile)
    ordered = (sorted(grouped[key], key=lambda tile: tile.starts) for key in sorted(grouped))
    return list(chain.from_iterable(_of_duty(own, year, terms_until.get(own[0].unit_id)) for own in ordered))


def _of_duty(tiles: Sequence[Tile], year: Year, terms_until: date | None) -> Iterable[Owed | Unknown]:
    kind = next((str(tile.basis["period"]) for tile in tiles if tile.basis.get("period")), None)
    if kind is None:
        yield from _rolling(tiles, year)
        return
    with_terms = any("owed_months" in tile.basis or tile.basis.get("terms_missing") for tile in tiles)
    for period in periods_in(PeriodKind(kind), year.year):
        tile = tile_on(tiles, period.last_day)
        if tile is None or period.last_day < year.today:
            continue
        if with_terms and (terms_until is None or period.starts >= terms_until):
            yield Unknown(tile.unit_id, tile.rule_id, max(period.starts, terms_until or period.starts))
            return
        if wants(tile, period):
            yield _in_period(tiles, tile, period, year)


def periods_in(kind: PeriodKind, year: int) -> Iterable[Period]:
    """The natural periods of a year."""
    period = period_of(kind, date(year, 1, 1))
    while period.starts.year == year:
        yield period
        period = following(kind, period)


def wants(tile: Tile, period: Period) -> bool:
    """Whether the tile owes the period and no proof has met it: the first period unmet lies no later."""
    owed_from, months = tile.basis.get("owed_from"), tile.basis.get("owed_months")
    if owed_from is None or date.fromisoformat(str(owed_from)) > period.starts:
        return False
    return months is None or f"{period.starts:%Y-%m}" in str(months)


def term_of(kind: str, period: Period) -> str:
    """The name of a period: 2026-05, 2026-Q2, 2026-H1, 2026."""
    starts = period.starts
    names = {"month": f"{starts:%Y-%m}", "quarter": f"{starts.year}-Q{(starts.month + 2) // 3}"}
    names |= {"half": f"{starts.year}-H{1 if starts.month == 1 else 2}", "year": f"{starts.year}"}
    return names[kind]


def term_word(term: str) -> str:
    """The name of a period as people say it."""
    year, _, part = term.partition("-")
    if term == "due":
        return "按期限"
    if not part:
        return f"{year}年"
    if part[0] == "H":
        return f"{year}年{'上' if part == 'H1' else '下'}半年"
    return f"{year}年第{part[1]}季度" if part[0] == "Q" else f"{year}年{int(part)}月"


def _in_period(tiles: Sequence[Tile], tile: Tile, period: Period, year: Year) -> Owed:
    first = max(period.starts, _bound_since(tiles, tile), year.first)
    term = term_of(str(tile.basis["period"]), period)
    return _owed(tile, term, min(first, period.last_day), period.last_day, period.last_day)


def _rolling(tiles: Sequence[Tile], year: Year) -> Iterable[Owed]:
    """The last tile of the year says by when the next drill is due; what ceases before its day owes nothing."""
    inside = [tile for tile in tiles if tile.starts <= year.last and tile.ends > year.first]
    if not inside:
        return
    tile = inside[-1]
    ends = min(tile.ends - ONE_DAY, year.last)
    horizon = add_months(year.last, LOOK_AHEAD_MONTHS) if ends == year.last else ends
    if tile.due_on is None or tile.due_on > horizon:
        return
    first = min(max(year.first, _bound_since(tiles, tile)), ends)
    yield _owed(tile, "due", first, min(tile.due_on, ends) if tile.due_on >= first else ends, tile.due_on)


def _bound_since(tiles: Sequence[Tile], tile: Tile) -> date:
    """Since when the duty has held without a break: a drill before that day counts for nothing."""
    starts = tile.starts
    for other in reversed(tiles):
        if other.ends == starts:
            starts = other.starts
    return starts


def _owed(tile: Tile, term: str, first: date, last: date, due_on: date) -> Owed:
    of_plan = tile.subject_kind is SubjectKind.PLAN
    arises = tile.basis.get("plan_id")
    return Owed(
        tile.unit_id, tile.rule_id, tile.rule_version, tile.subject_id if of_plan else None,
        tile.subject_id if of_plan else int(str(arises)) if arises else None, term, first, last, due_on,
        tile.provisional,
    )  # fmt: skip
