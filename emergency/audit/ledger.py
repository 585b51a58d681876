"""The trail as a table: the columns of its Excel, and before beside after."""

from typing import Any

from emergency.audit.models import AuditEvent
from emergency.audit.words import word_of
from emergency.base.access import ROLE_NAMES
from emergency.base.canonical import canonical
from emergency.base.sheets import Cell, Column
from emergency.base.shown import moment

MOST_ROWS = 20_000
COLUMNS = (
    Column("序号", 8),
    Column("时间", 17),
    Column("人员", 14),
    Column("角色", 22),
    Column("来源地址", 16),
    Column("操作", 18),
    Column("内容", 60),
    Column("操作前", 40),
    Column("操作后", 40),
    Column("校验值", 66),
)


def line_of(event: AuditEvent) -> list[Cell]:
    """One act as a row of the Excel."""
    return [
        event.id,
        moment(event.at),
        event.person_name,
        role_word(event.role),
        event.address,
        word_of(event.tag),
        event.sentence,
        text_of(event.before),
        text_of(event.after),
        event.hash,
    ]


def role_word(role: str) -> str:
    """The Chinese name of a role; one of a newer version reads as itself."""
    return {known.value: name for known, name in ROLE_NAMES.items()}.get(role, role)


def compared(before: Any, after: Any) -> list[tuple[str, str, str, bool]]:
    """(name, before, after, differs) for each value that the act named; what is no record is one nameless row."""
    if not isinstance(before, dict | None) or not isinstance(after, dict | None):
        return [("", text_of(before), text_of(after), before != after)]
    old, new = before or {}, after or {}
    names = [*old, *(name for name in new if name not in old)]
    return [(name, text_of(old.get(name)), text_of(new.get(name)), old.get(name) != new.get(name)) for name in names]


def text_of(value: Any) -> str:
    """A stored value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else canonical(value)
