"""The bodies of a package: their filled checklists, and the papers behind each item that the viewer may open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from emergency.assessment import queries
from emergency.assessment.catalogue import CATALOGUE
from emergency.assessment.facts import Audience, Subject, Template
from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignSnapshot
from emergency.assessment.packing import Body, Evidence, items_of
from emergency.assessment.queries_campaigns import body_in_scope, get_campaign, snapshot_row, subject_of, template_of
from emergency.assessment.queries_figures import answer, ground_of
from emergency.assessment.queries_filled import document_of
from emergency.assessment.queries_pack_papers import Papers, bare_words, once
from emergency.assessment.queries_pack_refs import refs_of
from emergency.assessment.queries_sealed import sealed_evidence
from emergency.assessment.queries_snapshot import snapshot_of
from emergency.assessment.snapshot import Document
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.units.queries import UnitFilter, units_by


@dataclass(frozen=True)
class Order:
    """Whose package as of which day; in a campaign with its numbers."""

    subject: Subject
    on: date
    campaign_id: int = 0
    body_id: int = 0


def order_for(campaign: Campaign, body: CampaignBody) -> Order:
    """The order of an assessed body that was already seen."""
    return Order(subject_of(body), campaign.as_of, campaign.id, body.id)


def bodies_of(scope: Scope, order: Order) -> Iterator[Body]:
    """The subject first; behind a township its counted units, for 抽查.

    A body of a campaign brings the campaign's document, sealed or as it stands; a unit that the campaign does not
    assess brings the sheet of its own. Raises NotFound for what the viewer may not see.
    """
    campaign = get_campaign(scope, order.campaign_id) if order.campaign_id else None
    on = min(order.on, clock.today()) if campaign else order.on
    for one in subjects_of(scope, order.subject):
        body = _assessed(scope, campaign, one) if campaign else None
        if campaign and body:
            made, template, sealed = document_of(scope, campaign, body), template_of(campaign), snapshot_row(body)
        else:
            made, template, sealed = snapshot_of(scope, one, on), queries.template_in_force(), None
        yield Body(made, evidence_of(scope, one, made, template, on, sealed))


def subjects_of(scope: Scope, subject: Subject) -> list[Subject]:
    """Whose checklists are in the package."""
    if subject.audience is not Audience.TOWNSHIP:
        return [subject]
    units = db.session.scalars(units_by(scope, UnitFilter(region=subject.region_code, counted="yes"))).all()
    return [subject, *(queries.unit_subject(scope, unit.id) for unit in units)]


def _assessed(scope: Scope, campaign: Campaign, subject: Subject) -> CampaignBody | None:
    query = select(CampaignBody).where(
        CampaignBody.campaign_id == campaign.id, CampaignBody.kind == subject.kind,
        CampaignBody.subject_id == subject.id, body_in_scope(scope),
    )  # fmt: skip
    return db.session.scalar(query)


def evidence_of(
    scope: Scope, subject: Subject, made: Document, template: Template, on: date, sealed: CampaignSnapshot | None = None
) -> dict[str, Evidence]:  # fmt: skip
    """By item: what people laid before the office, and the papers of the records that its figure counts.

    Of a sealed sheet those that were sealed with it, whatever the register says now.
    """
    papers = Papers(scope)
    if sealed is not None and sealed.behind is not None:
        counted = {item["number"]: sealed_evidence(scope, sealed, item["number"]) for *_, item in items_of(made)}
    else:
        counted = _counted(scope, subject, template, on, papers)
    found = {}
    for _order, _group, item in items_of(made):
        laid = (papers.laid(one) for one in item["evidence"] if one["file"] is not None)
        behind = counted.get(item["number"], Evidence())
        found[item["number"]] = Evidence(once((*laid, *behind.pieces)), behind.bare)
    return found


def _counted(scope: Scope, subject: Subject, template: Template, on: date, papers: Papers) -> dict[str, Evidence]:
    """The papers behind each figure as the register has them now."""
    ground = ground_of(scope, subject, on)
    found = {}
    for item in template.items_for(subject.audience, subject.unit_kind):
        if item.measure is None or not CATALOGUE[item.measure.name].has_source:
            continue
        _figure, rows = answer(ground, item.measure)
        pairs = [(row, papers.of(refs)) for row, refs in refs_of(item.measure.name, rows, on)]
        pieces = tuple(piece for _row, mine in pairs for _number, piece in mine)
        found[item.id] = Evidence(pieces, bare_words(row for row, mine in pairs if not mine))
    return found
