"""The system administrator's pages: people, their scopes, their sign-ins, and the handover."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from emergency.accounts import actions, queries
from emergency.accounts.forms import EndForm, PersonForm
from emergency.accounts.models import Person
from emergency.accounts.queries_places import places_of
from emergency.audit.queries import acts_on
from emergency.audit.words import word_of
from emergency.base import slots
from emergency.base.access import ROLE_NAMES, Permission, Role, current_scope, needs
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.base.paging import paginate
from emergency.base.tabled import exportable
from emergency.base.web import writing

blueprint = Blueprint("people", __name__)
MOST_AT_ONCE = 60


@blueprint.get("/people")
@needs(Permission.PEOPLE_EDIT)
@exportable
def index() -> ResponseReturnValue:
    """Everybody with an account."""
    text, role = request.args.get("text", "").strip(), request.args.get("role", "")
    ended = request.args.get("ended") == "1"
    page = paginate(
        queries.people(current_scope(), text=text, role=role, ended=ended), request.args.get("page", 1, type=int)
    )
    wanted = {"text": text, "role": role, "ended": ended}
    first = not queries.has_city_officer()
    places = places_of(part for person in page.items for part in person.parts)
    return render_template(
        "accounts/people.html", page=page, places=places, wanted=wanted, roles=ROLE_NAMES, first=first,
        nobody=queries.NOBODY, lacking=len(queries.without_password(current_scope())),
    )  # fmt: skip


@blueprint.route("/people/new", methods=["GET", "POST"])
@needs(Permission.PEOPLE_EDIT)
def new() -> ResponseReturnValue:
    """Add a person; the first password is shown once."""
    form = PersonForm()
    if request.method == "GET":
        form.role.data = request.args.get("role", Role.UNIT.value)
        form.regions.data = request.args.get("region", "")
    if form.sent():
        try:
            first = actions.first_password()
            with writing():
                parts = form.parts()
                person = actions.add_person(
                    current_scope(), form.login.data, form.name.data, Role(form.role.data), parts, first
                )
            return render_template("accounts/first_password.html", person=person, password=first.clear)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("accounts/person_form.html", form=form, person=None), form.status


@blueprint.route("/people/<int:person_id>", methods=["GET", "POST"])
@needs(Permission.PEOPLE_EDIT)
def edit(person_id: int) -> ResponseReturnValue:
    """A person's name, role and scope, with the acts of the account."""
    scope = current_scope()
    person = queries.get_person(scope, person_id)
    form = PersonForm(data=_values(person)) if request.method == "GET" else PersonForm()
    if request.method == "POST":
        form.login.data = person.login
    if form.sent():
        try:
            with writing():
                person = queries.get_person(scope, person_id)
                told = form.name.data, Role(form.role.data), form.parts()
                actions.edit_person(scope, person, *told, seen=form.version)
            flash("已保存，对方下一次打开页面时生效。")
            return redirect(url_for("people.edit", person_id=person_id), 303)
        except Refusal as refusal:
            form.refuse(refusal)
            person = queries.get_person(scope, person_id)
    acts = acts_on("person", person_id)
    return render_template("accounts/person_form.html", form=form, person=person, acts=acts), form.status


def _values(person: Person) -> dict[str, object]:
    return {
        "seen": str(person.version),
        "login": person.login,
        "name": person.name,
        "role": person.role,
        "regions": "\n".join(part.region_code for part in person.parts if part.region_code),
        "units": "\n".join(str(part.unit_id) for part in person.parts if part.unit_id),
        "lines": [part.line for part in person.parts if part.line],
    }


@blueprint.post("/people/first-passwords")
@needs(Permission.PEOPLE_EDIT)
def first_passwords() -> ResponseReturnValue:
    """First passwords for people who came by a list, shown once; so many at a time."""
    scope = current_scope()
    given = actions.first_passwords(min(len(queries.without_password(scope)), MOST_AT_ONCE))
    told = []
    with writing():
        for person, first in zip(queries.without_password(scope), given, strict=False):
            actions.reset_password(scope, person, first)
            told.append((person, first.clear))
    left = len(queries.without_password(scope))
    return render_template("accounts/first_passwords.html", told=told, left=left, roles=ROLE_NAMES)


@blueprint.post("/people/<int:person_id>/reset-password")
@needs(Permission.PEOPLE_EDIT)
def reset_password(person_id: int) -> ResponseReturnValue:
    """Give a new first password, shown once."""
    first = actions.first_password()
    with writing():
        person = queries.get_person(current_scope(), person_id)
        actions.reset_password(current_scope(), person, first)
    return render_template("accounts/first_password.html", person=person, password=first.clear)


@blueprint.route("/people/<int:person_id>/end", methods=["GET", "POST"])
@needs(Permission.PEOPLE_EDIT)
def end(person_id: int) -> ResponseReturnValue:
    """停用并移交."""
    scope = current_scope()
    person, form = queries.get_person(scope, person_id), EndForm()
    others = db.session.scalars(queries.people(scope, role=person.role)).all()
    choices = [SelectChoice(other.id, f"{other.name}（{other.login}）") for other in others if other.id != person_id]
    form.successor.choices = [SelectChoice(0, "暂无接任人"), *choices]
    if form.sent():
        try:
            with writing():
                successor = queries.get_person(scope, form.successor.data) if form.successor.data else None
                actions.end_person(scope, queries.get_person(scope, person_id), successor)
            return redirect(url_for("people.handover", person_id=person_id), 303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("accounts/end.html", form=form, person=person), form.status


@blueprint.get("/people/<int:person_id>/handover")
@needs(Permission.PEOPLE_EDIT)
def handover(person_id: int) -> ResponseReturnValue:
    """移交清单: one page to print; acts by kind and number, for the administrator reads no business data."""
    person = queries.get_person(current_scope(), person_id)
    successor = queries.get_person(current_scope(), person.successor_id) if person.successor_id else None
    acts = queries.acts_by(person_id)
    return render_template(
        "accounts/handover.html",
        person=person,
        successor=successor,
        places=places_of(person.parts),
        acts=acts,
        roles=ROLE_NAMES,
        open_parts=slots.page_part("person").call(queries.scope_of(person)),
        word_of=word_of,
    )


@blueprint.get("/sign-ins")
@needs(Permission.PEOPLE_EDIT)
def sign_ins() -> ResponseReturnValue:
    """Everybody's living sign-ins."""
    return render_template("accounts/sign_ins.html", rows=queries.sign_ins(), own=False)


@blueprint.post("/sign-ins/<int:sign_in_id>/end")
@needs(Permission.PEOPLE_EDIT)
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    """End anybody's sign-in."""
    with writing():
        actions.end_sign_in(current_scope(), sign_in_id, own=False)
    flash("该登录已退出。")
    return redirect(url_for("people.sign_ins"), 303)
