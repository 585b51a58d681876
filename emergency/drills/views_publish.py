"""Publishing the drafts of a list at once, after a page that says which."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.base.asked import asked_with
from emergency.base.errors import Conflict, Refusal
from emergency.drills import actions_life, ledger
from emergency.drills.door import blueprint
from emergency.drills.forms import PublishForm
from emergency.drills.places import place_of
from emergency.drills.queries_drafts import MOST, drafts_at
from emergency.drills.question import question_of

CHANGED = "草稿在您打开页面以后有增减，现在可以发布 {} 次，没有发布任何一次。请核对下面的清单后重新提交。"


@blueprint.route("/drills/publish", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def publish_all() -> ResponseReturnValue:
    """Publish what the list's filters find; the form knows how many its sender saw."""
    scope, question = current_scope(), question_of(request.args)
    place = place_of(scope, question)
    form = PublishForm()
    published: list[int] = []

    def deed() -> None:
        ready = drafts_at(scope, place, question).ready
        if not ready:
            raise Refusal("没有可以发布的草稿，可能已被别人发布。请回到演练台账核对。")
        if len(ready) != form.version:
            raise Conflict(CHANGED.format(len(ready)), version=len(ready))
        published.append(actions_life.publish_drills(scope, ready))

    if done(form, deed):
        where = url_for("drills.index") + asked_with(state="", page="")
        return go(where, f"已发布 {published[0]} 次演练，已进入日历；单位请到期前确定日期。")
    drafts = drafts_at(scope, place, question)
    if request.method == "GET":
        form = PublishForm(data={"seen": str(len(drafts.ready))})
    return render_template(
        "drills/publish_all.html", form=form, drafts=drafts, place=place, question=question, most=MOST, ledger=ledger,
    ), form.status  # fmt: skip
