"""The documents of a drill after YJ/T 9007-2019: their items, what they begin with, what is still empty (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from emergency.drills.words import STATE_WORDS, State
from emergency.evidence.facts import PaperRole


class DocumentKind(StrEnum):
    """The documents; the last two are written of a drill that was held."""

    WORK_PLAN = "work-plan"
    SCRIPT = "script"
    EVALUATION_PLAN = "evaluation-plan"
    SUPPORT_PLAN = "support-plan"
    SUMMARY = "summary"
    EVALUATION = "evaluation"


K = DocumentKind
KIND_WORDS: Mapping[DocumentKind, str] = {
    K.WORK_PLAN: "演练工作方案",
    K.SCRIPT: "演练脚本",
    K.EVALUATION_PLAN: "演练评估方案",
    K.SUPPORT_PLAN: "演练保障方案",
    K.SUMMARY: "演练总结报告",
    K.EVALUATION: "演练评估报告",
}
SOURCES: Mapping[DocumentKind, str] = {
    **dict.fromkeys(
        (K.WORK_PLAN, K.SCRIPT, K.EVALUATION_PLAN, K.SUPPORT_PLAN), "YJ/T 9007-2019（原 AQ/T 9007-2019）6.2"
    ),
    K.SUMMARY: "YJ/T 9007-2019（原 AQ/T 9007-2019）8.2.1",
    K.EVALUATION: "YJ/T 9009-2015（原 AQ/T 9009-2015）7.4.2",
}
# As which paper a finished document counts, beside the papers that are uploaded.
ROLES: Mapping[DocumentKind, PaperRole] = {
    K.WORK_PLAN: PaperRole.DRILL_PLAN,
    K.SUMMARY: PaperRole.DRILL_SUMMARY,
    K.EVALUATION: PaperRole.DRILL_EVALUATION,
}
AFTERWARDS = frozenset({K.SUMMARY, K.EVALUATION})

# The items by key and heading.
ITEMS: Mapping[DocumentKind, tuple[tuple[str, str], ...]] = {
    K.WORK_PLAN: (
        ("aims", "目的及要求"), ("scenario", "事故情景"), ("people", "参与人员及范围"), ("when", "时间与地点"),
        ("tasks", "主要任务及职责"), ("preparation", "筹备工作"), ("steps", "主要步骤"), ("support", "技术支撑及保障"),
        ("closing", "评估与总结"),
    ),
    K.SCRIPT: (),
    K.EVALUATION_PLAN: (
        ("facts", "演练信息"), ("contents", "评估内容"), ("measures", "评估标准"), ("procedure", "评估程序"),
        ("annexes", "附件表格"),
    ),
    K.SUPPORT_PLAN: (
        ("mishaps", "意外情况"), ("measures", "处置措施"), ("responsible", "责任部门"), ("stopping", "中止条件与程序"),
    ),
    K.SUMMARY: (("outline", "基本概要"), ("lessons", "问题、经验教训"), ("advice", "应急管理工作建议")),
    K.EVALUATION: (
        ("outline", "基本情况"), ("course", "评估过程"), ("analysis", "情况分析"), ("advice", "改进意见"),
    ),
}  # fmt: skip
# 6.2: 脚本 is a table.
SCRIPT_COLUMNS: tuple[tuple[str, str], ...] = (
    ("scene", "模拟情景"), ("action", "处置行动与执行人员"), ("lines", "指令对白、步骤、时间"),
    ("caption", "视频背景字幕"), ("comment", "解说词"), ("other", "其他"),
)  # fmt: skip
LONGEST, LONGEST_CELL, MOST_ROWS = 4000, 500, 100


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of a drill, in words; nothing of it is asked again."""

    title: str
    organiser: str
    when: str
    place: str
    kinds: str
    scenario: str
    plans: str
    people: str
    headcount: str = ""
    course: str = ""
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a document says: its items by key, its rows, and the facts of the register when it was saved."""

    items: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[tuple[str, ...], ...] = ()
    head: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values to keep."""
        rows, head = [list(row) for row in self.rows], [list(pair) for pair in self.head]
        return {"items": dict(self.items), "rows": rows, "head": head}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Content":
        """What `as_json` gave."""
        head = tuple((str(word), str(value)) for word, value in kept.get("head", ()))
        return cls(dict(kept.get("items", {})), tuple(tuple(row) for row in kept.get("rows", ())), head)


def head_of(known: Known) -> tuple[tuple[str, str], ...]:
    """The facts that stand above every document."""
    pairs = (
        ("演练名称", known.title), ("组织单位", known.organiser), ("时间", known.when), ("地点", known.place),
        ("演练类型", known.kinds), ("事件和情景", known.scenario), ("演练的预案", known.plans),
        ("参加单位", known.people),
    )  # fmt: skip
    return tuple((word, value) for word, value in pairs if value)


def begun(kind: DocumentKind, known: Known) -> Content:
    """A document before anybody wrote in it: what the register knows stands where it belongs, the rest is empty."""
    told = _joined(("演练的预案", known.plans), ("演练类型", known.kinds))
    where = _joined(("时间", known.when), ("地点", known.place))
    facts = _joined(*head_of(known))
    first: Mapping[DocumentKind, dict[str, str]] = {
        K.WORK_PLAN: {"aims": told, "scenario": known.scenario, "people": known.people, "when": where},
        K.EVALUATION_PLAN: {"facts": facts},
        K.SUMMARY: {"outline": _outline(known), "lessons": _numbered(known.findings)},
        K.EVALUATION: {"outline": _outline(known), "analysis": known.course, "advice": _numbered(known.findings)},
    }
    rows = ((known.scenario, "", "", "", "", ""),) if kind is K.SCRIPT else ()
    return Content(first.get(kind, {}), rows, head_of(known))


def missing(kind: DocumentKind, content: Content) -> tuple[str, ...]:
    """The headings under which nothing stands: a hint, never a bar."""
    if kind is K.SCRIPT:
        return tuple(word for place, (_, word) in enumerate(SCRIPT_COLUMNS[:3]) if not _filled(content, place))
    return tuple(word for key, word in ITEMS[kind] if not content.items.get(key, "").strip())


def is_blank(kind: DocumentKind, content: Content) -> bool:
    """Whether nothing at all was written."""
    return not any(text.strip() for text in (*content.items.values(), *(cell for row in content.rows for cell in row)))


def why_not_written(kind: DocumentKind, state: State) -> str | None:
    """None where the document may be written in this state of the drill, else the sentence."""
    if kind in AFTERWARDS and state is not State.HELD:
        what = f"{KIND_WORDS[kind]}、记录结论" if kind is K.EVALUATION else KIND_WORDS[kind]
        return f"演练处于“{STATE_WORDS[state]}”，没有举行记录，不能编写{what}。举行并登记举行情况后再办。"
    if state is State.CANCELLED:
        return f"演练已取消，不再编写{KIND_WORDS[kind]}；已有的版本仍可查阅。"
    return None


def filled_rows(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows in which something stands."""
    return tuple(tuple(row) for row in rows if any(cell.strip() for cell in row))


def _filled(content: Content, place: int) -> bool:
    return any(row[place].strip() for row in content.rows)


def _outline(known: Known) -> str:
    return _joined(*head_of(known), ("参加人数", known.headcount), ("过程", known.course))


def _joined(*pairs: tuple[str, str]) -> str:
    return "\n".join(f"{word}：{value}" for word, value in pairs if value)


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{number}．{line}" for number, line in enumerate(lines, 1))
