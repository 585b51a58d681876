"""Files that are left to the worker: which they are, whether they are coming, what was found."""

from sqlalchemy import select

from emergency.base.database import db
from emergency.base.jobs import Job
from emergency.ledgers.models import LedgerImport
from emergency.ledgers.queries import kept_file, maps_of, tops_of
from emergency.ledgers.report import Seen, read_report

JOB = "ledger-import"
CHECK, TAKE = "check", "take"
# Less is checked within half a second, while the person waits.
AT_ONCE = 500
COMING = ("waiting", "running")


def is_large(brought: LedgerImport) -> bool:
    """Whether the worker does it. Raises Refusal when the file was cleared away."""
    return rows_in(brought) > AT_ONCE


def rows_in(brought: LedgerImport) -> int:
    """How many rows the sheets have that are read as a ledger. Raises Refusal when the file was cleared away."""
    pairs = zip(tops_of(brought), maps_of(brought), strict=True)
    return sum(sheet.count for sheet, mapped in pairs if mapped.kind)


def key_of(import_id: int, deed: str) -> str:
    """The name of its job: one at a time, however often it is asked for."""
    return f"{JOB}:{import_id}:{deed}"


def is_coming(brought: LedgerImport, deed: str = "") -> bool:
    """Whether the worker has this before it, or anything where no deed is named."""
    if not brought.deed or deed not in ("", brought.deed):
        return False
    return db.session.scalar(select(Job.state).where(Job.key == key_of(brought.id, brought.deed))) in COMING


def kept_report(brought: LedgerImport) -> Seen:
    """What the worker found. Raises Refusal when it was cleared away."""
    return read_report(kept_file(brought.report_sha))
