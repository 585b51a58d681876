"""The columns of the list of circumstances for revision in Excel."""

from emergency.base.sheets import Cell, Column
from emergency.obligations.facts import PlanLine
from emergency.plans.queries import title_of
from emergency.plans.queries_triggers import TriggerFilter, TriggerLine
from emergency.plans.rules_triggers import ARTICLE_OF_LINE, ASKED_WORDS, KIND_WORDS, SHOWN_WORDS

COLUMNS = (
    Column("预案代号", 11),
    Column("预案名称", 36),
    Column("编制牵头单位", 24),
    Column("地区", 30),
    Column("情形", 24),
    Column("发生日期", 12),
    Column("事实和依据", 50),
    Column("条文", 26),
    Column("状态", 18),
)


def line_of(line: TriggerLine, way: str) -> list[Cell]:
    """One circumstance as cells."""
    return [
        line.plan.code, title_of(line.plan), line.unit.name, way, KIND_WORDS[line.kind], line.trigger.day,
        "；".join(row.text for row in line.facts), ARTICLE_OF_LINE[PlanLine(line.plan.line)], SHOWN_WORDS[line.shown],
    ]  # fmt: skip


def filter_words(wanted: TriggerFilter, way: str) -> str:
    """The filter as a person reads it."""
    kinds = {kind.value: word for kind, word in KIND_WORDS.items()}
    said = [
        way or wanted.region,
        kinds.get(wanted.kind, ""),
        ASKED_WORDS.get(wanted.state, ""),
        f"含“{wanted.text}”" if wanted.text else "",
    ]
    return "，".join(part for part in said if part) or "全部"
