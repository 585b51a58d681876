"""The columns of the list of records in Excel, and the filter as a person reads it."""

from emergency.base.clock import SHANGHAI
from emergency.base.sheets import Cell, Column
from emergency.records.queries import RecordFilter, RecordRow
from emergency.records.words import KIND_LABELS, STATE_LABELS

COLUMNS = (
    Column("编号", 7),
    Column("日期", 11),
    Column("种类", 14),
    Column("单位", 26),
    Column("地区", 30),
    Column("内容", 40),
    Column("地点", 20),
    Column("师资", 20),
    Column("参加人员", 26),
    Column("参加人数", 9),
    Column("应参加人数", 10),
    Column("考核结果", 20),
    Column("年度", 11),
    Column("报送对象或批准机关", 22),
    Column("抄送", 18),
    Column("登记时间", 16),
    Column("补录天数", 9),
    Column("登记人", 16),
    Column("备注", 20),
    Column("信息来源", 20),
)


def cells_of(row: RecordRow, way: str) -> list[Cell]:
    """One record as cells."""
    record, told = row.record, row.told
    received = record.registered_at.astimezone(SHANGHAI)
    return [
        record.id, told.held_on, KIND_LABELS[record.kind], row.unit.name, way, told.content, told.place, told.teachers,
        told.attendees, told.headcount, told.expected, told.result, years_of(row), told.target, told.copies,
        f"{received:%Y-%m-%d %H:%M}", row.late, record.registered_by, "、".join(remarks_of(row)),
        told.source,
    ]  # fmt: skip


def years_of(row: RecordRow) -> str:
    """The year or years that a summary or programme is about."""
    first, last = row.told.year, row.told.until_year
    if first is None:
        return ""
    return f"{first}—{last}" if last and last != first else str(first)


def remarks_of(row: RecordRow) -> list[str]:
    """What else must be seen beside a record."""
    marks = {
        "已撤销": row.record.withdrawn_at is not None,
        "代报": row.record.on_behalf,
        "未附材料": not row.has_papers,
        "示例": row.record.sample,
    }
    return [word for word, holds in marks.items() if holds]


def filter_words(wanted: RecordFilter, way: str, unit: str) -> str:
    """The filter as a person reads it."""
    said = [
        unit,
        way or wanted.region,
        KIND_LABELS.get(wanted.kind, ""),
        f"{wanted.year}年" if wanted.year else "",
        STATE_LABELS.get(wanted.state, ""),
        f"含“{wanted.text}”" if wanted.text else "",
    ]
    return "，".join(part for part in said if part) or "全部"
