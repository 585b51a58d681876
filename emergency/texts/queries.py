"""Which texts and pages there are, within the viewer's scope; which files are still to be read."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.base.storage import store
from emergency.evidence.facts import PaperRole
from emergency.evidence.models import Paper
from emergency.plans.models import Plan, Revision
from emergency.plans.papers import SUBJECT
from emergency.plans.queries import plan_in_scope
from emergency.texts.facts import READER, Part, TextState
from emergency.texts.models import PlanPage, PlanText
from emergency.units.within import lies_in

# The files that a book is read from, the first that has text; each the newest of its role.
SOURCES = {
    Part.BODY: (PaperRole.TEXT, PaperRole.EDITABLE),
    Part.HANDBOOK: (PaperRole.HANDBOOK,),
    Part.ACTION_PLAN: (PaperRole.ACTION_PLAN,),
}
READ_ROLES = frozenset(role for roles in SOURCES.values() for role in roles)


def visible_texts(scope: Scope) -> Select[PlanText]:
    """The texts of the plans that the viewer may see."""
    return select(PlanText).join(Plan, Plan.id == PlanText.plan_id).where(plan_in_scope(scope))


def text_of(scope: Scope, revision_id: int, part: Part = Part.BODY) -> PlanText | None:
    """The text of one book of a version; None where there is none or the viewer may not see it."""
    query = visible_texts(scope).where(PlanText.revision_id == revision_id, PlanText.part == part.value)
    found: PlanText | None = db.session.scalar(query)
    return found


def pages_of(scope: Scope, revision_id: int, part: Part = Part.BODY) -> list[str]:
    """The pages of one book of a version in their order, the first is page 1; none where there is no text."""
    text = text_of(scope, revision_id, part)
    return [] if text is None else pages(text)


def pages(text: PlanText) -> list[str]:
    """The pages of a text that was already seen through a scope."""
    query = select(PlanPage.text).where(PlanPage.text_id == text.id).order_by(PlanPage.number)
    return list(db.session.scalars(query))


def texts_of(revision_ids: Sequence[int]) -> dict[tuple[int, Part], PlanText]:
    """The texts of versions that were already seen through a scope."""
    query = select(PlanText).where(PlanText.revision_id.in_(revision_ids))
    return {(text.revision_id, Part(text.part)): text for text in db.session.scalars(query)}


def sources_of(revision_id: int) -> dict[Part, list[Paper]]:
    """The files from which each book of a version is read, in the order in which they are tried; for the job."""
    newest: dict[str, Paper] = {}
    for paper in db.session.scalars(select(Paper).where(_kept(), Paper.subject_id == revision_id).order_by(Paper.id)):
        newest[paper.role] = paper
    found = {part: [newest[role] for role in roles if role in newest] for part, roles in SOURCES.items()}
    return {part: papers for part, papers in found.items() if papers}


def to_read(scope: Scope, region_code: str | None = None, *, again: bool = False) -> list[int]:
    """The versions with a file whose text is not there, could not be read on this machine, or is an older reader's."""
    done = exists().where(
        PlanText.revision_id == Paper.subject_id, PlanText.reader >= READER, PlanText.state != TextState.UNREAD.value,
        or_(PlanText.paper_id == Paper.id, Paper.role == PaperRole.EDITABLE.value),
    )  # fmt: skip
    query = select(Revision.id).join(Plan, Plan.id == Revision.plan_id).join(Paper, Paper.subject_id == Revision.id)
    query = query.where(plan_in_scope(scope), _kept())
    if region_code is not None:
        query = query.where(lies_in(Plan.region_code, region_code))
    if not again:
        query = query.where(~done)
    return list(db.session.scalars(query.distinct().order_by(Revision.id)))


def count_by_state(scope: Scope) -> dict[TextState, int]:
    """How many texts of plans that the viewer may see were read, and how many can't be judged."""
    query = select(PlanText.state, func.count()).join(Plan, Plan.id == PlanText.plan_id)
    query = query.where(plan_in_scope(scope), PlanText.part == Part.BODY.value).group_by(PlanText.state)
    return {TextState(state): number for state, number in db.session.execute(query)}


def is_kept(paper: Paper) -> bool:
    """Whether the bytes of a file are there."""
    return paper.purged_at is None and store().has(paper.sha256)


def _kept() -> ColumnElement[bool]:
    roles = [role.value for role in READ_ROLES]
    there = and_(Paper.purged_at.is_(None), Paper.superseded_at.is_(None))
    return and_(Paper.subject_kind == SUBJECT, Paper.role.in_(roles), there)


def versions_with_text(scope: Scope, plan_id: int) -> dict[int, PlanText]:
    """The texts of a plan's own books by the number of the version, the oldest first."""
    query = visible_texts(scope).join(Revision, Revision.id == PlanText.revision_id).add_columns(Revision.number)
    query = query.where(PlanText.plan_id == plan_id, PlanText.part == Part.BODY.value).order_by(Revision.number)
    return {number: text for text, number in db.session.execute(query)}
