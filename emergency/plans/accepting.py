"""A version is accepted, or its acceptance withdrawn: what counts, which version ends when, who may have to follow."""

from itertools import pairwise

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
    add_act(scope, plan, revision, Act.ACCEPTED, clock.today())
    _settle(scope, plan)
    raise_from_version(scope, plan, revision, started_on(dates_of(revision)))


def take_back(scope: Scope, plan: Plan, revision: Revision) -> None:
    """The version counts no longer from now on, as though nobody had accepted it; what was known before stays known.

    Circumstances that the register drafted on plans below wait for a person as before: a draft opens no duty, and the
    version may be accepted again.
    """
    for row in open_acts(revision, Act.ACCEPTED):
        row.known_until = clock.now()
    _settle(scope, plan)


def _settle(scope: Scope, plan: Plan) -> None:
    """The newest accepted version is in force, and each accepted one ends where the next of them begins."""
    passed = [one for one in reversed(revisions_of(plan)) if one.state == RevisionState.PASSED]
    plan.in_force = passed[-1].number if passed else None
    for older, newer in pairwise([*passed, None]):
        if older is not None:
            _end(scope, plan, older, newer)
    announce(plan)


def _end(scope: Scope, plan: Plan, older: Revision, newer: Revision | None) -> None:
    known = next(iter(open_acts(older, Act.SUPERSEDED)), None)
    if newer is None:
        if known is not None:
            known.known_until = clock.now()
        return
    start = started_on(dates_of(newer))
    if start is not None and (known is None or known.details.get("by") != newer.number):
        add_act(scope, plan, older, Act.SUPERSEDED, start, {"by": newer.number}, replaces=known)
