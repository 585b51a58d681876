"""Lines become drills of the register: drafts that the unit and the office still edit and publish."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock, jobs
from emergency.base.access import Scope, system_scope
from emergency.base.clock import SHANGHAI
from emergency.base.database import committed, db
from emergency.base.errors import DomainError, Refusal
from emergency.drills.actions import create_drill
from emergency.drills.facts import DrillDetails, DutyChoice, Span
from emergency.drills.queries_secret import secret_among
from emergency.drills.words import Content, Form, Purpose, State
from emergency.obligations.queries import load_rules
from emergency.obligations.rules import Accepts, Rule
from emergency.plans.models import Plan
from emergency.plans.words import EventClass
from emergency.programme import rules
from emergency.programme.actions_lines import require_seen
from emergency.programme.fitting import why_not_now
from emergency.programme.models import Programme, ProgrammeLine
from emergency.programme.owed import term_word
from emergency.programme.queries import JOB, REFUSED, lines_to_accept
from emergency.programme.sheet import titled
from emergency.programme.words import LineKind, Making
from emergency.units.models import Unit

ACCEPT = "accept"
PIECE = 50
STARTS, ENDS = time(9, 30), time(11, 0)
LONGEST_TITLE = 100
# A month, a quarter or half a year: several a year, that a name should tell apart.
PART = "-"
ANY_DRILL = Accepts()
SINCE = "排定后情况有变，请点“检查变动”另排，或先改期；仍要在这一天的，在“改期”里写明原因。"


def accept_line(scope: Scope, programme: Programme, line: ProgrammeLine, version: int) -> int:
    """Make the drill of one line, as 草稿; gives its number. Raises Refusal, Conflict."""
    require_seen(line, version)
    if programme.state in (Making.WAITING, Making.REPLACED):
        raise Refusal("这份计划正在排期或已被新计划替代，不能转为演练。请打开在用的计划。")
    refused = rules.why_not_accepted(LineKind(line.kind), line.drill_id, line.day, clock.today())
    if refused:
        raise Refusal(refused)
    return _accepted(scope, line, why_not_now(programme, [line]))


def _accepted(scope: Scope, line: ProgrammeLine, shut: Mapping[str, str]) -> int:
    """Calendar, limits or observers may have changed since the line found its day: such a day is no drill's."""
    if line.task_key in shut:
        raise Refusal(f"{shut[line.task_key]}{SINCE}")
    unit = db.session.get_one(Unit, line.unit_id)
    drill = create_drill(scope, unit, details_of(line, unit), state=State.DRAFT)
    line.drill_id, line.locked, line.changed_by = drill.id, True, scope.name
    if line.reason == REFUSED:
        line.reason, line.sentence = "", ""
    said = f"年度计划中的演练转为草稿“{drill.title}”。"
    trail.record(scope, Tag.PROGRAMME_ACCEPT, "programme_line", line.id, said, after={"drill_id": drill.id})
    return drill.id


def details_of(line: ProgrammeLine, unit: Unit) -> DrillDetails:
    """The drill as the programme plans it: 实战 in the morning; of a secret plan no words are told.

    The class of event is the plan's; where the plan tells none it is left for people to choose.
    """
    assert line.day is not None
    rule = load_rules().in_force(line.rule_id, line.day)
    accepts = rule.accepts if rule and rule.accepts else ANY_DRILL
    duties = tuple(DutyChoice(rule_id, plan_id) for rule_id, plan_id in line.serves)
    plan_ids = tuple(dict.fromkeys(one for one in (line.exercises_id, *(d.plan_id for d in duties)) if one))
    kinds = (_content(accepts), _form(accepts), Purpose.TESTING)
    if secret_among(plan_ids):
        return DrillDetails("", _span(line.day), *kinds, plan_ids=plan_ids, duties=duties)
    plan = db.session.get(Plan, line.exercises_id) if line.exercises_id else None
    return DrillDetails(
        title_of(unit.name, rule, line.term, plan.title if plan else ""), _span(line.day), *kinds,
        event_class=EventClass(plan.event_class) if plan and plan.event_class else None, plan_ids=plan_ids,
        duties=duties,
    )  # fmt: skip


def title_of(unit_name: str, rule: Rule | None, term: str, plan_title: str) -> str:
    """What a drill is called until somebody names it better: whose, in which period, for which duty, by which plan."""
    period = term_word(term) if PART in term else ""
    title = titled(unit_name, rule.title if rule else "应急演练", period)
    whole = f"{title}（《{plan_title}》）" if plan_title else title
    named = whole if len(whole) <= LONGEST_TITLE else title
    return named if len(named) <= LONGEST_TITLE else named[: LONGEST_TITLE - 2] + "……"


def _content(accepts: Accepts) -> Content:
    return Content.COMPREHENSIVE if Content.COMPREHENSIVE in accepts.contents else Content.SINGLE


def _form(accepts: Accepts) -> Form:
    return Form.LIVE if Form.LIVE in accepts.forms else Form.TABLETOP


def _span(day: date) -> Span:
    starts, ends = (datetime.combine(day, at, SHANGHAI).astimezone(UTC) for at in (STARTS, ENDS))
    return Span(starts, ends)


def accept_all(scope: Scope, programme: Programme) -> int:
    """Make the drills of all lines with a day: few at once, many by a job; gives how many. Raises Refusal."""
    if programme.state not in (Making.READY, Making.STOPPED):
        raise Refusal("这份计划正在排期或已被新计划替代，不能转为演练。请打开在用的计划。")
    lines = lines_to_accept(programme.id, clock.today(), PIECE + 1)
    if not lines:
        raise Refusal("没有可以转为演练的项目：日期在今天以后的都已转为演练。")
    if len(lines) <= PIECE:
        _accept_piece(scope, lines, why_not_now(programme, lines))
        return len(lines)
    payload = {"programme_id": programme.id, "do": ACCEPT, "name": scope.name}
    jobs.enqueue(JOB, f"{JOB}:{programme.id}:accept", payload)
    said = f"{programme.year}年度计划全部转为演练草稿，由后台分批办理。"
    trail.record(scope, Tag.PROGRAMME_ACCEPT, "programme", programme.id, said)
    return 0


def accept_in_pieces(programme_id: int, name: str) -> None:
    """The job: a piece a commit, so that others may write between. What can't be a drill keeps its line with why."""
    while True:
        with committed():
            lines = lines_to_accept(programme_id, clock.today(), PIECE)
            if not lines:
                return
            shut = why_not_now(db.session.get_one(Programme, programme_id), lines)
            _accept_piece(system_scope(name), lines, shut)


def _accept_piece(scope: Scope, lines: Sequence[ProgrammeLine], shut: Mapping[str, str]) -> None:
    for line in lines:
        try:
            _accepted(scope, line, shut)
        except DomainError as error:
            line.reason, line.sentence = REFUSED, error.sentence
            said = f"年度计划中的演练没有转为草稿：{error.sentence}"
            trail.record(scope, Tag.PROGRAMME_LINE, "programme_line", line.id, said)
