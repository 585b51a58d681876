"""What speaks against the day of a drill: days of rest, the duty's window, another drill of the unit that day."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from emergency.base import clock
from emergency.base.clock import SHANGHAI, day_of
from emergency.base.database import db
from emergency.base.slots import drill_windows
from emergency.drills.facts import DutyChoice, Span
from emergency.drills.models import Drill, DrillDuty
from emergency.drills.models_proposals import DrillProposal
from emergency.drills.rules import COMING
from emergency.drills.rules_days import Window, closed_words, days_of, same_day_words, window_words
from emergency.drills.words import State
from emergency.obligations.open_days import why_closed_on
from emergency.obligations.queries import load_rules
from emergency.obligations.rest_kinds import rest_for
from emergency.units.facts import UnitKind
from emergency.units.models import Unit
from emergency.units.queries_histories import histories

INSTANT = timedelta(microseconds=1)
STANDING = sorted({*COMING, State.HELD} - {State.POSTPONED})


def doubts_about(unit: Unit, span: Span, duties: Collection[DutyChoice] = (), drill_id: int = 0) -> list[str]:
    """What a person should know before a drill of this unit is put there; nothing of days that have gone by."""
    first, last = day_of(span.starts_at), day_of(span.ends_at - INSTANT)
    if first < clock.today():
        return []
    history = histories([unit.id]).get(unit.id)
    served = history is not None and history.fact_on("property_service", first) is True
    rest = rest_for(UnitKind(unit.kind), [duty.rule_id for duty in duties], property_service=served)
    closed = ((day, why_closed_on(day, rest)) for day in days_of(first, last))
    found = closed_words((day, why) for day, why in closed if why is not None)
    found += same_day_words(first, _others_on(unit, first, last, drill_id))
    return found + list(_out_of_window(unit, first, duties, drill_id))


def doubts_of(drill: Drill, proposal: DrillProposal | None = None) -> list[str]:
    """The same of a drill as it stands, or as it would stand where a proposal is taken."""
    duties = tuple(DutyChoice(row.rule_id, row.plan_id) for row in drill.duties)
    at = proposal or drill
    span = Span(at.starts_at, at.ends_at, at.all_day)
    return doubts_about(db.session.get_one(Unit, drill.organiser_id), span, duties, drill.id)


def _others_on(unit: Unit, first: date, last: date, drill_id: int) -> list[str]:
    query = select(Drill.title).where(
        Drill.organiser_id == unit.id, Drill.id != drill_id, Drill.state.in_(STANDING),
        Drill.starts_at < _midnight(last + timedelta(days=1)), Drill.ends_at > _midnight(first),
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(Drill.id).limit(3)))


def _out_of_window(unit: Unit, first: date, duties: Collection[DutyChoice], drill_id: int) -> Iterable[str]:
    windows: dict[tuple[str, int | None], Window] = {}
    for found in drill_windows.call(unit.id) if duties else ():
        windows |= {key: Window(*days) for key, days in found.items()}
    for duty in duties:
        window = windows.get((duty.rule_id, duty.plan_id))
        rule = load_rules().in_force(duty.rule_id, first)
        said = window_words(rule.title, first, window, clock.today()) if window and rule else None
        # Where another drill will meet the duty in time, this one is for the time after.
        late = window is not None and window.last < first and not window.leaves_out(first)
        if said and not (window and late and _met_by_another(unit, duty, window, drill_id)):
            yield said


def _met_by_another(unit: Unit, duty: DutyChoice, window: Window, drill_id: int) -> bool:
    query = select(Drill.id).join(DrillDuty, DrillDuty.drill_id == Drill.id).where(
        Drill.organiser_id == unit.id, Drill.id != drill_id, Drill.state.in_(STANDING),
        DrillDuty.rule_id == duty.rule_id, DrillDuty.plan_id.is_not_distinct_from(duty.plan_id),
        Drill.starts_at < _midnight(window.last + timedelta(days=1)),
        Drill.starts_at >= _midnight(window.first or clock.today()),
    )  # fmt: skip
    return db.session.scalar(query.limit(1)) is not None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)
