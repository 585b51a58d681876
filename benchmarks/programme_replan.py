"""How long the least-change plan takes after one change to a placed year of 10,000 drills, and how many others move.

Changes: a drill moved by hand, a new unit with four drills, a rule that asks forty more drills, one working day that
becomes a holiday. Others are drills that neither changed themselves nor lost their day. Where more than three moved,
the fewest that any plan must move are told beside it, proven by OR-Tools where it is installed.

Run: .venv/bin/python -m benchmarks.programme_replan [DRILLS] [SEED]
"""

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.programme_years import YEAR, Year, ten_years
from emergency.base.restdays import Closed
from emergency.programme.facts import DaySets, Task
from emergency.programme.placing import place
from emergency.programme.replan import replan

# The checker belongs to the tests; these are no package.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "programme"))
from programme_checker import faults

try:
    from benchmarks.programme_least import least_moved
except ImportError:
    least_moved = None

MOVES, MOST_OTHERS = 5, 3
Change = tuple[str, list[Task], DaySets, set[object]]


def changes(year: Year, tasks: list[Task], dice: random.Random) -> Iterator[Change]:
    """What changed, the drills after it, the days after it, the keys that had to move."""
    for turn in range(MOVES):
        number = dice.randrange(len(tasks))
        task = tasks[number]
        wish = [day for day in year.days.open[task.rest] if task.first <= day <= task.last and day != task.before]
        if wish:
            moved = replace(task, locked=dice.choice(wish))
            yield f"move {turn + 1}", [*tasks[:number], moved, *tasks[number + 1 :]], year.days, {task.key}
    quarters = [(date(YEAR, 3 * n + 1, 1), date(YEAR, 3 * n + 3, 28)) for n in range(4)]
    new = [Task(f"new{n}", "new unit", tasks[0].place, *quarter) for n, quarter in enumerate(quarters)]
    yield "new unit", [*tasks, *new], year.days, set()
    asked = [replace(task, key=f"law{n}", unit=f"law{n}", before=None) for n, task in enumerate(dice.sample(tasks, 40))]
    yield "rule switched on", [*tasks, *asked], year.days, set()
    holiday = dice.choice(year.days.open["office"])
    opened = {rest: tuple(day for day in days if day != holiday) for rest, days in year.days.open.items()}
    closed = {rest: {**days, holiday: Closed("放假")} for rest, days in year.days.closed.items()}
    stood = {task.key for task in tasks if task.before == holiday}
    yield "new holiday", tasks, DaySets(opened, closed, year.days.fire), stood


def fewest(year: Year, days: DaySets, tasks: list[Task], moved: set[object]) -> int | None:
    """How many drills any plan must move, told ones included; None where nothing is proven."""
    if least_moved is None:
        return None
    return least_moved(replace(year, days=days), tasks, [task for task in tasks if task.key in moved])


def main() -> None:
    """Print a line a change, then whether the bars are kept."""
    words = [*sys.argv[1:], *("10000", "7")[len(sys.argv) - 1 :]]
    count, seed = int(words[0]), int(words[1])
    print(f"{count} drills a year, seed {seed}")
    print("year         change            must move  others  faults   cpu s  wall s")
    missed = 0
    for year in ten_years(count, seed):
        dice = random.Random(seed)
        plan = place(year.tasks, year.days, year.limits, year.terms)
        tasks = [replace(task, before=plan.days.get(task.key)) for task in year.tasks]
        for what, after, days, must in changes(year, tasks, dice):
            cpu, wall = time.process_time(), time.perf_counter()
            new = replan(after, days, year.limits, year.terms)
            cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            moved = {task.key for task in after if task.before and new.days.get(task.key) != task.before}
            broken = faults(after, days, year.limits, new.days, [one.key for one in new.unplaced])
            others = len(moved - must)
            lost = {one.key for one in new.unplaced} - {one.key for one in plan.unplaced}
            one_change = what != "rule switched on" and what != "new holiday"
            least = fewest(year, days, after, moved) if one_change and others > MOST_OTHERS else None
            missed += cpu > 1 or bool(broken) or (one_change and others > max(MOST_OTHERS, (least or 0) - len(must)))
            told = f"{len(must):>9}{others:>8}{len(broken):>8}{cpu:>8.2f}{wall:>8.2f}"
            told += f"  {len(lost)} lost a day" if lost else ""
            told += f"  no plan moves fewer than {least - len(must)} others" if least else ""
            print(f"{year.kind} {year.seed}".ljust(13) + f"{what:<18}{told}")
    print("all bars kept" if not missed else f"{missed} lines miss a bar")
    sys.exit(missed > 0)


if __name__ == "__main__":
    main()
