"""Forms to fill in by hand: 演练记录表, 签到表, 村级演练一页纸; filled where a drill is known, else blank (pure)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from emergency.base.word import Cell, FormPaper
from emergency.drills.documents import Known
from emergency.drills.evaluation import GRADE_WORDS
from emergency.drills.words import CONTENT_WORDS, FORM_WORDS, PURPOSE_WORDS

Row = tuple[Cell, ...]
FOUR = (30, 48, 30, 48)
FIVE = (14, 30, 44, 40, 28)
SIGNERS = 20
WIDTH = 38
EMPTY, FILLED = "□", "■"
YES_NO = {"True": "是", "False": "否"}
SECRETS = "注：本表为非涉密表格，涉密和工作秘密内容不得填写，也不得拍照上传。"


NOTHING = Known("", "", "", "", "", "", "", "")


class BlankForm(StrEnum):
    """The forms."""

    RECORD = "record"
    SIGN_IN = "sign-in"
    VILLAGE = "village"


FORM_TITLES: Mapping[BlankForm, str] = {
    BlankForm.RECORD: "应急演练记录表",
    BlankForm.SIGN_IN: "应急演练签到表",
    BlankForm.VILLAGE: "村（社区）应急演练一页纸",
}


@dataclass(frozen=True)
class DrillFacts:
    """What the register knows of a drill; an empty text leaves the place blank."""

    known: Known = NOTHING
    day: str = ""
    time: str = ""
    hazard: str = ""
    kinds: tuple[str, ...] = ("", "", "")
    others: str = ""
    findings: tuple[str, ...] = ()
    grade: str = ""
    announced: bool | None = None
    sample: bool = False


def paper_of(kind: BlankForm, facts: DrillFacts) -> FormPaper:
    """The form, filled as far as the register knows."""
    writers: Mapping[BlankForm, Callable[[DrillFacts], FormPaper]] = {
        BlankForm.RECORD: _record,
        BlankForm.SIGN_IN: _sign_in,
        BlankForm.VILLAGE: _village,
    }
    return writers[kind](facts)


def _record(facts: DrillFacts) -> FormPaper:
    """What 公安部令61号 art. 43 and 国办发〔2024〕5号 art. 33 ask to be put down of a drill."""
    known = facts.known
    kinds = "　".join(
        _boxes(words, chosen)
        for words, chosen in zip((CONTENT_WORDS, FORM_WORDS, PURPOSE_WORDS), facts.kinds, strict=True)
    )
    rows = (
        _wide("演练名称", known.title),
        _pair("组织单位", known.organiser, "演练日期", facts.day or _day()),
        _pair("起止时间", facts.time, "地点", known.place),
        _wide("演练的预案", known.plans),
        _wide("演练类型", kinds),
        _pair("情景或灾种", facts.hazard, "事先告知", _boxes(YES_NO, str(facts.announced))),
        _wide("参加单位", facts.others or _lines(1)),
        _pair("参加人数", known.headcount, "现场负责人", ""),
        _wide("演练过程（时间、处置行动、用时）", _told(known.course.splitlines(), 8)),
        _wide("发现的问题（责任人、整改期限、涉及预案哪一章）", _told(facts.findings, 5)),
        _wide("改进意见", _lines(2)),
        _wide("评估结论", _boxes(GRADE_WORDS, facts.grade)),
        _pair("记录人（签字）", "", "负责人（签字）", ""),
    )
    notes = ("注：内容据公安部令第61号第43条、国办发〔2024〕5号第33条整理，不是法定表样；填好后扫描上传。", SECRETS)
    return FormPaper(FORM_TITLES[BlankForm.RECORD], FOUR, rows, notes, facts.sample)


def _sign_in(facts: DrillFacts) -> FormPaper:
    """Who took part; no telephone numbers, for nobody needs them to prove a drill."""
    head = tuple(Cell(word, label=True) for word in ("序号", "姓名", "单位（部门、村组）", "职务或分工", "签名"))
    lines = tuple((Cell(str(number)), Cell(""), Cell(""), Cell(""), Cell("")) for number in range(1, SIGNERS + 1))
    rows = (
        (Cell("演练名称", 2, label=True), Cell(facts.known.title, 3)),
        (Cell("组织单位", 2, label=True), Cell(facts.known.organiser, 3)),
        (Cell("日期和时间", 2, label=True), Cell(f"{facts.day or _day()}　{facts.time}", 3)),
        (Cell("地点", 2, label=True), Cell(facts.known.place, 3)),
        head,
        *lines,
    )
    return FormPaper(FORM_TITLES[BlankForm.SIGN_IN], FIVE, rows, ("第　　页，共　　页。" + SECRETS,), facts.sample)


def _village(facts: DrillFacts) -> FormPaper:
    """The six matters of a village's plan (国办发〔2024〕5号 art. 15), as they went in the drill."""
    hazards = "□洪水　□山洪　□森林草原火灾　□地震　□房屋火灾　□低温冰雪　□其他："
    rows = (
        _pair("村（社区）", facts.known.organiser, "演练日期", facts.day or _day()),
        _pair("起止时间", facts.time, "集合地点", facts.known.place),
        _wide("演练什么情况", facts.hazard or hazards),
        _wide("风险点位", _lines(1)),
        _pair("应急响应责任人", "", "到岗用时（分钟）", ""),
        _wide("预警怎么通知到户", "□广播　□铜锣、口哨　□微信群、电话　□入户敲门　□其他："),
        _pair("通知到的户数", "", "没有通知到的户数", ""),
        _wide("转移路线和安置点", _lines(2)),
        _pair("应转移人数", "", "实际转移人数", ""),
        _wide("行动不便的人由谁负责（只写户数和负责人，不写病情）", _lines(2)),
        _wide("用了哪些物资、车辆", _lines(1)),
        _pair("全部到安置点用时", "", "参加人数", facts.known.headcount),
        _wide("发现的问题，谁来改，什么时候改完", _told(facts.findings, 4)),
        _pair("记录人（签字）", "", "村（社区）负责人（签字）", ""),
    )
    note = "注：各栏据国办发〔2024〕5号第15条村（社区）预案的内容整理，不是法定表样；填好后交乡镇（街道）代为登记。"
    return FormPaper(FORM_TITLES[BlankForm.VILLAGE], FOUR, rows, (note, SECRETS), facts.sample)


def _boxes(words: Mapping[str, str], chosen: str) -> str:
    """The words of a kind, the chosen one ticked."""
    return " ".join(f"{FILLED if key == chosen else EMPTY}{word.removesuffix('演练')}" for key, word in words.items())


def _pair(first: str, one: str, second: str, other: str) -> Row:
    return (Cell(first, label=True), Cell(one), Cell(second, label=True), Cell(other))


def _wide(label: str, text: str) -> Row:
    return (Cell(label, label=True), Cell(text, 3))


def _lines(number: int) -> str:
    """Room to write in."""
    return "\n" * number


def _told(lines: Sequence[str], room: int) -> str:
    """What the register has, as far as one sheet has room, else as many empty lines to write on."""
    if not lines:
        return _lines(room)
    cut: list[str] = []
    for line in lines:
        cut += [line[start : start + WIDTH] for start in range(0, max(1, len(line)), WIDTH)]
    shown = "\n".join(cut[:room])
    return f"{shown}……（全文见台账）" if len(cut) > room else shown + _lines(room - len(cut))


def _day() -> str:
    return "　　　　年　　月　　日"
