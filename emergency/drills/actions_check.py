"""The office's check of a held drill: accepted it earns its credits, returned it earns none."""

from collections.abc import Iterable

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, slots
from emergency.base.access import Scope
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import Refusal
from emergency.drills.actions import check_own_words, picture, require
from emergency.drills.checking import why_not_checked_by
from emergency.drills.facts import DutyChoice
from emergency.drills.models import NO_DUTY, Drill, DrillCredit
from emergency.drills.queries_duties import require_duties
from emergency.drills.secret_words import RETURNS
from emergency.drills.words import Acceptance, Act, Content, Form
from emergency.units.models import Unit


def accept_drill(scope: Scope, drill: Drill, organiser: Unit, version: int) -> None:
    """Accept the record: from now on the drill counts for its duties, for the day on which it was held.

    Raises Refusal for who recorded it, for an office that does not supervise the unit, and in a wrong state.
    """
    require(Act.ACCEPT, drill, version)
    _require_checker(scope, drill, organiser)
    _require_counted(drill, organiser)
    before = picture(drill)
    _check(scope, drill, Acceptance.ACCEPTED, "")
    _credit(drill)
    slots.facts_changed.send({drill.organiser_id})
    own = "（自录自核）" if drill.checked_own else ""
    sentence = f"核对通过演练“{drill.title}”的举行记录{own}。"
    trail.record(scope, Tag.DRILL_ACCEPT, "drill", drill.id, sentence, before, picture(drill))


def _credit(drill: Drill) -> None:
    """What the drill counts for; one that was held for no duty is kept as held, for it asks for its evaluation."""
    now, duties = clock.now(), [(duty.rule_id, duty.plan_id) for duty in drill.duties]
    for rule_id, plan_id in duties or [(NO_DUTY, None)]:
        if drill.held_on is not None:
            credit = DrillCredit(
                drill_id=drill.id, unit_id=drill.organiser_id, rule_id=rule_id, plan_id=plan_id,
                held_on=drill.held_on, known_from=now,
            )  # fmt: skip
            db.session.add(credit)


def return_drill(scope: Scope, drill: Drill, organiser: Unit, reason: str, version: int) -> None:
    """Send the record back with the reason; credits that it had earned end now and stay on record."""
    require(Act.RETURN, drill, version, reason)
    check_own_words(drill, reason, RETURNS)
    _require_checker(scope, drill, organiser)
    before = picture(drill)
    _check(scope, drill, Acceptance.RETURNED, reason.strip())
    close_credits(drill)
    sentence = f"退回演练“{drill.title}”的举行记录，原因：{drill.check_reason}。"
    trail.record(scope, Tag.DRILL_RETURN, "drill", drill.id, sentence, before, picture(drill))


def close_credits(drill: Drill) -> None:
    """What the drill counted for is no longer known to count; the closed rows answer questions of old days."""
    credits = list(open_credits(drill.id))
    for credit in credits:
        credit.known_until = clock.now()
    # A drill that counts for no duty still asks for its evaluation while it is accepted.
    slots.facts_changed.send({drill.organiser_id, *(credit.unit_id for credit in credits)})


def open_credits(drill_id: int) -> Iterable[DrillCredit]:
    """The credits that count at present."""
    query = select(DrillCredit).where(DrillCredit.drill_id == drill_id, DrillCredit.known_until == FAR_MOMENT)
    return db.session.scalars(query)


def _require_checker(scope: Scope, drill: Drill, organiser: Unit) -> None:
    refused = why_not_checked_by(scope, organiser, drill.recorder_id)
    if refused:
        raise Refusal(refused)


def _require_counted(drill: Drill, organiser: Unit) -> None:
    """Law and facts may have changed since the record was made: what no longer counts is not accepted."""
    chosen = [DutyChoice(duty.rule_id, duty.plan_id) for duty in drill.duties]
    held_on = drill.held_on or clock.day_of(drill.starts_at)
    require_duties(organiser, held_on, chosen, Content(drill.content), Form(drill.form))


def _check(scope: Scope, drill: Drill, acceptance: Acceptance, reason: str) -> None:
    drill.acceptance, drill.check_reason = acceptance, reason
    drill.checker_id, drill.checked_by, drill.checked_at = scope.person_id, scope.name, clock.now()
