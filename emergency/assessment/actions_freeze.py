"""Sealing a campaign: each body's document with its SHA-256 on the trail, in pieces, so that nobody's saving waits."""

from hashlib import sha256
from typing import Any

from sqlalchemy import select

from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignSnapshot
from emergency.assessment.queries_campaigns import get_campaign, opens
from emergency.assessment.queries_filled import drafted
from emergency.assessment.rules_campaigns import CampaignState, check_freeze
from emergency.assessment.snapshot import Document, digest
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope, system_scope
from emergency.base.database import committed, db, end_reading
from emergency.base.errors import Forbidden, Refusal
from emergency.base.jobs import enqueue
from emergency.coverage.actions import is_recomputing

JOB = "campaign-freeze"
NOT_YOURS = "只有组织这次考核的应急管理机构可以封存。"
RECOMPUTING = "应办事项正在重算，数字还会变化，请稍后再封存。"


def start_freeze(scope: Scope, campaign_id: int, *, by_job: bool = True) -> Campaign:
    """Close a campaign to all entries and have it sealed. Raises Refusal when it was sealed before."""
    campaign = get_campaign(scope, campaign_id)
    if not opens(scope, campaign.region_code):
        raise Forbidden(NOT_YOURS)
    check_freeze(campaign.state, campaign.as_of, clock.today())
    if is_recomputing():
        raise Refusal(RECOMPUTING)
    campaign.state, campaign.frozen_by, campaign.frozen_at = CampaignState.SEALING, scope.name, clock.now()
    trail.record(scope, Tag.CAMPAIGN_FREEZE, "campaign", campaign.id, f"开始封存考核“{campaign.name}”")
    if by_job:
        enqueue(JOB, f"{JOB}-{campaign.id}", {"campaign_id": campaign.id})
    return campaign


def freeze_job(payload: Any) -> None:
    """The job's handler: seals what is not sealed yet, then closes; doing it again does nothing more."""
    campaign_id = int(payload["campaign_id"])
    for body_id in _unsealed(campaign_id):
        _seal(campaign_id, body_id)
    _finish(campaign_id)


def progress(campaign: Campaign) -> tuple[int, int]:
    """How many bodies are sealed, and how many there are."""
    bodies = db.session.scalars(select(CampaignBody.id).where(CampaignBody.campaign_id == campaign.id)).all()
    done = db.session.scalars(select(CampaignSnapshot.id).where(CampaignSnapshot.campaign_id == campaign.id)).all()
    return len(done), len(bodies)


def _unsealed(campaign_id: int) -> list[int]:
    done = select(CampaignSnapshot.body_id).where(CampaignSnapshot.campaign_id == campaign_id)
    query = select(CampaignBody.id).where(CampaignBody.campaign_id == campaign_id, CampaignBody.id.not_in(done))
    found = list(db.session.scalars(query.order_by(CampaignBody.id)))
    end_reading()
    return found


def _seal(campaign_id: int, body_id: int) -> None:
    """One body: made without a transaction, then kept in a short one of its own."""
    campaign, body = db.session.get_one(Campaign, campaign_id), db.session.get_one(CampaignBody, body_id)
    scope = system_scope(campaign.frozen_by)
    made = drafted(scope, campaign, body, campaign.frozen_at or clock.now(), campaign.frozen_at)
    name, frozen_at = body.name, campaign.frozen_at or clock.now()
    end_reading()
    with committed():
        if db.session.scalar(select(CampaignSnapshot.id).where(CampaignSnapshot.body_id == body_id)):
            return
        code = digest(made)
        db.session.add(_row(campaign_id, body_id, made, code, frozen_at))
        sentence = f"封存{name}的考核表，SHA-256 {code}"
        trail.record(scope, Tag.CAMPAIGN_SEAL, "campaign_body", body_id, sentence, after={"sha256": code})


def _row(campaign_id: int, body_id: int, made: Document, code: str, frozen_at: Any) -> CampaignSnapshot:
    totals = made["totals"] or {}
    return CampaignSnapshot(
        campaign_id=campaign_id, body_id=body_id, content=made, sha256=code, score=totals.get("scaled"),
        grade=totals.get("grade") or "", frozen_at=frozen_at,
    )  # fmt: skip


def _finish(campaign_id: int) -> None:
    with committed():
        campaign = db.session.get_one(Campaign, campaign_id)
        if campaign.state != CampaignState.SEALING:
            return
        query = select(CampaignSnapshot.body_id, CampaignSnapshot.sha256)
        rows = db.session.execute(query.where(CampaignSnapshot.campaign_id == campaign_id)).all()
        whole = sha256("\n".join(sorted(f"{row.body_id} {row.sha256}" for row in rows)).encode()).hexdigest()
        campaign.state = CampaignState.FROZEN
        trail.record(
            system_scope(campaign.frozen_by), Tag.CAMPAIGN_FREEZE, "campaign", campaign_id,
            f"考核“{campaign.name}”封存完毕，{len(rows)}份，合并校验值 {whole}", after={"sha256": whole},
        )  # fmt: skip
