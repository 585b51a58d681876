"""Units, plans, drills, acts and switches drawn at random; the seed that is given says which."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from golden_cast import WORKDAYS

from emergency.obligations.catalogue import book_of, read_rows
from emergency.obligations.counting import Counting, CountingSpan
from emergency.obligations.derive import derive
from emergency.obligations.facts import (
    KINDS_OF_LINE,
    ActKind,
    BodyRole,
    Cover,
    DrillCredit,
    Happening,
    HappeningKind,
    Milestone,
    MilestoneKind,
    PlanHistory,
    PlanLine,
    RegionTerms,
    UnitAct,
)
from emergency.obligations.lawbook import LawBook, RuleSwitch
from emergency.obligations.rules import STARTING_ACTS, Evidence
from emergency.units.fact_catalogue import CATALOGUE
from emergency.units.facts import FactSpan, FactType, UnitHistory, UnitKind

RULES = book_of(read_rows(Path("seeds/reference/law"))).rules
IDS = sorted({rule.id for rule in RULES if not rule.is_listed})
TERMS = [RegionTerms(), RegionTerms(date(2024, 1, 1)), RegionTerms(date(2026, 1, 1), date(2026, 12, 31))]
FIRST, LAST = date(2019, 1, 1), date(2030, 12, 31)
LATER = (
    MilestoneKind.FILED, MilestoneKind.DISCLOSED, MilestoneKind.EVALUATED, MilestoneKind.REVIEWED, *STARTING_ACTS,
)  # fmt: skip
# Days on which months, years, leap days and versions of the law turn.
TURNS = [
    *(date(year, month, day) for year in (2020, 2024, 2028) for month, day in ((1, 31), (2, 28), (2, 29), (3, 1))),
    *(date(year, month, day) for year in (2023, 2025, 2026) for month, day in ((1, 1), (6, 30), (7, 1), (12, 31))),
    *(day for rule in RULES for day in (rule.valid_from, rule.valid_to) if FIRST < day < LAST),
]


@dataclass(frozen=True)
class World:
    """Everything the engine is told of one unit."""

    unit: UnitHistory
    plans: tuple[PlanHistory, ...]
    credits: tuple[DrillCredit, ...]
    book: LawBook
    counting: tuple[CountingSpan, ...]
    terms: RegionTerms
    acts: tuple[UnitAct, ...]
    happenings: tuple[Happening, ...]

    def tiles(self):
        """What the engine says of it."""
        told = (self.book, self.counting, WORKDAYS, self.terms, self.acts, self.happenings)
        return derive(self.unit, self.plans, self.credits, *told)


def world(chance, number=1):
    """One unit with facts that come and go, plans in several versions, drills, acts, and an office that switches."""
    plans = tuple(_plan(chance, number * 100 + place, number) for place in range(chance.randrange(4)))
    plan_ids = [plan.plan_id for plan in plans]
    return World(
        _unit(chance, number),
        plans,
        tuple(_credit(chance, number, place, plan_ids) for place in range(1, chance.randrange(1, 30))),
        LawBook(RULES, tuple(_switches(chance))),
        _counting(chance),
        chance.choice(TERMS),
        tuple(UnitAct(one, number, chance.choice(list(ActKind)), day(chance)) for one in range(chance.randrange(8))),
        tuple(_happening(chance, number, place, plan_ids) for place in range(1, chance.randrange(1, 8))),
    )


def day(chance):
    """A day of the years looked at; every third one a day on which something turns."""
    return chance.choice(TURNS) if chance.random() < 0.3 else FIRST + timedelta(days=chance.randrange(4383))


def _unit(chance, number):
    kind, began = chance.choice(list(UnitKind)), chance.choice([date(2015, 1, 1), day(chance)])
    ended = chance.choice([date(9999, 12, 31), date(9999, 12, 31), date(2029, 6, 30)])
    if began >= ended:
        began = date(2015, 1, 1)
    names = chance.sample(sorted(CATALOGUE), chance.randrange(24))
    kinds, counted = (), (FactSpan(True, date.min),)
    if chance.random() < 0.3:
        turn, other = day(chance), chance.choice(list(UnitKind))
        kinds = (FactSpan(other.value, date.min, turn), FactSpan(kind.value, turn))
    if chance.random() < 0.3:
        turn = day(chance)
        counted = (FactSpan(True, date.min, turn), FactSpan(False, turn))
    facts = {name: _spans(chance, CATALOGUE[name]) for name in names}
    return UnitHistory(number, kind, "231102101000", began, ended, counted, facts, kinds)


def _spans(chance, fact):
    first, turn = sorted((day(chance), day(chance)))
    if chance.random() < 0.5 or first == turn:
        return (FactSpan(_value(chance, fact), date(2015, 1, 1)),)
    return (FactSpan(_value(chance, fact), first, turn), FactSpan(_value(chance, fact), turn))


def _value(chance, fact):
    if fact.type is FactType.BOOL:
        return chance.random() < 0.8
    if fact.type is FactType.CHOICE:
        return chance.choice(sorted(fact.choices))
    if fact.type is FactType.CHOICES:
        return tuple(chance.sample(sorted(fact.choices), chance.randrange(1, 3)))
    if fact.type is FactType.TEXT:
        return "示例"
    return chance.randrange(200) if fact.type is FactType.NUMBER else ("2024-03-01/2024-07-10", "2024-09-01/2025-01-15")


def _plan(chance, plan_id, unit_id):
    line = chance.choice(list(PlanLine))
    kinds = frozenset(chance.sample(KINDS_OF_LINE[line], chance.randrange(1, 3)))
    covers = frozenset(chance.sample(list(Cover), chance.randrange(4)))
    roles = chance.sample(list(BodyRole), chance.randrange(1, 4))
    acts, begun = [], day(chance)
    for revision in range(1, chance.randrange(2, 4)):
        acts += _revision(chance, plan_id, revision, begun)
        begun += timedelta(days=chance.randrange(1, 1500))
    if chance.random() < 0.2:
        acts.append(Milestone(plan_id * 100 + 99, MilestoneKind.ABOLISHED, begun))
    hazard = chance.choice([None, "food_safety", "forest_fire"])
    secret, joint = chance.random() < 0.1, chance.random() < 0.2
    bodies = dict.fromkeys(roles, (unit_id,))
    return PlanHistory(plan_id, line, kinds, covers, hazard, secret, joint, bodies, tuple(acts))


def _revision(chance, plan_id, revision, begun):
    """A version with its starting act, mostly accepted, and some of what may follow."""
    number = plan_id * 100 + revision * 20
    yield Milestone(number, chance.choice(STARTING_ACTS), begun, revision, chance.random() < 0.5)
    if chance.random() < 0.9:
        yield Milestone(number + 1, MilestoneKind.ACCEPTED, begun, revision)
    for place, kind in enumerate(chance.sample(LATER, chance.randrange(6)), 2):
        details = {"rule_id": chance.choice(IDS)} if kind is MilestoneKind.FILED and chance.random() < 0.2 else {}
        yield Milestone(number + place, kind, begun + timedelta(days=chance.randrange(1200)), revision, details=details)


def _credit(chance, unit_id, number, plan_ids):
    return DrillCredit(number, unit_id, chance.choice(IDS), chance.choice([None, *plan_ids]), day(chance))


def _happening(chance, unit_id, number, plan_ids):
    on = day(chance)
    met = chance.sample([word.value for word in Evidence], chance.randrange(8))
    answers = {word: (on + timedelta(days=chance.randrange(60)), number) for word in met}
    plan_id = chance.choice([None, *plan_ids])
    return Happening(number, unit_id, chance.choice(list(HappeningKind)), on, plan_id, answers)


def _switches(chance):
    for rule_id in chance.sample(IDS, chance.randrange(6)):
        since = day(chance)
        due_on = since + timedelta(days=90) if chance.random() < 0.5 else None
        yield RuleSwitch(rule_id, due_on is not None, since, since + timedelta(days=chance.randrange(1, 900)), due_on)


def _counting(chance):
    turn = day(chance)
    new = Counting(chance.randrange(10, 90), chance.randrange(1, 5), 5, chance.random() < 0.5)
    return (CountingSpan(Counting(), date.min, turn), CountingSpan(new, turn))
