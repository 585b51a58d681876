"""有错的行: the file as it came, each wrong row with its reason and its cells painted; nothing is written."""

import json

from emergency.base import child
from emergency.base.child import Answer, Limits
from emergency.base.database import db
from emergency.base.sheet_marking import mark_rows
from emergency.base.storage import store
from emergency.ledgers.books import plain_return, reasons_of
from emergency.ledgers.facts import Sheet
from emergency.ledgers.models import LedgerImport
from emergency.ledgers.models_issues import LedgerReturn
from emergency.ledgers.queries import maps_of, sheets_from, sheets_of
from emergency.ledgers.queries_check import Report

WRITING = Limits(memory=1 << 30, cpu_seconds=90, wall_seconds=120, written=100 << 20)


def returned_file(brought: LedgerImport, report: Report) -> bytes:
    """The user's own workbook with the reasons in it; where that can't be written, a plain sheet of its rows."""
    maps = maps_of(brought)
    if brought.name.lower().endswith(".xlsx") and store().has(brought.file_sha):
        with store().scratch() as out, store().scratch() as told:
            told.write_text(json.dumps(reasons_of(report.rows, maps)), "utf-8")
            argument = {"path": str(store().path(brought.file_sha)), "out": str(out), "reasons": str(told)}
            if isinstance(child.run(mark_rows, argument, WRITING), Answer):
                return out.read_bytes()
    return plain_return(_sheets(brought), maps, report.rows)


def _sheets(brought: LedgerImport) -> list[Sheet]:
    """All rows as they came: of a unit's filled sheet only those that matter were brought in."""
    returned = db.session.get(LedgerReturn, brought.return_id) if brought.return_id else None
    return sheets_from(returned.sheets) if returned else sheets_of(brought)
