"""One line of a programme: why it stands on its day, and what a person does with it."""

from collections.abc import Callable
from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.audit.queries import acts_on
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_day
from emergency.base.forms import Form
from emergency.drills.words import STATE_WORDS
from emergency.programme.actions_accept import accept_line
from emergency.programme.actions_lines import lock_line, move_line, set_open_fire
from emergency.programme.door import blueprint
from emergency.programme.explaining import why
from emergency.programme.fitting import fit_of
from emergency.programme.forms import DayForm, FireForm, SeenForm, seen_form
from emergency.programme.frame import shared
from emergency.programme.models import Programme, ProgrammeLine
from emergency.programme.owed import term_word
from emergency.programme.queries import get_line, get_programme, own_line
from emergency.programme.queries_places import region_names
from emergency.programme.reading import drill_of, named_paths, rule_titles, unit_of_line
from emergency.programme.sheet import state_word
from emergency.programme.words import PROPOSAL_WORDS

Act = Callable[[Scope, Programme, ProgrammeLine], object]


@blueprint.get("/programme-lines/<int:line_id>")
@needs(Permission.PROGRAMME_VIEW)
def line(line_id: int) -> ResponseReturnValue:
    """One line."""
    return shown(current_scope(), line_id)


def shown(scope: Scope, line_id: int, refused: Form | None = None) -> ResponseReturnValue:
    """The page of a line; with a refused form it says why, and is 422 or 409."""
    found = get_line(scope, line_id)
    programme, drill = get_programme(scope, found.programme_id), drill_of(found)
    page = render_template(
        "programme/line.html", line=found, unit=unit_of_line(found), why=why(programme, found), refused=refused,
        titles=rule_titles(), term_word=term_word, state_word=state_word, drill=drill,
        path=named_paths([found]).get(found.region_code, ""), history=acts_on("programme_line", str(line_id)),
        line_seen=seen_form(found.version), proposals=PROPOSAL_WORDS,
        drill_words=STATE_WORDS, crews=[crew.rpartition("#")[0] for crew in found.crews],
        place_name=region_names([found.place_code]).get(found.place_code, ""), **shared(scope, programme),
    )  # fmt: skip
    return page, refused.status if refused else 200


def _press(line_id: int, act: Act, said: str) -> ResponseReturnValue:
    """A button of the page: act on the line as it is now, or say on its page why not; its address leads there too."""
    scope, form = current_scope(), SeenForm()

    def deed() -> None:
        found, programme = own_line(scope, line_id)
        act(scope, programme, found)

    own_line(scope, line_id)
    if request.method == "GET":
        return redirect(url_for("programme.line", line_id=line_id), 303)
    if done(form, deed):
        return go(url_for("programme.line", line_id=line_id), said)
    return shown(scope, line_id, form)


@blueprint.route("/programme-lines/<int:line_id>/lock", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def lock(line_id: int) -> ResponseReturnValue:
    """Hold the line on its day."""
    version = SeenForm().version
    return _press(line_id, lambda scope, plan, found: lock_line(scope, plan, found, True, version), "已锁定在这一天。")


@blueprint.route("/programme-lines/<int:line_id>/unlock", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def unlock(line_id: int) -> ResponseReturnValue:
    """Let later proposals move the line."""
    version = SeenForm().version
    return _press(line_id, lambda scope, plan, found: lock_line(scope, plan, found, False, version), "已取消锁定。")


@blueprint.route("/programme-lines/<int:line_id>/accept", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def accept(line_id: int) -> ResponseReturnValue:
    """Make the line a drill of the register, as 草稿."""
    version = SeenForm().version
    said = "已转为演练草稿；突发事件类别取自预案，预案没有写明的请修改演练时选择，补充后发布。"
    return _press(line_id, lambda scope, plan, found: accept_line(scope, plan, found, version), said)


@blueprint.route("/programme-lines/<int:line_id>/move", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def move(line_id: int) -> ResponseReturnValue:
    """Another day, on which the line is then locked."""
    scope = current_scope()
    found, programme = own_line(scope, line_id)
    form = DayForm(data={"day": asked_day("day") or found.day, "seen": str(found.version)})

    def deed() -> None:
        mine, plan = own_line(scope, line_id)
        move_line(scope, plan, mine, form.day.data, form.version, form.insists.data or "")

    if done(form, deed):
        return go(url_for("programme.line", line_id=line_id), "已改期并锁定；点“检查变动”看其他演练要不要跟着调整。")
    return render_template(
        "programme/move.html", form=form, line=found, unit=unit_of_line(found), programme=programme,
        why=why(programme, found), titles=rule_titles(), nearest=_instead(programme, found, form),
    ), form.status  # fmt: skip


def _instead(programme: Programme, found: ProgrammeLine, form: DayForm) -> tuple[date, ...]:
    """The nearest fit days, where the day that was sent is none."""
    return fit_of(programme, found, form.day.data).nearest if form.day.data and form.day.errors else ()


@blueprint.route("/programme-lines/<int:line_id>/fire", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def fire(line_id: int) -> ResponseReturnValue:
    """Whether the drill lights a fire outdoors, and by which approval."""
    scope = current_scope()
    found, programme = own_line(scope, line_id)
    held = {"open_fire": found.open_fire, "approval": found.approval, "seen": str(found.version)}
    form = FireForm(data=held)

    def deed() -> None:
        mine, plan = own_line(scope, line_id)
        set_open_fire(scope, plan, mine, form.open_fire.data, form.approval.data or "", form.version)

    if done(form, deed):
        return go(url_for("programme.line", line_id=line_id), "已保存。")
    return render_template(
        "programme/fire.html", form=form, line=found, unit=unit_of_line(found), programme=programme,
        titles=rule_titles(),
    ), form.status  # fmt: skip
