"""Puts the plans and duties that may be ticked into a form."""

from datetime import date

from emergency.base.access import Scope
from emergency.drills.forms import KindForm, duty_value
from emergency.drills.queries_duties import DutyLine, offer_lines, offered_duties, offered_plans
from emergency.units.models import Unit


def offer_to(scope: Scope, form: KindForm, unit: Unit, on: date) -> list[DutyLine]:
    """The duties offered on that day, as lines; the form's choices are set to them."""
    plans = offered_plans(scope, unit)
    lines = offer_lines(offered_duties(unit, on), dict(plans))
    words = [
        (duty_value(line.choice.rule_id, line.choice.plan_id), f"{line.choice.rule_id} {line.title}") for line in lines
    ]
    form.offer(plans, words)
    return lines
