"""Sealing a campaign: all documents from one state of the register, kept in pieces, so that nobody's saving waits."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from emergency.assessment.models_campaigns import Campaign, CampaignBody, CampaignSnapshot
from emergency.assessment.queries_campaigns import get_campaign, opens, subject_of, template_of
from emergency.assessment.queries_filled import drafted
from emergency.assessment.queries_sealed import Kept, behind_of, digest_of
from emergency.assessment.rules_campaigns import CampaignState, check_freeze
from emergency.assessment.snapshot import Document, digest
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope, system_scope
from emergency.base.database import committed, db, end_reading, read_apart
from emergency.base.errors import Forbidden, Refusal
from emergency.base.jobs import Job, enqueue
from emergency.base.snapshot import copy_database, database_file
from emergency.base.workers import Failed, work
from emergency.coverage.actions import is_recomputing

JOB = "campaign-freeze"
NOT_YOURS = "只有组织这次考核的应急管理机构可以封存。"
RECOMPUTING = "应办事项正在重算，数字还会变化，请稍后再封存。"
FAILED = "有 {} 份没有封存成，其余已封存：{}。处理后可继续封存。"
WORKERS = 2
COMING = ("waiting", "running")


@dataclass(frozen=True)
class Draft:
    """A body to be sealed, from a copy of the register where the database is a file."""

    campaign_id: int
    body_id: int
    name: str
    copy: Path | None


def start_freeze(scope: Scope, campaign_id: int, *, by_job: bool = True) -> Campaign:
    """Close a campaign to all entries and have it sealed. Raises Refusal when it was sealed before.

    A sealing that was given up goes on where it stopped.
    """
    campaign = get_campaign(scope, campaign_id)
    if not opens(scope, campaign.region_code):
        raise Forbidden(NOT_YOURS)
    if by_job and is_halted(campaign):
        enqueue(JOB, _key(campaign_id), {"campaign_id": campaign_id})
        return campaign
    check_freeze(campaign.state, campaign.as_of, clock.today())
    if is_recomputing():
        raise Refusal(RECOMPUTING)
    campaign.state, campaign.frozen_by, campaign.frozen_at = CampaignState.SEALING, scope.name, clock.now()
    trail.record(scope, Tag.CAMPAIGN_FREEZE, "campaign", campaign.id, f"开始封存考核“{campaign.name}”")
    if by_job:
        enqueue(JOB, _key(campaign_id), {"campaign_id": campaign_id})
    return campaign


def freeze_job(payload: Any) -> None:
    """The job's handler: seals what is not sealed yet, then closes; doing it again does nothing more.

    Every document is made from one copy of the register, which stays until all are kept. Raises Refusal for bodies
    that could not be sealed; the others are.
    """
    campaign_id = int(payload["campaign_id"])
    drafts = _drafts(campaign_id)
    failed = _sealed(drafts) if drafts else []
    if failed:
        told = "、".join(f"{one.task.name}（{one.sentence}）" for one in failed[:5])
        raise Refusal(FAILED.format(len(failed), told))
    _finish(campaign_id)
    for left in _copies().glob(f"{campaign_id}-*"):
        left.unlink(missing_ok=True)


def is_halted(campaign: Campaign) -> bool:
    """Whether a sealing was begun on which nobody works any more."""
    if campaign.state != CampaignState.SEALING:
        return False
    return db.session.scalar(select(Job.state).where(Job.key == _key(campaign.id))) not in COMING


def progress(campaign: Campaign) -> tuple[int, int]:
    """How many bodies are sealed, and how many there are."""
    bodies = db.session.scalars(select(CampaignBody.id).where(CampaignBody.campaign_id == campaign.id)).all()
    done = db.session.scalars(select(CampaignSnapshot.id).where(CampaignSnapshot.campaign_id == campaign.id)).all()
    return len(done), len(bodies)


def _key(campaign_id: int) -> str:
    return f"{JOB}-{campaign_id}"


def _copies() -> Path:
    instance: Path = current_app.config["SETTINGS"].instance
    return instance / "sealing"


def _drafts(campaign_id: int) -> list[Draft]:
    done = select(CampaignSnapshot.body_id).where(CampaignSnapshot.campaign_id == campaign_id)
    query = select(CampaignBody.id, CampaignBody.name).where(CampaignBody.campaign_id == campaign_id)
    rows = db.session.execute(query.where(CampaignBody.id.not_in(done)).order_by(CampaignBody.id)).all()
    frozen_at = db.session.get_one(Campaign, campaign_id).frozen_at or clock.now()
    copy = _copied(campaign_id, frozen_at) if rows else None
    end_reading()
    return [Draft(campaign_id, row.id, row.name, copy) for row in rows]


def _copied(campaign_id: int, frozen_at: datetime) -> Path | None:
    """The register as it stood when the sealing began; None where the database itself reads from one moment."""
    url = current_app.config["SETTINGS"].database_url
    if not url.startswith("sqlite"):
        return None
    copy = _copies() / f"{campaign_id}-{frozen_at:%Y%m%dT%H%M%S%f}.db"
    if not copy.is_file():
        if is_recomputing():
            raise Refusal(RECOMPUTING)
        end_reading()
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = copy.with_suffix(".part")
        part.unlink(missing_ok=True)
        copy_database(database_file(url), part)
        part.rename(copy)
    return copy


def _sealed(drafts: Sequence[Draft]) -> list[Failed]:
    """Seal these bodies, each in a short commit of its own; gives those of which no document could be made."""
    # A forked process shares the parent's connection; it must be closed before, not used by two.
    db.session.remove()
    db.engine.dispose()
    failed = []
    # Where there is no copy one process alone reads everything at one moment.
    with closing(work(_drafted, drafts, WORKERS if drafts[0].copy else 1, heir=True)) as outcomes:
        for ended in outcomes:
            if isinstance(ended, Failed):
                failed.append(ended)
            else:
                _keep(ended.task, *ended.result)
    return failed


def _drafted(draft: Draft) -> tuple[Document, Kept]:
    """In a process of its own: the document of a body, and what stands behind its figures."""
    read_apart(draft.copy)
    campaign, body = db.session.get_one(Campaign, draft.campaign_id), db.session.get_one(CampaignBody, draft.body_id)
    scope = system_scope(campaign.frozen_by)
    made = drafted(scope, campaign, body, campaign.frozen_at or clock.now(), campaign.frozen_at)
    behind = behind_of(scope, subject_of(body), template_of(campaign), campaign.as_of)
    db.session.expunge_all()
    return made, behind


def _keep(draft: Draft, made: Document, behind: Kept) -> None:
    with committed():
        if db.session.scalar(select(CampaignSnapshot.id).where(CampaignSnapshot.body_id == draft.body_id)):
            return
        codes = {"sha256": digest(made), "behind": digest_of(behind)}
        totals = made["totals"] or {}
        row = CampaignSnapshot(
            campaign_id=draft.campaign_id, body_id=draft.body_id, content=made, sha256=codes["sha256"], behind=behind,
            score=totals.get("scaled"), grade=totals.get("grade") or "",
            frozen_at=datetime.fromisoformat(made["frozen_at"]),
        )  # fmt: skip
        db.session.add(row)
        said = f"封存{draft.name}的考核表，SHA-256 {codes['sha256']}，明细和材料清单 SHA-256 {codes['behind']}"
        trail.record(system_scope(_by(draft)), Tag.CAMPAIGN_SEAL, "campaign_body", draft.body_id, said, after=codes)


def _by(draft: Draft) -> str:
    return db.session.get_one(Campaign, draft.campaign_id).frozen_by


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
