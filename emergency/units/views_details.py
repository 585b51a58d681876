"""Pages on which facts, superiors and contacts of a unit are recorded."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.web import writing
from emergency.units import queries_details
from emergency.units.actions_facts import (
    add_contact,
    edit_contact,
    end_contact,
    end_fact,
    record_fact,
    set_superior,
)
from emergency.units.doors import blueprint
from emergency.units.forms import chosen_unit
from emergency.units.forms_facts import ContactForm, EndFactForm, SuperiorForm, fact_form
from emergency.units.forms_regions import values_of
from emergency.units.lines import SuperiorKind
from emergency.units.pages import unit_act
from emergency.units.queries import get_unit


@blueprint.route("/units/<int:unit_id>/facts/<string:name>", methods=["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def fact(unit_id: int, name: str) -> ResponseReturnValue:
    """Record one fact, for which days and by which source."""
    scope = current_scope()
    unit, asked = get_unit(scope, unit_id), queries_details.get_fact(scope, unit_id, name)
    form = fact_form(asked)

    def act() -> None:
        value = form.plain_value(asked)
        record_fact(scope, get_unit(scope, unit_id), name, value, form.days(), form.source.data)

    if done(form, act):
        return go(url_for("units.page", unit_id=unit_id), f"已登记“{asked.label}”。")
    lines = [line for line in queries_details.facts_of(scope, unit_id) if line.name == name]
    return render_template("units/fact.html", form=form, unit=unit, fact=asked, lines=lines), form.status


@blueprint.route("/units/<int:unit_id>/facts/<string:name>/end", methods=["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def fact_end(unit_id: int, name: str) -> ResponseReturnValue:
    """Say that a fact holds no longer."""
    scope, form = current_scope(), EndFactForm()
    unit, asked = get_unit(scope, unit_id), queries_details.get_fact(scope, unit_id, name)

    def act() -> None:
        end_fact(scope, get_unit(scope, unit_id), name, form.since.data, form.source.data)

    if done(form, act):
        return go(url_for("units.page", unit_id=unit_id), f"“{asked.label}”已登记终止。")
    return unit_act(form, unit, f"终止“{asked.label}”")


@blueprint.route("/units/<int:unit_id>/superiors/new", methods=["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def superior(unit_id: int) -> ResponseReturnValue:
    """Say to whom a unit answers from a day on."""
    scope, form = current_scope(), SuperiorForm()
    unit = get_unit(scope, unit_id)

    def act() -> None:
        found = chosen_unit(scope, form.superior.data, "superior")
        kind, name, source = SuperiorKind(form.kind.data), form.name.data or "", form.source.data or ""
        set_superior(scope, get_unit(scope, unit_id), kind, found, name, form.since.data, source)

    if done(form, act):
        return go(url_for("units.page", unit_id=unit_id), "上级已登记，原来的从这一天起终止。")
    return unit_act(form, unit, "登记上级")


@blueprint.route("/units/<int:unit_id>/contacts/new", methods=["GET", "POST"])
@needs(Permission.CONTACT_EDIT)
def contact_new(unit_id: int) -> ResponseReturnValue:
    """Add a contact."""
    scope, form = current_scope(), ContactForm()
    unit = get_unit(scope, unit_id)
    if done(form, lambda: add_contact(scope, get_unit(scope, unit_id), form.details())):
        return go(url_for("units.page", unit_id=unit_id), "联系方式已登记。")
    return unit_act(form, unit, "登记联系方式")


@blueprint.route("/units/<int:unit_id>/contacts/<int:contact_id>", methods=["GET", "POST"])
@needs(Permission.CONTACT_EDIT)
def contact_edit(unit_id: int, contact_id: int) -> ResponseReturnValue:
    """Change a contact, or the day on which it was checked."""
    scope = current_scope()
    unit, row = get_unit(scope, unit_id), queries_details.get_contact(scope, unit_id, contact_id)
    form = ContactForm(data=values_of(row, ("role", "name", "post", "phone", "mail", "checked_on", "version")))

    def act() -> None:
        found = queries_details.get_contact(scope, unit_id, contact_id)
        edit_contact(scope, get_unit(scope, unit_id), found, form.details(), form.seen)

    if done(form, act):
        return go(url_for("units.page", unit_id=unit_id), "联系方式已保存。")
    return unit_act(form, unit, "修改联系方式")


@blueprint.post("/units/<int:unit_id>/contacts/<int:contact_id>/end")
@needs(Permission.CONTACT_EDIT)
def contact_end(unit_id: int, contact_id: int) -> ResponseReturnValue:
    """Take a contact out of use."""
    scope = current_scope()
    with writing():
        row = queries_details.get_contact(scope, unit_id, contact_id)
        end_contact(scope, get_unit(scope, unit_id), row)
    flash("联系方式已停用。", "success")
    return redirect(url_for("units.page", unit_id=unit_id), 303)
