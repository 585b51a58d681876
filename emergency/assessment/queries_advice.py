"""What is proposed to an assessed body: its levers from the register as of the day, with names and articles."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from emergency.assessment import advice
from emergency.assessment.advice import EFFORTS, Act, Deed, Lever, Option, Proposal
from emergency.assessment.advice_deeds import Time, deeds_of, open_drills
from emergency.assessment.catalogue import CATALOGUE, Way
from emergency.assessment.facts import Item
from emergency.assessment.models_campaigns import Campaign, CampaignBody
from emergency.assessment.queries_campaigns import marks_of, subject_of, template_of
from emergency.assessment.queries_figures import Ground, answer, ground_of
from emergency.assessment.rules_campaigns import Side
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.workdays import working_days_between
from emergency.drills.models import Drill
from emergency.obligations.facts import SubjectKind
from emergency.obligations.queries import load_rules, load_workdays
from emergency.plans.models import Plan
from emergency.plans.queries import title_of
from emergency.units.queries import unit_names_on

MOST_LOST = 100
MOST_SHOWN = 200


@dataclass(frozen=True)
class Line:
    """An act as the page shows it."""

    deed: Deed
    item: Item
    unit: str
    title: str
    article: str
    also: tuple[str, ...] = ()

    @property
    def act(self) -> str:
        """What to do."""
        return EFFORTS[self.deed.kind].words


@dataclass(frozen=True)
class Advice:
    """Everything on the page, at most 200 of `count` acts.

    `days` are the person-days that were asked about, `working` the working days left.
    """

    proposal: Proposal
    lines: tuple[Line, ...]
    count: int
    steps: tuple[Option, ...]
    lost: tuple[Line, ...]
    lost_count: int
    waiting: tuple[Item, ...]
    days: int
    working: int
    over: bool


def advice_of(scope: Scope, campaign: Campaign, body: CampaignBody, days: int) -> Advice:
    """The proposal for a body that was already seen, within so many person-days (0: one person until the day)."""
    today, until = clock.today(), campaign.as_of
    time = Time(today, until, load_workdays())
    working = working_days_between(today, until, time.workdays) if until >= today else 0
    subject = subject_of(body)
    asked = template_of(campaign).items_for(subject.audience, subject.unit_kind)
    ground = ground_of(scope, subject, until)
    levers = [_lever(ground, item, time) for item in asked if item.measure]
    marks = marks_of(body)
    # Where the office has set the points itself, no act moves them.
    settled = {item for item, side in marks if side == Side.OVERRIDE}
    useful = [lever for lever in levers if lever.owed and until >= today and lever.item.id not in settled]
    spare = days or working
    proposal = advice.best(useful, spare)
    chosen, serves = _once(proposal)
    gone = [(lever.item, deed) for lever in levers for deed in lever.deeds if deed.lost]
    answered = {item for item, _side in marks}
    return Advice(
        proposal,
        _named(
            sorted(chosen, key=lambda pair: (pair[1].earliest, pair[0].id, pair[1].name))[:MOST_SHOWN], today, serves
        ),
        len(chosen),
        tuple(advice.next_steps(useful)),
        _named(gone[:MOST_LOST], today),
        len(gone),
        tuple(item for item in asked if item.measure is None and item.id not in answered),
        spare,
        working,
        until < today,
    )


def _lever(ground: Ground, item: Item, time: Time) -> Lever:
    measure = item.measure
    if measure is None or item.points is None:
        return Lever(item, 0, 0, 0, ())
    way = CATALOGUE[measure.name].way
    figure, rows = answer(ground, measure)
    deeds = deeds_of(way, measure.name, rows, time)
    if way is Way.DRILLS:
        deeds += open_drills(ground.tiles, measure.rules, time)
    return Lever(item, figure.done, figure.owed, figure.cases, deeds)


def _once(proposal: Proposal) -> tuple[list[tuple[Item, Deed]], dict[Act, list[str]]]:
    """Every act once, under the first item that it serves, to be done by the first day asked; and all its items."""
    found: dict[Act, tuple[Item, Deed]] = {}
    serves: dict[Act, list[str]] = defaultdict(list)
    for option in proposal.options:
        for deed in option.deeds:
            item, first = found.setdefault(deed.act, (option.lever.item, deed))
            found[deed.act] = item, replace(first, latest=min(first.latest, deed.latest))
            serves[deed.act].append(option.lever.item.id)
    return list(found.values()), serves


def _named(
    found: list[tuple[Item, Deed]], on: date, serves: Mapping[Act, list[str]] | None = None
) -> tuple[Line, ...]:  # fmt: skip
    units: Mapping[int, str] = unit_names_on({deed.unit_id for _, deed in found}, on)
    rules = {rule.id: rule for rule in load_rules().rules}
    subjects = _subjects([deed for _, deed in found])
    lines = []
    for item, deed in found:
        rule, about = rules.get(deed.rule_id), subjects.get(deed.subject, "")
        title = deed.what or (rule.title if rule else "")
        lines.append(Line(
            deed, item, units.get(deed.unit_id, ""), f"{title}（{about}）" if about else title,
            rule.article if rule else "、".join(item.basis), tuple((serves or {}).get(deed.act, ())[1:]),
        ))  # fmt: skip
    return tuple(lines)


def _subjects(deeds: list[Deed]) -> dict[tuple[str, int], str]:
    """What the drills and plans are called that acts are about."""
    drills = {number for kind, number in (deed.subject for deed in deeds) if kind == SubjectKind.DRILL}
    plans = {number for kind, number in (deed.subject for deed in deeds) if kind == SubjectKind.PLAN}
    rows = db.session.execute(select(Drill.id, Drill.title, Drill.held_on).where(Drill.id.in_(drills)))
    found = {(SubjectKind.DRILL.value, row.id): f"{row.title}，{row.held_on}" for row in rows}
    named = db.session.scalars(select(Plan).where(Plan.id.in_(plans)))
    return {**found, **{(SubjectKind.PLAN.value, plan.id): title_of(plan) for plan in named}}
