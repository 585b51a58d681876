"""The columns of the list of plans, on the page and in Excel alike."""

from datetime import date

from emergency.base.sheets import Cell, Column
from emergency.evidence.facts import SECRECY_LABELS, Secrecy
from emergency.obligations.facts import PLAN_KIND_LABELS, PLAN_LINE_LABELS, PlanKind, PlanLine
from emergency.plans.queries import title_of
from emergency.plans.queries_list import STATES, PlanFilter, PlanRow
from emergency.plans.rules import kind_names

COLUMNS = (
    Column("代号", 11),
    Column("预案名称", 36),
    Column("编制牵头单位", 24),
    Column("地区", 30),
    Column("线别", 8),
    Column("类别", 16),
    Column("公开属性", 12),
    Column("文号或编号", 22),
    Column("版本", 7),
    Column("状态", 18),
    Column("有效期至", 12),
    Column("备注", 18),
)


def line_of(row: PlanRow, way: str, ends: date | None = None) -> list[Cell]:
    """One plan as cells."""
    plan, revision = row.plan, row.revision
    return [
        plan.code, title_of(plan), row.unit.name, way, PLAN_LINE_LABELS[PlanLine(plan.line)], kind_names(plan.kinds),
        SECRECY_LABELS[Secrecy(plan.secrecy)], revision.document_number, f"第{revision.number}版", state_of(row),
        ends, "、".join(remarks_of(row)),
    ]  # fmt: skip


def state_of(row: PlanRow) -> str:
    """What the newest version is, and which one is in force beside it."""
    plan = row.plan
    beside = plan.in_force is not None and plan.in_force < row.revision.number and not plan.abolished
    return f"{row.badge}（第{plan.in_force}版现行）" if beside else row.badge


def remarks_of(row: PlanRow) -> list[str]:
    """What else must be seen beside a plan."""
    marks = {"未见文本": row.revision.without_text, "代报": row.plan.on_behalf, "示例": row.plan.sample}
    said = [word for word, holds in marks.items() if holds]
    return [*said, row.filing.word] if row.filing and row.filing.stands_out else said


def filter_words(wanted: PlanFilter, way: str) -> str:
    """The filter as a person reads it."""
    said = [
        way or wanted.region,
        PLAN_LINE_LABELS[PlanLine(wanted.line)] if wanted.line else "",
        PLAN_KIND_LABELS[PlanKind(wanted.kind)] if wanted.kind else "",
        STATES.get(wanted.state, ""),
        f"含“{wanted.text}”" if wanted.text else "",
    ]
    return "，".join(part for part in said if part) or "全部"
