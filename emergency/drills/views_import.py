"""Importing a calendar file of another tool: choose, look, confirm."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.base.errors import Refusal
from emergency.base.web import writing
from emergency.drills.actions_import import Found, Kinds, import_drafts, known_among, noted, read_upload, span_of
from emergency.drills.door import blueprint
from emergency.drills.forms_import import IcsForm, LookedAtForm, seal, unseal
from emergency.units.models import Unit
from emergency.units.queries import get_unit

NOTHING_NEW = "文件中的演练都已在台账中，没有改动。"
CHANGED = "核对页的内容不完整或已变动，没有导入。请重新选择文件。"


@blueprint.route("/units/<int:unit_id>/drills/import", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def import_file(unit_id: int) -> ResponseReturnValue:
    """Choose the file; it is read and shown, and nothing is kept yet."""
    unit, form = get_unit(current_scope(), unit_id), IcsForm()
    if form.sent():
        try:
            return _shown(unit, noted(unit, read_upload(request.files["file"].stream)), form.kinds())
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("drills/import.html", form=form, unit=unit), form.status


@blueprint.post("/units/<int:unit_id>/drills/import/confirm")
@needs(Permission.DRILL_EDIT)
def import_confirmed(unit_id: int) -> ResponseReturnValue:
    """Take in what was looked at, all or nothing."""
    unit, form = get_unit(current_scope(), unit_id), LookedAtForm()
    again = IcsForm(formdata=None)
    if form.sent():
        told = unseal(_key(), unit_id, form.rows.data or "")
        try:
            if told is None:
                raise Refusal(CHANGED)
            with writing():
                made = import_drafts(current_scope(), get_unit(current_scope(), unit_id), *told)
            flash(f"已导入 {len(made)} 次演练草稿，请逐一核对后发布。" if made else NOTHING_NEW, "success")
            return redirect(url_for("drills.index", unit=unit_id, year=_year_of(told[0])), 303)
        except Refusal as refusal:
            again.refuse(refusal)
    return render_template("drills/import.html", form=again, unit=unit), 422


def _year_of(rows: Sequence[dict[str, Any]]) -> int | None:
    """The year in which the list shows what was taken in: that of the first drill."""
    return min((clock.day_of(span_of(row).starts_at).year for row in rows), default=None)


def _shown(unit: Unit, found: Found, kinds: Kinds) -> str:
    known = known_among(unit, found.rows)
    form = LookedAtForm(formdata=None, rows=seal(_key(), unit.id, found.rows, kinds))
    shown: dict[str, Any] = {"unit": unit, "found": found, "known": known, "form": form}
    shown["new"] = sum(row["key"] not in known for row in found.rows)
    return render_template("drills/import_preview.html", **shown)


def _key() -> str:
    return str(current_app.config["SECRET_KEY"])
