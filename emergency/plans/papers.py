"""Papers of a plan's versions: attached to what they prove, never for a secret plan but its 简本."""

from collections.abc import Sequence

from emergency.base.access import Scope
from emergency.evidence.actions import Subject, attach, supersede
from emergency.evidence.facts import PaperRole, Received
from emergency.evidence.models import Paper
from emergency.evidence.queries import papers_of
from emergency.plans import rules
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import is_on_behalf
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
    texts = [paper for paper in (*before, *kept) if paper.role == PaperRole.TEXT and paper.purged_at is None]
    revision.without_text = not (texts or rules.is_secret(plan.secrecy))
    return kept
