"""What the office sets for programmes: limits a day, observers and teams, seasons of a year."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.errors import NotFound, Refusal
from emergency.base.forms import Form
from emergency.programme import actions_settings
from emergency.programme.actions_settings import CrewDetails
from emergency.programme.door import blueprint
from emergency.programme.facts import A_DAY_PER_PLACE
from emergency.programme.forms import LimitForm, SeasonForm, SeenForm, crew_form, seen_form
from emergency.programme.queries_places import region_names
from emergency.programme.queries_settings import get_crew, get_limit, get_season, own_crews, own_limits, own_seasons
from emergency.programme.seeded import entries
from emergency.units.facts import UNIT_KIND_LABELS, UnitKind
from emergency.units.models_regions import Region
from emergency.units.queries_regions import get_region


@blueprint.get("/programmes/settings")
@needs(Permission.PROGRAMME_EDIT)
def settings() -> ResponseReturnValue:
    """Everything that is set, each with the way to change it."""
    return _shown(current_scope())


def _shown(scope: Scope, refused: Form | None = None) -> ResponseReturnValue:
    limits, crews, seasons = own_limits(scope), own_crews(scope), own_seasons(scope)
    codes = [row.region_code for row in limits]
    codes += [row.region_code for row in crews] + [row.region_code for row in seasons]
    named = region_names(codes)
    kinds = {kind.value: word for kind, word in UNIT_KIND_LABELS.items()}
    page = render_template(
        "programme/settings.html", limits=limits, crews=crews, seasons=seasons, names=named, entries=entries(),
        titles={one.name: one.title for one in entries()}, kinds=kinds, general=A_DAY_PER_PLACE, refused=refused,
        seen=lambda row: seen_form(row.version),
    )  # fmt: skip
    return page, refused.status if refused else 200


def _region(scope: Scope, code: str) -> Region:
    """The region that a form names. Raises Refusal beside the field."""
    try:
        return get_region(scope, code.strip().upper())
    except NotFound as error:
        raise Refusal("没有这个地区，或者不在您的管辖范围内。请输入名称后从列表中选择。", "region") from error


@blueprint.route("/programmes/settings/limits", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def limit() -> ResponseReturnValue:
    """How many drills a day one region carries."""
    scope, form = current_scope(), LimitForm()

    def act() -> None:
        region = _region(scope, form.region.data)
        actions_settings.set_limit(scope, region, form.a_day.data, form.reason.data, form.version)

    if done(form, act):
        return go(url_for("programme.settings"), "已保存，下一次排期起按此上限。")
    return _form("programme/limit.html", form)


def _form(template: str, form: Form, **values: object) -> ResponseReturnValue:
    return render_template(template, form=form, **values), form.status


@blueprint.post("/programmes/settings/limits/<string(length=12):code>/remove")
@needs(Permission.PROGRAMME_EDIT)
def remove_limit(code: str) -> ResponseReturnValue:
    """Let the general limit hold again."""
    scope, form = current_scope(), SeenForm()
    get_limit(scope, code)
    if done(form, lambda: actions_settings.remove_limit(scope, get_limit(scope, code), form.version)):
        return go(url_for("programme.settings"), "已取消单独的上限。")
    return _shown(scope, form)


@blueprint.route("/programmes/settings/crews/new", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def new_crew() -> ResponseReturnValue:
    """Enter an observer or team."""
    return _crew(None)


@blueprint.route("/programmes/settings/crews/<int:crew_id>", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def crew(crew_id: int) -> ResponseReturnValue:
    """Change an observer or team."""
    return _crew(crew_id)


def _crew(crew_id: int | None) -> ResponseReturnValue:
    scope = current_scope()
    form = crew_form(get_crew(scope, crew_id) if crew_id is not None else None)

    def act() -> None:
        kinds = tuple(UnitKind(kind) for kind in form.kinds.data or ())
        told = CrewDetails(form.name.data, form.a_day.data, kinds, form.spans())
        row = get_crew(scope, crew_id) if crew_id is not None else None
        actions_settings.save_crew(scope, _region(scope, form.region.data), told, row, form.version)

    if done(form, act):
        return go(url_for("programme.settings"), "已保存，下一次排期起生效。")
    return _form("programme/crew.html", form, is_new=crew_id is None)


@blueprint.post("/programmes/settings/crews/<int:crew_id>/end")
@needs(Permission.PROGRAMME_EDIT)
def end_crew(crew_id: int) -> ResponseReturnValue:
    """Take an observer or team out, or back in."""
    scope, form = current_scope(), SeenForm()
    get_crew(scope, crew_id)

    def act() -> None:
        row = get_crew(scope, crew_id)
        actions_settings.end_crew(scope, row, not row.ended, form.version)

    if done(form, act):
        return go(url_for("programme.settings"), "已保存，下一次排期起生效。")
    return _shown(scope, form)


@blueprint.route("/programmes/settings/seasons/new", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def new_season() -> ResponseReturnValue:
    """Days of a season of one year."""
    scope, form = current_scope(), SeasonForm()
    form.offer(entries())

    def act() -> None:
        region, span = _region(scope, form.region.data), (form.first.data, form.last.data)
        actions_settings.add_season(scope, region, form.name.data, span, form.source.data)

    if done(form, act):
        return go(url_for("programme.settings"), "已保存，下一次排期起生效。")
    return _form("programme/season.html", form)


@blueprint.post("/programmes/settings/seasons/<int:season_id>/remove")
@needs(Permission.PROGRAMME_EDIT)
def remove_season(season_id: int) -> ResponseReturnValue:
    """Let the default days hold again."""
    scope, form = current_scope(), SeenForm()
    get_season(scope, season_id)
    if done(form, lambda: actions_settings.remove_season(scope, get_season(scope, season_id), form.version)):
        return go(url_for("programme.settings"), "已取消，按预设排期。")
    return _shown(scope, form)
