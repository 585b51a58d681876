"""The arithmetic of one light: the demand, tables and recorded days that its sentence is made of."""

from collections.abc import Iterable
from datetime import date

from emergency.coverage.actions import region_terms
from emergency.coverage.queries_duties import DutyLine
from emergency.obligations.arithmetic import Reckoning, Start, sentence
from emergency.obligations.binding import facts_on
from emergency.obligations.counting import counting_on
from emergency.obligations.predicates import holds
from emergency.obligations.queries import load_counting, load_workdays, workday_notes
from emergency.obligations.rules import Demand
from emergency.units.facts import UnitHistory
from emergency.units.queries_histories import histories

STARTED = ("起算", "起因")
DONE = "办理"
# What happened on which day, and what part it plays.
Act = tuple[str, str, date]


def reckoned(line: DutyLine, acts: Iterable[Act]) -> str:
    """The sentence of a duty that the caller has loaded through the scope; `acts` are (part, word, day)."""
    unit = histories([line.row.unit_id], line.known_at).get(line.row.unit_id)
    demand = _demand(line, unit) if unit else None
    if unit is None or demand is None:
        return ""
    days = [(part, Start(word.partition("：")[0], on)) for part, word, on in acts]
    case = Reckoning(
        line.tile,
        demand,
        counting_on(load_counting(line.known_at), line.row.starts),
        load_workdays(line.known_at),
        next((start for part, start in days if part in STARTED), None),
        next((start for part, start in days if part == DONE), None),
        workday_notes(line.known_at),
        None if demand.needs_plan else _opened(line, unit),
    )
    return f"{sentence(case, line.on)}。"


def _opened(line: DutyLine, unit: UnitHistory) -> Start | None:
    """台账启用日 of the unit's region, else the day on which the unit was recorded."""
    terms = region_terms({line.row.region_code}, line.known_at).get(line.row.region_code)
    if terms and terms.ledger_start:
        return Start("台账启用", terms.ledger_start)
    return Start("单位登入台账", unit.recorded_on) if unit.recorded_on else None


def _demand(line: DutyLine, unit: UnitHistory) -> Demand | None:
    """What was owed when the tile began: a rule may ask for another interval of other units."""
    facts = facts_on(unit, line.row.starts)
    return next((demand for condition, demand in line.rule.demands if holds(condition, facts)), None)
