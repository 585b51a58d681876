"""Ten drawn years of 10,000 drills, placed by us and by others: rules kept, busiest day, soft cost, time.

A checker that shares no code with the scheduler looks for broken rules. Our time is that of the processor in a fresh
process, with the peak of its memory. Flow is the optimum of the relaxed year (windows and a cap a day, no other
rule): beside it stand our whole plan, and our plan of that same relaxed year. Rows of OR-Tools are left out, and the
table says so, where it is not installed (benchmarks/requirements.txt).

Run: .venv/bin/python -m benchmarks.programme [DRILLS] [SEED] [ORACLE_SECONDS]
"""

import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.programme_alone import Ours, placed_apart
from benchmarks.programme_rivals import everyone_picks, oracle, plain_greedy
from benchmarks.programme_years import Year, ten_years
from emergency.programme.facts import Limits, Plan
from emergency.programme.placing import place

# The checker belongs to the tests; these are no package.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "programme"))
from programme_checker import faults

try:
    from benchmarks import programme_flow
except ImportError:
    programme_flow = None

HEAD = "year         who                    placed faults  peak       soft  /flow   cpu s  wall s    MB"
MOST_RELAXED = 10**6


def relaxed(year: Year) -> Year:
    """The same year without places, crews and spacing: what flow can say."""
    tasks = tuple(replace(task, unit=task.key, crews=(), first=task.first) for task in year.tasks)
    return replace(year, tasks=tasks, limits=Limits(MOST_RELAXED, seed=year.seed))


def peak_of(days: Mapping[object, date]) -> int:
    """Drills on the busiest day."""
    return max(Counter(days.values()).values(), default=0)


def row(year: Year, who: str, days: Mapping[object, date], soft: str = "", told: str = "") -> None:
    """One line of the table; a drill without a day counts as told of."""
    missing = [task.key for task in year.tasks if task.key not in days]
    broken = len(faults(year.tasks, year.days, year.limits, days, missing))
    name = f"{year.kind} {year.seed}"
    print(f"{name:<13}{who:<22}{len(days):>7}{broken:>7}{peak_of(days):>6}{soft:>18}{told}")


def compare(year: Year, seconds: float) -> list[str]:
    """Print the rows of one year and give the bars that it misses."""
    ours = placed_apart(year.tasks, year.days, year.limits, year.terms)
    plan = ours.plan
    cap = -(-plan.bound * 104 // 100)
    missed = _bars(year, ours, cap)
    told = f"{ours.cpu:>8.2f}{ours.wall:>8.2f}{ours.memory:>6.0f}"
    told += f"  bound {plan.bound}, at most {cap}"
    ratio = ""
    if programme_flow is not None:
        ratio, more = _against_flow(year, plan, cap)
        missed += more
    row(year, "ours", plan.days, f"{plan.cost / 1000:>11.0f}{ratio:>7}", told)
    row(year, "everyone picks a date", everyone_picks(year, year.seed))
    start = time.process_time()
    greedy = plain_greedy(year)
    row(year, "plain greedy", greedy, "", f"{time.process_time() - start:>8.2f}")
    if seconds:
        start = time.process_time()
        status, count, most, days = oracle(year, cap, seconds)
        row(year, "CP-SAT", days, "", f"{time.process_time() - start:>8.2f}  {status}, at most {most}")
        if status == "OPTIMAL" and len(plan.days) < count:
            missed.append(f"CP-SAT places {count}, we {len(plan.days)}")
    return missed


def _bars(year: Year, ours: Ours, cap: int) -> list[str]:
    plan = ours.plan
    broken = faults(year.tasks, year.days, year.limits, plan.days, [one.key for one in plan.unplaced])
    checks = {
        f"{len(broken)} rules broken: {broken[:3]}": bool(broken),
        f"peak {plan.peak} over {cap}": plan.peak > cap,
        f"{len(plan.unplaced)} without a day, {year.beyond} can have none": len(plan.unplaced) > year.beyond,
        f"{ours.cpu:.2f} s of the processor": ours.cpu > 2,
        f"{ours.memory:.0f} MB": ours.memory > 300,
    }
    return [words for words, missed in checks.items() if missed]


def _against_flow(year: Year, plan: Plan, cap: int) -> tuple[str, list[str]]:
    """Both costs as excess over each term's own minimum: the constant part is what our own excess leaves."""
    start = time.process_time()
    flow = programme_flow.relaxed(year, plan.days, cap)
    took = time.process_time() - start
    constant = programme_flow.cost(year, plan.days) - plan.cost
    least = programme_flow.cost(year, flow) - constant
    row(year, "flow, relaxed", flow, f"{least / 1000:>11.0f}{1:>7.2f}", f"{took:>8.2f}  no plan: rules ignored")
    loose = relaxed(replace(year, tasks=tuple(task for task in year.tasks if task.key in plan.days)))
    same = place(loose.tasks, loose.days, replace(loose.limits, seed=year.seed), loose.terms)
    best = programme_flow.relaxed(loose, same.days, max(same.peak, cap))
    base = programme_flow.cost(loose, same.days) - same.cost
    ratio = same.cost / max(1, programme_flow.cost(loose, best) - base)
    soft = f"{same.cost / 1000:>11.0f}{ratio:>7.2f}"
    print(f"{'':<12} {'ours, relaxed':<22}{len(same.days):>7}{'':>7}{same.peak:>6}{soft}")
    return f"{plan.cost / max(1, least):.2f}", [f"soft cost {ratio:.2f} of flow"] if ratio > 1.25 else []


def main() -> None:
    """Print the table, then whether all bars are kept."""
    count, seed, seconds = _asked()
    found = "found" if programme_flow else "missing: no flow, no CP-SAT"
    print(f"{count} drills a year, seed {seed}; OR-Tools {found}")
    print(HEAD)
    missed = {f"{year.kind} {year.seed}": compare(year, seconds) for year in ten_years(count, seed)}
    for year, words in missed.items():
        print(f"{year}: {'all bars kept' if not words else '; '.join(words)}")
    sys.exit(any(missed.values()))


def _asked() -> tuple[int, int, int]:
    words = [*sys.argv[1:], *("10000", "7", "0")[len(sys.argv) - 1 :]]
    return int(words[0]), int(words[1]), int(words[2])


if __name__ == "__main__":
    main()
