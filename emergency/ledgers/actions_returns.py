"""What units bring back: received, laid beside the register, chosen, taken in the way of every import."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Role, Scope, scope_for
from emergency.base.database import db
from emergency.base.errors import Conflict, Refusal
from emergency.base.storage import store
from emergency.ledgers import actions
from emergency.ledgers.actions import Staged, keep_rows
from emergency.ledgers.facts import KIND_WORDS, Kind, Sheet
from emergency.ledgers.issued import LOCKED
from emergency.ledgers.kept import Top, write_sheets
from emergency.ledgers.merging import merged, rows_of, serial_of
from emergency.ledgers.models import LedgerImport
from emergency.ledgers.models_issues import LedgerIssue, LedgerReturn
from emergency.ledgers.permits import kinds_for
from emergency.ledgers.queries import kept_file, sheets_from, sheets_kept, tops_kept
from emergency.ledgers.queries_issues import (
    IssueRow,
    compare_return,
    digest_of,
    get_return,
    issue_by_serial,
    issue_by_token,
    maps_plain,
)
from emergency.ledgers.reading import Unclear
from emergency.ledgers.taking import Taking

# An issued sheet has a few blank rows; so much more is no filled sheet, and the page of three values shows it all.
MOST_MORE = 200
LARGEST = 4 << 20
TOO_MANY = (
    "“{name}”页有 {count} 行，发出时是 {issued} 项；一份填报表每页最多多填 {most} 行，没有收下。"
    "更多的内容请交发表的机构用“导入台账”导入。"
)
TOO_MUCH = "表里的内容远远超过发出的填报表，没有收下。请用发出的原表填写，不要把别的表粘贴进来。"
NOT_XLSX = "请选择填好的 .xlsx 原表。"
MARKED_SHEET = (
    "{}带有密级或工作秘密标志，整份没有收下，也没有保存。本系统为非涉密系统，请删去后重新交，"
    "并立即联系本单位保密工作负责人（保密员）。"
)
OTHER_SHEET = "这份表的表单编号与上传网址不符：可能是别的单位的表，或以前发的旧表。请用与网址一起发来的那一份。"
STRANGE_SERIAL = "没有表单编号为“{}”的填报表，或那家单位不在您的管辖范围内。编号被改动过的表不能收。"
TAKEN = "这份表交来的内容已经采用。还要修改的，请重新发一份填报表。"
ENDS = {
    "revoked": "这个上传网址已经撤销。请向发表的机构核实。",
    "replaced": "发表的机构后来又发了一份新表，这个网址已停用。请用最新的那一份。",
    "late": "这个上传网址已过有效期。请把填好的文件拷回给发表的机构，或请他们重新发一份。",
    "waiting": "这份表已经交来，正等发表的机构核对。网址只能用一次。",
    "taken": "这份表已经交来并采用。网址只能用一次。",
}
CHOOSE = "有 {} 处与登记内容冲突，请逐处选择用哪个值。"
CHANGED_AGAIN = "选择之后，登记内容又有改动，没有写入。请重新比对。"
OTHER_CHOICE = "这份表后来按另外的选择重新准备过，请从填报表列表进入。"
NOT_YOURS = "表里有{}的改动，您的角色不能写入。请由应急管理机构核对采用。"
SETTLED = "这份交来的表已经办结。"


def receive_by_link(token: str, staged: Staged, who: str, address: str) -> LedgerReturn:
    """A sheet that came through its address, which is spent by it. Raises NotFound, Refusal."""
    row = issue_by_token(token)
    check_link(row)
    tops = _read(staged)
    if _serial(tops) != row.issue.serial:
        raise Refusal(OTHER_SHEET, "file")
    _check_size(tops, row.issue.told)
    row.issue.used_at = clock.now()
    name = f"{who}（{row.unit.name}，上传网址）"[:100]
    scope = scope_for(Role.UNIT, name=name, unit_ids=(row.unit.id,), address=address)
    return _receive(scope, row, staged)


def check_link(row: IssueRow) -> None:
    """Raises Refusal where the address is spent, late or taken back."""
    if row.state in ENDS:
        raise Refusal(ENDS[row.state])


def receive_by_hand(scope: Scope, staged: Staged, who: str) -> LedgerReturn:
    """A sheet that somebody of the unit brought to the office on a stick or by mail. Raises Refusal."""
    tops = _read(staged)
    serial = _serial(tops)
    row = issue_by_serial(scope, serial)
    if row is None:
        raise Refusal(STRANGE_SERIAL.format(serial[:40]), "file")
    if row.state == "taken":
        raise Refusal(TAKEN, "file")
    last = row.returned
    if last is not None and last.state == "waiting" and last.file_sha == staged.file_sha:
        return last
    _check_size(tops, row.issue.told)
    return _receive(scope, row, staged, who)


def _read(staged: Staged) -> list[Top]:
    """The beginnings of the sheets of a file that was read. Raises Refusal for one with a mark in it."""
    if not staged.name.lower().endswith(".xlsx"):
        raise Refusal(NOT_XLSX, "file")
    if kept_file(staged.rows_sha).stat().st_size > LARGEST:
        raise Refusal(TOO_MUCH, "file")
    tops = tops_kept(staged.rows_sha)
    marked = [f"“{top.name}”页第 {'、'.join(map(str, sorted(top.secret)))} 行" for top in tops if top.secret]
    if marked:
        raise Refusal(MARKED_SHEET.format("，".join(marked)), "file")
    return tops


def _check_size(tops: Sequence[Top], told: Mapping[str, Mapping[str, Any]]) -> None:
    """No more rows than a page can show beside what was issued. Raises Refusal."""
    issued = {KIND_WORDS[Kind(kind)]: len(rows) for kind, rows in told.items()}
    for top in tops:
        if top.name in issued and top.count > issued[top.name] + MOST_MORE + 1:
            raise Refusal(
                TOO_MANY.format(name=top.name, count=top.count - 1, issued=issued[top.name], most=MOST_MORE), "file"
            )


def _serial(sheets: Sequence[Sheet]) -> str:
    try:
        serial = serial_of(sheets)
        rows_of(sheets, list(LOCKED))
        return serial
    except Unclear as unclear:
        raise Refusal(str(unclear), "file") from unclear


def _receive(scope: Scope, row: IssueRow, staged: Staged, who: str = "") -> LedgerReturn:
    """Keep it for the office to look at; `who` is named where the scope is not of whoever brought it."""
    waiting = select(LedgerReturn).where(LedgerReturn.issue_id == row.issue.id, LedgerReturn.state == "waiting")
    for older in db.session.scalars(waiting):
        older.state, older.reason = "refused", "后来又交来一份"
    brought_by = f"{who}（{row.unit.name}）"[:100] if who else scope.name
    returned = LedgerReturn(
        issue_id=row.issue.id, by_link=not who, brought_by=brought_by, address=scope.address, brought_at=clock.now(),
        name=staged.name, file_sha=staged.file_sha, sheets=[sheet.as_plain() for sheet in sheets_kept(staged.rows_sha)],
    )  # fmt: skip
    db.session.add(returned)
    db.session.flush()
    how = f"当面交来，{scope.name}收下" if who else "经上传网址交来"
    after = {
        "file": staged.name, "sha256": staged.file_sha, "serial": row.issue.serial, "brought_by": brought_by,
        "received_by": scope.name if who else "",
    }  # fmt: skip
    sentence = f"{brought_by}{how}{row.unit.name}的填报表，待核对，没有写入登记。"
    trail.record(scope, Tag.LEDGER_RETURN, "unit", row.unit.id, sentence, after=after)
    return returned


def prepare(scope: Scope, return_id: int, kept: Collection[str], chosen: Collection[str]) -> LedgerImport | None:
    """What is to be taken in as an import that waits for its confirmation; None where nothing differs.

    Rows that are refused stand in it with their reasons.

    `chosen` are the conflicts for which a value was chosen, `kept` those where the register's stays. Raises Refusal.
    """
    returned, row = _open_return(scope, return_id)
    found, now = compare_return(scope, returned, row.issue)
    missing = [one for one in found.conflicts if one.field not in chosen]
    if missing:
        raise Refusal(CHOOSE.format(len(missing)))
    if not found.changes and not found.new and not found.refused:
        _settle(scope, returned, row, "没有需要写入的内容")
        return None
    touched = {*(one.kind for one in found.changes), *(kind for kind, _row in found.new)}
    if forbidden := touched - {*kinds_for(scope)}:
        raise Refusal(NOT_YOURS.format("、".join(KIND_WORDS[kind] for kind in Kind if kind in forbidden)))
    unit = {"unit": row.unit.name, "region": row.unit.region_code}
    sheets, maps = merged(sheets_from(returned.sheets), found, now, kept, unit)
    brought = LedgerImport(
        person_id=scope.person_id, person_name=scope.name, name=returned.name, file_sha=returned.file_sha,
        rows_sha=_keep(sheets), maps=maps_plain(maps), agreed={}, made_at=clock.now(), return_id=returned.id,
    )  # fmt: skip
    db.session.add(brought)
    db.session.flush()
    returned.import_id, returned.now = brought.id, digest_of(now)
    return brought


def _keep(sheets: Sequence[Sheet]) -> str:
    with store().scratch() as out:
        write_sheets(out, sheets)
        return keep_rows(out)


def take_in(
    scope: Scope, brought: LedgerImport, known: Taking | None = None, shown: Collection[str] | None = None
) -> None:  # fmt: skip
    """Take an import in; one that was made of a unit's sheet settles it. Raises Refusal, Conflict.

    `known` and `shown` as actions.take_in takes them.
    """
    if brought.return_id is None:
        actions.take_in(scope, brought, known, shown)
        return
    returned, row = _open_return(scope, brought.return_id)
    if returned.import_id != brought.id:
        raise Refusal(OTHER_CHOICE)
    _found, now = compare_return(scope, returned, row.issue)
    if digest_of(now) != returned.now:
        raise Conflict(CHANGED_AGAIN)
    actions.take_in(scope, brought, known, shown)
    _settle(scope, returned, row, "内容已写入登记")


def _open_return(scope: Scope, return_id: int) -> tuple[LedgerReturn, IssueRow]:
    returned, row = get_return(scope, return_id)
    if returned.state != "waiting":
        raise Refusal(SETTLED)
    return returned, row


def _settle(scope: Scope, returned: LedgerReturn, row: IssueRow, what: str) -> None:
    returned.state, returned.reason = "taken", what
    sentence = f"采用{returned.brought_by}交来的{row.unit.name}填报表：{what}。"
    after = {"file": returned.name, "sha256": returned.file_sha, "brought_by": returned.brought_by}
    trail.record(scope, Tag.LEDGER_TAKE, "unit", row.unit.id, sentence, after=after)


def refuse_return(scope: Scope, return_id: int, reason: str) -> None:
    """Not taken, with the reason; the address may be used again until it expires. Raises Refusal."""
    returned, row = _open_return(scope, return_id)
    returned.state, returned.reason = "refused", reason
    row.issue.used_at = None
    sentence = f"不采用{returned.brought_by}交来的{row.unit.name}填报表：{reason}"
    trail.record(scope, Tag.LEDGER_REFUSE, "unit", row.unit.id, sentence, after={"reason": reason})


def link_open(issue: LedgerIssue) -> bool:
    """Whether the address can be used."""
    return issue.token_hash is not None and not issue.ended and issue.expires_at > clock.now()
