"""The evaluation of a drill after YJ/T 9009-2015: its sheet, the sum beside it, what is still empty (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from emergency.drills.documents import Content, DocumentKind
from emergency.drills.documents import missing as items_missing
from emergency.units.facts import UnitKind


class Grade(StrEnum):
    """The conclusion of 7.4.2, chosen by people and never reckoned."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


GRADE_WORDS: Mapping[str, str] = {Grade.EXCELLENT: "优", Grade.GOOD: "良", Grade.FAIR: "中", Grade.POOR: "差"}
# 国办发〔2024〕5号 art. 33: what the evaluation of a government's drill looks at.
POINTS: tuple[tuple[str, str], ...] = (
    ("point_course", "演练的执行情况"), ("point_plan", "应急预案的实用性和可操作性"),
    ("point_command", "指挥协调和应急联动"), ("point_people", "应急人员的处置情况"),
    ("point_equipment", "演练所用设备装备的适用性"), ("point_advice", "对完善预案等的意见"),
)  # fmt: skip
PROBLEMS = "problems"
MEMBER_COLUMNS: tuple[tuple[str, str], ...] = (("name", "姓名"), ("unit", "单位"), ("role", "分工"))
GOVERNMENTS = frozenset({UnitKind.CITY, UnitKind.COUNTY, UnitKind.TOWNSHIP, UnitKind.DEPARTMENT, UnitKind.ZONE})
BEST = 5


@dataclass(frozen=True, slots=True)
class Group:
    """A group of items; `items` is none where the standard's number is not known to us."""

    key: str
    part: str
    name: str
    items: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: of 实战 or 桌面 drills."""

    key: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Both sheets, the words of the scores, and where all that comes from."""

    source: str
    verification: str
    scores: Mapping[int, str]
    sheets: Mapping[str, Sheet]


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a sheet, with its score and remark once there are any."""

    group: str
    number: int
    heading: str
    text: str
    score: int | None = None
    remark: str = ""

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.group}-{self.number}"

    @property
    def place(self) -> str:
        """策划与设计第3条."""
        return f"{self.heading}第{self.number}条" if self.number else self.heading

    @property
    def is_problem(self) -> bool:
        """Scored as absent or poor, or remarked upon where it is not excellent."""
        return self.score is not None and (self.score <= 1 or (self.score < BEST and bool(self.remark)))

    def problem(self, scores: Mapping[int, str]) -> str:
        """What is written of it as a finding."""
        told = self.remark or self.text
        return f"{told}（评估表：{self.place}，{scores.get(self.score or 0, '')}）"


@dataclass(frozen=True, slots=True)
class Sums:
    """The arithmetic of a sheet: the sum, of how much, over how many scored items."""

    total: int
    most: int
    scored: int
    unscored: int

    @property
    def share(self) -> str:
        """The share of the most that could be had."""
        return f"{100 * self.total / self.most:.1f}%" if self.most else "—"

    @property
    def sentence(self) -> str:
        """The arithmetic in words, which concludes nothing."""
        if not self.scored:
            return "评估表还没有评分。"
        return (
            f"评估表合计{self.total}分，满分{self.most}分（已评{self.scored}条，未评{self.unscored}条不计入），"
            f"得分率{self.share}。结论由评估组确定，不由得分推算。"
        )


def book_of(data: Mapping[str, Any]) -> Book:
    """The sheets as seeds/reference/drills/evaluation.yaml writes them."""
    sheets = {
        key: Sheet(key, told["title"], tuple(Group(**group) for group in told["groups"]))
        for key, told in data["sheets"].items()
    }
    return Book(data["source"], data["verification"], {int(n): word for n, word in data["scores"].items()}, sheets)


def lines_of(sheet: Sheet, wordings: Mapping[str, Sequence[str]]) -> tuple[Line, ...]:
    """The items of a sheet: in the office's wording where it typed one, else by number alone."""
    return tuple(line for group in sheet.groups for line in _lines(group, wordings.get(group.key, ())))


def _lines(group: Group, typed: Sequence[str]) -> list[Line]:
    if group.items is None and not typed:
        return [Line(group.key, 0, group.name, "按类评分（条文请对照标准原文）")]
    found = []
    for number in range(1, (group.items or len(typed)) + 1):
        said = typed[number - 1] if number <= len(typed) else ""
        found.append(Line(group.key, number, group.name, said or f"第{number}条（条文请对照标准原文）"))
    return found


def too_many(group: Group, typed: Sequence[str], most: int) -> str | None:
    """The sentence where more items were typed than a group has."""
    limit = group.items or most
    return f"“{group.name}”有{limit}条，填写了{len(typed)}行，请核对。" if len(typed) > limit else None


def marks_of(kept: Mapping[str, Any]) -> tuple[Line, ...]:
    """The lines of a saved evaluation, as they read when it was saved."""
    return tuple(Line(*mark) for mark in kept.get("marks", ()))


def sums_of(marks: Sequence[Line]) -> Sums:
    """The sum over the scored items; what was not scored counts for nothing."""
    scores = [line.score for line in marks if line.score is not None]
    return Sums(sum(scores), BEST * len(scores), len(scores), len(marks) - len(scores))


def problems_of(content: Content, marks: Sequence[Line], scores: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    """What may become a finding, by key and text: the lines written as problems, then the poor items."""
    typed = [line.strip() for line in content.items.get(PROBLEMS, "").splitlines() if line.strip()]
    written = [(f"{PROBLEMS}-{number}", text) for number, text in enumerate(typed, 1)]
    return (*written, *((line.key, line.problem(scores)) for line in marks if line.is_problem))


def missing(content: Content, marks: Sequence[Line], grade: str, kind: UnitKind) -> tuple[str, ...]:
    """What an evaluation lacks; the six points are asked of governments and their departments only."""
    found = list(items_missing(DocumentKind.EVALUATION, content))
    if not any(line.score is not None for line in marks):
        found.append("评估表评分")
    if not content.rows:
        found.append("评估组成员")
    if kind in GOVERNMENTS:
        found += [word for key, word in POINTS if not content.items.get(key, "").strip()]
    return tuple(found if grade else [*found, "结论"])
