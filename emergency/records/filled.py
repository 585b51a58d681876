"""What a form of records offers of its unit: the plans in force, the incidents without an evaluation."""

from typing import Any

from wtforms.fields.choices import SelectChoice

from emergency.base.access import Scope
from emergency.records.queries_incidents import open_incidents, plan_named, plans_to_name
from emergency.records.words import RecordKind


def offer(scope: Scope, form: Any, kind: RecordKind, unit_id: int, asked: int | None = None) -> Any:
    """The form with its choices; ``asked`` is the incident that the address names, chosen from the start."""
    if kind is RecordKind.INCIDENT:
        chosen = form.plan_id.data
        plans = dict(plans_to_name(scope, unit_id))
        if chosen and chosen == form.plan_id.object_data:
            plans.setdefault(chosen, plan_named(chosen))
        form.plan_id.choices = _choices("没有启用预案", list(plans.items()))
    if kind is RecordKind.INCIDENT_EVALUATION:
        known = form.about_id.object_data
        form.about_id.choices = _choices("请选择", open_incidents(unit_id, known))
        if form.about_id.data is None and not form.is_submitted():
            form.about_id.data = asked
    return form


def _choices(first: str, offered: list[tuple[int, str]]) -> list[SelectChoice]:
    return [SelectChoice("", first), *(SelectChoice(str(number), name) for number, name in offered)]
