"""The dates of a drill's papers beside each other, as rows of words: the same on the page and in the Excel."""

from emergency.base.clock import day_of
from emergency.base.sheets import Cell, Column
from emergency.drills.ledger import late_days
from emergency.drills.models import Drill
from emergency.evidence.dates import gap, inner_word, inside_word
from emergency.evidence.facts import ROLE_LABELS
from emergency.evidence.models import Paper

COLUMNS = (
    Column("演练名称", 32),
    Column("组织单位", 24),
    Column("举行日期", 12),
    Column("登记日期", 12),
    Column("补录天数", 10),
    Column("材料", 14),
    Column("文件", 30),
    Column("材料所载日期", 14),
    Column("文件内日期", 30),
    Column("收存日期", 12),
    Column("所载与举行相差天数", 12),
    Column("文件内创建与举行相差天数", 14),
    Column("收存与举行相差天数", 12),
)


def cells_of(paper: Paper, drill: Drill, organiser: str) -> tuple[Cell, ...]:
    """One paper as the list shows it."""
    received = day_of(paper.received_at)
    return (
        ("【示例】" if drill.sample else "") + drill.title, organiser, drill.held_on,
        day_of(drill.recorded_at) if drill.recorded_at else None, late_days(drill) or None,
        ROLE_LABELS.get(paper.role, "佐证材料"), paper.name, paper.stated_on,
        inner_word(paper.inner) or inside_word(paper.made_on, paper.changed_on), received,
        gap(paper.stated_on, drill.held_on),
        gap(paper.made_on or paper.changed_on, drill.held_on), gap(received, drill.held_on),
    )  # fmt: skip
