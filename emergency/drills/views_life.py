"""The life of a drill beside its planning: publish, postpone, revive."""

from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, needs
from emergency.drills import actions_life
from emergency.drills.door import blueprint
from emergency.drills.filled import reason_form_of, revive_form_of
from emergency.drills.forms import PostponeForm, PublishForm
from emergency.drills.forms_secret import SecretPostponeForm
from emergency.drills.views_act import Asking, asked, pressed
from emergency.drills.words import Act

POSTPONE = Asking(
    Act.POSTPONE, "推迟演练", "推迟",
    "新的日期还没有定时用“推迟”；已经定下的请直接“改期”。推迟的演练留在台账里，日历中标为“已推迟，日期待定”。",
    "演练已推迟，日期待定；定下新的日期后请用“恢复”。",
)  # fmt: skip
REVIVE = Asking(
    Act.REVIVE, "恢复演练", "恢复",
    "给已推迟或已取消的演练定新的日期，恢复后须再次确定日期；推迟、取消前的日期和原因保留在办理经过里。",
    "演练已恢复，请到期前确定日期。",
)  # fmt: skip


@blueprint.post("/drills/<int:drill_id>/publish")
@needs(Permission.DRILL_EDIT)
def publish(drill_id: int) -> ResponseReturnValue:
    """Let everybody know who takes part."""
    return pressed(
        drill_id, PublishForm(), lambda scope, drill, form: actions_life.publish_drill(scope, drill, form.version),
        "演练已发布，参演单位可以看到，日历随之更新。",
    )  # fmt: skip


@blueprint.route("/drills/<int:drill_id>/postpone", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def postpone(drill_id: int) -> ResponseReturnValue:
    """The day is open again, and why."""
    return asked(
        drill_id, POSTPONE, lambda drill: reason_form_of(drill, PostponeForm, SecretPostponeForm),
        lambda scope, drill, form: actions_life.postpone_drill(scope, drill, form.reason.data, form.version),
    )  # fmt: skip


@blueprint.route("/drills/<int:drill_id>/revive", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def revive(drill_id: int) -> ResponseReturnValue:
    """A new day for what was postponed or cancelled, and why."""
    return asked(
        drill_id, REVIVE, revive_form_of,
        lambda scope, drill, form: actions_life.revive_drill(
            scope, drill, form.span(), form.reason.data, form.version, form.on_purpose
        ),
    )  # fmt: skip
