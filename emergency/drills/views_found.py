"""The ledger of problems that drills brought to light, and its Excel."""

from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.paging import paginate
from emergency.base.sheets import workbook
from emergency.base.web import send_document
from emergency.drills import sheet_findings, words
from emergency.drills.door import blueprint
from emergency.drills.queries import every_row
from emergency.drills.queries_findings import finding_rows
from emergency.drills.question import number, one_of
from emergency.drills.views_list import SHEET

TITLE = "演练问题整改台账"


@blueprint.get("/drills/findings")
@needs(Permission.DRILL_VIEW)
def findings() -> ResponseReturnValue:
    """The problems of the viewer's units: what is not mended, the most urgent first."""
    wanted, on = _wanted(), clock.today()
    page = paginate(
        finding_rows(current_scope(), wanted, on), number(request.args, "page", 1, 1, 100_000), scalars=False
    )
    return render_template(
        "drills/found.html", page=page, wanted=wanted, words=words, cells=lambda row: sheet_findings.cells_of(row, on),
        title=TITLE, said=_said(wanted),
    )  # fmt: skip


@blueprint.get("/drills/findings.xlsx")
@needs(Permission.DRILL_VIEW)
def findings_sheet() -> Response:
    """The same rows, all pages."""
    wanted, on = _wanted(), clock.today()
    rows: list[Any] = every_row(finding_rows(current_scope(), wanted, on))
    said = [f"筛选条件：{_said(wanted)}", f"导出日期：{on.isoformat()}，共{len(rows)}项"]
    content = workbook(
        TITLE, said, sheet_findings.COLUMNS, (sheet_findings.cells_of(row, on) for row in rows),
        has_samples=any(row[1].sample for row in rows),
    )  # fmt: skip
    return send_document(content, f"{TITLE}.xlsx", SHEET)


def _wanted() -> str:
    """What is asked for; what is not mended where nothing is, everything for `all`."""
    asked = request.args.get("state", words.Finding.OPEN.value)
    return one_of(asked, words.FINDING_WORDS)


def _said(wanted: str) -> str:
    return words.FINDING_WORDS.get(wanted, "全部")
