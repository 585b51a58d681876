"""Bringing a file: read in the child, kept for a day, mapped, and taken in whole in one transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import child, clock
from emergency.base.access import Scope
from emergency.base.child import Failure, Limits
from emergency.base.database import db, end_reading
from emergency.base.errors import Conflict, Refusal
from emergency.base.heap import unsearched
from emergency.base.storage import Readable, TooLarge, store
from emergency.evidence.marks import name_has_mark
from emergency.ledgers.actions_apply import apply
from emergency.ledgers.facts import KIND_WORDS, STATUS_WORDS, Kind, SheetMap, Status
from emergency.ledgers.headings import guess, heading_key, other_list
from emergency.ledgers.models import LedgerHeading, LedgerImport
from emergency.ledgers.opening import read_ledger
from emergency.ledgers.queries import maps_of, owner_of, remembered, sheets_of, tops_of
from emergency.ledgers.queries_check import Report, check_file
from emergency.ledgers.queries_jobs import TAKE, is_coming
from emergency.ledgers.taking import Taking

LARGEST = 40 << 20
READING = Limits(memory=1 << 30, cpu_seconds=60, wall_seconds=90, written=200 << 20)
TOO_LARGE = "文件超过 40 MB，不像台账。请去掉图片，把需要的行另存为新的 .xlsx 后重新选择。"
ENDINGS = {
    "xls": "这是旧格式 .xls。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后重新选择。",
    "et": "这是 WPS 旧格式 .et。请用 WPS 打开，另存为 .xlsx 后重新选择。",
    "xlsm": "这是带宏的 .xlsm。请另存为不带宏的 .xlsx 后重新选择。",
}
STRANGE_ENDING = "请选择 .xlsx 或 .csv 文件。"
MARKED_NAME = "文件名带有密级或工作秘密标志。本系统为非涉密系统，文件没有保存，请联系本单位保密工作负责人（保密员）。"
OTHER_LIST = (
    "“{}”是本系统导出的清单，不是台账，没有导入。要修改登记，请在单位名单、联系方式、预案台账或演练台账的页面导出，"
    "改好那一份后再导入。"
)
NOTHING = "没有可以导入的行：全部与登记一致，或者都有错。没有写入任何内容。"
FIXED_COLUMNS = "这是单位交来的填报表，列是固定的，不能改。"
DONE_ALREADY = "这个文件已经导入过了。"
MOVED = "检查之后别人改了登记，这个文件要写的内容与预览时不同，没有写入。请核对新的结果，再确认。"
BEING_TAKEN = "这个文件已经确认，后台正在导入，不能再改。"


@dataclass(frozen=True)
class Staged:
    """A file that was read: under which names the file and its cells are kept."""

    name: str
    file_sha: str
    rows_sha: str


def stage(name: str, stream: Readable) -> Staged:
    """Read a file in the child and keep it for a day; before any transaction. Raises Refusal at `file`."""
    # What turns the order of letters or can't be seen would show another name than the file's.
    name = "".join(char for char in name if char.isprintable())
    ending = name.rpartition(".")[2].lower()
    if ending in ENDINGS or ending not in ("xlsx", "csv"):
        raise Refusal(ENDINGS.get(ending, STRANGE_ENDING), "file")
    if name_has_mark(name):
        raise Refusal(MARKED_NAME, "file")
    end_reading()
    try:
        with store().staged(stream, LARGEST) as staged, store().scratch() as out:
            argument = {"path": str(staged.path), "out": str(out), "csv": ending == "csv"}
            outcome = child.run(read_ledger, argument, READING)
            if isinstance(outcome, Failure):
                raise Refusal(outcome.sentence, "file")
            if "refused" in outcome.value:
                raise Refusal(outcome.value["refused"], "file")
            if not outcome.value["secret"]:
                # A file with a mark in it goes at once; of the rest only the cells are kept.
                staged.keep()
            return Staged(name[-200:], staged.sha256, keep_rows(out))
    except TooLarge as error:
        raise Refusal(TOO_LARGE, "file") from error


def keep_rows(path: Path) -> str:
    """Keep the cells of a file for a day; gives their name in the store."""
    with path.open("rb") as file, store().staged(file, READING.written) as rows:
        rows.keep()
        return rows.sha256


def bring(scope: Scope, staged: Staged, only: Kind | None = None) -> LedgerImport:
    """Note a file that was read, mapped as well as its headings let guess. Raises Refusal at `file` for other lists."""
    brought = LedgerImport(
        person_id=scope.person_id, person_name=scope.name, name=staged.name, file_sha=staged.file_sha,
        rows_sha=staged.rows_sha, maps=[], agreed={}, made_at=clock.now(),
    )  # fmt: skip
    known, tops = remembered(scope), tops_of(brought)
    if title := next(filter(None, map(other_list, tops)), ""):
        raise Refusal(OTHER_LIST.format(title), "file")
    brought.maps = [guess(sheet, known, only).as_plain() for sheet in tops]
    db.session.add(brought)
    db.session.flush()
    return brought


def remap(brought: LedgerImport, maps: Sequence[SheetMap]) -> None:
    """Read the sheets in another way. Raises Refusal once the file was taken in, and for a unit's filled sheet."""
    check_free(brought)
    if brought.return_id is not None:
        raise Refusal(FIXED_COLUMNS)
    brought.maps = [mapped.as_plain() for mapped in maps]
    _forget_check(brought)


