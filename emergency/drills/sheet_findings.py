"""Problems that drills brought to light, as rows of words: the same on the page and in its Excel."""

from datetime import date

from emergency.base.sheets import Cell, Column
from emergency.drills.models import Drill
from emergency.drills.models_findings import DrillFinding
from emergency.drills.words import RESOLUTION_WORDS, Resolution
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import title_of

COLUMNS = (
    Column("演练名称", 30), Column("组织单位", 24), Column("举行日期", 12), Column("问题", 40), Column("重大", 6),
    Column("涉及的预案章节", 34), Column("责任人或责任单位", 18), Column("整改期限", 12), Column("整改情况", 16),
    Column("整改结果", 30), Column("预案如何处理", 34),
)  # fmt: skip
Row = tuple[DrillFinding, Drill, str, Plan | None, Revision | None]


def cells_of(row: Row, on: date) -> tuple[Cell, ...]:
    """One problem as the list shows it on a day."""
    finding, drill, organiser, plan, revision = row
    return (
        ("【示例】" if drill.sample else "") + drill.title, organiser, drill.held_on, finding.text,
        "重大" if finding.major else "", chapter_word(finding, plan), finding.responsible, finding.due_on,
        state_word(finding, on), finding.outcome, answer_word(finding, revision),
    )  # fmt: skip


def chapter_word(finding: DrillFinding, plan: Plan | None) -> str:
    """Which chapter of which plan it concerns, or that it concerns none, or that nobody said."""
    if plan is not None:
        return f"《{title_of(plan)}》{finding.chapter}"
    return "未注明" if finding.chapter is None else "与预案文本无关"


def state_word(finding: DrillFinding, on: date) -> str:
    """Mended, late by how many days, or still to be mended."""
    if finding.closed_on is not None:
        return f"{finding.closed_on} 已整改"
    if finding.due_on is not None and finding.due_on < on:
        return f"逾期{(on - finding.due_on).days}天"
    return "未完成"


def answer_word(finding: DrillFinding, revision: Revision | None) -> str:
    """What became of the plan: its changed version, or who signed 不修订, when and why."""
    if finding.resolution == Resolution.REVISED and revision is not None:
        return f"{RESOLUTION_WORDS[Resolution.REVISED]}（第{revision.number}版）"
    if finding.resolution == Resolution.KEPT:
        return f"不修订：{finding.kept_reason}（{finding.signed_by} {finding.signed_on} 签署）"
    return ""
