"""What the bodies of an open campaign would score now: figures and entries alone, without sheets, for a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from emergency.assessment.facts import Template
from emergency.assessment.models_campaigns import Campaign, CampaignBody
from emergency.assessment.queries_campaigns import sides_of, subject_of, template_of
from emergency.assessment.queries_figures import answer, ground_of
from emergency.assessment.queries_filled import counting
from emergency.assessment.rules import State, Verdict, grade_of, overridden, total, verdict
from emergency.base import clock
from emergency.base.access import Scope


@dataclass(frozen=True)
class Score:
    """As it stands: points of the points applicable, how many items wait for a person, and of a hundred."""

    points: Decimal
    applicable: Decimal
    waiting: int
    scaled: Decimal | None
    grade: str


def scores_of(scope: Scope, campaign: Campaign, bodies: Iterable[CampaignBody]) -> dict[int, Score]:
    """The scores of bodies that were already seen, by their numbers; as of today before the day of the assessment."""
    template, on = template_of(campaign), min(campaign.as_of, clock.today())
    return {body.id: _score(scope, template, body, on) for body in bodies}


def _score(scope: Scope, template: Template, body: CampaignBody, on: date) -> Score:
    lines = _judged(scope, template, body, on)
    summed = total(lines)
    waiting = sum(line.state is State.WAITING for line in lines)
    return Score(summed.points, summed.applicable, waiting, summed.scaled, grade_of(summed.scaled, template.grades))


def _judged(scope: Scope, template: Template, body: CampaignBody, on: date) -> list[Verdict]:
    subject, sides = subject_of(body), sides_of(body)
    ground = ground_of(scope, subject, on)
    lines = []
    for item in template.items_for(subject.audience, subject.unit_kind):
        said = sides.get(item.id)
        figure = answer(ground, item.measure)[0] if item.measure else None
        line = verdict(item, figure, counting(said) if said else None)
        lines.append(overridden(line, said.override if said else None))
    return lines
