"""The named list of measures: what each counts in words, from which record, and which have no record yet (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How a measure is counted."""

    PLANS = "plans"
    DEADLINE = "deadline"
    DRILLS = "drills"
    ON_DAY = "on-day"
    EACH = "each"
    RECORDS = "records"
    NONE = "none"


WAY_WORDS: Mapping[Way, str] = {
    Way.PLANS: "考核基准日有应编预案的计入口径单位，逐个看有无有效预案",
    Way.DEADLINE: "期限最后一日在本年度内且不晚于基准日的事项，在期限内办结的算已做，逾期已办的不算",
    Way.DRILLS: "本年度到期的有次数演练义务，自然期缺演的以后不抵",
    Way.ON_DAY: "基准日负有该项义务的对象，未逾期的算已做",
    Way.EACH: "本年度内发生的每一次，基准日前已办的算已做",
    Way.RECORDS: "直接数台账里的记录",
    Way.NONE: "台账没有这类登记，显示无数据来源，不计分",
}
FILING = ("BA-01", "BA-02", "BA-03", "BA-04", "BA-06", "BA-07", "BA-09", "BA-12")
DISCLOSURE = ("GK-01", "GK-02")
NUMBERED_DRILLS = (
    "DR-03", "DR-04", "DR-05a", "DR-05b", "DR-06", "DR-07", "DR-08", "DR-09", "DR-10", "DR-11", "DR-12", "DR-13",
    "DR-15",
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """One measure: its title, numerator and denominator in words, whence the register knows it, and its articles."""

    name: str
    title: str
    done: str
    owed: str
    source: str
    way: Way
    rules: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def has_source(self) -> bool:
        """Whether the register can answer it."""
        return self.way is not Way.NONE


def _covered(name: str, whom: str, *kinds: str) -> Known:
    return Known(
        name, f"{whom}预案覆盖率", f"编有有效预案的{whom}", f"计入口径的{whom}", "预案台账、单位台账", Way.PLANS,
        kinds=kinds,
    )  # fmt: skip


def _none(name: str, title: str, done: str, owed: str, lacking: str) -> Known:
    return Known(name, title, done, owed, lacking, Way.NONE)


LIST = (
    _covered("covered-townships", "乡镇（街道）", "township"),
    _covered("covered-villages", "村（居）民委员会", "village"),
    _covered("covered-schools", "学校、幼儿园", "school"),
    _covered("covered-hospitals", "医院", "hospital"),
    _covered("covered-departments", "部门", "department"),
    _covered("covered-enterprises", "在册企事业单位", "enterprise", "hospital", "other"),
    _covered(
        "covered-bases", "乡镇（街道）以外的基层单位", "village", "school", "hospital", "enterprise", "other",
    ),
    Known("filed-in-time", "应备案、应公开事项按期办结率", "期限内办结的备案和公开事项", "本期到期的备案和公开事项",
          "备案、公开记录", Way.DEADLINE, (*FILING, *DISCLOSURE)),
    Known("filings-in-time", "按期备案率", "期限内办结的备案", "本期到期的备案", "备案记录", Way.DEADLINE, FILING),
    Known("disclosed-in-time", "按期公开率", "期限内办结的公开", "本期到期的公开", "公开记录",
          Way.DEADLINE, DISCLOSURE),
    Known("evaluation-overdue", "到期未评估的预案", "已按期评估或未到期的预案", "负有评估期限的预案", "预案评估记录",
          Way.ON_DAY, ("EV-01", "EV-02", "EV-03")),
    Known("three-year-drills", "专项、部门预案三年演练率", "基准日未逾期的专项、部门预案",
          "负有三年演练义务的专项、部门预案", "演练记录", Way.ON_DAY, ("DR-01",)),
    Known("drills-in-time", "有次数要求的演练按期完成率", "期限内完成的演练义务", "本期到期的有次数演练义务",
          "演练记录", Way.DRILLS, NUMBERED_DRILLS),
    Known("special-drills-yearly", "专项预案年演练率", "本年度举行过已核对演练的专项预案", "现行有效的政府专项预案",
          "预案台账、演练记录", Way.RECORDS),
    Known("drills-evaluated", "演练评估率", "已有评估的演练", "本期举行并核对通过的演练", "演练评估记录", Way.EACH,
          ("DR-22",)),
    Known("drills-reported", "演练情况报送率", "已报送情况的演练", "本期举行、应报送情况的演练", "演练情况报送记录",
          Way.EACH, ("DR-06b",)),
    Known("findings-mended", "演练问题整改完成率", "已整改的问题", "本期演练发现的问题", "演练问题台账", Way.RECORDS),
    Known("triggers-closed", "预案修订情形办结率", "已修订或已有不修订结论的触发事项", "本期确认的触发事项",
          "修订情形记录", Way.EACH, ("RV-01", "RV-02")),
    Known("incident-evaluated", "事后评估率", "已有事后评估记录的突发事件", "本期处置结束的突发事件",
          "事件和事后评估记录", Way.EACH, ("EV-06",)),
    Known("contact-named", "部门应急联络员核对率", "联络员已登记且近12个月内核对过电话的同级部门", "计入口径的同级部门",
          "联系人登记和核对日期", Way.RECORDS),
    Known("contacts-checked", "通讯录核对率", "本半年全部联系人核对过的单位", "登记有联系人的计入口径单位",
          "通讯录核对记录", Way.RECORDS, ("RV-04",)),
    Known("trained", "宣传培训覆盖率", "本期至少有一次宣传或培训记录的单位", "计入口径的单位", "培训记录", Way.RECORDS,
          ("TR-01", "TR-02", "TR-03", "TR-04", "DR-20")),
    Known("entered-in-time", "演练记录及时录入率（补录占比的反面）", "举行后7日内录入的演练", "本期举行并录入的演练",
          "演练的举行日期和收到日期", Way.RECORDS),
    _none("planned-plans", "制修订计划完成率", "计划所列且已印发的预案", "经批准的本级制修订计划所列预案",
          "台账登记了制修订计划文件，没有登记计划所列的每一本预案"),
    _none("departments-matched", "部门预案与专项预案配套率", "已编制配套部门预案的专项预案", "需要部门配套的专项预案",
          "台账没有登记哪个部门应为哪个专项预案配套"),
    _none("reports-in-time", "信息按时报送率", "时限内报出的信息", "接报和报出时间齐全、时限有数字的信息",
          "台账没有登记接报和报出的时刻"),
    _none("orders-in-time", "部署、督办事项按期办结率", "期限内办结的部署或督办事项", "本期到期的部署或督办事项",
          "台账还没有督办事项登记"),
)  # fmt: skip
CATALOGUE: Mapping[str, Known] = {known.name: known for known in LIST}
