"""Whether a line fits a day a person chose: the scheduler's own rules, asked about a few locked drills."""

from collections.abc import Iterable
from datetime import date

from emergency.obligations.queries import load_workdays, workday_notes
from emergency.programme.asking import Kept
from emergency.programme.facts import DaySets, Limits, Task, Term
from emergency.programme.models import Programme, ProgrammeLine
from emergency.programme.placing import place
from emergency.programme.queries_settings import crew_of, crews_in, limit_by_place, limits_in, seasons_in
from emergency.programme.seeded import Entered, days_of_year, seasons_of


def stage_of(programme: Programme, places: set[str]) -> tuple[DaySets, Limits, tuple[Term, ...]]:
    """The days, limits and wishes of a programme's year as they are set now."""
    year, region = programme.year, programme.region_code
    entered = [Entered(row.kind, row.first_day, row.last_day) for row in seasons_in(region, year)]
    seasons = seasons_of(year, entered)
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


def why_not_on(programme: Programme, line: ProgrammeLine, day: date, others: Iterable[ProgrammeLine]) -> str | None:
    """None where the line may stand on the day beside the other lines, else the scheduler's sentence."""
    days, limits, _terms = stage_of(programme, {line.place_code})
    tasks = [task_of(line, day), *(task_of(other, other.day) for other in others if other.day)]
    plan = place(tasks, days, limits, ())
    return next((one.sentence for one in plan.conflicts if one.key == line.task_key), None)
