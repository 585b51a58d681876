"""The list of contact checks as Excel: the rows of the page, the filter and the counting rule above them."""

from collections.abc import Mapping

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.sheets import Cell, Column, workbook
from emergency.units.checks import COUNTING, STANDING_LABELS, Standing, half_word
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind
from emergency.units.queries_checks import CheckFilter, CheckRow, all_tasks
from emergency.units.queries_regions import paths_of

COLUMNS = (
    Column("单位", 32),
    Column("类别", 20),
    Column("地区", 40),
    Column("联系方式（项）", 13),
    Column("最早核对日期", 13),
    Column("最近核对日期", 13),
    Column("状态", 18),
)


def checks_sheet(scope: Scope, wanted: CheckFilter) -> bytes:
    """The units that fit, as an Excel file."""
    rows = all_tasks(scope, wanted)
    near = {wanted.region} if scope.covers(wanted.region) else set()
    ways = paths_of({row.unit.region_code for row in rows} | near, own=True)
    told = (
        f"{half_word(clock.today())}；筛选：{filter_words(wanted, ways)}；共 {len(rows)} 个；导出日期 {clock.today()}"
    )
    lines = [_cells(row, ways.get(row.unit.region_code, "")) for row in rows]
    samples = any(row.unit.sample for row in rows)
    return workbook("联系方式核对", [told, COUNTING], COLUMNS, lines, has_samples=samples)


def filter_words(wanted: CheckFilter, ways: Mapping[str, str]) -> str:
    """The filter as a person reads it."""
    said = [
        ways.get(wanted.region, wanted.region),
        STANDING_LABELS[Standing(wanted.standing)] if wanted.standing else "",
        f"含“{wanted.text}”" if wanted.text else "",
    ]
    return "，".join(part for part in said if part) or "全部"


def _cells(row: CheckRow, way: str) -> list[Cell]:
    name = f"{row.unit.name}（示例）" if row.unit.sample else row.unit.name
    kind = UNIT_KIND_LABELS[UnitKind(row.unit.kind)]
    return [name, kind, way, row.number, row.oldest, row.newest, STANDING_LABELS[row.standing]]
