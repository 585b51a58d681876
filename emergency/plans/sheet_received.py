"""The columns of the list of filings that came in, on the page and in Excel alike."""

from emergency.base.sheets import Cell, Column
from emergency.plans.queries import title_of
from emergency.plans.queries_received import ReceivedLine

COLUMNS = (
    Column("报送日期", 12),
    Column("预案名称", 36),
    Column("版本", 7),
    Column("编制单位", 24),
    Column("地区", 30),
    Column("受理单位", 24),
    Column("办理情况", 14),
    Column("说明", 50),
    Column("编号或回执", 20),
)


def line_of(line: ReceivedLine, way: str) -> list[Cell]:
    """One filing as cells."""
    return [
        line.filing.day, ("【示例】" if line.plan.sample else "") + title_of(line.plan), f"第{line.number}版",
        line.unit.name, way, line.receiver.name, line.standing.word, line.standing.told,
        line.filing.details.get("number", ""),
    ]  # fmt: skip
