"""Whose sheets may say something else since an act of the trail: the units and regions that were touched, or all."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Column, Table, select

from emergency.assessment.facts import Subject
from emergency.audit.models import AuditDigest
from emergency.audit.queries import head
from emergency.audit.rules import row_key
from emergency.base.access import prefix_of
from emergency.base.database import db
from emergency.units.models import UnitVersion

# No sheet outside a campaign shows anything of these.
NEVER_SHOWN = frozenset(
    {
        "person", "scope_part", "sign_in", "checklist_pack", "campaign", "campaign_body", "campaign_mark",
        "campaign_paper", "campaign_snapshot", "paper", "plan_text", "plan_page", "plan_remark", "plan_commission",
        "programme", "programme_run", "programme_crew", "programme_limit", "programme_season", "programme_line",
        "drill_proposal", "drill_reply", "drill_invitation", "drill_document", "drill_event", "evaluation_wording",
        "outbox_letter", "calendar_feed", "ledger_heading", "ledger_import", "ledger_issue", "ledger_return",
    }
)  # fmt: skip
# Of these the row names its unit, or a row that does: the column, and the table that it leads to.
UNIT = ""
LEADS: Mapping[str, tuple[str, str]] = {
    "duty": ("id", UNIT), "unit_fact": ("unit_id", UNIT), "contact": ("unit_id", UNIT),
    "contact_check": ("unit_id", UNIT), "plan": ("unit_id", UNIT), "plan_body": ("unit_id", UNIT),
    "revision": ("plan_id", "plan"), "milestone": ("plan_id", "plan"), "review_trigger": ("plan_id", "plan"),
    "trigger_row": ("trigger_id", "review_trigger"), "drill": ("organiser_id", UNIT),
    "drill_unit": ("drill_id", "drill"), "drill_duty": ("drill_id", "drill"), "drill_plan": ("drill_id", "drill"),
    "drill_credit": ("unit_id", UNIT), "drill_finding": ("drill_id", "drill"), "drill_report": ("drill_id", "drill"),
    "work_record": ("unit_id", UNIT), "work_record_version": ("record_id", "work_record"),
}  # fmt: skip
MOST = 500


class Touched:
    """The units whose rows changed, with every region in which they ever stood."""

    def __init__(self, units: Collection[int]) -> None:
        """Ask where these units stand."""
        self.units = set(units)
        query = select(UnitVersion.region_code).where(UnitVersion.unit_id.in_(self.units)).distinct()
        self.regions = set(db.session.scalars(query))

    def has(self, subject: Subject) -> bool:
        """Whether the sheet of a subject may say something else."""
        if subject.unit_id is not None:
            return subject.unit_id in self.units
        prefix = prefix_of(subject.region_code)
        return any(code.startswith(prefix) for code in self.regions)


def last_act() -> int:
    """The number of the newest act; 0 for an empty trail."""
    newest = head()
    return newest.id if newest else 0


def last_change() -> int:
    """The number of the newest act that left a row behind which sheets may show."""
    query = select(AuditDigest.event_id).where(AuditDigest.table_name.not_in(NEVER_SHOWN))
    return db.session.scalar(query.order_by(AuditDigest.event_id.desc()).limit(1)) or 0


def touched_since(act: int) -> Touched | None:
    """Whose rows changed after an act; None where anybody's sheet may have."""
    keys: dict[str, set[str]] = defaultdict(set)
    query = select(AuditDigest.table_name, AuditDigest.row_key).where(
        AuditDigest.event_id > act, AuditDigest.table_name.not_in(NEVER_SHOWN)
    )
    for name, key in db.session.execute(query):
        keys[name].add(key)
    if not set(keys) <= set(LEADS) or sum(map(len, keys.values())) > MOST:
        return None
    units: set[int] = set()
    for name, found in keys.items():
        mine = _units_of(name, found)
        if mine is None:
            return None
        units |= mine
    return Touched(units)


def _units_of(name: str, keys: Collection[str]) -> set[int] | None:
    """The units of rows by their keys; None where one is gone or never had a unit."""
    ids = {int(key[2:-2]) for key in keys if key[2:-2].isdigit() and row_key([int(key[2:-2])]) == key}
    if len(ids) != len(keys):
        return None
    column, leads = LEADS[name]
    while column != "id":
        table: Table = db.metadata.tables[name]
        found = dict(db.session.execute(select(_of(table, "id"), _of(table, column)).where(table.c.id.in_(ids))).all())
        if len(found) != len(ids) or None in found.values():
            return None
        ids = set(found.values())
        if leads == UNIT:
            break
        name, (column, leads) = leads, LEADS[leads]
    return ids


def _of(table: Table, name: str) -> Column[int]:
    column: Column[int] = table.c[name]
    return column
