"""The templates that the offices know, and their words."""

from collections.abc import Sequence

from sqlalchemy import select

from emergency.base.access import Scope, prefix_of
from emergency.base.database import FAR_MOMENT, db
from emergency.base.errors import NotFound
from emergency.plans.models import Plan, Revision
from emergency.texts.facts import Part
from emergency.texts.models import PlanPage, PlanText
from emergency.texts.models_likeness import KnownTemplate
from emergency.texts.queries_around import own_names
from emergency.units.rules import path_codes


def standing_templates() -> list[KnownTemplate]:
    """All templates that stand now, the oldest first."""
    query = select(KnownTemplate).where(KnownTemplate.known_until == FAR_MOMENT).order_by(KnownTemplate.id)
    return list(db.session.scalars(query))


def templates_for(scope: Scope) -> list[KnownTemplate]:
    """The templates of the viewer's regions, and of those above them, for these count there as well."""
    above = {code for region in scope.regions for code in path_codes(region)}
    return [row for row in standing_templates() if scope.covers(row.region_code) or row.region_code in above]


def get_template(scope: Scope, template_id: int) -> KnownTemplate:
    """A standing template of the viewer's own region. Raises NotFound."""
    row = db.session.get(KnownTemplate, template_id)
    if row is None or row.known_until != FAR_MOMENT or not scope.covers(row.region_code):
        raise NotFound
    return row


def words_of(template: KnownTemplate) -> tuple[Sequence[str], Sequence[str]]:
    """The pages of a template, and the names to be left out of them; nothing where its file was taken away."""
    if template.revision_id is None:
        return [template.text], []
    query = select(PlanPage.text).join(PlanText, PlanText.id == PlanPage.text_id).order_by(PlanPage.number)
    query = query.where(PlanText.revision_id == template.revision_id, PlanText.part == Part.BODY.value)
    plan = db.session.scalars(select(Plan).join(Revision).where(Revision.id == template.revision_id)).one()
    return list(db.session.scalars(query)), own_names(plan)


def counts_in(template: KnownTemplate, region_code: str) -> bool:
    """Whether a template counts for the plans of a region: those of its own region and below."""
    return region_code.startswith(prefix_of(template.region_code))
