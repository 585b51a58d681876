"""Draws years of 10,000 owed drills for the scheduler: easy, tight, peaked, saturated, infeasible in parts.

Each is planted: a year that keeps all hard rules is drawn first and the windows are laid around its days, so all
drills of the first four kinds can be placed; the planted days are the proof. To the infeasible kind drills are added
that no plan can place: their number is told and proven by counting.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from emergency.base.restdays import OFFICE, VILLAGE
from emergency.obligations.open_days import moon_days
from emergency.programme.days import day_sets
from emergency.programme.facts import Crew, DaySets, Limits, Task, Term
from emergency.programme.seasons import load_seasons
from emergency.seeding import REFERENCE, workday_years

FOLDER = REFERENCE / "programme"
YEAR = 2026
KINDS = ("easy", "tight", "peaked", "saturated", "infeasible")
# Windows of the year as the duties have them: the year, its halves, quarters and months.
MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
TOWNSHIPS, COUNTIES, OBSERVERS = 76, 6, 10
ALWAYS_AWAY = "全年请假"


@dataclass(frozen=True)
class Year:
    """One drawn year; `planted` are days that keep every hard rule, `beyond` how many drills no plan can place."""

    kind: str
    seed: int
    tasks: tuple[Task, ...]
    days: DaySets
    limits: Limits
    terms: tuple[Term, ...]
    planted: dict[object, date]
    beyond: int = 0


@dataclass(frozen=True)
class Unit:
    """A unit that drills: its place, its county's observers, what it is."""

    name: str
    place: str
    county: int
    rest: str
    traits: frozenset[str]
    school: bool


def draw(kind: str, seed: int, count: int = 10_000) -> Year:
    """A year of `count` drills, drawn from the seed."""
    dice = random.Random(f"{kind}-{seed}")
    seasons = load_seasons(FOLDER, YEAR, YEAR)
    first, last = date(YEAR, 1, 1), date(YEAR, 12, 31)
    days = day_sets(first, last, workday_years(), moon=moon_days(), fire=seasons.fire)
    crews = _crews(dice, days)
    limits = Limits(1 if kind == "saturated" else 2, {}, crews, seed=seed)
    tasks, planted = _plant(dice, kind, count, days, limits)
    more, beyond = _beyond(limits, days) if kind == "infeasible" else ([], 0)
    shuffled = [*tasks, *more]
    dice.shuffle(shuffled)
    return Year(kind, seed, tuple(shuffled), days, limits, seasons.terms, planted, beyond)


def ten_years(count: int = 10_000, seed: int = 7) -> list[Year]:
    """Two years of each kind."""
    return [draw(kind, seed + turn, count) for kind in KINDS for turn in range(2)]


def _crews(dice: random.Random, days: DaySets) -> tuple[Crew, ...]:
    """Named observers of each county, each with three weeks of leave."""
    found = []
    for county in range(COUNTIES):
        for number in range(OBSERVERS):
            away: set[date] = set()
            for _ in range(3):
                start = date(YEAR, 1, 1) + timedelta(days=dice.randrange(358))
                away |= {start + timedelta(days=n) for n in range(7)}
            found.append(Crew(f"观摩员{county}-{number}", dice.choice((1, 1, 2)), frozenset(away)))
    whole = frozenset(date(YEAR, 1, 1) + timedelta(days=n) for n in range(365))
    return (*found, Crew(ALWAYS_AWAY, 1, whole))


