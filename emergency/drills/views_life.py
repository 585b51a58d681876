"""The life of a drill beside its planning: publish, postpone, revive."""

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.drills import actions_life
from emergency.drills.doing import done
from emergency.drills.door import blueprint
from emergency.drills.filled import revive_form_of
from emergency.drills.forms import PostponeForm, PublishForm
from emergency.drills.forms_secret import SecretPostponeForm
from emergency.drills.models import Drill
from emergency.drills.queries_own import own_drill
from emergency.drills.queries_secret import is_secret_drill
from emergency.drills.views_drill import shown


@blueprint.post("/drills/<int:drill_id>/publish")
@needs(Permission.DRILL_EDIT)
def publish(drill_id: int) -> ResponseReturnValue:
    """Let everybody know who takes part."""
    scope, form = current_scope(), PublishForm()

    def deed() -> Drill:
        drill, _ = own_drill(scope, drill_id)
        actions_life.publish_drill(scope, drill, form.version)
        return drill

    return done(form, deed, "演练已发布，参演单位可以看到，日历随之更新。") or shown(scope, drill_id, form)


@blueprint.route("/drills/<int:drill_id>/postpone", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def postpone(drill_id: int) -> ResponseReturnValue:
    """The day is open again, and why."""
    scope = current_scope()
    drill, _ = own_drill(scope, drill_id)
    form = (SecretPostponeForm if is_secret_drill(drill) else PostponeForm)(data={"seen": str(drill.version)})

    def deed() -> Drill:
        drill, _ = own_drill(scope, drill_id)
        actions_life.postpone_drill(scope, drill, form.reason.data, form.version)
        return drill

    return done(form, deed, "演练已推迟，日期待定；定下新的日期后请用“恢复”。") or (
        render_template("drills/postpone.html", form=form, drill=drill),
        form.status,
    )


@blueprint.route("/drills/<int:drill_id>/revive", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def revive(drill_id: int) -> ResponseReturnValue:
    """A new day for what was postponed or cancelled, and why."""
    scope = current_scope()
    drill, _ = own_drill(scope, drill_id)
    form = revive_form_of(drill)

    def deed() -> Drill:
        drill, _ = own_drill(scope, drill_id)
        actions_life.revive_drill(scope, drill, form.span(), form.reason.data, form.version)
        return drill

    return done(form, deed, "演练已恢复，请到期前确定日期。") or (
        render_template("drills/revive.html", form=form, drill=drill),
        form.status,
    )