def agree(brought: LedgerImport, agreed: Mapping[str, int]) -> None:
    """采纳: these names mean these units, in this file."""
    check_free(brought)
    brought.agreed = {**brought.agreed, **agreed}
    _forget_check(brought)


def check_free(brought: LedgerImport) -> None:
    """Raises Refusal for a file that was taken in, or that the worker is about to take in."""
    _check_open(brought)
    if is_coming(brought, TAKE):
        raise Refusal(BEING_TAKEN)


def _forget_check(brought: LedgerImport) -> None:
    brought.report_sha = brought.deed = brought.sentence = ""


def check(scope: Scope, brought: LedgerImport) -> Report:
    """What taking the file in would do. Reads only. Raises Refusal."""
    return check_file(scope, sheets_of(brought), maps_of(brought), brought.agreed)


def take_in(
    scope: Scope, brought: LedgerImport, known: Taking | None = None, shown: Collection[str] | None = None
) -> None:  # fmt: skip
    """Check again and write every row that is new or changed: all of them or none. Raises Refusal.

    `known` is of a check since which nothing changed: then it is not done again. `shown` are the marks of the rows
    that whoever confirms has seen: where others would be written, Conflict. The one act on the trail names the file,
    its digest and the counts; each unit and plan has an act of its own.
    """
    _check_open(brought)
    taking = known or _checked(scope, brought, shown)
    counts = taking.total()
    if not counts[Status.NEW] + counts[Status.CHANGED]:
        raise Refusal(NOTHING)
    with unsearched():
        apply(scope, taking, f"导入《{brought.name}》")
    brought.done_at, brought.counts = clock.now(), taking.counts
    _remember(scope, brought)
    told = "，".join(f"{STATUS_WORDS[status]} {counts[status]} 行" for status in Status if counts[status])
    ledgers = "、".join(KIND_WORDS[Kind(kind)] for kind in brought.counts)
    after = {"file": brought.name, "sha256": brought.file_sha, "counts": brought.counts}
    sentence = f"{scope.name}导入{ledgers}《{brought.name}》：{told}。"
    trail.record(scope, Tag.LEDGER_IMPORT, "ledger", brought.id, sentence, after=after)


def _checked(scope: Scope, brought: LedgerImport, shown: Collection[str] | None) -> Taking:
    report = check(scope, brought)
    if shown is not None and not {*report.marks()} <= {*shown}:
        raise Conflict(MOVED)
    return report.taking()


def _check_open(brought: LedgerImport) -> None:
    if brought.done_at is not None:
        raise Refusal(DONE_ALREADY)


def _remember(scope: Scope, brought: LedgerImport) -> None:
    """Keep as which item each heading was read, for the office's next file."""
    owner, moment = owner_of(scope), clock.now()
    query = select(LedgerHeading).where(LedgerHeading.owner == owner)
    known = {(row.kind, row.heading): row for row in db.session.scalars(query)}
    maps = maps_of(brought)
    for sheet, mapped in zip(tops_of(brought, [one.heading_row for one in maps]), maps, strict=True):
        heads: list[str] = next((cells for number, cells in sheet.rows if number == mapped.heading_row), [])
        for item, place in mapped.columns.items() if mapped.kind else ():
            key = heading_key(heads[place])[:100] if place < len(heads) else ""
            if not key or mapped.kind is None:
                continue
            row = known.get((mapped.kind.value, key))
            if row is None:
                row = LedgerHeading(owner=owner, kind=mapped.kind.value, heading=key, item=item, used_at=moment)
                known[mapped.kind.value, key] = row
                db.session.add(row)
            row.item, row.used_at = item, moment
