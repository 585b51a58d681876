"""The six circumstances for revision: their words, how a record of one goes on, which days can be true (pure)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from emergency.base.circumstances import CircumstanceKind, FactKind
from emergency.base.errors import Refusal
from emergency.obligations.facts import PlanLine


class TriggerState(StrEnum):
    """Where a record stands: raised, taken as true, not so, or taken as true and answered without a revision."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    KEPT = "kept"


class TriggerAct(StrEnum):
    """The dated rows behind a record."""

    CITED = "cited"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    KEPT = "kept"
    NAMED = "named"
    REOPENED = "reopened"


class Shown(StrEnum):
    """What a page calls the record; the answer by a version counts once that version is accepted."""

    DRAFT = "draft"
    OPEN = "open"
    UNDER_WAY = "under_way"
    REVISED = "revised"
    KEPT = "kept"
    DISMISSED = "dismissed"


SHOWN_WORDS: Mapping[Shown, str] = {
    Shown.DRAFT: "待确认",
    Shown.OPEN: "已确认，待修订",
    Shown.UNDER_WAY: "新版办理中",
    Shown.REVISED: "已修订",
    Shown.KEPT: "不修订（已签署）",
    Shown.DISMISSED: "不属于修订情形",
}
# What the list is asked for: what waits for anybody, or one state.
WAITING = "waiting"
ASKED_WORDS: Mapping[str, str] = {WAITING: "未办结", **{state.value: word for state, word in SHOWN_WORDS.items()}}
ACT_WORDS: Mapping[TriggerAct, str] = {
    TriggerAct.CITED: "事实",
    TriggerAct.CONFIRMED: "确认",
    TriggerAct.DISMISSED: "不属于修订情形",
    TriggerAct.KEPT: "决定不修订",
    TriggerAct.NAMED: "由新版答复",
    TriggerAct.REOPENED: "撤销决定",
}
KIND_WORDS: Mapping[CircumstanceKind, str] = {
    CircumstanceKind.LAW: "法规、标准、上位预案变化",
    CircumstanceKind.BODIES: "机构职责调整",
    CircumstanceKind.RISK: "风险变化",
    CircumstanceKind.RESOURCES: "资源变化",
    CircumstanceKind.EXERCISE: "演练或实战发现重大问题",
    CircumstanceKind.OTHER: "其他应当修订的情形",
}
# 国办发〔2024〕5号 art. 35 asks that bodies change 重大; 令88号 art. 36 asks only that they change.
MEANINGS: Mapping[PlanLine, Mapping[CircumstanceKind, str]] = {
    PlanLine.GOVERNMENT: {
        CircumstanceKind.LAW: "法律、法规、规章、标准或上位预案中的有关规定发生重大变化",
        CircumstanceKind.BODIES: "应急指挥机构及其职责发生重大调整",
        CircumstanceKind.RISK: "面临的风险发生重大变化",
        CircumstanceKind.RESOURCES: "重要应急资源发生重大变化",
        CircumstanceKind.EXERCISE: "实战和演练中发现问题，需要作出重大调整",
        CircumstanceKind.OTHER: "预案制定单位认为应当修订的其他情况",
    },
    PlanLine.ENTERPRISE: {
        CircumstanceKind.LAW: "依据的法律、法规、规章、标准或上位预案中的有关规定发生重大变化",
        CircumstanceKind.BODIES: "应急指挥机构及其职责发生调整（不要求“重大”）",
        CircumstanceKind.RISK: "面临的风险发生重大变化",
        CircumstanceKind.RESOURCES: "重要应急资源发生重大变化",
        CircumstanceKind.EXERCISE: "演练和应急救援中发现需要修订预案的重大问题",
        CircumstanceKind.OTHER: "编制单位认为应当修订的其他情况",
    },
}
ARTICLE_OF_LINE: Mapping[PlanLine, str] = {
    PlanLine.GOVERNMENT: "国办发〔2024〕5号 第35条",
    PlanLine.ENTERPRISE: "令88号（令2号修正） 第36条；国务院令708号 第6条；国办发〔2024〕5号 第35条",
}
# Of a 涉密 or 工作秘密 plan nothing is written freely: what it rests on, and why it is left, is chosen from these.
SECRET_SOURCES = (
    "上级或本单位的正式文件（按保密渠道查阅）",
    "预案评估结论（按保密渠道查阅）",
    "演练或实战总结（按保密渠道查阅）",
    "其他依据（按保密渠道查阅）",
)
SECRET_REASONS = ("与本预案无关", "变化不大，不影响预案内容", "登记有误", "经研究现行预案仍然适用")
SECRET_SIGNERS = ("主要负责人", "分管负责人")
SECRET_FACTS: Mapping[FactKind, str] = {
    FactKind.RULE: "规则目录中有关规则变化",
    FactKind.UNIT: "编制单位的登记信息变化",
    FactKind.PLAN: "上位预案变化",
    FactKind.DRILL: "演练中登记了重大问题",
    FactKind.PAPER: "按保密渠道查阅",
}
IMPORTANT = (
    "重要内容修订（指挥体系与职责、处置程序、主要措施、事件或响应分级）按国办发〔2024〕5号 第36条、令88号 第37条"
    "走编制、审批、备案、公布全程序，备案和公开的20个工作日从新版印发（公布、签署发布）之日重新计算，当日不计入。"
)


def shown_state(state: str, answering: str | None) -> Shown:
    """What the page calls a record; `answering` is the state of the version that it is answered by, if one is named."""
    if state != TriggerState.CONFIRMED:
        return Shown(state)
    if answering is None:
        return Shown.OPEN
    return Shown.REVISED if answering == "passed" else Shown.UNDER_WAY


def check_trigger_day(day: date, today: date, began: date | None) -> None:
    """Raises Refusal for a day on which the circumstance can't have arisen for this plan."""
    if began is None:
        raise Refusal("这份预案还没有核对通过的版本，谈不上修订。请先办结首版，再登记修订情形。")
    if day > today:
        raise Refusal(f"发生日期 {day} 晚于今天，尚未发生的事不能登记，请核对年份。", "day")
    if day < began:
        raise Refusal(
            f"发生日期 {day} 早于预案首版的日期 {began}，那时还没有这份预案，请核对；"
            "编制时已经存在的情况不属于修订情形。",
            "day",
        )


def check_answer(version: str, started: date | None, trigger_day: date) -> None:
    """Raises Refusal when a version can't answer what happened after it was issued."""
    if started is not None and started < trigger_day:
        raise Refusal(
            f"{version}的日期 {started} 早于情形发生日期 {trigger_day}，不能作为对它的答复，请核对。", "answers"
        )
