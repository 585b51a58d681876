"""Pages on which a unit gets a new name, ends, is merged, or is split."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.units.actions_succession import end_unit, merge_unit, rename_unit, require_no_seat, split_unit
from emergency.units.doors import blueprint
from emergency.units.forms import EndForm, RenameForm, SplitForm
from emergency.units.models import Unit
from emergency.units.pages import unit_act
from emergency.units.queries import get_unit
from emergency.units.queries_regions import paths_of


@blueprint.route("/units/<int:unit_id>/rename", methods=["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def rename(unit_id: int) -> ResponseReturnValue:
    """Give a unit a new name, by a paper."""
    scope = current_scope()
    unit = get_unit(scope, unit_id)
    form = RenameForm(data={"version": unit.version})

    def act() -> None:
        found = get_unit(scope, unit_id)
        require_no_seat(found)
        rename_unit(scope, found, form.name.data, form.day.data, form.paper.data, form.seen)

    if done(form, act):
        return go(url_for("units.page", unit_id=unit_id), "已更名，旧日期仍显示旧名称。")
    return unit_act(form, unit, "更名")


@blueprint.route("/units/<int:unit_id>/end", methods=["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def end(unit_id: int) -> ResponseReturnValue:
    """End a unit, merged into another or not, by a paper."""
    scope = current_scope()
    unit = get_unit(scope, unit_id)
    form = EndForm(data={"version": unit.version})

    def act() -> None:
        found, heir = get_unit(scope, unit_id), form.heir(scope)
        require_no_seat(found)
        if heir is None:
            end_unit(scope, found, form.day.data, form.paper.data, form.seen)
        else:
            merge_unit(scope, found, heir, form.day.data, form.paper.data, form.seen)

    if done(form, act):
        return go(url_for("units.page", unit_id=unit_id), "已登记终止，以前的记录仍可查。")
    return unit_act(form, unit, "并入、撤销或注销", danger=True)


@blueprint.route("/units/<int:unit_id>/split", methods=["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def split(unit_id: int) -> ResponseReturnValue:
    """Set up a new unit out of another, by a paper."""
    scope = current_scope()
    unit = get_unit(scope, unit_id)
    form = SplitForm(data={"region_code": unit.region_code, "line": unit.line})
    new: list[Unit] = []

    def act() -> None:
        new.append(split_unit(scope, get_unit(scope, unit_id), form.details(), form.day.data, form.paper.data))

    if done(form, act):
        return go(url_for("units.page", unit_id=new[0].id), "已登记分设的单位。")
    way = paths_of([unit.region_code], own=True).get(unit.region_code, "")
    return render_template("units/unit_form.html", form=form, unit=unit, way=way, splitting=True), form.status
