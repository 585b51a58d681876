"""Keeps the chapter hints of plans for those who count them: after a reading, and when a plan is described anew."""

from typing import Any

from sqlalchemy import delete, exists, select

from emergency.base import jobs
from emergency.base.access import Scope
from emergency.base.database import committed, db, end_reading
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import latest_revision
from emergency.texts.facts import Part, State
from emergency.texts.models import PlanText
from emergency.texts.models_hints import PlanHint
from emergency.texts.queries import texts_of
from emergency.texts.queries_elements import look

JOB = "text_hints"


def plan_described(_scope: Scope, plan_id: int) -> None:
    """Part of the act that changes what a plan is: other elements may be looked for now. Fills a slot of base."""
    if db.session.scalar(select(exists().where(PlanText.plan_id == plan_id))):
        ask(plan_id)


def ask(plan_id: int) -> None:
    """Ask for the hints of a plan to be kept anew, inside the present transaction."""
    jobs.enqueue(JOB, f"{JOB}:{plan_id}", {"plan": plan_id})


def hints_job(payload: Any) -> None:
    """The job's handler; doing it twice changes nothing."""
    keep_hints(int(payload["plan"]))


def hints_read(payload: Any) -> None:
    """The job that follows the reading of a version's files."""
    revision = db.session.get(Revision, int(payload["revision"]))
    if revision is not None:
        keep_hints(revision.plan_id)


def keep_hints(plan_id: int) -> int:
    """Keep the hints of the newest texts of a plan in the place of those before; gives how many."""
    plan = db.session.get(Plan, plan_id)
    if plan is None:
        return 0
    revision = latest_revision(plan)
    found = [row for part in Part for row in _found(plan, revision, part)]
    end_reading()
    with committed():
        there = {text.id for text in texts_of([revision.id]).values()}
        db.session.execute(delete(PlanHint).where(PlanHint.text_id.in_(there)))
        kept = [row for row in found if row["text_id"] in there]
        db.session.add_all(PlanHint(**row) for row in kept)
    return len(kept)


def _found(plan: Plan, revision: Revision, part: Part) -> list[dict[str, Any]]:
    looked = look(plan, revision, part)
    if looked is None or looked.text is None:
        return []
    text: PlanText = looked.text
    return [
        {"text_id": text.id, "plan_id": plan.id, "element": hint.element.id, "grade": hint.found.grade,
         "state": hint.found.state.value}
        for hint in looked.hints if hint.found.state in (State.TITLE, State.MISSING)
    ]  # fmt: skip
