"""The pages of the 日志审计员: the trail by filter, one act, and the same list as Excel."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from emergency.audit import queries, words
from emergency.audit.ledger import COLUMNS, MOST_ROWS, compared, line_of
from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.asked import asked_day, asked_page, asked_text
from emergency.base.errors import Refusal
from emergency.base.paging import paginate
from emergency.base.sheets import workbook
from emergency.base.web import send_document

blueprint = Blueprint("audit", __name__, url_prefix="/trail")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("")
@needs(Permission.TRAIL_VIEW)
def acts() -> ResponseReturnValue:
    """The acts that fit the filter, newest first."""
    asked = _asked()
    page = paginate(queries.acts(current_scope(), **asked), asked_page())
    return render_template("audit/acts.html", page=page, asked=asked, choices=words.choices(), word_of=words.word_of)


@blueprint.get("/<int:event_id>")
@needs(Permission.TRAIL_VIEW)
def act(event_id: int) -> ResponseReturnValue:
    """One act with what it found and what it left."""
    event = queries.get_act(current_scope(), event_id)
    rows = compared(event.before, event.after)
    return render_template(
        "audit/act.html", event=event, rows=rows, word_of=words.word_of, subject_word=words.subject_word
    )


@blueprint.get("/export")
@needs(Permission.TRAIL_VIEW)
def export() -> ResponseReturnValue:
    """The same acts as Excel, the filter printed above them."""
    asked = _asked()
    page = paginate(queries.acts(current_scope(), **asked), 1, MOST_ROWS)
    if page.total > MOST_ROWS:
        raise Refusal(f"共 {page.total} 条，超过一次导出的 {MOST_ROWS} 条。请缩小日期范围后分次导出。")
    filters = f"筛选：{_filter_words(asked)}；共 {page.total} 条；导出日期 {clock.today().isoformat()}"
    content = workbook("操作日志", [filters], COLUMNS, [line_of(event) for event in page.items])
    return send_document(content, f"操作日志{clock.today():%Y%m%d}.xlsx", XLSX)


def _asked() -> dict[str, Any]:
    return {
        "tag": asked_text("tag"),
        "person": asked_text("person"),
        "text": asked_text("text"),
        "since": asked_day("since"),
        "until": asked_day("until"),
    }


def _filter_words(asked: dict[str, Any]) -> str:
    names = {"tag": "操作", "person": "人员", "text": "内容", "since": "自", "until": "至"}
    said = [f"{names[key]} {words.word_of(str(value))}" for key, value in asked.items() if value]
    return "，".join(said) or "全部"
