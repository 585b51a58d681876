"""Planning a drill: create, edit, confirm, move, cancel. Each change raises what the calendar counts."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from emergency.audit import trail
from emergency.audit.queries import last_hand
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Conflict, Refusal
from emergency.drills import rules
from emergency.drills.checking import why_not_moved_by
from emergency.drills.deliberate import check_day, check_span
from emergency.drills.facts import DrillDetails, DutyChoice, Span
from emergency.drills.models import Drill, DrillDuty, DrillPlan, DrillUnit
from emergency.drills.queries_duties import require_duties
from emergency.drills.queries_own import organiser_of
from emergency.drills.queries_secret import check_secrecy, is_secret_drill
from emergency.drills.secret_words import CANCELS, MOVES, check_reason
from emergency.drills.words import STATE_WORDS, Acceptance, Act, Part, State
from emergency.units.behalf import is_on_behalf
from emergency.units.models import Unit

AGAIN = "填写的内容还在，请核对后重新提交。"
KEPT = (
    "content", "form", "purpose", "hazard", "place", "indoors", "announced", "partners",
)  # fmt: skip


def create_drill(
    scope: Scope, organiser: Unit, details: DrillDetails, *, state: State = State.PUBLISHED, anyway: str | None = None
) -> Drill:  # fmt: skip
    """A new drill of a unit that the caller loaded through scope, published at once or a draft.

    Raises Refusal for an impossible time; one that has gone by is entered after (补录). `anyway` as in `check_day`.
    """
    span, draft = details.span, state is State.DRAFT
    check_span(span, recorded_after=True)
    knowing = check_day(organiser, span, details.duties, anyway)
    title = check_secrecy(details) or details.title
    require_duties(organiser, clock.day_of(span.starts_at), details.duties, details.content, details.form)
    drill = Drill(
        title=title, uid=str(uuid4()), organiser_id=organiser.id, region_code=organiser.region_code,
        state=State.DRAFT if draft else State.PUBLISHED, unpublished=draft or None,
        set_above=is_on_behalf(scope, organiser) or None,
        planned_for=span.starts_at, starts_at=span.starts_at, ends_at=span.ends_at, all_day=span.all_day,
        changed_at=clock.now(), sequence=0, created_by=scope.name, acceptance=Acceptance.NONE, sample=organiser.sample,
    )  # fmt: skip
    _fill(drill, details)
    db.session.add(drill)
    db.session.flush()
    which = f"“{drill.title}”{'（草稿）' if draft else ''}"
    sentence = f"为{organiser.name}安排演练{which}，{day_word(drill.starts_at)}{knowing}。"
    trail.record(scope, Tag.DRILL_ADD, "drill", drill.id, sentence, after=picture(drill))
    return drill


def edit_drill(scope: Scope, drill: Drill, organiser: Unit, details: DrillDetails, version: int) -> None:
    """Change what is planned, but for the time (that is a move). Raises Refusal or Conflict."""
    require(Act.EDIT, drill, version)
    title = check_secrecy(details, drill) or details.title
    require_duties(organiser, clock.day_of(drill.starts_at), details.duties, details.content, details.form)
    before = picture(drill)
    drill.title = title
    _fill(drill, details)
    touch(drill)
    trail.record(scope, Tag.DRILL_EDIT, "drill", drill.id, f"修改演练“{drill.title}”。", before, picture(drill))


def confirm_drill(scope: Scope, drill: Drill, version: int) -> None:
    """The day is settled: 已发布 becomes 已确定."""
    require(Act.CONFIRM, drill, version)
    if drill.ends_at <= clock.now():
        raise Refusal("演练日期已经过去，不能再确定。已举行的请“登记举行情况”，没有举行的请“改期”或“取消”。")
    before = picture(drill)
    drill.state = State.CONFIRMED
    touch(drill)
    sentence = f"确定演练“{drill.title}”于{day_word(drill.starts_at)}举行。"
    trail.record(scope, Tag.DRILL_CONFIRM, "drill", drill.id, sentence, before, picture(drill))


def move_drill(
    scope: Scope, drill: Drill, to: Span, reason: str, version: int, anyway: str | None = None
) -> None:  # fmt: skip
    """Another time, with the reason; the first published time stays on the row. A draft is moved without a word."""
    require(Act.MOVE, drill, version, reason)
    check_mover(scope, drill, Act.MOVE)
    if drill.state != State.DRAFT:
        check_own_words(drill, reason, MOVES)
    check_span(to)
    if to == Span(drill.starts_at, drill.ends_at, drill.all_day):
        raise Refusal("新的时间与原来相同，没有改期。请填写新的时间。", "day")
    knowing = check_day(organiser_of(drill), to, duties_of(drill), anyway, drill.id)
    before = picture(drill)
    earlier = day_word(drill.starts_at)
    stand_on(drill, to)
    drill.reason = "" if drill.state == State.DRAFT else reason.strip()
    touch(drill)
    why = f"，原因：{drill.reason}" if drill.reason else ""
    sentence = f"演练“{drill.title}”由{earlier}改至{day_word(to.starts_at)}{why}{knowing}。"
    trail.record(scope, Tag.DRILL_MOVE, "drill", drill.id, sentence, before, picture(drill))


def cancel_drill(scope: Scope, drill: Drill, reason: str, version: int) -> None:
    """The drill will not be held; it stays in the ledger and in the calendar as cancelled."""
    require(Act.CANCEL, drill, version, reason)
    check_mover(scope, drill, Act.CANCEL)
    check_own_words(drill, reason, CANCELS)
    before = picture(drill)
    drill.state, drill.reason = State.CANCELLED, reason.strip()
    touch(drill)
    sentence = f"取消演练“{drill.title}”，原因：{drill.reason}。"
    trail.record(scope, Tag.DRILL_CANCEL, "drill", drill.id, sentence, before, picture(drill))


def require(act: Act, drill: Drill, version: int, reason: str = "") -> None:
    """Refuse an act that the state forbids, that lacks its reason, or that was begun on an older state."""
    refused = rules.why_not(act, State(drill.state), Acceptance(drill.acceptance))
    if drill.version != version:
        raise Conflict(f"{_meanwhile(drill)}{refused or AGAIN}", version=drill.version)
    if refused:
        raise Refusal(refused)
    missing = rules.missing_reason(act, reason, State(drill.state))
    if missing:
        raise Refusal(missing, "reason")


def _meanwhile(drill: Drill) -> str:
    """Who changed the drill since a page was opened, and how it stands now."""
    reason = f"，原因：{drill.reason}" if drill.reason else ""
    stands = f"日期{day_word(drill.starts_at)}，{STATE_WORDS[drill.state]}{reason}"
    return f"这次演练在您打开页面以后由{last_hand('drill', drill.id)}改动过，现在是：{stands}。您的修改没有保存。"


def check_mover(scope: Scope, drill: Drill, act: Act) -> None:
    """What an office put on its day is not moved by the unit itself. Raises Refusal that says what to do."""
    refused = why_not_moved_by(scope, drill, organiser_of(drill), act)
    if refused:
        raise Refusal(refused)


def check_own_words(drill: Drill, reason: str, allowed: tuple[str, ...]) -> None:
    """Of a drill of a secret plan a reason is one of the fixed ones. Raises Refusal."""
    if is_secret_drill(drill):
        check_reason(reason, allowed)


def stand_on(drill: Drill, to: Span) -> None:
    """Put the drill on a time; until it is published, that is its first one."""
    drill.starts_at, drill.ends_at, drill.all_day = to.starts_at, to.ends_at, to.all_day
    if drill.unpublished:
        drill.planned_for = to.starts_at


def touch(drill: Drill) -> None:
    """A change that calendars must take up (RFC 5545 3.8.7.3 and 3.8.7.4)."""
    drill.sequence += 1
    drill.changed_at = clock.now()


def duties_of(drill: Drill) -> tuple[DutyChoice, ...]:
    """The duties that the drill is held for."""
    return tuple(DutyChoice(row.rule_id, row.plan_id) for row in drill.duties)


def set_duties(drill: Drill, plan_ids: tuple[int, ...], duties: tuple[DutyChoice, ...]) -> None:
    """The plans exercised and the duties it is held for; nothing else will be met by this drill."""
    # Rows that stay are kept: their pair is unique and new rows go in before old ones go out.
    there = {row.plan_id: row for row in drill.plans}
    drill.plans = [there.get(plan_id) or DrillPlan(plan_id=plan_id) for plan_id in dict.fromkeys(plan_ids)]
    drill.duties = [DrillDuty(rule_id=duty.rule_id, plan_id=duty.plan_id) for duty in dict.fromkeys(duties)]


def day_word(moment: datetime) -> str:
    """A moment as the trail says it: 2026年5月12日."""
    day = clock.day_of(moment)
    return f"{day.year}年{day.month}月{day.day}日"


def picture(drill: Drill) -> dict[str, Any]:
    """What the trail keeps of a drill before and after an act."""
    names = (
        "title",
        "event_class",
        *KEPT,
        "all_day",
        "starts_at",
        "ends_at",
        "state",
        "held_on",
        "participants",
        "acceptance",
        "sequence",
    )
    kept = {name: getattr(drill, name) for name in names}
    duties = [[duty.rule_id, duty.plan_id] for duty in drill.duties]
    units = [[row.unit_id, row.part] for row in drill.units]
    return {**kept, "duties": duties, "plans": [plan.plan_id for plan in drill.plans], "units": units}


def _fill(drill: Drill, details: DrillDetails) -> None:
    for name in KEPT:
        setattr(drill, name, getattr(details, name))
    drill.event_class = details.event_class or ""
    wanted = {drill.organiser_id: Part.ORGANISER}
    wanted |= {unit_id: part for unit_id, part in details.parts if unit_id != drill.organiser_id}
    there = {row.unit_id: row for row in drill.units}
    drill.units = [there.get(unit_id) or DrillUnit(unit_id=unit_id) for unit_id in wanted]
    for row in drill.units:
        row.part = wanted[row.unit_id]
    set_duties(drill, details.plan_ids, details.duties)
