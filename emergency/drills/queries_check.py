"""Whom to appoint where nobody can check a record that waits."""

from emergency.base.access import Scope
from emergency.drills.checking import desks_of, whom_to_appoint
from emergency.drills.models import Drill
from emergency.drills.words import Acceptance
from emergency.plans.queries import holder_of
from emergency.plans.queries_page import checkers_at
from emergency.units.models import Unit


def appointment(scope: Scope, drill: Drill, organiser: Unit) -> str | None:
    """Whom to appoint; None where somebody can check or nothing waits."""
    if drill.acceptance != Acceptance.PENDING:
        return None
    holder = holder_of(organiser)
    return whom_to_appoint(holder, checkers_at(scope, desks_of(holder)), drill.recorder_id)
