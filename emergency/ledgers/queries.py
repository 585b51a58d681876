"""Files on their way in: whose they are, what is in them, how their headings were read before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import NotFound, Refusal
from emergency.base.storage import store
from emergency.ledgers.facts import Kind, Sheet, SheetMap, map_of, sheet_of
from emergency.ledgers.kept import Top, read_sheets, read_tops
from emergency.ledgers.models import LedgerHeading, LedgerImport

GONE = "这个文件已按期清理，请重新选择文件导入。"
RECENT = 20


def get_import(scope: Scope, import_id: int) -> LedgerImport:
    """A file that this person brought. Raises NotFound for another one's."""
    found = db.session.get(LedgerImport, import_id)
    if found is None or found.person_id != scope.person_id:
        raise NotFound
    return found


def recent_imports(scope: Scope) -> list[LedgerImport]:
    """What this person brought lately, the newest first."""
    query = select(LedgerImport).where(LedgerImport.person_id == scope.person_id)
    return list(db.session.scalars(query.order_by(LedgerImport.id.desc()).limit(RECENT)))


def sheets_of(brought: LedgerImport) -> list[Sheet]:
    """The sheets of a file with their rows. Raises Refusal when they were cleared away."""
    return sheets_kept(brought.rows_sha)


def sheets_kept(rows_sha: str) -> list[Sheet]:
    """The sheets under this name in the store. Raises Refusal when they were cleared away."""
    with kept_file(rows_sha).open("rb") as file:
        return read_sheets(file)


def tops_of(brought: LedgerImport, also: Sequence[int] = (), following: int = 0) -> list[Top]:
    """What pages need of a file, as kept.read_tops. Raises Refusal when it was cleared away."""
    return tops_kept(brought.rows_sha, also, following)


def tops_kept(rows_sha: str, also: Sequence[int] = (), following: int = 0) -> list[Top]:
    """The same of the sheets under this name in the store."""
    with kept_file(rows_sha).open("rb") as file:
        return read_tops(file, also, following)


def kept_file(sha256: str) -> Path:
    """A file of ours in the store. Raises Refusal when it was cleared away."""
    if not store().has(sha256):
        raise Refusal(GONE)
    return store().path(sha256)


def sheets_from(plain: Iterable[Mapping[str, Any]]) -> list[Sheet]:
    """Sheets as they are kept in JSON."""
    return [sheet_of(one) for one in plain]


def maps_of(brought: LedgerImport) -> list[SheetMap]:
    """How each sheet is read."""
    return [map_of(plain) for plain in brought.maps]


def owner_of(scope: Scope) -> str:
    """Whose habits of writing headings these are: an office's, a unit's."""
    units = ",".join(str(unit_id) for unit_id in sorted(scope.unit_ids))
    return f"{scope.role.value}:{','.join(sorted(scope.regions))}:{','.join(sorted(scope.lines))}:{units}"[:100]


def remembered(scope: Scope) -> dict[Kind, dict[str, str]]:
    """The item of each heading as this office chose it before."""
    found: dict[Kind, dict[str, str]] = defaultdict(dict)
    for row in db.session.scalars(select(LedgerHeading).where(LedgerHeading.owner == owner_of(scope))):
        found[Kind(row.kind)][row.heading] = row.item
    return found
