"""The pages of one record: new, shown, corrected, withdrawn, with further papers."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_number
from emergency.base.errors import NotFound
from emergency.records import actions, queries, views_list
from emergency.records.doors import blueprint, shown
from emergency.records.filled import offer
from emergency.records.forms import PapersForm, WithdrawForm, correct_form, new_form, seen_by, told_by, with_roles
from emergency.records.queries_page import page_values
from emergency.records.rules import check_kind, hints, lacking
from emergency.records.words import WORDINGS, RecordKind
from emergency.units.queries import get_unit

__all__ = ["blueprint", "views_list"]


@blueprint.get("/records/<int:record_id>")
@needs(Permission.RECORD_VIEW)
def page(record_id: int) -> ResponseReturnValue:
    """One record: what is told of it, its papers, every version of it."""
    return render_template("records/page.html", **page_values(current_scope(), record_id))


@blueprint.route("/units/<int:unit_id>/records/new/<string:kind>", methods=["GET", "POST"])
@needs(Permission.RECORD_EDIT)
def new(unit_id: int, kind: str) -> ResponseReturnValue:
    """Register a dated act of a unit."""
    scope = current_scope()
    unit, chosen = get_unit(scope, unit_id), _kind(kind)
    check_kind(chosen, queries.holder_of(unit))
    form, made = offer(scope, new_form(chosen), chosen, unit_id, asked_number("about") or None), []

    def act() -> None:
        made.append(actions.register(scope, unit_id, chosen, told_by(form, chosen), form.given()))

    if done(form, act):
        told = told_by(form, chosen)
        said = f"已登记{WORDINGS[chosen].label}，从现在起计入。"
        return go(url_for("records.page", record_id=made[0].id), said, *hints(chosen, told), *_missing(chosen, told),
                  *form.papers.notices)  # fmt: skip
    return shown("form.html", form, unit=unit, wording=WORDINGS[chosen], row=None)


@blueprint.route("/records/<int:record_id>/correct", methods=["GET", "POST"])
@needs(Permission.RECORD_EDIT)
def correct(record_id: int) -> ResponseReturnValue:
    """Correct what was told; the version before stays."""
    scope = current_scope()
    row = queries.get_record(scope, record_id)
    form = correct_form(row.kind, queries.details_of(row.told), row.record.version)
    told = told_by(offer(scope, form, row.kind, row.unit.id), row.kind)
    if done(form, lambda: actions.correct(scope, record_id, told, form.reason.data, seen=seen_by(form))):
        return go(url_for("records.page", record_id=record_id), "已更正，原来的内容保留。", *hints(row.kind, told))
    return shown("form.html", form, row.record.version, unit=row.unit, wording=WORDINGS[row.kind], row=row)


@blueprint.route("/records/<int:record_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.RECORD_EDIT)
def withdraw(record_id: int) -> ResponseReturnValue:
    """Take a record back, with the reason."""
    scope = current_scope()
    row = queries.get_record(scope, record_id)
    form = WithdrawForm(data={"seen": str(row.record.version)})
    if done(form, lambda: actions.withdraw(scope, record_id, form.reason.data, seen=seen_by(form))):
        return go(url_for("records.page", record_id=record_id), "已撤销，不再计入；记录和材料保留。")
    return shown("withdraw.html", form, row.record.version, row=row, wording=WORDINGS[row.kind])


@blueprint.route("/records/<int:record_id>/papers", methods=["GET", "POST"])
@needs(Permission.RECORD_EDIT)
def papers(record_id: int) -> ResponseReturnValue:
    """Further papers of a record."""
    scope = current_scope()
    row = queries.get_record(scope, record_id)
    form = with_roles(PapersForm(), row.kind)
    if done(form, lambda: actions.add_papers(scope, record_id, form.given())):
        return go(url_for("records.page", record_id=record_id), "材料已收存。", *form.papers.notices)
    return shown("papers.html", form, row=row, wording=WORDINGS[row.kind])


def _kind(slug: str) -> RecordKind:
    """The kind in an address. Raises NotFound."""
    known = {kind.slug: kind for kind in RecordKind}
    if slug not in known:
        raise NotFound
    return known[slug]


def _missing(kind: RecordKind, told: object) -> tuple[str, ...]:
    absent = lacking(kind, told)  # type: ignore[arg-type]
    return (f"档案还未记：{'、'.join(absent)}。补齐后更正即可。",) if absent else ()
