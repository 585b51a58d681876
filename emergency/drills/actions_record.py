"""Recording that a drill was held, and correcting such a record: two days, the stated and the received."""

from datetime import datetime

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.drills import rules
from emergency.drills.actions import check_own_words, picture, require, set_duties, touch
from emergency.drills.actions_check import close_credits
from emergency.drills.facts import HeldDetails
from emergency.drills.models import Drill
from emergency.drills.queries_duties import require_duties
from emergency.drills.queries_order import too_early_for_plans, too_late_for_followers
from emergency.drills.queries_secret import check_secrecy, is_secret_drill
from emergency.drills.secret_words import CORRECTIONS
from emergency.drills.words import Acceptance, Act, State
from emergency.evidence.actions import Subject, attach, drop_unnamed
from emergency.units.behalf import is_on_behalf
from emergency.units.models import Unit

ONLY_DAYS = "这次演练涉及涉密或工作秘密预案，照片、签到表等材料不得上传，文件没有收存；只登记日期，材料按保密渠道保管。"
STATED = ("held_on", "content", "form", "purpose", "participants", "place", "summary", "indoors", "announced")


def record_drill(scope: Scope, drill: Drill, organiser: Unit, held: HeldDetails, reason: str, version: int) -> None:
    """Record a drill as held, or correct its record where there is one."""
    if drill.state == State.HELD:
        correct_record(scope, drill, organiser, held, reason, version)
    else:
        hold_drill(scope, drill, organiser, held, version)


def hold_drill(scope: Scope, drill: Drill, organiser: Unit, held: HeldDetails, version: int) -> None:
    """Record a drill as held; it waits for the office (待核). Raises Refusal for a day to come."""
    require(Act.HOLD, drill, version)
    before = picture(drill)
    drill.state = State.HELD
    drill.recorded_at = clock.now()
    _state(scope, drill, organiser, held)
    _attach(scope, drill, organiser, held)
    late = rules.days_late(held.held_on, clock.today())
    mark = f"，补录，迟{late}天" if rules.is_late_entry(held.held_on, clock.today()) else ""
    sentence = f"登记演练“{drill.title}”于{held.held_on.isoformat()}举行{mark}。"
    trail.record(scope, Tag.DRILL_HOLD, "drill", drill.id, sentence, before, picture(drill))


def correct_record(scope: Scope, drill: Drill, organiser: Unit, held: HeldDetails, reason: str, version: int) -> None:
    """Correct a record with the reason: it waits for the office anew and counts for nothing until then.

    The day of receipt is ours and stays.
    """
    require(Act.CORRECT, drill, version, reason)
    check_own_words(drill, reason, CORRECTIONS)
    before = picture(drill)
    close_credits(drill)
    drill.reason = reason.strip()
    _state(scope, drill, organiser, held)
    _attach(scope, drill, organiser, held)
    sentence = f"更正演练“{drill.title}”的举行记录，原因：{drill.reason}。"
    trail.record(scope, Tag.DRILL_EDIT, "drill", drill.id, sentence, before, picture(drill))


def _state(scope: Scope, drill: Drill, organiser: Unit, held: HeldDetails) -> None:
    refused = rules.bad_held_day(held.held_on, clock.today())
    if refused:
        raise Refusal(refused, "held_on")
    _check_order(drill, held)
    _check_words(drill, held)
    require_duties(organiser, held.held_on, held.duties, held.content, held.form)
    for name in STATED:
        setattr(drill, name, getattr(held, name))
    _move_to(drill, held)
    set_duties(drill, held.plan_ids, held.duties)
    drill.recorder_id, drill.recorded_by, drill.on_behalf = scope.person_id, scope.name, is_on_behalf(scope, organiser)
    drill.acceptance, drill.check_reason = Acceptance.PENDING, ""
    touch(drill)


def _check_order(drill: Drill, held: HeldDetails) -> None:
    """No drill before its plan, and none after its own report or evaluation."""
    named = {*held.plan_ids, *(duty.plan_id for duty in held.duties if duty.plan_id is not None)}
    early = too_early_for_plans(named, held.held_on)
    if early:
        raise Refusal(early, "held_on")
    late = too_late_for_followers(drill, held.held_on) if drill.held_on is not None else None
    if late:
        raise Refusal(late, "held_on")


def _check_words(drill: Drill, held: HeldDetails) -> None:
    try:
        drill.title = check_secrecy(held, drill) or drill.title
    except Refusal:
        drop_unnamed(received for received, _role in held.papers)
        raise


def _attach(scope: Scope, drill: Drill, organiser: Unit, held: HeldDetails) -> None:
    """The files become papers of the drill; those of an earlier record stay beside them. None for a secret plan."""
    if held.papers and is_secret_drill(drill):
        drop_unnamed(received for received, _role in held.papers)
        raise Refusal(ONLY_DAYS)
    db.session.flush()
    subject = Subject(organiser, "drill", drill.id)
    for received, role in held.papers:
        attach(scope, received, subject, role, stated_on=held.held_on, on_behalf=drill.on_behalf, sample=drill.sample)


def _move_to(drill: Drill, held: HeldDetails) -> None:
    """The planned clock times on the day on which it was held."""
    local = drill.starts_at.astimezone(clock.SHANGHAI)
    lasted = drill.ends_at - drill.starts_at
    drill.starts_at = datetime.combine(held.held_on, local.time(), clock.SHANGHAI)
    drill.ends_at = drill.starts_at + lasted
