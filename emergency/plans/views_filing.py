"""报送备案, what the receiving office says, and the list of what came to an office."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_page
from emergency.base.errors import Forbidden, NotFound
from emergency.base.forms import Form
from emergency.base.sheets import workbook
from emergency.base.web import send_document
from emergency.evidence.facts import Received
from emergency.plans import actions_acts, actions_receiving, queries, queries_filings, queries_received
from emergency.plans.doors import blueprint, shown
from emergency.plans.filled import filing_form
from emergency.plans.forms_acts import ReceiptForm, SecretReceiptForm
from emergency.plans.models import Milestone, Plan
from emergency.plans.queries_received import STATE_WORDS
from emergency.plans.receiving import answer_of
from emergency.plans.rules import is_secret
from emergency.plans.sheet_received import COLUMNS, line_of
from emergency.plans.words import Act
from emergency.units.queries_regions import paths_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BY_SUBMITTING = "是否按期以材料齐全报出之日为准；受理结果可以以后登记。"


@blueprint.route("/plans/<int:plan_id>/versions/<int:number>/file", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def file(plan_id: int, number: int) -> ResponseReturnValue:
    """Record that a version was handed over for 备案."""
    scope = current_scope()
    plan = queries.get_plan(scope, plan_id)
    revision = queries.revision_of(plan, number)
    if revision is None:
        raise NotFound
    if not (queries.owns(scope, plan) or any(one.may_enter for one in queries_filings.parties_of(scope, plan))):
        raise Forbidden(queries.ONLY_LOOKING)
    form = filing_form(scope, plan, revision)

    def act() -> None:
        row = actions_acts.file_plan(scope, plan_id, number, form.filing())
        actions_receiving.keep_receipt(scope, plan_id, row, _files(form))

    if done(form, act):
        return _back(plan_id, "备案已登记。")
    return _page(form, plan, number, "登记备案", BY_SUBMITTING)


@blueprint.route("/plans/<int:plan_id>/milestones/<int:milestone_id>/receipt", methods=["GET", "POST"])
@needs(Permission.PLAN_EDIT)
def receipt(plan_id: int, milestone_id: int) -> ResponseReturnValue:
    """Enter what the receiving office said, or correct it."""
    scope = current_scope()
    plan, row = queries.get_milestone(scope, plan_id, milestone_id)
    if row.kind != Act.FILED:
        raise NotFound
    if not queries_filings.may_answer(scope, plan, row):
        raise Forbidden(queries.ONLY_LOOKING)
    form = (SecretReceiptForm if is_secret(plan.secrecy) else ReceiptForm)(data=_known(row))

    def act() -> None:
        new = actions_receiving.answer_filing(scope, plan_id, milestone_id, form.reply())
        actions_receiving.keep_receipt(scope, plan_id, new, _files(form))

    if done(form, act):
        return _back(plan_id, "受理结果已登记。")
    number = next(one.number for one in queries.revisions_of(plan) if one.id == row.revision_id)
    return _page(form, plan, number, "登记受理结果", f"{row.day} 报送{row.details['target']}。{_term(plan, row)}")


@blueprint.get("/plans/filings")
@needs(Permission.PLAN_VIEW)
def received() -> ResponseReturnValue:
    """What came to the offices in the viewer's scope, the longest waiting first."""
    page = queries_received.list_received(current_scope(), _state(), asked_page())
    ways = paths_of({line.unit.region_code for line in page.items}, own=True)
    return render_template("plans/filings.html", page=page, ways=ways, states=STATE_WORDS, state=_state(),
                           title_of=queries.title_of)  # fmt: skip


@blueprint.get("/plans/filings/export")
@needs(Permission.PLAN_VIEW)
def export_received() -> ResponseReturnValue:
    """Exactly these rows as Excel."""
    lines = queries_received.all_received(current_scope(), _state())
    ways = paths_of({line.unit.region_code for line in lines}, own=True)
    told = f"筛选：{STATE_WORDS.get(_state(), '全部')}；共 {len(lines)} 条；导出日期 {clock.today()}"
    rows = [line_of(line, ways.get(line.unit.region_code, "")) for line in lines]
    content = workbook("收到的备案", [told], COLUMNS, rows, has_samples=any(line.plan.sample for line in lines))
    return send_document(content, f"收到的备案{clock.today():%Y%m%d}.xlsx", XLSX)


def _term(plan: Plan, row: Milestone) -> str:
    term = queries_filings.term_for(plan, row)
    if term is None:
        return "条文没有规定受理的时限。"
    marks = "（暂定，放假安排未公布）" if term.deadline.provisional else ""
    return f"受理期限 {term.deadline.due_on}{marks}，依据{term.rule.article}，报送当日不计。"


def _known(row: Milestone) -> dict[str, object]:
    answer, day = answer_of(row.details)
    told = {name: row.details.get(name, "") for name in ("number", "told")}
    return {**told, "received_on": day, **({"answer": answer.value} if answer else {})}


def _files(form: Form) -> list[Received]:
    return list(form.papers.data) if getattr(form, "papers", None) else []


def _state() -> str:
    value = request.args.get("state", "")
    return value if value in STATE_WORDS else ""


def _back(plan_id: int, said: str) -> ResponseReturnValue:
    return go(url_for("plans.page", plan_id=plan_id), said)


def _page(form: Form, plan: Plan, number: int, heading: str, told: str) -> ResponseReturnValue:
    values = {"title": queries.title_of(plan), "number": number, "heading": heading, "told": told, "tone": "primary"}
    return shown("act.html", form, plan=plan, **values)
