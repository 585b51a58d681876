"""Papers of a plan's versions: attached to what they prove, never for a secret plan but its 简本."""

from collections.abc import Iterable, Sequence

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base import slots
from emergency.base.access import Scope
from emergency.evidence.actions import Subject, attach, supersede
from emergency.evidence.facts import PaperRole, Received
from emergency.evidence.models import Paper
from emergency.evidence.queries import papers_by, papers_of
from emergency.plans import rules
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import title_of, versions_with_plans
from emergency.units.behalf import is_on_behalf
from emergency.units.models import Unit

SUBJECT = "revision"
Given = Sequence[tuple[PaperRole, Received]]
# A new text takes the place of the one before; of opinions, receipts and photos there may be many.
ONE_OF_A_KIND = frozenset({PaperRole.TEXT, PaperRole.EDITABLE})


def keep_papers(scope: Scope, plan: Plan, unit: Unit, revision: Revision, given: Given) -> list[Paper]:
    """Attach received files to a version; says at once whether its text is there. Raises Refusal."""
    for role, _file in given:
        rules.check_paper(plan.secrecy, role)
    before = papers_of(SUBJECT, revision.id)
    subject = Subject(unit, SUBJECT, revision.id)
    kept = [
        attach(scope, file, subject, role.value, on_behalf=is_on_behalf(scope, unit), sample=plan.sample)
        for role, file in given
    ]
    replaced = {role.value for role, _file in given} & {role.value for role in ONE_OF_A_KIND}
    supersede(paper for paper in before if paper.role in replaced)
    slots.papers_came(SUBJECT).call(scope, revision.id, {role.value for role, _file in given})
    revision.without_text = not (_has_text([*before, *kept]) or rules.is_secret(plan.secrecy))
    return kept


def papers_gone(scope: Scope, revision_ids: Iterable[int]) -> None:
    """Part of a purge: a version whose text was taken away reads 未见文本 again. Fills a slot of base."""
    papers = papers_by(SUBJECT, revision_ids)
    for revision, plan in versions_with_plans(papers):
        if revision.without_text or rules.is_secret(plan.secrecy) or _has_text(papers[revision.id]):
            continue
        revision.without_text = True
        sentence = f"{title_of(plan)}第{revision.number}版的文本已清除，列为未见文本。"
        kept = {"number": revision.number, "without_text": False}
        trail.record(scope, Tag.PLAN_EDIT, "plan", plan.id, sentence, kept, {**kept, "without_text": True})


def _has_text(papers: Iterable[Paper]) -> bool:
    """Whether the text can be read: one that a newer took the place of does not come back when that one goes."""
    return any(
        paper.role == PaperRole.TEXT and paper.purged_at is None and paper.superseded_at is None for paper in papers
    )
