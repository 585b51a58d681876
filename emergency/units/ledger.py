"""The list of units as Excel: the rows and columns of the page, the filter above them."""

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.errors import Refusal
from emergency.base.forms import FIRST_DAY
from emergency.base.paging import paginate
from emergency.base.sheets import Cell, Column, workbook
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind
from emergency.units.models import Unit
from emergency.units.queries import UnitFilter, units_by
from emergency.units.queries_regions import paths_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
COLUMNS = (
    Column("序号", 6),
    Column("单位", 34),
    Column("类别", 24),
    Column("所在地区", 44),
    Column("行业", 10),
    Column("计算口径", 8),
    Column("理由", 40),
    Column("成立", 12),
    Column("统一社会信用代码", 22),
)
STATES = {"active": "存续", "ended": "已终止", "all": "全部"}
COUNTED = {"yes": "计入", "no": "另列"}


def ledger_sheet(scope: Scope, asked: UnitFilter) -> bytes:
    """The visible units that fit the filter, as an Excel file. Raises Refusal when there are too many."""
    page = paginate(units_by(scope, asked), 1, MOST_ROWS)
    if page.total > MOST_ROWS:
        raise Refusal(f"共 {page.total} 个，超过一次导出的 {MOST_ROWS} 个。请按地区或类别分次导出。")
    places = {unit.region_code for unit in page.items} | ({asked.region} if scope.covers(asked.region) else set())
    ways = paths_of(places, own=True)
    rows = [_row(number, unit, ways.get(unit.region_code, "")) for number, unit in enumerate(page.items, 1)]
    told = f"筛选：{_told(asked, ways)}；共 {page.total} 个；导出日期 {clock.today().isoformat()}"
    samples = any(unit.sample or not unit.confirmed for unit in page.items)
    return workbook("单位名单", [told], COLUMNS, rows, has_samples=samples)


def _row(number: int, unit: Unit, way: str) -> tuple[Cell, ...]:
    name = unit.name if unit.confirmed else f"{unit.name}（示例·待确认）"
    began = None if unit.active_from == FIRST_DAY else unit.active_from
    return (
        number,
        f"{name}（示例）" if unit.sample else name,
        UNIT_KIND_LABELS[UnitKind(unit.kind)],
        way,
        unit.line,
        "计入" if unit.counted else "另列",
        unit.counted_reason,
        began,
        unit.uscc,
    )


def _told(asked: UnitFilter, ways: dict[str, str]) -> str:
    kind = UNIT_KIND_LABELS[UnitKind(asked.kind)] if asked.kind in set(UnitKind) else asked.kind
    pairs = {
        "地区": ways.get(asked.region, asked.region),
        "类别": kind,
        "行业": asked.line,
        "计算口径": COUNTED.get(asked.counted, ""),
        "名称": asked.text,
        "状态": STATES.get(asked.state, ""),
    }
    return "，".join(f"{word} {value}" for word, value in pairs.items() if value)
