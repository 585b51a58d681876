"""有错的行: the file as it came, each wrong row with its reason and its cells painted; nothing is written."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from emergency.base import child
from emergency.base.child import Answer, Failure, Limits
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.base.sheet_marking import mark_rows
from emergency.base.storage import store
from emergency.ledgers.books import reasons_of
from emergency.ledgers.kept import write_sheets
from emergency.ledgers.models import LedgerImport
from emergency.ledgers.models_issues import LedgerReturn
from emergency.ledgers.queries import kept_file, maps_of, sheets_from
from emergency.ledgers.queries_check import Report
from emergency.ledgers.report import reasons_in
from emergency.ledgers.returning import plain_return

WRITING = Limits(memory=1 << 30, cpu_seconds=90, wall_seconds=120, written=100 << 20)


def returned_file(brought: LedgerImport, report: Report | None) -> bytes:
    """The user's own workbook with the reasons in it; where that can't be written, a plain sheet of its rows.

    Without a report, with the reasons of the kept one. Raises Refusal.
    """
    with _reasons(brought, report) as told, store().scratch() as out:
        if brought.name.lower().endswith(".xlsx") and store().has(brought.file_sha):
            argument = {"path": str(store().path(brought.file_sha)), "out": str(out), "reasons": str(told)}
            if isinstance(_made(mark_rows, argument), Answer):
                return out.read_bytes()
        with _rows(brought) as rows:
            made = _made(plain_return, {"kept": str(rows), "out": str(out), "reasons": str(told)})
        if isinstance(made, Failure):
            raise Refusal(made.sentence)
        return out.read_bytes()


def _made(function: Callable[[Any], Any], argument: dict[str, str]) -> Answer | Failure:
    return child.run(function, argument, WRITING)


@contextmanager
def _reasons(brought: LedgerImport, report: Report | None) -> Iterator[Path]:
    with store().scratch() as told:
        if report is not None:
            told.write_text(json.dumps(reasons_of(report.rows, maps_of(brought))), "utf-8")
        else:
            with kept_file(brought.report_sha) as file, told.open("wb") as out:
                shutil.copyfileobj(reasons_in(file), out)
        yield told


@contextmanager
def _rows(brought: LedgerImport) -> Iterator[Path]:
    """All rows as they came: of a unit's filled sheet only those that matter were brought in."""
    returned = db.session.get(LedgerReturn, brought.return_id) if brought.return_id else None
    if returned is None:
        kept_file(brought.rows_sha).close()
        yield store().path(brought.rows_sha)
        return
    with store().scratch() as rows:
        write_sheets(rows, sheets_from(returned.sheets))
        yield rows
