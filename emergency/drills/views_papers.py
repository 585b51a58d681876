"""Further papers of a held drill."""

from flask import render_template
from flask.typing import ResponseReturnValue

from emergency.base import clock
from emergency.base.access import Permission, current_scope, needs
from emergency.drills import actions_papers
from emergency.drills.doing import done
from emergency.drills.door import blueprint
from emergency.drills.forms_papers import AfterForm
from emergency.drills.queries_own import own_drill


@blueprint.route("/drills/<int:drill_id>/papers", methods=["GET", "POST"])
@needs(Permission.DRILL_EDIT)
def papers(drill_id: int) -> ResponseReturnValue:
    """What evaluates, sums up and archives a drill."""
    scope = current_scope()
    drill, _unit = own_drill(scope, drill_id)
    form = AfterForm(data={"on": clock.today()})
    said = "材料已收存，演练评估和归档的应办事项随之更新。"
    return done(form, lambda: actions_papers.add_papers(scope, drill_id, form.given(), form.on.data), said) or (
        render_template("drills/papers.html", form=form, drill=drill),
        form.status,
    )
