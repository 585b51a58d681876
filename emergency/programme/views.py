"""The front door of the room: the programmes there are, making one, its year board and months, stopping it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, Role, Scope, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_text
from emergency.base.errors import Refusal
from emergency.base.web import writing
from emergency.drills import month
from emergency.drills.words import STATE_WORDS
from emergency.obligations.open_days import moon_days
from emergency.obligations.queries import load_workdays, workday_notes
from emergency.programme import views_changes, views_line, views_list, views_rates, views_settings, views_tables
from emergency.programme.actions_make import ask_programme, stop_making
from emergency.programme.door import asked_month, blueprint
from emergency.programme.forms import MakeForm, SeenForm
from emergency.programme.frame import shared
from emergency.programme.models import Programme
from emergency.programme.month_marks import marks_of
from emergency.programme.queries import (
    counts_of,
    gave_up,
    get_programme,
    own_programme,
    peaks_of,
    programmes_of,
    run_of,
)
from emergency.programme.queries_places import days_of_month, places_to_plan, region_names
from emergency.programme.reading import board_for, rule_titles
from emergency.programme.sums import Sums
from emergency.programme.words import MAKING_WORDS, Making
from emergency.units.queries_regions import get_region

__all__ = ["blueprint", "views_changes", "views_line", "views_list", "views_rates", "views_settings", "views_tables"]

MONTHS = 12


@blueprint.get("/programmes")
@needs(Permission.PROGRAMME_VIEW)
def overview() -> ResponseReturnValue:
    """The programmes that the viewer may open."""
    scope = current_scope()
    found = programmes_of(scope)
    names = region_names({one.region_code for one in found})
    return render_template(
        "programme/overview.html", programmes=found, names=names, words=MAKING_WORDS, own=scope.role is Role.UNIT,
        peaks=peaks_of(one.id for one in found),
    )  # fmt: skip


@blueprint.route("/programmes/new", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def new() -> ResponseReturnValue:
    """Ask for a programme; a job makes it."""
    scope = current_scope()
    form = MakeForm(data={"region": asked_text("region") or scope.regions[0], "year": _next_year()})
    form.offer(places_to_plan(scope))
    made: list[Programme] = []

    def act() -> None:
        region = get_region(scope, form.region.data)
        made.append(ask_programme(scope, region, form.year.data, form.a_day.data, form.seed.data))

    if done(form, act):
        return go(url_for("programme.board", programme_id=made[0].id), "已开始排期，排完后本页显示全年安排。")
    known = load_workdays().years
    return render_template("programme/new.html", form=form, known=sorted(known)), form.status


def _next_year() -> int:
    """From October on the next year's programme is what offices make."""
    today = clock.today()
    return today.year + (today.month > MONTHS - 3)


@blueprint.get("/programmes/<int:programme_id>")
@needs(Permission.PROGRAMME_VIEW)
def board(programme_id: int) -> ResponseReturnValue:
    """The year: weeks by places."""
    return _board(current_scope(), get_programme(current_scope(), programme_id))


def _board(scope: Scope, programme: Programme, refused: SeenForm | None = None) -> ResponseReturnValue:
    if programme.state == Making.WAITING:
        run = run_of(programme.id)
        return render_template(
            "programme/waiting.html", run=run, gave_up=gave_up(programme.id), **shared(scope, programme)
        )
    region = _region_asked(scope, programme)
    sums = Sums.of(counts_of(scope, programme, region))
    page = render_template(
        "programme/board.html", board=board_for(scope, programme, region), region=region, refused=refused,
        region_name=region_names({region}).get(region, ""), sums=sums, **shared(scope, programme),
    )  # fmt: skip
    return page, refused.status if refused else 200


def _region_asked(scope: Scope, programme: Programme) -> str:
    """The region whose places are rows: as asked, else the viewer's own within the programme. Raises NotFound."""
    asked = asked_text("region")
    if asked and scope.regions:
        return get_region(scope, asked).code
    own = [code for code in scope.regions if scope.covers(code) and not scope.covers(programme.region_code)]
    return own[0] if len(own) == 1 else programme.region_code


@blueprint.route("/programmes/<int:programme_id>/stop", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def stop(programme_id: int) -> ResponseReturnValue:
    """Ask the making to stop with the best so far."""
    scope = current_scope()
    if request.method == "GET":
        own_programme(scope, programme_id)
        return redirect(url_for("programme.board", programme_id=programme_id), 303)
    try:
        with writing():
            stop_making(scope, own_programme(scope, programme_id))
    except Refusal as refusal:
        form = SeenForm()
        form.refuse(refusal)
        return _board(scope, get_programme(scope, programme_id), form)
    return go(url_for("programme.board", programme_id=programme_id), "已请求停止，保留目前最好的结果。")


@blueprint.get("/programmes/<int:programme_id>/month")
@needs(Permission.PROGRAMME_VIEW)
def month_page(programme_id: int) -> ResponseReturnValue:
    """One month of the programme as a grid."""
    scope = current_scope()
    programme = get_programme(scope, programme_id)
    chosen = asked_month(1)
    weeks = month.weeks(programme.year, chosen, days_of_month(scope, programme, chosen))
    marks = marks_of(programme.year, chosen, load_workdays(), workday_notes(), moon_days())
    return render_template(
        "programme/month.html", weeks=weeks, month=chosen, weekdays=month.WEEKDAYS, titles=rule_titles(), marks=marks,
        drill_words=STATE_WORDS, **shared(scope, programme),
    )  # fmt: skip
