"""Puts the plans and duties that may be ticked into a form."""

from datetime import date

from emergency.base.access import Scope
from emergency.drills.forms import KindForm, duty_value
from emergency.drills.forms_secret import is_silent
from emergency.drills.queries_duties import DutyLine, offer_lines, offered_duties, offered_plans
from emergency.drills.queries_secret import secret_among
from emergency.units.models import Unit


def offer_to(scope: Scope, form: KindForm, unit: Unit, on: date) -> list[DutyLine]:
    """The duties offered on that day, as lines; the form's choices are set to them.

    Secret plans are offered on the form that asks for no words, and on no other.
    """
    every = offered_plans(scope, unit)
    secret = {plan.id for plan in secret_among(plan_id for plan_id, _title in every)}
    silent = is_silent(form)
    plans = [(plan_id, title) for plan_id, title in every if (plan_id in secret) is silent]
    known = dict(plans)
    offered = [offer for offer in offered_duties(unit, on) if offer.choice.plan_id in {None, *known}]
    lines = offer_lines(offered, known)
    words = [
        (duty_value(line.choice.rule_id, line.choice.plan_id), f"{line.choice.rule_id} {line.title}") for line in lines
    ]
    form.offer(plans, words)
    return lines


def has_secret_plans(scope: Scope, unit: Unit) -> bool:
    """Whether the unit has a plan whose drills are registered by code and dates only."""
    return bool(secret_among(plan_id for plan_id, _title in offered_plans(scope, unit)))
