"""The way to the checklist from the pages of units and regions; fills the slots of base."""

from collections.abc import Iterable

from flask import url_for
from markupsafe import Markup
from sqlalchemy import select

from emergency.assessment.models_campaigns import Campaign, CampaignBody
from emergency.assessment.queries import AUDIENCES
from emergency.assessment.queries_campaigns import body_in_scope
from emergency.base.access import Permission, Scope
from emergency.base.acting import part
from emergency.base.database import db
from emergency.units.rules import level_of


def unit_part(scope: Scope, unit_id: int) -> Markup:
    """The sheet of a unit that the page has loaded through the scope."""
    return _part(scope, "units", str(unit_id))


def region_part(scope: Scope, code: str) -> Markup:
    """The sheet of a region that the page has loaded; a village has none, its committee is a unit."""
    return _part(scope, "regions", code) if level_of(code) in AUDIENCES else Markup()


def opens_papers(scope: Scope, body_id: int) -> bool:
    """Whether the viewer sees the assessed body and therefore may open its papers."""
    query = select(CampaignBody.id).where(body_in_scope(scope), CampaignBody.id == body_id)
    return db.session.scalar(query) is not None


def named_bodies(body_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """What assessed bodies are called whose papers the caller has already seen, and where they stand."""
    query = select(CampaignBody, Campaign.name).join(Campaign, Campaign.id == CampaignBody.campaign_id)
    rows = db.session.execute(query.where(CampaignBody.id.in_(set(body_ids))))
    return {
        body.id: (f"{name}：{body.name}", url_for("assessment.body", campaign_id=body.campaign_id, body_id=body.id))
        for body, name in rows
    }


def _part(scope: Scope, kind: str, key: str) -> Markup:
    if not scope.may(Permission.CHECKLIST_VIEW):
        return Markup()
    return part("assessment/part.html", kind=kind, key=key)
