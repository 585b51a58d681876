"""Signing in and out, one's own password and sign-ins."""

from flask import Blueprint, Request, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from emergency.accounts import actions, queries
from emergency.accounts.forms import PasswordForm, SignInForm
from emergency.accounts.rules import ABSOLUTE, safe_way_back
from emergency.base.access import Permission, Scope, current_scope, needs, open_door
from emergency.base.cookies import cookie_name, set_cookie
from emergency.base.errors import Refusal, TooMany
from emergency.base.web import writing

blueprint = Blueprint("accounts", __name__)
COOKIE = "sign-in"


def who_asks(asking: Request) -> Scope | None:
    """The scope of a request's sign-in; fills the slot `identify`."""
    token = asking.cookies.get(cookie_name(COOKIE))
    return actions.identify(token, asking.remote_addr or "") if token else None


@blueprint.route("/login", methods=["GET", "POST"])
@open_door("Whoever has no sign-in yet must be able to get one.")
def login() -> ResponseReturnValue:
    """Sign in; the way back must be of this site."""
    form = SignInForm()
    way_back = safe_way_back(request.values.get("next"))
    if not form.sent():
        return render_template("accounts/login.html", form=form, way_back=way_back), form.status
    try:
        person = actions.check_password(form.login.data, form.password.data, request.remote_addr or "")
    except (Refusal, TooMany) as refusal:
        form.form_errors.append(refusal.sentence)
        return render_template("accounts/login.html", form=form, way_back=way_back), _status_of(refusal)
    with writing():
        token = actions.sign_in(person, request.remote_addr or "", request.user_agent.string)
    session.clear()
    response = redirect(way_back, 303)
    set_cookie(response, COOKIE, token, max_age=int(ABSOLUTE.total_seconds()))
    return response


def _status_of(refusal: Refusal | TooMany) -> int:
    return 429 if isinstance(refusal, TooMany) else 422


@blueprint.post("/logout")
@needs(Permission.SELF)
def logout() -> ResponseReturnValue:
    """Sign out: the row ends, so a copied cookie is worth nothing."""
    with writing():
        actions.sign_out(current_scope())
    session.clear()
    response = redirect(url_for("accounts.login"), 303)
    response.delete_cookie(cookie_name(COOKIE), path="/", secure=request.is_secure, httponly=True)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.route("/password", methods=["GET", "POST"])
@needs(Permission.SELF)
def change_password() -> ResponseReturnValue:
    """Change one's own password."""
    scope, form = current_scope(), PasswordForm()
    if form.sent():
        try:
            person = queries.get_person(scope, scope.person_id or 0)
            actions.check_old_password(person, form.old.data, scope.address)
            hashed = actions.check_new_password(person.login, form.password.data)
            with writing():
                actions.change_password(scope, queries.get_person(scope, scope.person_id or 0), hashed)
            flash("密码已修改，您在其他地方的登录已经退出。")
            return redirect("/", 303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("accounts/password.html", form=form), form.status


@blueprint.get("/my-sign-ins")
@needs(Permission.SELF)
def my_sign_ins() -> ResponseReturnValue:
    """One's own living sign-ins."""
    rows = queries.sign_ins(person_id=current_scope().person_id)
    return render_template("accounts/sign_ins.html", rows=rows, own=True)


@blueprint.post("/my-sign-ins/<int:sign_in_id>/end")
@needs(Permission.SELF)
def end_my_sign_in(sign_in_id: int) -> ResponseReturnValue:
    """End one of one's own sign-ins."""
    with writing():
        actions.end_sign_in(current_scope(), sign_in_id, own=True)
    flash("该登录已退出。")
    return redirect(url_for("accounts.my_sign_ins"), 303)
