"""Pages of issued sheets: sending them out, where they stand, taking an address back."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_page, asked_text
from emergency.base.errors import Refusal
from emergency.base.sheets import Column, workbook
from emergency.base.shown import moment
from emergency.base.web import send_document, writing
from emergency.ledgers import actions, actions_issues, actions_returns, queries_issues
from emergency.ledgers.actions_dispatch import SLOT, ask_dispatch
from emergency.ledgers.actions_issues import AT_ONCE, Sent, zipped
from emergency.ledgers.books import XLSX
from emergency.ledgers.door import blueprint
from emergency.ledgers.forms import PlainForm
from emergency.ledgers.forms_issues import BroughtForm, IssueForm
from emergency.ledgers.queries_dispatch import fresh_dispatches
from emergency.ledgers.queries_issues import STATES, IssueRow
from emergency.units.queries import UnitFilter, get_unit
from emergency.units.queries_regions import paths_of

COLUMNS = (
    Column("单位", 34), Column("所在地区", 40), Column("发出", 18), Column("发表人", 14), Column("网址有效期至", 14),
    Column("状态", 12), Column("交来", 40), Column("表单编号", 22),
)  # fmt: skip


@blueprint.get("/ledgers/issues")
@needs(Permission.PLAN_CHECK)
def issues() -> ResponseReturnValue:
    """Where issued sheets stand; those that came back first."""
    return _page()


@blueprint.route("/ledgers/issues/new", methods=["GET", "POST"])
@needs(Permission.PLAN_CHECK)
def issue_sheets() -> ResponseReturnValue:
    """One workbook a unit, several as a zip, with the list of addresses, which are shown this once."""
    scope, form = current_scope(), IssueForm()
    if form.sent():
        try:
            region = queries_issues.region_meant(scope, form.region.data)
            wanted = UnitFilter(region, form.kind.data, form.line.data, text=form.text.data or "")
            if actions_issues.how_many(scope, wanted) > AT_ONCE:
                return _asked_for(wanted, form.days.data)
            with writing():
                return _sent(actions_issues.issue_sheets(scope, wanted, form.days.data, _address))
        except Refusal as refusal:
            form.refuse(refusal)
    if request.method == "GET":
        code = _asked()[0] or (scope.regions[0] if scope.regions else "")
        form.region.data = paths_of([code], own=True).get(code, "") if code else ""
    return render_template("ledgers/issue_new.html", form=form, at_once=AT_ONCE), form.status


@blueprint.post("/units/<int:unit_id>/issue")
@needs(Permission.PLAN_CHECK)
def issue_one(unit_id: int) -> ResponseReturnValue:
    """The workbook of one unit, with an address for two weeks."""
    scope, form = current_scope(), PlainForm()
    unit = get_unit(scope, unit_id)
    if not form.sent():
        return go(url_for("units.page", unit_id=unit_id), "页面停留太久，请重新点击。")
    with writing():
        return _sent([actions_issues.issue_one(scope, unit, 14, _address)])


@blueprint.route("/ledgers/issues/brought", methods=["GET", "POST"])
@needs(Permission.PLAN_CHECK)
def brought() -> ResponseReturnValue:
    """A filled sheet from a stick or a mail."""
    scope, form = current_scope(), BroughtForm()
    if form.sent():
        try:
            staged = actions.stage(form.file.data.filename or "", form.file.data.stream)
            found: list[int] = []
            if done(form, lambda: found.append(actions_returns.receive_by_hand(scope, staged, form.who.data).id)):
                return go(url_for("ledgers.returned", return_id=found[0]), "已收下，尚未写入。请逐处核对。")
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("ledgers/brought.html", form=form), form.status


@blueprint.post("/ledgers/issues/<int:issue_id>/revoke")
@needs(Permission.PLAN_CHECK)
def revoke(issue_id: int) -> ResponseReturnValue:
    """The address ends."""
    scope, form = current_scope(), PlainForm()
    queries_issues.get_issue(scope, issue_id)
    if done(form, lambda: actions_issues.revoke(scope, queries_issues.get_issue(scope, issue_id))):
        return go(url_for("ledgers.issues"), "已撤销，上传网址失效。")
    return _page("；".join(form.form_errors)), form.status


@blueprint.get("/ledgers/issues.xlsx")
@needs(Permission.PLAN_CHECK)
def issues_sheet() -> ResponseReturnValue:
    """The same list as Excel, the filter printed."""
    scope, (region, state) = current_scope(), _asked()
    rows = queries_issues.all_issues(scope, region, state)
    ways = paths_of({row.unit.region_code for row in rows}, own=True)
    place = paths_of([region], own=True).get(region, "") if region else "全部"
    told = f"筛选：地区 {place}，状态 {STATES.get(state, '全部')}；共 {len(rows)} 份；导出日期 {clock.today()}"
    lines = [
        (
            row.unit.name, ways.get(row.unit.region_code, ""), moment(row.issue.made_at), row.issue.made_by,
            clock.day_of(row.issue.expires_at) if row.issue.token_hash else "无网址", STATES[row.state], came(row),
            row.issue.serial,
        )
        for row in rows
    ]  # fmt: skip
    content = workbook("填报表", [told], COLUMNS, lines, has_samples=any(row.unit.sample for row in rows))
    return send_document(content, f"填报表{clock.today():%Y%m%d}.xlsx", XLSX)


def came(row: IssueRow) -> str:
    """Who brought it back and when."""
    found = row.returned
    return f"{found.brought_by}，{moment(found.brought_at)}" if found else ""


def _sent(sent: list[Sent]) -> ResponseReturnValue:
    if len(sent) == 1:
        return send_document(sent[0].content, sent[0].name, XLSX)
    return send_document(zipped(sent, clock.today()), f"填报表{clock.today():%Y%m%d}.zip", "application/zip")


def _asked_for(wanted: UnitFilter, days: int) -> ResponseReturnValue:
    with writing():
        number = ask_dispatch(current_scope(), wanted, days, _address(SLOT)).id
    return go(url_for("ledgers.dispatch", dispatch_id=number), "已请求生成，办完后在本页下载。")


def _address(token: str) -> str:
    return url_for("ledgers.filled_sheet", token=token, _external=True)


def _asked() -> tuple[str, str]:
    region, state = asked_text("region")[:12], asked_text("state")
    covers = not region or current_scope().covers(region)
    return region if covers else "", state if state in STATES else ""


def _page(wrong: str = "") -> str:
    scope, (region, state) = current_scope(), _asked()
    page = queries_issues.list_issues(scope, region, state, asked_page())
    return render_template(
        "ledgers/issues.html", page=page, dispatches=fresh_dispatches(scope), states=STATES, region=region,
        state=state, came=came, wrong=wrong, ways=paths_of({row.unit.region_code for row in page.items}, own=True),
        way=paths_of([region], own=True).get(region, "") if region else "",
    )  # fmt: skip
