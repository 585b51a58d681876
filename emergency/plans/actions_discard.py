"""Throwing a draft away that was never handed in: a whole plan, or the newest version of one."""

from collections.abc import Iterable

from sqlalchemy import select

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import clock
from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.errors import Refusal
from emergency.evidence.actions import take_back
from emergency.evidence.queries import papers_of
from emergency.plans.actions import check_unchanged
from emergency.plans.actions_triggers import release
from emergency.plans.ledger import announce
from emergency.plans.models import Milestone, Plan, PlanBody, Revision
from emergency.plans.models_commission import PlanCommission
from emergency.plans.papers import SUBJECT
from emergency.plans.pictures import state_of, version_state
from emergency.plans.queries import get_own_plan, is_untouched_draft, latest_revision, revision_of, title_of
from emergency.plans.words import Act

ONLY_DRAFTS = "只有从未提交过的草稿可以删除；提交过的记录要保留，不再使用的预案请登记废止。"
PURGED = "这份草稿有被清除过的文件，清除记录必须保留，不能删除草稿。"


def discard_draft(scope: Scope, plan_id: int, *, seen: int | None = None) -> Plan | None:
    """Take the newest version away with its days and papers, and the plan with it when it has no other.

    Gives the plan that stays, or None. Raises NotFound, Conflict, and Refusal once the version was handed in.
    """
    plan, unit = get_own_plan(scope, plan_id)
    check_unchanged(plan, seen)
    revision = latest_revision(plan)
    if not is_untouched_draft(plan, revision):
        raise Refusal(ONLY_DRAFTS)
    papers = papers_of(SUBJECT, revision.id)
    if any(paper.purged_at for paper in papers):
        raise Refusal(PURGED)
    before = {**state_of(plan), "version": version_state(revision), "papers": [paper.sha256 for paper in papers]}
    sentence = f"{scope.name}删除{unit.name}的草稿：{title_of(plan)}第{revision.number}版，从未提交。"
    trail.record(scope, Tag.PLAN_DISCARD, "plan", plan.id, sentence, before)
    announce(plan)
    release(revision)
    take_back(papers)
    if revision.number > 1:
        return _remove_version(plan, revision)
    _remove_plan(plan, revision)
    return None


def _remove_version(plan: Plan, revision: Revision) -> Plan:
    older = revision_of(plan, revision.number - 1)
    assert older is not None
    acts = _acts(revision)
    # What the plan is was told beside the draft and stays told without it.
    for row in acts:
        row.revision_id = older.id if row.kind == Act.DESCRIBED else row.revision_id
    _delete([*(row for row in acts if row.kind != Act.DESCRIBED), revision])
    plan.latest, plan.state, plan.touched_at = older.number, older.state, clock.now()
    return plan


def _remove_plan(plan: Plan, revision: Revision) -> None:
    for other in db.session.scalars(select(Plan).where(Plan.superior_plan_id == plan.id)):
        other.superior_plan_id = None
    bodies = db.session.scalars(select(PlanBody).where(PlanBody.plan_id == plan.id))
    given = db.session.scalars(
        select(PlanCommission).where(PlanCommission.plan_id == plan.id).order_by(PlanCommission.id.desc())
    )
    _delete([*_acts(revision), revision, *bodies, *given, plan])


def _acts(revision: Revision) -> list[Milestone]:
    """The dated acts, those that replaced others first."""
    query = select(Milestone).where(Milestone.revision_id == revision.id).order_by(Milestone.id.desc())
    return list(db.session.scalars(query))


def _delete(rows: Iterable[object]) -> None:
    for row in rows:
        db.session.delete(row)
        db.session.flush()