def _units(dice: random.Random, count: int) -> list[Unit]:
    found = []
    for number in range(max(8, count * 258 // 1000)):
        place = min(TOWNSHIPS - 1, int(dice.random() * TOWNSHIPS))
        what = dice.choices(("village", "school", "enterprise", "office"), (45, 12, 28, 15))[0]
        rest = VILLAGE if what == "village" else OFFICE
        traits = frozenset({what} & {"village", "school"})
        found.append(Unit(f"u{number}", f"t{place:02}", place % COUNTIES, rest, traits, what == "school"))
    return found


def _traits(dice: random.Random, unit: Unit, day: date, fire: frozenset[date]) -> frozenset[str]:
    what = dice.choices(("", "fire", "flood", "winter", "public", "ice_flood"), (40, 22, 14, 6, 14, 4))[0]
    found = (set(unit.traits) | {what}) - {""}
    if dice.random() < 0.5:
        found.add("outdoor")
        if dice.random() < 0.4:
            found.add("short")
        if "fire" in found and dice.random() < 0.15:
            found |= {"open_fire"} if day not in fire else {"open_fire", "approved"}
    return frozenset(found)


def _plant(
    dice: random.Random, kind: str, count: int, days: DaySets, limits: Limits
) -> tuple[list[Task], dict[object, date]]:
    units = _units(dice, count)
    held: dict[str, list[tuple[date, int]]] = {unit.name: [] for unit in units}
    at_place: dict[tuple[str, date], int] = {}
    at_crew: dict[tuple[str, date], int] = {}
    crews = {crew.name: crew for crew in limits.crews}
    pool = {rest: _weighted(kind, open_days) for rest, open_days in days.open.items()}
    tasks: list[Task] = []
    planted: dict[object, date] = {}
    while len(tasks) < count:
        unit = dice.choice(units)
        day = dice.choice(pool[unit.rest])
        spacing = 20 if unit.school else 14
        if any(abs((day - other).days) < min(gap, spacing) for other, gap in held[unit.name]):
            continue
        if at_place.get((unit.place, day), 0) >= limits.places.get(unit.place, limits.a_day):
            continue
        names = tuple(f"观摩员{unit.county}-{dice.randrange(OBSERVERS)}" for _ in range(dice.random() < 0.3))
        if any(at_crew.get((name, day), 0) >= crews[name].a_day or day in crews[name].away for name in names):
            continue
        low, high = _window(dice, kind, day)
        key = f"d{len(tasks)}"
        traits = _traits(dice, unit, day, days.fire)
        tasks.append(Task(key, unit.name, unit.place, low, high, unit.rest, traits, names, spacing))
        planted[key] = day
        held[unit.name].append((day, spacing))
        at_place[unit.place, day] = at_place.get((unit.place, day), 0) + 1
        for name in names:
            at_crew[name, day] = at_crew.get((name, day), 0) + 1
    return tasks, planted


def _weighted(kind: str, open_days: tuple[date, ...]) -> list[date]:
    """Days to plant on: weekends rarely, in peaked years March, May, September and November twice as often."""
    found: list[date] = []
    for day in open_days:
        times = 1 if day.weekday() >= 5 else 6
        found += [day] * times * (2 if kind == "peaked" and day.month in (3, 5, 9, 11) else 1)
    return found


def _window(dice: random.Random, kind: str, day: date) -> tuple[date, date]:
    if kind in ("easy", "infeasible"):
        months = MONTHS[dice.choices(tuple(MONTHS), (15, 25, 30, 30))[0]]
        start = (day.month - 1) // months * months + 1
        end = date(YEAR, start + months, 1) if start + months <= 12 else date(YEAR + 1, 1, 1)
        return date(YEAR, start, 1), end - timedelta(days=1)
    reach = {"tight": 10, "peaked": 13, "saturated": 16}[kind]
    low = day - timedelta(days=dice.randrange(reach))
    high = day + timedelta(days=dice.randrange(reach))
    return max(low, date(YEAR, 1, 1)), min(high, date(YEAR, 12, 31))


def _beyond(limits: Limits, days: DaySets) -> tuple[list[Task], int]:
    """Drills of places and units of their own, of which no plan can place more than can be counted by hand."""
    holiday, april = (date(YEAR, 2, 16), date(YEAR, 2, 22)), (date(YEAR, 4, 1), date(YEAR, 4, 30))
    march = (date(YEAR, 3, 2), date(YEAR, 3, 13))
    away = next(crew.name for crew in limits.crews if crew.name == ALWAYS_AWAY)
    found = [Task(f"h{n}", f"hu{n}", f"h{n % 9}", *holiday) for n in range(40)]
    found += [Task(f"f{n}", f"fu{n}", f"h{n % 9}", *april, traits=frozenset({"open_fire", "fire"})) for n in range(25)]
    found += [Task(f"a{n}", f"au{n}", f"h{n % 9}", *april, crews=(away,)) for n in range(15)]
    room = limits.a_day * sum(march[0] <= day <= march[1] for day in days.open[OFFICE])
    found += [Task(f"p{n}", f"pu{n}", "full", *march) for n in range(room + 35)]
    # Three drills two weeks apart need 29 days; a window of 20 holds two of them.
    twenty = (date(YEAR, 8, 3), date(YEAR, 8, 22))
    found += [Task(f"s{n}", f"su{n // 3}", f"s{n // 3}", *twenty) for n in range(60)]
    return found, 40 + 25 + 15 + 35 + 20
