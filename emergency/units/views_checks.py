"""The half-yearly check of contacts: whose are still to be checked, and the check of one unit."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_page, asked_text
from emergency.base.web import send_document
from emergency.units import queries_checks
from emergency.units.actions_checks import check_contacts, withdraw_check
from emergency.units.checks import COUNTING, STANDING_LABELS, Standing, half_word
from emergency.units.doors import blueprint
from emergency.units.forms_checks import WithdrawCheckForm, check_form
from emergency.units.ledger import XLSX
from emergency.units.ledger_checks import checks_sheet, filter_words
from emergency.units.lines import ContactRole
from emergency.units.queries_checks import CheckFilter
from emergency.units.queries_regions import paths_of


@blueprint.get("/contact-checks")
@needs(Permission.UNIT_VIEW)
def contact_checks() -> ResponseReturnValue:
    """The visible units by how their contacts stand in the present half year."""
    scope, wanted = current_scope(), _wanted()
    page = queries_checks.list_tasks(scope, wanted, asked_page())
    near = {wanted.region} if scope.covers(wanted.region) else set()
    ways = paths_of({row.unit.region_code for row in page.items} | near, own=True)
    return render_template(
        "units/contact_checks.html", page=page, wanted=wanted, ways=ways, words=STANDING_LABELS, counting=COUNTING,
        half=half_word(clock.today()), told=filter_words(wanted, ways),
    )  # fmt: skip


@blueprint.get("/contact-checks/export")
@needs(Permission.UNIT_VIEW)
def contact_checks_export() -> ResponseReturnValue:
    """The same rows as Excel, the filter printed above them."""
    content = checks_sheet(current_scope(), _wanted())
    return send_document(content, f"联系方式核对{clock.today():%Y%m%d}.xlsx", XLSX)


@blueprint.route("/units/<int:unit_id>/contact-check", methods=["GET", "POST"])
@needs(Permission.CONTACT_EDIT)
def contact_check(unit_id: int) -> ResponseReturnValue:
    """Check all contacts of a unit at once: 核对无误, or corrected in place."""
    scope = current_scope()
    unit = queries_checks.unit_to_check(scope, unit_id)
    contacts = queries_checks.open_contacts(unit_id)
    form, whole = check_form(contacts), []

    def act() -> None:
        found = queries_checks.unit_to_check(scope, unit_id)
        whole.append(check_contacts(scope, found, form.day.data, form.answers(), form.how.data or ""))

    if done(form, act):
        said = "已核对。" if whole[0] else "已保存；还有没有核实到的，这半年的核对任务尚未完成。"
        return go(url_for("units.page", unit_id=unit_id), said)
    page = render_template(
        "units/contact_check.html", form=form, unit=unit, contacts={str(one.id): one for one in contacts},
        roles={role.value: role.label for role in ContactRole}, task=queries_checks.task_of(unit_id),
        words=STANDING_LABELS, counting=COUNTING, half=half_word(clock.today()),
        checks=queries_checks.checks_of(unit_id),
    )  # fmt: skip
    return page, form.status


@blueprint.route("/units/<int:unit_id>/contact-check/withdraw", methods=["GET", "POST"])
@needs(Permission.CONTACT_EDIT)
def contact_check_withdraw(unit_id: int) -> ResponseReturnValue:
    """Withdraw the newest check of a unit, which was entered wrongly."""
    scope, form = current_scope(), WithdrawCheckForm()
    unit = queries_checks.unit_to_check(scope, unit_id)

    def act() -> None:
        withdraw_check(scope, queries_checks.unit_to_check(scope, unit_id), form.day.data, form.reason.data)

    if done(form, act):
        return go(url_for("units.contact_check", unit_id=unit_id), "核对已撤销，半年任务按实际的日期判断。")
    newest = next(iter(queries_checks.checks_of(unit_id)), None)
    return render_template("units/contact_check_withdraw.html", form=form, unit=unit, newest=newest), form.status


def _wanted() -> CheckFilter:
    standing = asked_text("standing") if "standing" in request.args else Standing.TODO.value
    known = standing if standing in set(Standing) else ""
    return CheckFilter(asked_text("region")[:12], asked_text("text"), known)
