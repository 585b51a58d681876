"""What must not stand before or after the day on which a drill was held: its plans, and what followed it."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select

from emergency.base.database import db
from emergency.drills.documents import AFTERWARDS, KIND_WORDS, DocumentKind
from emergency.drills.models import Drill
from emergency.drills.queries_documents import documents_of
from emergency.drills.queries_findings import findings_of
from emergency.drills.queries_report import report_of
from emergency.evidence.facts import ROLE_LABELS, PaperRole
from emergency.evidence.queries import papers_of
from emergency.plans.models import Plan
from emergency.plans.queries import title_of
from emergency.plans.queries_concerned import first_issued

# Papers that speak of a drill as held; a plan of work or a sign-in form may be older.
FOLLOWING = frozenset({PaperRole.DRILL_EVALUATION, PaperRole.DRILL_SUMMARY})


def too_early_for_plans(plan_ids: Iterable[int], held_on: date) -> str | None:
    """The sentence for a drill held before a plan that it names was issued; a plan still drafted may be rehearsed."""
    named = set(plan_ids)
    # Asking would write the drill half changed, and once more when all is said: the form that was sent would be stale.
    issued = first_issued(named) if named else {}
    early = sorted(plan_id for plan_id, day in issued.items() if day > held_on)
    if not early:
        return None
    title = title_of(db.session.scalars(select(Plan).where(Plan.id == early[0])).one())
    return (
        f"演练举行日期 {held_on} 早于《{title}》的印发日期 {issued[early[0]]}：当时还没有这份预案，不能作为它的演练。"
        "请核对举行日期，或取消勾选这份预案后再保存。"
    )


def too_late_for_followers(drill: Drill, held_on: date) -> str | None:
    """The sentence for a held day moved past what came after the drill: its report, evaluation, mended problems."""
    for day, word in sorted(_followers(drill)):
        if day < held_on:
            return f"举行日期不能改为 {held_on}：{word}在 {day}，早于它。请先更正{word}的日期，或核对举行日期。"
    return None


def _followers(drill: Drill) -> Iterator[tuple[date, str]]:
    report = report_of(drill.id)
    if report is not None:
        yield report.day, "演练情况报送"
    for paper in papers_of("drill", drill.id):
        if paper.role in FOLLOWING and paper.stated_on and paper.purged_at is None and paper.superseded_at is None:
            yield paper.stated_on, ROLE_LABELS[paper.role]
    for kind, row in documents_of(drill.id).items():
        if kind in AFTERWARDS and row.finished_on is not None:
            yield row.finished_on, KIND_WORDS[DocumentKind(kind)]
    for finding in findings_of(drill.id):
        if finding.closed_on is not None:
            yield finding.closed_on, "问题整改完成"
