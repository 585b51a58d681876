"""The sheet by which a year's working days are brought in: columns, hints, starting rows (pure)."""

from __future__ import annotations

from collections.abc import Iterator

from emergency.base.sheets import Cell, Column
from emergency.obligations.workday_text import Exceptions

SHEET_NAME = "工作日表"
COLUMNS = (Column("日期", 14), Column("安排", 10), Column("备注", 20))
HINTS = (
    "每行一天。日期如 2027-10-01；安排填“放假”或“上班”；备注填节日名称，可以不填。",
    "只需填写与平常周不同的日子（放假的周一至周五，上班的周六、周日）；连周末一起填也可以。请照放假安排通知填写。",
)
FIXED = (("01-01", "元旦"), ("05-01", "劳动节"), ("10-01", "国庆节"), ("10-02", "国庆节"), ("10-03", "国庆节"))


def starting_rows(days: Exceptions, year: int) -> Iterator[tuple[Cell, Cell, Cell]]:
    """The days as they are known; of a year not known yet the holidays that fall on fixed days."""
    if not days:
        yield from ((f"{year}-{day}", "放假", name) for day, name in FIXED)
    for day, works, note in days:
        yield day.isoformat(), "上班" if works else "放假", note
