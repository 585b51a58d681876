"""The arithmetic of one light: the demand, tables and recorded days that its sentence is made of."""

from collections.abc import Iterable
from datetime import date

from emergency.coverage.queries_duties import DutyLine
from emergency.obligations.arithmetic import Reckoning, Start, sentence
from emergency.obligations.binding import facts_on
from emergency.obligations.counting import counting_on
from emergency.obligations.predicates import holds
from emergency.obligations.queries import load_counting, load_workdays, workday_notes
from emergency.obligations.rules import Demand
from emergency.units.queries_histories import histories

STARTED = ("起算", "起因")
DONE = "办理"
# What happened on which day, and what part it plays.
Act = tuple[str, str, date]


def reckoned(line: DutyLine, acts: Iterable[Act]) -> str:
    """The sentence of a duty that the caller has loaded through the scope; `acts` are (part, word, day)."""
    demand = _demand(line)
    if demand is None:
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
    )
    return f"{sentence(case, line.on)}。"


def _demand(line: DutyLine) -> Demand | None:
    """What was owed when the tile began: a rule may ask for another interval of other units."""
    unit = histories([line.row.unit_id], line.known_at).get(line.row.unit_id)
    if unit is None:
        return None
    facts = facts_on(unit, line.row.starts)
    return next((demand for condition, demand in line.rule.demands if holds(condition, facts)), None)
