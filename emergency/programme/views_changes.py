"""Changes of a programme: ask for the least, look at the difference, accept one or all; make drills of all lines."""

from collections.abc import Callable

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, Scope, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_page
from emergency.base.errors import Refusal
from emergency.base.forms import Form
from emergency.base.paging import paginate
from emergency.programme.actions_accept import accept_all
from emergency.programme.actions_propose import Renewal, accept_changes, discard_changes, propose, renew
from emergency.programme.door import blueprint
from emergency.programme.forms import SeenForm
from emergency.programme.frame import shared
from emergency.programme.models import Programme
from emergency.programme.owed import term_word
from emergency.programme.queries import LineFilter, get_programme, listed, own_programme
from emergency.programme.reading import named_paths, rule_titles
from emergency.programme.sheet import state_word
from emergency.programme.words import PROPOSAL_WORDS


@blueprint.get("/programmes/<int:programme_id>/changes")
@needs(Permission.PROGRAMME_VIEW)
def changes(programme_id: int) -> ResponseReturnValue:
    """What a re-plan would change: before, after, why."""
    return shown(current_scope(), programme_id)


def shown(scope: Scope, programme_id: int, refused: Form | None = None) -> ResponseReturnValue:
    """The difference; with a refused form it says why, and is 422 or 409."""
    programme = get_programme(scope, programme_id)
    page = paginate(listed(scope, programme, LineFilter(state="proposed")), asked_page(), scalars=False)
    seen = {line.id: SeenForm(data={"seen": str(line.version)}) for line, _, _ in page.items}
    html = render_template(
        "programme/changes.html", page=page, line_seen=seen, proposals=PROPOSAL_WORDS, titles=rule_titles(),
        paths=named_paths(line for line, _, _ in page.items), term_word=term_word, state_word=state_word,
        refused=refused, **shared(scope, programme),
    )  # fmt: skip
    return html, refused.status if refused else 200


@blueprint.post("/programmes/<int:programme_id>/propose")
@needs(Permission.PROGRAMME_EDIT)
def propose_changes(programme_id: int) -> ResponseReturnValue:
    """Reckon the plan that changes fewest, before the writing begins, and put it beside the days that stand."""
    scope, form = current_scope(), SeenForm()
    changed: list[int] = []
    try:
        found: Renewal | None = renew(own_programme(scope, programme_id))
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


@blueprint.post("/programmes/<int:programme_id>/changes/accept")
@needs(Permission.PROGRAMME_EDIT)
def take_all(programme_id: int) -> ResponseReturnValue:
    """Accept everything that is proposed."""
    said = "已采纳全部调整。"
    return _press(programme_id, lambda scope, found, version: accept_changes(scope, found, version), said)


@blueprint.post("/programmes/<int:programme_id>/changes/discard")
@needs(Permission.PROGRAMME_EDIT)
def discard(programme_id: int) -> ResponseReturnValue:
    """Leave the programme as it stands."""
    said = "已撤销调整方案，计划不变。"
    return _press(programme_id, lambda scope, found, version: discard_changes(scope, found, version), said)


@blueprint.post("/programmes/<int:programme_id>/accept")
@needs(Permission.PROGRAMME_EDIT)
def accept_lines(programme_id: int) -> ResponseReturnValue:
    """Make drills of all lines with a day, as 草稿."""
    said = "已转为演练草稿；数量多的由后台分批办理，请稍后刷新。"
    return _press(programme_id, lambda scope, found, _version: accept_all(scope, found), said)


def _press(programme_id: int, act: Callable[[Scope, Programme, int], object], said: str) -> ResponseReturnValue:
    scope, form = current_scope(), SeenForm()
    own_programme(scope, programme_id)
    if done(form, lambda: act(scope, own_programme(scope, programme_id), form.version)):
        return go(url_for("programme.board", programme_id=programme_id), said)
    return shown(scope, programme_id, form)
