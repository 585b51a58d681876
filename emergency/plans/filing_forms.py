"""备案申报表, 备案登记表 and the environment's 备案表 from the register's facts; blank where it has none (pure)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from emergency.base.word import Cell, FormPaper
from emergency.obligations.facts import Cover, PlanLine

FOUR = (30, 48, 30, 48)
# Signs and days stand on the right half of a wide cell, in Word and PDF alike.
ASIDE = "　" * 18
BLANK_DAY = "　　　　年　　月　　日"
BLANKS = "空白处是台账没有的内容，请如实填写；本表不编文号和备案编号。"


class FilingFormKind(StrEnum):
    """The forms."""

    APPLICATION = "application"
    REGISTER = "register"
    ENVIRONMENT = "environment"


FORM_TITLES: Mapping[FilingFormKind, str] = {
    FilingFormKind.APPLICATION: "生产安全事故应急预案备案申报表",
    FilingFormKind.REGISTER: "生产安全事故应急预案备案登记表",
    FilingFormKind.ENVIRONMENT: "企业事业单位突发环境事件应急预案备案表",
}


@dataclass(frozen=True)
class FilingFacts:
    """What the register knows for the forms; an empty text or None leaves the place blank."""

    unit: str
    title: str
    uscc: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    filed_on: date | None = None
    received_on: date | None = None
    number: str = ""
    deemed: str = ""
    particulars: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False

    def told(self, name: str) -> str:
        """A particular of the unit as its facts have it, blank where nobody recorded it."""
        return self.particulars.get(name, "")


def forms_for(line: PlanLine, covers: Collection[Cover]) -> tuple[FilingFormKind, ...]:
    """Which forms fit a plan: those of 令88号 art. 27-28 a firm's, the environment's one that covers it.

    Government lines hand in the issued text and its 编制说明 without a form (国办发〔2024〕5号 art. 26).
    """
    firm = (FilingFormKind.APPLICATION, FilingFormKind.REGISTER) if line is PlanLine.ENTERPRISE else ()
    return (*firm, FilingFormKind.ENVIRONMENT) if Cover.ENVIRONMENT in covers else firm


def paper_of(kind: FilingFormKind, facts: FilingFacts) -> FormPaper:
    """The form, filled as far as the register knows."""
    writers: Mapping[FilingFormKind, Callable[[FilingFacts], tuple[tuple[tuple[Cell, ...], ...], tuple[str, ...]]]] = {
        FilingFormKind.APPLICATION: _application,
        FilingFormKind.REGISTER: _register,
        FilingFormKind.ENVIRONMENT: _environment,
    }
    rows, notes = writers[kind](facts)
    return FormPaper(FORM_TITLES[kind], FOUR, rows, (*notes, BLANKS), facts.sample)


def _application(facts: FilingFacts) -> tuple[tuple[tuple[Cell, ...], ...], tuple[str, ...]]:
    """Fields of a published older form; 令88号 art. 46 leaves the form to the ministry, whose own was not to hand."""
    said = f"现将我单位编制的《{facts.title}》报上，请予备案。\n\n{ASIDE}（单位公章）\n{ASIDE}{_day(facts.filed_on)}"
    rows = (
        _wide("单位名称", facts.unit),
        _pair("联系人", facts.contact, "联系电话", facts.phone),
        _pair("传真", facts.told("fax"), "电子信箱", facts.told("email")),
        _pair("法定代表人", facts.told("legal_person"), "资产总额（万元）", facts.told("assets")),
        _pair("行业类型", facts.told("industry"), "从业人数", facts.told("staff_count")),
        _pair("单位地址", facts.address, "邮政编码", facts.told("postcode")),
        (Cell(said, 4),),
    )
    note = (
        "注：栏目据公开的旧版申请表整理；令88号第46条规定本表由应急管理部统一制定，现行样式未核实，"
        "以受理部门的表样为准。"
    )
    return rows, (note,)


def _register(facts: FilingFacts) -> tuple[tuple[tuple[Cell, ...], ...], tuple[str, ...]]:
    """The receiving office's form (令88号 art. 28); its official fields were not seen, which the note says."""
    said = (
        f"你单位上报的《{facts.title}》，经形式审查符合要求，准予备案。\n\n"
        f"{ASIDE}（受理部门盖章）\n{ASIDE}{_day(facts.received_on)}"
    )
    rows = (
        _wide("备案编号", facts.number),
        _wide("申报单位", facts.unit),
        _pair("单位地址", facts.address, "邮政编码", facts.told("postcode")),
        _pair("法定代表人", facts.told("legal_person"), "经办人", ""),
        _pair("电话", facts.phone, "传真", facts.told("fax")),
        (Cell(said, 4),),
        *((_wide("说明（系统推算，不是受理记录）", facts.deemed),) if facts.deemed else ()),
    )
    note = (
        "注：本表栏目未核实，官方样式未取得；由受理部门填写、编号并盖章，以受理部门的表样为准。未盖章的不是受理凭证。"
    )
    return rows, (note,)


def _environment(facts: FilingFacts) -> tuple[tuple[tuple[Cell, ...], ...], tuple[str, ...]]:
    """The table annexed to 企业事业单位突发环境事件应急预案备案管理办法(试行)."""
    promise = (
        f"本单位于{_day(facts.signed_on)}签署发布了突发环境事件应急预案，备案条件具备，备案文件齐全，现报送备案。\n"
        "本单位承诺，本单位在办理备案中所提供的相关文件及其信息均经本单位确认真实，无虚假，且未隐瞒事实。\n\n"
        f"{ASIDE}预案制定单位（公章）"
    )
    papers = (
        "1.突发环境事件应急预案备案表\n2.环境应急预案及编制说明\n3.环境风险评估报告\n"
        "4.环境应急资源调查报告\n5.环境应急预案评审意见"
    )
    opinion = (
        f"该单位的突发环境事件应急预案备案文件已于{_day(facts.received_on)}收讫，文件齐全，予以备案。\n\n"
        f"{ASIDE}备案受理部门（公章）\n{ASIDE}{BLANK_DAY}"
    )
    rows = (
        _pair("单位名称", facts.unit, "机构代码", facts.uscc),
        _pair("法定代表人", facts.told("legal_person"), "联系电话", ""),
        _pair("联系人", facts.contact, "联系电话", facts.phone),
        _pair("传真", facts.told("fax"), "电子邮箱", facts.told("email")),
        _wide("地址", f"{facts.address}\n中心经度　　　　　　　　中心纬度"),
        _wide("预案名称", facts.title),
        _wide("风险级别", ""),
        (Cell(promise, 4),),
        _pair("预案签署人", facts.signed_by, "报送时间", str(facts.filed_on or "")),
        _wide("突发环境事件应急预案备案文件目录", papers),
        _wide("备案意见", opinion),
        _pair("备案编号", facts.number, "报送单位", facts.unit),
        _pair("受理部门负责人", "", "经办人", ""),
    )
    note = "注：栏目据备案管理办法（试行）所附备案表的公开副本；承诺、文件目录和备案意见的文字请与受理部门的表样核对。"
    return rows, (note,)


def _pair(first: str, one: str, second: str, other: str) -> tuple[Cell, ...]:
    return (Cell(first, label=True), Cell(one), Cell(second, label=True), Cell(other))


def _wide(label: str, text: str) -> tuple[Cell, ...]:
    return (Cell(label, label=True), Cell(text, 3))


def _day(day: date | None) -> str:
    """A day as papers write it, without leading noughts (GB/T 9704-2012); a place to write it in where unknown."""
    return f"{day.year}年{day.month}月{day.day}日" if day else BLANK_DAY
