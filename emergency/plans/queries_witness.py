"""Who recorded a circumstance for revision and what answered it, for the page that explains the duty."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select

from emergency.base.circumstances import CircumstanceKind
from emergency.base.database import db
from emergency.plans.dates import started_on
from emergency.plans.ledger import dates_of
from emergency.plans.models import Plan, Revision
from emergency.plans.models_triggers import ReviewTrigger, TriggerRow
from emergency.plans.queries import title_of
from emergency.plans.queries_triggers import open_rows
from emergency.plans.rules_triggers import KIND_WORDS, TriggerAct

# What it was, the day it states, who recorded it, when that was received.
Witness = tuple[str, date, str, datetime]


def trigger_titles(trigger_ids: Collection[int]) -> dict[int, str]:
    """What circumstances are called beside their duties: which one, on which plan. One question."""
    query = select(ReviewTrigger.id, ReviewTrigger.kind, Plan).join(Plan, Plan.id == ReviewTrigger.plan_id)
    rows = db.session.execute(query.where(ReviewTrigger.id.in_(set(trigger_ids))))
    return {row.id: f"{KIND_WORDS[CircumstanceKind(row.kind)]}，{title_of(row.Plan)}" for row in rows}


def trigger_witness(trigger_id: int) -> Witness | None:
    """The circumstance with its facts, and who confirmed it."""
    trigger, rows = db.session.get(ReviewTrigger, trigger_id), open_rows([trigger_id])[trigger_id]
    confirmed = next((row for row in rows if row.act == TriggerAct.CONFIRMED), None)
    if trigger is None or confirmed is None:
        return None
    facts = "；".join(row.text.rstrip("。") for row in rows if row.act == TriggerAct.CITED)
    word = f"{KIND_WORDS[CircumstanceKind(trigger.kind)]}：{facts}"
    return word, confirmed.day, confirmed.recorded_by, confirmed.known_from


def answer_witness(row_id: int) -> Witness | None:
    """What answered it: the version that was named, or the signed decision."""
    row = db.session.get(TriggerRow, row_id)
    if row is None:
        return None
    if row.act == TriggerAct.KEPT:
        return f"决定不修订：{row.text}（{row.signed_by}签署）", row.day, row.recorded_by, row.known_from
    revision = db.session.get(Revision, row.revision_id)
    if revision is None:
        return None
    started = started_on(dates_of(revision)) or row.day
    return f"修订：第{revision.number}版", started, row.recorded_by, row.known_from
