"""A version is accepted: it counts, the older ones end, and plans below it may have to follow."""

from emergency.base import clock
from emergency.base.access import Scope
from emergency.plans.actions_raise import raise_from_version
from emergency.plans.dates import started_on
from emergency.plans.ledger import add_act, announce, dates_of, open_acts
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import revisions_of
from emergency.plans.words import Act, RevisionState


def accept(scope: Scope, plan: Plan, revision: Revision) -> None:
    """The version counts from now, for the days that it states; older ones are superseded from its first day."""
    start = started_on(dates_of(revision))
    add_act(scope, plan, revision, Act.ACCEPTED, clock.today())
    for older in revisions_of(plan):
        replaced = older.number < revision.number and older.state == RevisionState.PASSED
        if replaced and start is not None and not open_acts(older, Act.SUPERSEDED):
            add_act(scope, plan, older, Act.SUPERSEDED, start, {"by": revision.number})
    plan.in_force = max(revision.number, plan.in_force or 0)
    announce(plan)
    raise_from_version(scope, plan, revision, start)
