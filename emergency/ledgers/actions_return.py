"""有错的行: the file as it came, each wrong row with its reason and its cells painted; nothing is written."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from emergency.base import child
from emergency.base.child import Answer, Failure, Limits
from emergency.base.database import db, end_reading
from emergency.base.errors import Refusal
from emergency.base.sheet_csv import mark_csv
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

MARKING: Mapping[str, Callable[[dict[str, Any]], Any]] = {".xlsx": mark_rows, ".csv": mark_csv}
PLAIN = ".xlsx"
WRITING = Limits(memory=1 << 30, cpu_seconds=90, wall_seconds=120, written=100 << 20)


def ending_of(brought: LedgerImport) -> str:
    """As what the file comes back: as its own kind where it is kept, else as .xlsx."""
    own = f".{brought.name.rpartition('.')[2].lower()}"
    return own if own in MARKING and store().has(brought.file_sha) else PLAIN


def returned_file(brought: LedgerImport, report: Report | None) -> tuple[bytes, str]:
    """The user's own file with the reasons in it, and its ending; where that can't be written, a plain sheet.

    Without a report, with the reasons of the kept one. What a unit brought has its formulas made words. Raises Refusal.
    """
    with _reasons(brought, report) as told, store().scratch() as out:
        if store().has(brought.file_sha):
            argument = {"path": str(store().path(brought.file_sha)), "out": str(out), "reasons": str(told)}
            ending = ending_of(brought)
            if isinstance(_made(MARKING[ending], argument | {"words": brought.return_id is not None}), Answer):
                return out.read_bytes(), ending
        with _rows(brought) as rows:
            made = _made(plain_return, {"kept": str(rows), "out": str(out), "reasons": str(told)})
        if isinstance(made, Failure):
            raise Refusal(made.sentence)
        return out.read_bytes(), PLAIN


def _made(function: Callable[[Any], Any], argument: dict[str, Any]) -> Answer | Failure:
    # A large workbook takes a while; nobody's saving may wait for that.
    end_reading()
    return child.run(function, argument, WRITING)


@contextmanager
def _reasons(brought: LedgerImport, report: Report | None) -> Iterator[Path]:
    with store().scratch() as told:
        if report is not None:
            told.write_text(json.dumps(reasons_of(report.rows, maps_of(brought))), "utf-8")
        else:
            with kept_file(brought.report_sha).open("rb") as file, told.open("wb") as out:
                shutil.copyfileobj(reasons_in(file), out)
        yield told


@contextmanager
def _rows(brought: LedgerImport) -> Iterator[Path]:
    """All rows as they came: of a unit's filled sheet only those that matter were brought in."""
    returned = db.session.get(LedgerReturn, brought.return_id) if brought.return_id else None
    if returned is None:
        yield kept_file(brought.rows_sha)
        return
    with store().scratch() as rows:
        write_sheets(rows, sheets_from(returned.sheets))
        yield rows
