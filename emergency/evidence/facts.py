"""What is known of a file that came and of a paper that is kept; the words for roles, secrecy and purging."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from emergency.evidence.kinds import VIEWABLE, Kind


class Secrecy(StrEnum):
    """Asked before a file can be chosen; for the last two no file is taken (保守国家秘密法 art. 31)."""

    OPEN = "open"
    INTERNAL = "internal"
    WORK_SECRET = "work_secret"
    CLASSIFIED = "classified"


SECRECY_LABELS: Mapping[Secrecy, str] = {
    Secrecy.OPEN: "公开",
    Secrecy.INTERNAL: "内部（不公开）",
    Secrecy.WORK_SECRET: "工作秘密",
    Secrecy.CLASSIFIED: "涉密",
}
FILES_ALLOWED = frozenset({Secrecy.OPEN, Secrecy.INTERNAL})


class PaperRole(StrEnum):
    """What a paper is for its plan, drill or record."""

    TEXT = "text"
    EDITABLE = "editable"
    EXPLANATION = "explanation"
    REVIEW = "review"
    RISK = "risk"
    RESOURCES = "resources"
    OPINIONS = "opinions"
    RECEIPT = "receipt"
    DISCLOSURE = "disclosure"
    EVALUATION = "evaluation"
    BRIEF = "brief"
    HANDBOOK = "handbook"
    ACTION_PLAN = "action_plan"
    CARD = "card"
    CONTRACT = "contract"
    DRILL_PLAN = "drill_plan"
    DRILL_RECORD = "drill_record"
    DRILL_EVALUATION = "drill_evaluation"
    DRILL_SUMMARY = "drill_summary"
    PHOTO = "photo"
    SIGN_IN_SHEET = "sign_in_sheet"
    DRILL_REPORT = "drill_report"
    DRILL_KEPT = "drill_kept"
    TRAINING_RECORD = "training_record"
    EXAM = "exam"
    OTHER = "other"


ROLE_LABELS: Mapping[str, str] = {
    PaperRole.TEXT: "正式印发文本",
    PaperRole.EDITABLE: "可编辑文本",
    PaperRole.EXPLANATION: "编制说明",
    PaperRole.REVIEW: "评审意见",
    PaperRole.RISK: "风险评估报告",
    PaperRole.RESOURCES: "应急资源调查报告",
    PaperRole.OPINIONS: "征求意见情况",
    PaperRole.RECEIPT: "备案回执",
    PaperRole.DISCLOSURE: "公开证明",
    PaperRole.EVALUATION: "评估报告",
    PaperRole.BRIEF: "简本",
    PaperRole.HANDBOOK: "应急工作手册",
    PaperRole.ACTION_PLAN: "行动方案",
    PaperRole.CARD: "应急处置卡",
    PaperRole.CONTRACT: "委托合同或协议",
    PaperRole.DRILL_PLAN: "演练工作方案",
    PaperRole.DRILL_RECORD: "演练记录",
    PaperRole.DRILL_EVALUATION: "演练评估报告",
    PaperRole.DRILL_SUMMARY: "演练总结报告",
    PaperRole.PHOTO: "现场照片或视频",
    PaperRole.SIGN_IN_SHEET: "签到表",
    PaperRole.DRILL_REPORT: "演练情况报告",
    PaperRole.DRILL_KEPT: "签署的不修订理由",
    PaperRole.TRAINING_RECORD: "培训记录",
    PaperRole.EXAM: "考核材料",
    PaperRole.OTHER: "其他佐证材料",
}


class PurgeGround(StrEnum):
    """Why bytes that came are taken away for good."""

    SECRET = "secret"
    PRIVATE = "private"
    MISTAKEN = "mistaken"


# How secret bytes were noticed; nothing else is told of them, for the trail is kept for good.
NOTICED = ("单位自查发现", "核对时发现", "保密检查发现", "他人反映")
GROUND_LABELS: Mapping[PurgeGround, str] = {
    PurgeGround.SECRET: "涉密或工作秘密",
    PurgeGround.PRIVATE: "含有不应收存的个人信息",
    PurgeGround.MISTAKEN: "误传，与本单位无关",
}


@dataclass(frozen=True)
class Received:
    """A file that was taken in, looked into and kept, and that no paper names yet.

    `inner` are the name and inner day (empty where there is none) of each picture that it was joined from.
    """

    sha256: str
    name: str
    size: int
    kind: Kind
    pages: int | None = None
    title: str = ""
    made_on: date | None = None
    changed_on: date | None = None
    readable: bool = False
    joined: int = 0
    inner: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return plain values for the token of a form."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Received":
        """Return what `as_json` gave, days again as days."""
        days = {name: date.fromisoformat(values[name]) for name in ("made_on", "changed_on") if values[name]}
        inner = tuple((str(name), str(day)) for name, day in values.get("inner", ()))
        return cls(**{**values, **days, "kind": Kind(values["kind"]), "inner": inner})

    @property
    def summary(self) -> str:
        """Return size and pages, as a person reads them."""
        return summary(self.size, self.pages, self.joined)


def summary(size: int, pages: int | None, joined: int = 0) -> str:
    """Return "1.2 MB，3 页"."""
    parts = [shown_size(size)]
    if pages:
        parts.append(f"{pages} 页")
    if joined:
        parts.append(f"由 {joined} 张图片合成")
    return "，".join(parts)


def shown_size(size: int) -> str:
    """Return a size in the unit that suits it."""
    if size < 1024:
        return f"{size} 字节"
    return f"{size / 1024:.0f} KB" if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"


def is_viewable(kind: str) -> bool:
    """Tell whether a browser shows this kind itself; Word and OFD papers are for download only."""
    return kind in VIEWABLE
