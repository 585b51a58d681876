"""What is proposed to an assessed body: its levers from the register as of the day, with names and articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from emergency.assessment import advice
from emergency.assessment.advice import EFFORTS, Deed, Lever, Option, Proposal
from emergency.assessment.advice_deeds import Time, deeds_of, open_drills
from emergency.assessment.catalogue import CATALOGUE, Way
from emergency.assessment.facts import Item
from emergency.assessment.models_campaigns import Campaign, CampaignBody
from emergency.assessment.queries_campaigns import marks_of, subject_of, template_of
from emergency.assessment.queries_figures import Ground, answer, ground_of
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.workdays import working_days_between
from emergency.obligations.queries import load_rules, load_workdays
from emergency.units.queries import unit_names_on

MOST_LOST = 100


@dataclass(frozen=True)
class Line:
    """An act as the page shows it."""

    deed: Deed
    item: Item
    unit: str
    title: str
    article: str

    @property
    def act(self) -> str:
        """What to do."""
        return EFFORTS[self.deed.kind].words


@dataclass(frozen=True)
class Advice:
    """Everything on the page; `days` are the person-days that were asked about, `working` the working days left."""

    proposal: Proposal
    lines: tuple[Line, ...]
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
    useful = [lever for lever in levers if lever.owed and until >= today]
    spare = days or working
    proposal = advice.best(useful, spare)
    chosen = [(option.lever.item, deed) for option in proposal.options for deed in option.deeds]
    gone = [(lever.item, deed) for lever in levers for deed in lever.deeds if deed.lost]
    answered = {item for item, _side in marks_of(body)}
    return Advice(
        proposal,
        _named(sorted(chosen, key=lambda pair: (pair[1].earliest, pair[0].id, pair[1].name)), today),
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


def _named(found: list[tuple[Item, Deed]], on: date) -> tuple[Line, ...]:
    units: Mapping[int, str] = unit_names_on({deed.unit_id for _, deed in found}, on)
    rules = {rule.id: rule for rule in load_rules().rules}
    lines = []
    for item, deed in found:
        rule = rules.get(deed.rule_id)
        lines.append(Line(
            deed, item, units.get(deed.unit_id, ""), deed.what or (rule.title if rule else ""),
            rule.article if rule else "、".join(item.basis),
        ))  # fmt: skip
    return tuple(lines)
