"""Due days of plan evaluations as all-day entries, for a drill calendar that asks for them."""

from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.coverage.models import Duty
from emergency.coverage.queries import View
from emergency.coverage.queries_duties import DutyLine, Wanted, duties, lines
from emergency.drills.calendar import CalendarEntry
from emergency.obligations.rules import Evidence, Force, Group
from emergency.units.queries import get_unit

ONE_DAY = timedelta(days=1)
WEEK_BEFORE = timedelta(days=7)


def evaluation_days(scope: Scope, region_code: str, unit_id: int, year: int) -> list[CalendarEntry]:
    """The plan evaluations that fall due in a year, of a region or of one unit, as known now.

    A yearly summary stands in the same group and is none: only what an evaluation of a plan meets is given.
    """
    region = get_unit(scope, unit_id).region_code if unit_id else region_code
    view = View(region, clock.today(), counted=None)
    wanted = Wanted(group=Group.EVALUATION.value, unit_id=unit_id or None)
    within = Duty.due_on.between(date(year, 1, 1), date(year, 12, 31))
    rows = db.session.scalars(duties(scope, view, wanted).where(within)).all()
    return [_entry(line, line.row.due_on) for line in lines(rows, view.on) if line.row.due_on and _of_a_plan(line)]


def _of_a_plan(line: DutyLine) -> bool:
    return any(demand.met_by is Evidence.EVALUATED for _, demand in line.rule.demands)


def _entry(line: DutyLine, due_on: date) -> CalendarEntry:
    """One due day. Another day is another entry: the number of the event is made of what is due and when."""
    row = line.row
    key = f"evaluation:{row.rule_id}:{row.unit_id}:{row.subject_kind}:{row.subject_id}:{due_on.isoformat()}"
    return CalendarEntry(
        label=f"{line.unit_name}的预案评估到期日",
        uid=str(uuid5(NAMESPACE_URL, f"emergency-plan-registry:{key}")),
        title=f"{_word(line)}：{f'《{line.subject}》' if line.subject else line.unit_name}",
        starts=due_on,
        ends=due_on + ONE_DAY,
        changed_at=row.known_from,
        sequence=0,
        organiser=line.unit_name,
        organiser_key=f"unit:{row.unit_id}",
        description=f"{line.rule.demand_text}\n依据：{line.rule.article}\n单位：{line.unit_name}",
        categories=("预案评估", "示例") if line.sample else ("预案评估",),
        alarm=WEEK_BEFORE,
        busy=False,
    )


def _word(line: DutyLine) -> str:
    """原则上 is worded so: what is due in principle is 应评估, not 到期."""
    word = "预案应评估" if line.rule.force is Force.PRINCIPLE else "预案评估到期"
    told = f"{word}（暂定）" if line.row.provisional else word
    return f"【示例】{told}" if line.sample else told
