"""What of a document a person must have written: what the register put there by itself finishes nothing (pure)."""

from collections.abc import Iterable, Mapping

from emergency.drills.documents import ITEMS, SCRIPT_COLUMNS, Content, DocumentKind, Known, head_of

K = DocumentKind
# The items that say what only people know; the others may stay as the register filled them.
WRITTEN: Mapping[DocumentKind, tuple[str, ...]] = {
    K.WORK_PLAN: ("aims", "tasks", "steps"),
    K.SCRIPT: (),
    K.EVALUATION_PLAN: ("contents", "measures", "procedure"),
    K.SUPPORT_PLAN: ("mishaps", "measures", "responsible"),
    K.SUMMARY: ("lessons", "advice"),
    K.EVALUATION: ("analysis", "advice"),
}
# Where findings that people registered stand already, nothing has to be added.
OF_FINDINGS: Mapping[DocumentKind, str] = {K.SUMMARY: "lessons", K.EVALUATION: "advice"}
# 模拟情景 comes from the register; what is done, and when it is said, comes from people.
SCRIPT_WRITTEN = (1, 2)


def unwritten(kind: DocumentKind, content: Content, known: Known) -> tuple[str, ...]:
    """The headings that bar finishing: nothing stands there, or only what the register filled in."""
    if kind is K.SCRIPT:
        return tuple(
            SCRIPT_COLUMNS[place][1]
            for place in SCRIPT_WRITTEN
            if not any(row[place].strip() for row in content.rows)
        )  # fmt: skip
    given = _given(content, known)
    return tuple(
        word for key, word in ITEMS[kind]
        if key in WRITTEN[kind] and not _own(content.items.get(key, ""), () if OF_FINDINGS.get(kind) == key else given)
    )  # fmt: skip


def why_not_finished(kind: DocumentKind, content: Content, known: Known) -> str | None:
    """The sentence that names what is still to be written; None where the document may be finished."""
    left = unwritten(kind, content, known)
    if not left:
        return None
    remedy = "请先修改、写明并保存，确无内容的写“无”和原因，再标记完成。"
    return f"“{'”“'.join(left)}”还没有写，或只有系统按台账填的内容。{remedy}"


def _given(content: Content, known: Known) -> frozenset[str]:
    """The lines that the register wrote, when the version was saved or now."""
    pairs = (*content.head, *head_of(known), ("参加人数", known.headcount), ("过程", known.course))
    said = (f"{word}：{value}" for word, value in pairs)
    return frozenset(_lines((*said, *(value for _, value in pairs))))


def _own(text: str, given: Iterable[str]) -> list[str]:
    return [line for line in _lines((text,)) if line not in given]


def _lines(texts: Iterable[str]) -> list[str]:
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]
