"""演练计划表 with the columns that YJ/T 9007 chapter 5 suggests, and the list: rows of words for screen and Excel."""

from dataclasses import dataclass
from datetime import date

from emergency.base.sheets import Cell, Column
from emergency.drills.words import STATE_WORDS
from emergency.programme.models import ProgrammeLine
from emergency.programme.owed import term_word
from emergency.programme.sums import OFFERED, part_of
from emergency.programme.words import CALLED_OFF, LineKind

PLAN_COLUMNS = tuple(
    Column(*head)
    for head in (
        ("序号", 6),
        ("演练名称", 34),
        ("对应预案", 28),
        ("依据规则", 12),
        ("情景与等级", 16),
        ("形式、内容、目的", 22),
        ("计划月份", 10),
        ("拟定日期", 12),
        ("地点", 18),
        ("牵头单位", 26),
        ("参演单位", 22),
        ("人数", 8),
        ("经费", 8),
        ("负责人与电话", 18),
        ("完成情况", 14),
        ("评估日期", 12),
        ("整改期限", 12),
    )
)
LIST_COLUMNS = tuple(
    Column(*head)
    for head in (
        ("日期", 12),
        ("单位", 28),
        ("地区", 26),
        ("事项", 30),
        ("依据规则", 10),
        ("期次", 14),
        ("可排起", 12),
        ("可排止", 12),
        ("状态", 12),
        ("说明", 50),
    )
)
# With these a rule begins to say whom it binds; in the name of a drill the unit says that.
WHOM = (
    "政府、监管部门、乡镇街道的", "高危和人员密集场所经营单位", "消防安全重点单位", "生产经营单位", "应急管理部门",
    "其他单位", "中小学", "幼儿园",
)  # fmt: skip
# Columns that a programme does not know: the unit and the drill's own papers fill them.
BLANK = ""


@dataclass(frozen=True)
class PlanRow:
    """One drill of the table, as far as the register knows it; what is empty is for people to fill."""

    title: str
    plan: str
    rules: str
    scene: str
    kind: str
    day: date | None
    first: date
    last: date
    place: str
    host: str
    partners: str = ""
    people: int | None = None
    done: str = ""
    evaluated: str = ""
    mended_by: str = ""
    sample: bool = False

    def cells(self, number: int) -> tuple[Cell, ...]:
        """The row under the columns of the table."""
        return (
            number, ("【示例】" if self.sample else "") + self.title, self.plan, self.rules, self.scene, self.kind,
            self.month, self.day or "未排", self.place, self.host, self.partners, self.people, BLANK, BLANK, self.done,
            self.evaluated, self.mended_by,
        )  # fmt: skip

    @property
    def month(self) -> str:
        """The month of its day; without one the months in which it could be."""
        if self.day is not None:
            return f"{self.day.month}月"
        return (
            f"{self.first.month}月"
            if self.first.month == self.last.month
            else f"{self.first.month}至{self.last.month}月"
        )


def titled(name: str, title: str, period: str = "") -> str:
    """What a drill is called for its unit and duty; a word that ends the one and begins the other is said once."""
    whom = next((word for word in WHOM if title.startswith(word)), "")
    title = title.removeprefix(whom)
    longest = min(len(name), len(title) - 1)
    said = next((length for length in range(longest, 1, -1) if name.endswith(title[:length])), 0)
    return f"{name}{period}{title[said:]}"


def state_word(line: ProgrammeLine) -> str:
    """Where a line stands, in a word; of a drill of the register what it is there."""
    if line.drill_id is not None:
        told = STATE_WORDS.get(line.drill_state or "", "")
        if line.drill_state in CALLED_OFF:
            return f"演练{told}"
        return f"{'台账已有' if line.kind == LineKind.KNOWN else '已转为演练'}，{told}".rstrip("，")
    if line.day is None:
        return "待采纳" if part_of(line) == OFFERED else "排不下"
    return "已排，锁定" if line.locked else "已排"


def with_late(word: str, late: int) -> str:
    """A state with the days of a late entry beside it."""
    return f"{word}，补录{late}天" if late else word


def list_cells(
    line: ProgrammeLine, name: str, path: str, title: str, *, late: int = 0, sample: bool = False
) -> tuple[Cell, ...]:
    """One line of the list, as the page shows it: a drill of the register owes nothing and has no days to choose."""
    known = line.kind == LineKind.KNOWN
    return (
        line.day or "未排",
        ("【示例】" if sample else "") + name,
        path,
        title,
        line.rule_id,
        term_word(line.term) if line.term else "",
        "—" if known else line.first_day,
        "—" if known else line.last_day,
        with_late(state_word(line), late),
        line.sentence,
    )
