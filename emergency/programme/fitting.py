"""Whether a line fits a day a person chose: the scheduler's own rules, asked about a few locked drills."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from emergency.obligations.queries import load_workdays, workday_notes
from emergency.programme.asking import Kept
from emergency.programme.facts import SOFT, DaySets, Limits, Reason, Task, Term
from emergency.programme.ground import survey
from emergency.programme.models import Programme, ProgrammeLine
from emergency.programme.placing import place
from emergency.programme.queries import beside_all, beside_days, tied_to
from emergency.programme.queries_settings import crew_of, crews_in, limit_by_place, limits_in, seasons_in
from emergency.programme.seeded import Entered, days_of_year, seasons_of
from emergency.programme.standing import Standing
from emergency.programme.words import INSISTED

# How many other days are offered where one does not fit.
OFFERED = 3


def stage_of(
    programme: Programme, places: set[str], school_terms: Sequence[tuple[date, date]] = ()
) -> tuple[DaySets, Limits, tuple[Term, ...]]:
    """The days, limits and wishes of a programme's year as they are set now, for a school with these terms."""
    year, region = programme.year, programme.region_code
    entered = [Entered(row.kind, row.first_day, row.last_day) for row in seasons_in(region, year)]
    seasons = seasons_of(year, entered, school_terms)
    days = days_of_year(year, load_workdays(), workday_notes(), seasons)
    numbers = limit_by_place(limits_in(region), places, programme.a_day)
    crews = tuple(crew_of(row) for row in crews_in(region))
    return days, Limits(programme.a_day, numbers, crews, seed=programme.seed), seasons.terms


def task_of(line: ProgrammeLine, day: date | None) -> Task:
    """A line as the scheduler sees it, locked on a day."""
    kept = Kept(None, False, line.open_fire, line.approval)
    return Task(
        line.task_key, line.unit_id, line.place_code, line.first_day, line.last_day, line.rest,
        frozenset(line.traits) | kept.traits, tuple(line.crews), line.spacing, locked=day,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """What stands against a day for a line: `hard` forbids it, `soft` asks for a reason; the nearest fit days."""

    hard: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    nearest: tuple[date, ...] = ()

    @property
    def instead(self) -> str:
        """The nearest fit days in words."""
        if not self.nearest:
            return "可排日期内已没有合适的日子。"
        return f"最近的合适日期：{'、'.join(day.isoformat() for day in self.nearest)}。"


def fit_of(programme: Programme, line: ProgrammeLine, day: date) -> Fit:
    """How a day suits a line beside the other lines as they stand; a fixed number of queries."""
    days, limits, _terms = stage_of(programme, {line.place_code})
    others = [task_of(other, other.day) for other in tied_to(line) if other.day]
    plan = place([task_of(line, day), *others], days, limits, ())
    mine = [one for one in plan.conflicts if one.key == line.task_key]
    soft = tuple(one.sentence for one in mine if _is_soft(line, one.reason))
    hard = tuple(one.sentence for one in mine if not _is_soft(line, one.reason))
    nearest = fit_days(task_of(line, None), others, days, limits) if mine else []
    return Fit(hard, soft, tuple(sorted(sorted(nearest, key=lambda one: (abs(one - day), one))[:OFFERED])))


def _is_soft(line: ProgrammeLine, reason: Reason) -> bool:
    """A drill of rolling years meets its duty after its day as well, though late."""
    return reason in SOFT or (reason is Reason.EMPTY_WINDOW and line.term == "due")


def fit_days(task: Task, others: Sequence[Task], days: DaySets, limits: Limits) -> list[date]:
    """The days of a drill's window that calendar, place, observers and its unit's other drills leave free (pure)."""
    ground = survey([task, *others], days, limits, ())
    standing = Standing(ground)
    return [ground.day(day) for day in ground.wish[0] if standing.fits(0, day)]


def why_not_there(programme: Programme, lines: Sequence[ProgrammeLine]) -> dict[str, str]:
    """What stands against the days proposed for lines once all go there, by key: others were moved meanwhile.

    Who may not go stays, which may stand in the way of another one: asked until nobody more is kept back.
    """
    going = {line.task_key: line for line in lines if line.proposed_day}
    leaving = {line.task_key for line in lines if not line.proposed_day}
    days_asked = [line.proposed_day for line in going.values() if line.proposed_day]
    near = {one.task_key: one for one in (*going.values(), *beside_days(programme.id, lines, days_asked))}
    days, limits, _terms = stage_of(programme, {line.place_code for line in near.values()})
    told: dict[str, str] = {}
    while True:
        there = {key: line.proposed_day for key, line in going.items() if key not in told}
        at = {key: there.get(key, line.day) for key, line in near.items() if key not in leaving}
        standing = [task_of(near[key], day) for key, day in at.items() if day]
        found = [one for one in place(standing, days, limits, ()).conflicts if one.key in going and one.key not in told]
        if not found:
            return told
        for one in found:
            told[str(one.key)] = told.get(str(one.key), "") + one.sentence


def why_not_now(programme: Programme, lines: Sequence[ProgrammeLine]) -> dict[str, str]:
    """What calendar, limits, observers and the other drills, as they are now, have against the days of lines, by key.

    What a person insisted on is no fault again. A fixed number of queries, whatever the number of lines.
    """
    asked = {line.task_key: line for line in lines if line.day}
    beside = beside_all(programme.id, list(asked.values()))
    days, limits, _terms = stage_of(programme, {line.place_code for line in beside})
    plan = place([task_of(line, line.day) for line in beside], days, limits, ())
    told: dict[str, str] = {}
    for one in plan.conflicts:
        line = asked.get(str(one.key))
        if line is not None and not (line.reason == INSISTED and _is_soft(line, one.reason)):
            told[line.task_key] = told.get(line.task_key, "") + one.sentence
    return told
