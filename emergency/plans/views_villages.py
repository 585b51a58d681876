"""The page on which a township enters the plans of all its villages."""

from flask import url_for
from flask.typing import ResponseReturnValue

from emergency.base.access import Permission, current_scope, needs
from emergency.base.acting import done, go
from emergency.evidence.facts import Secrecy
from emergency.plans.actions_villages import record_villages
from emergency.plans.doors import blueprint, noticed, shown
from emergency.plans.forms_villages import villages_form
from emergency.plans.queries_villages import township, villages_of


@blueprint.route("/regions/<string(length=12):code>/village-plans", methods=["GET", "POST"])
@needs(Permission.VILLAGE_RECORD)
def villages(code: str) -> ResponseReturnValue:
    """All villages of a township: days, scans, one sending."""
    scope = current_scope()
    region, known = township(scope, code), villages_of(scope, code)
    form, made = villages_form(known), []

    def act() -> None:
        secrecy = Secrecy(form.secrecy.data)
        made.extend(record_villages(scope, code, form.entries(), form.shared.data, secrecy))

    if done(form, act):
        return go(url_for("plans.villages", code=code), f"已收存 {len(made)} 个村（社区）的预案。", *noticed(form))
    named = {str(village.unit.id): village for village in known}
    return shown("villages.html", form, region=region, villages=named)
