"""Puts the plans and duties that may be ticked into a form."""

from collections.abc import Sequence
from datetime import date

from emergency.base.access import Scope
from emergency.drills.forms import KindForm
from emergency.drills.queries_duties import Offer
from emergency.units.models import Unit


def offer_to(scope: Scope, form: KindForm, unit: Unit, on: date) -> Sequence[Offer]:
    """The duties offered on that day; the form's choices are set to them."""
    form.offer([], [])
    return []
