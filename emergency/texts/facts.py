"""What is known of the text of a file: its state, how it is divided, its limits and the sentences about it (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from emergency.obligations.facts import Cover, PlanKind, PlanLine

READER = 2  # Raised when reading changes what it finds: `texts read` then reads such files again.
MOST_PAGES = 1_000
MOST_CHARACTERS = 4_000_000
LONGEST_PAGE = 20_000
LONGEST_PIECE = 1_500
FEWEST = 15  # Fewer characters a page on average than this are stamps and page numbers on a scan.


class TextState(StrEnum):
    """What became of reading a file; of all but the first the checks say 无法判断."""

    READ = "read"
    SCAN = "scan"
    EMPTY = "empty"
    FAILED = "failed"
    UNREAD = "unread"


class Part(StrEnum):
    """Which book of a version a text is: the plan itself, or a handbook beside it."""

    BODY = "body"
    HANDBOOK = "handbook"
    ACTION_PLAN = "action_plan"


class Division(StrEnum):
    """What a numbered piece of a text is: a page of the file, or a stretch of one that has no fixed pages."""

    PAGE = "page"
    PIECE = "piece"


class State(StrEnum):
    """What the check says of an element: a hint, never a verdict."""

    FOUND = "found"
    TITLE = "title"
    MISSING = "missing"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Subject:
    """What the register knows of a plan that decides which elements are looked for in a text of it."""

    line: PlanLine
    kinds: frozenset[PlanKind]
    covers: frozenset[Cover] = frozenset()
    hazard: str = ""
    joint: bool = False
    title: str = ""
    part: Part = Part.BODY
    chosen: str = ""  # the list that a reviewer chose where the register can't tell


@dataclass(frozen=True)
class Found:
    """What was found of one element: on which page, under which heading, and the first sentence there."""

    element: str
    grade: str
    state: State
    page: int | None = None
    sentence: str = ""
    title: str = ""


FOUND_WORDS: Mapping[State, str] = {
    State.FOUND: "已见", State.TITLE: "只有标题，未见正文", State.MISSING: "未见", State.UNCLEAR: "无法判断",
}  # fmt: skip
GRADE_WORDS: Mapping[str, str] = {"A": "法定内容", "B": "办法列举", "C": "推荐标准"}
STATE_WORDS: Mapping[TextState, str] = {
    TextState.READ: "已读取文字",
    TextState.SCAN: "无法判断（扫描件）",
    TextState.EMPTY: "无法判断（没有文字）",
    TextState.FAILED: "无法判断（读取失败）",
    TextState.UNREAD: "无法判断（尚未读取）",
}
PART_WORDS: Mapping[Part, str] = {
    Part.BODY: "预案文本", Part.HANDBOOK: "应急工作手册", Part.ACTION_PLAN: "行动方案",
}  # fmt: skip
SCANNED = "无法判断（扫描件）：文件里没有可读的文字，只有图像。请另传可编辑的文本（.docx 或带文字的 PDF、OFD）。"
EMPTY = "无法判断（没有文字）：文件里没有文字，也没有图像，可能是空白文件，或者字已转成线条。请另传有文字的文件。"
TOO_LITTLE = "无法判断（文字太少）：文件里只有 {letters} 个字，也没有图像，不像一份预案。请核对是否传错了文件。"
GARBLED = "无法判断（文字没有编码）：文件里的字显示得出、读不出。请用原软件重新导出 PDF，或另传可编辑的 .docx。"
NO_OFFICE = "无法判断（未装 LibreOffice，.doc 和 .wps 读不了）。请另存为 .docx 或 PDF 上传，或请管理员安装后重新读取。"
OFFICE_FAILED = "无法判断（LibreOffice 打不开这个文件）。请用 Word 或 WPS 打开后另存为 .docx 或 PDF 再上传。"
FILE_GONE = "无法判断（服务器上没有这个文件）。请告诉系统管理员运行 verify 核对。"
CUT = "只读了前 {read} 页，全文共 {pages} 页；其余没有读。"
CUT_LONG = "文字过多，只读了前 {read} 页；其余没有读。"
BROKE_OFF = "只读了前 {read} 页，后面的没有读完（{why}）。"
LAID_OUT = "页码是 LibreOffice 排出来的，可能与原软件里的不同。"
INSTEAD = "正式印发文本没有可读的文字，这里读的是可编辑文本《{name}》。"


def place(number: int, division: Division | str) -> str:
    """Return "第3页", or "第3段" of a file that has no fixed pages."""
    return f"第{number}{'页' if division == Division.PAGE else '段'}"
