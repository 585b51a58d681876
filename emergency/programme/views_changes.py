"""Changes of a programme: ask for the least, look at the difference, accept one or all; make drills of all lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_page
from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.base.paging import paginate
from emergency.base.tabled import exportable
from emergency.programme.actions_accept import accept_all
from emergency.programme.actions_check import AT_ONCE, ask_check
from emergency.programme.actions_propose import Renewal, accept_change, accept_changes, discard_changes, propose, renew
from emergency.programme.door import blueprint
from emergency.programme.forms import SeenForm, seen_form
from emergency.programme.frame import shared
from emergency.programme.models import Programme
from emergency.programme.owed import term_word
from emergency.programme.queries import (
    LineFilter,
    counts_of,
    get_programme,
    is_checking,
    listed,
    own_line,
    own_programme,
    run_of,
)
from emergency.programme.queries_changes import proposals_in, ready_in
from emergency.programme.queries_places import region_names
from emergency.programme.reading import named_paths, rule_titles
from emergency.programme.sheet import state_word
from emergency.programme.words import PROPOSAL_WORDS, Proposal

MOST_TOLD = 5


@blueprint.get("/programmes/<int:programme_id>/changes")
@needs(Permission.PROGRAMME_VIEW)
@exportable
def changes(programme_id: int) -> ResponseReturnValue:
    """What a re-plan would change: before, after, why."""
    return shown(current_scope(), programme_id)


def shown(scope: Scope, programme_id: int, refused: Form | None = None) -> ResponseReturnValue:
    """The difference; with a refused form it says why, and is 422 or 409."""
    programme = get_programme(scope, programme_id)
    page = paginate(listed(scope, programme, LineFilter(state="proposed")), asked_page(), scalars=False)
    seen = {line.id: seen_form(line.version) for line, _, _ in page.items}
    html = render_template(
        "programme/changes.html", page=page, line_seen=seen, proposals=PROPOSAL_WORDS, titles=rule_titles(),
        paths=named_paths(line for line, _, _ in page.items), term_word=term_word, state_word=state_word,
        refused=refused, checking=is_checking(programme.id), run=run_of(programme.id), **shared(scope, programme),
    )  # fmt: skip
    return html, refused.status if refused else 200


@blueprint.route("/programmes/<int:programme_id>/propose", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def propose_changes(programme_id: int) -> ResponseReturnValue:
    """Reckon the plan that changes fewest, before the writing begins, and put it beside the days that stand."""
    scope, form = current_scope(), SeenForm()
    changed: list[int] = []
    if request.method == "GET":
        own_programme(scope, programme_id)
        return redirect(url_for("programme.changes", programme_id=programme_id), 303)
    programme = own_programme(scope, programme_id)
    if counts_of(scope, programme)["whole"] > AT_ONCE:
        if done(form, lambda: ask_check(scope, own_programme(scope, programme_id), form.version)):
            where = url_for("programme.changes", programme_id=programme_id)
            return go(where, "已开始检查变动，项数较多，由后台办理，办完后本页列出调整。")
        return shown(scope, programme_id, form)
    try:
        found: Renewal | None = renew(programme)
    except Refusal as refusal:
        form.refuse(refusal)
        return shown(scope, programme_id, form)

    def deed() -> None:
        assert found is not None
        changed.append(propose(scope, own_programme(scope, programme_id), found, form.version))

    if done(form, deed):
        said = f"需要调整 {changed[0]} 项，请逐项核对后采纳。" if changed[0] else "没有需要调整的。"
        return go(url_for("programme.changes", programme_id=programme_id), said)
    return shown(scope, programme_id, form)


@dataclass(frozen=True)
class Deed:
    """An act on a whole programme, which a page asks about before it is done."""

    title: str
    # What is done; it may say what was left, and why.
    act: Callable[[Scope, Programme, int], Sequence[str]]
    done: str
    # What it would do, in sentences; none where there is nothing to do.
    told: Callable[[Programme], list[str]]
    nothing: str


@blueprint.route("/programmes/<int:programme_id>/changes/accept", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def take_all(programme_id: int) -> ResponseReturnValue:
    """Accept everything that is proposed."""
    nothing, said = "没有待采纳的调整。", "已采纳现在仍然合适的全部调整。"
    return _sure(programme_id, Deed("采纳全部调整", accept_changes, said, _all_proposed, nothing))


@blueprint.route("/programmes/<int:programme_id>/changes/discard", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def discard(programme_id: int) -> ResponseReturnValue:
    """Leave the programme as it stands."""
    said, nothing = "已撤销调整方案，计划不变。", "没有待采纳的调整，不用撤销。"
    return _sure(programme_id, Deed("撤销全部调整", _discard, said, _all_dropped, nothing))


@blueprint.route("/programmes/<int:programme_id>/accept", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def accept_lines(programme_id: int) -> ResponseReturnValue:
    """Make drills of all lines with a day, as 草稿."""
    said = "已转为演练草稿；数量多的由后台分批办理，请稍后刷新。核对后在演练台账里筛选“草稿”，可以“发布全部草稿”。"
    nothing = "没有可以转为演练的项目：日期在今天以后的都已转为演练。"
    deed = Deed("全部转为演练草稿", _accept_all, said, _all_ready, nothing)
    return _sure(programme_id, deed)


def _accept_all(scope: Scope, programme: Programme, _version: int) -> Sequence[str]:
    accept_all(scope, programme)
    return ()


def _discard(scope: Scope, programme: Programme, version: int) -> Sequence[str]:
    discard_changes(scope, programme, version)
    return ()


def _all_proposed(programme: Programme) -> list[str]:
    found = proposals_in(programme.id)
    if not found:
        return []
    parts = "，".join(f"{word} {found[kind]} 项" for kind, word in PROPOSAL_WORDS.items() if kind in found)
    said = [f"共 {sum(found.values())} 项：{parts}。采纳后计划按新的安排，单位看到的也随之改变。"]
    if Proposal.RENEW in found:
        said.append(
            "“另排”的：已推迟的演练恢复到新的日期，并通知有关单位；已取消的排出新的一次，演练台账里的仍为已取消。"
        )
    if Proposal.DROP in found:
        said.append("“不再需要”的从计划里删去。")
    return said


def _all_dropped(programme: Programme) -> list[str]:
    number = sum(proposals_in(programme.id).values())
    return [f"{number} 项调整都不采纳，计划不变；以后仍可再点“检查变动”。"] if number else []


def _all_ready(programme: Programme) -> list[str]:
    found = ready_in(programme.id, clock.today())
    if not found.lines:
        return []
    said = [
        f"{found.lines} 项将转为演练草稿，涉及 {found.units} 个单位，日期 {found.first} 至 {found.last}。",
        "草稿只有组织单位和上级机构看得到；补充名称、类别后发布，才进入日历和通知。转成后改期、取消在演练页面办理。",
    ]
    left = [f"日期已过的 {found.past} 项"] if found.past else []
    left += [f"先前没有转成的 {found.refused} 项（清单里写明原因，请逐项办理）"] if found.refused else []
    return [*said, f"不在其内：{'、'.join(left)}。"] if left else said


def _sure(programme_id: int, deed: Deed) -> ResponseReturnValue:
    """Ask before, with what it would do; a refusal stays on the page that asks."""
    scope = current_scope()
    own_programme(scope, programme_id)
    form = SeenForm()
    left: list[str] = []
    if done(form, lambda: left.extend(deed.act(scope, own_programme(scope, programme_id), form.version))):
        more = [f"另有 {len(left) - MOST_TOLD} 项没有采纳，都还列在待采纳的调整里。"] if len(left) > MOST_TOLD else []
        where = "programme.changes" if left else "programme.board"
        return go(url_for(where, programme_id=programme_id), deed.done, *left[:MOST_TOLD], *more)
    programme = own_programme(scope, programme_id)
    fresh = seen_form(programme.version)
    fresh.form_errors = form.form_errors
    page = render_template(
        "programme/sure.html", form=fresh, deed=deed, told=deed.told(programme), programme=programme,
        name=region_names({programme.region_code})[programme.region_code],
    )  # fmt: skip
    return page, form.status


@blueprint.route("/programme-lines/<int:line_id>/take-over", methods=["GET", "POST"])
@needs(Permission.PROGRAMME_EDIT)
def take_over(line_id: int) -> ResponseReturnValue:
    """Do what is proposed for this one line."""
    scope, form = current_scope(), SeenForm()
    _, programme = own_line(scope, line_id)
    where = url_for("programme.changes", programme_id=programme.id)
    if request.method == "GET":
        return redirect(where, 303)

    def deed() -> None:
        mine, plan = own_line(scope, line_id)
        accept_change(scope, plan, mine, form.version)

    return go(where, "已采纳这一项。") if done(form, deed) else shown(scope, programme.id, form)
