"""年演练率: how many of the year's drills were owed and held, by place; one formula, printed on its page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.periods import PeriodKind
from emergency.coverage.models import OPEN, Duty
from emergency.coverage.queries import seen_by
from emergency.drills.models import DrillCredit
from emergency.obligations.facts import SubjectKind, Tile
from emergency.obligations.queries import load_rules
from emergency.obligations.rules import Group
from emergency.obligations.state import tile_on
from emergency.programme.owed import periods_in, wants
from emergency.programme.queries_owed import NUMBERED, drill_rules
from emergency.units.models import Unit
from emergency.units.within import lies_in, unit_in_scope

# 梅州市(试行), of the assessments known: the only bands of a yearly rate at hand. An example, not Heilongjiang's.
BANDS = ((60, "≥60%：得3分"), (40, "40%至60%：得2分"), (20, "20%至40%：得1分"))
OTHERS = "另列地区所辖的计入单位"
NO_BAND = "不足20%：不得分"
ONE_DAY = timedelta(days=1)
Key = tuple[int, str, int | None]


@dataclass(frozen=True, slots=True)
class Rate:
    """应演 and 已演 of one place or kind; `whole` says how many natural periods and rolling terms that is."""

    code: str
    name: str
    owed: int
    held: int
    special_owed: int = 0
    special_held: int = 0

    @property
    def word(self) -> str:
        """已演 by 应演 in percent; a dash where nothing is owed."""
        return f"{self.held * 100 / self.owed:.1f}%" if self.owed else "—"

    @property
    def special_word(self) -> str:
        """The same of 专项预案 and 部门预案 alone."""
        return f"{self.special_held * 100 / self.special_owed:.1f}%" if self.special_owed else "—"

    @property
    def band(self) -> str:
        """The band of the example in which the rate of 专项预案 lies."""
        if not self.special_owed:
            return "—"
        share = self.special_held * 100 / self.special_owed
        return next((word for least, word in BANDS if share >= least), NO_BAND)


@dataclass(frozen=True, slots=True)
class Count:
    """One duty of one unit in a year."""

    region_code: str
    special: bool
    owed: int
    held: int


SPECIAL_RULES = frozenset({"DR-01"})


def counts_in(scope: Scope, region: str, year: int) -> list[Count]:
    """Each counted drill duty of a region's year: its periods owed and those with an accepted drill. Four queries.

    A natural period is owed where the duty holds on its last day; a rolling term where its day falls in the year, or
    a drill was held for it in the year.
    """
    tiles = _tiles(scope, region, year)
    credits = _credits(scope, region, year)
    return [_count(key, own, credits.get(key, []), year) for key, own in tiles.items()]


def _tiles(scope: Scope, region: str, year: int) -> dict[Key, list[Tile]]:
    columns = (
        Duty.unit_id, Duty.rule_id, Duty.rule_version, Duty.subject_kind, Duty.subject_id, Duty.region_code,
        Duty.starts, Duty.ends, Duty.met_until, Duty.due_on, Duty.basis,
    )  # fmt: skip
    query = select(*columns).where(
        OPEN, lies_in(Duty.region_code, region), Duty.counted.is_(True), Duty.duty_group == Group.DRILLS.value,
        Duty.force.in_(NUMBERED), Duty.rule_id.in_(drill_rules(load_rules())), Duty.starts <= date(year, 12, 31),
        Duty.ends > date(year, 1, 1),
    )  # fmt: skip
    found: dict[Key, list[Tile]] = defaultdict(list)
    for row in db.session.execute(seen_by(query, scope, region).order_by(Duty.unit_id, Duty.rule_id, Duty.starts)):
        kind = SubjectKind(row.subject_kind)
        plan_id = row.subject_id if kind is SubjectKind.PLAN else None
        found[row.unit_id, row.rule_id, plan_id].append(_tile(row, kind))
    return found


def _tile(row: Any, kind: SubjectKind) -> Tile:
    return Tile(
        row.unit_id, row.rule_id, row.rule_version, kind, row.subject_id, row.region_code, row.starts, row.ends,
        row.met_until, due_on=row.due_on, basis=row.basis,
    )  # fmt: skip


def _credits(scope: Scope, region: str, year: int) -> dict[Key, list[date]]:
    credit = DrillCredit
    query = select(credit.unit_id, credit.rule_id, credit.plan_id, credit.held_on)
    query = query.join(Unit, Unit.id == credit.unit_id).where(
        lies_in(Unit.region_code, region), unit_in_scope(scope), credit.known_until == FAR_MOMENT,
        credit.held_on >= date(year, 1, 1), credit.held_on <= date(year, 12, 31),
    )  # fmt: skip
    found: dict[Key, list[date]] = defaultdict(list)
    for row in db.session.execute(query):
        found[row.unit_id, row.rule_id, row.plan_id].append(row.held_on)
    return found


def _count(key: Key, tiles: list[Tile], held: list[date], year: int) -> Count:
    kind = next((str(tile.basis["period"]) for tile in tiles if tile.basis.get("period")), None)
    special = key[1] in SPECIAL_RULES
    if kind is None:
        due = any(_falls_due(tile, year) for tile in tiles)
        return Count(tiles[-1].region_code, special, int(due or bool(held)), int(bool(held)))
    owed = met = 0
    for period in periods_in(PeriodKind(kind), year):
        tile = tile_on(tiles, period.last_day)
        done = any(day in period for day in held)
        met += done
        owed += done or (tile is not None and wants(tile, period))
    return Count(tiles[-1].region_code, special, owed, met)


def _falls_due(tile: Tile, year: int) -> bool:
    """A rolling term ends in the year, or ended before it and is still open."""
    return tile.due_on is not None and tile.due_on.year <= year and tile.due_on < tile.ends


def rates_of(counts: Iterable[Count], names: dict[str, str], length: int) -> list[Rate]:
    """The rates by place, told apart by so many digits of their codes, the whole last."""
    sums: dict[str, list[int]] = {code: [0, 0, 0, 0] for code in names}
    whole, others = [0, 0, 0, 0], [0, 0, 0, 0]
    for one in counts:
        own = sums.get(one.region_code[:length].ljust(12, "0"), others)
        special = (one.owed, one.held) if one.special else (0, 0)
        for index, number in enumerate((one.owed, one.held, *special)):
            whole[index] += number
            own[index] += number
    rates = [Rate(code, names[code], *sums[code]) for code in sorted(names)]
    # A counted village may hang under a region that is listed apart; without this row the sum would not be theirs.
    rest = [Rate("", OTHERS, *others)] if names and others[0] else []
    return [*rates, *rest, Rate("", "合计", *whole)]
