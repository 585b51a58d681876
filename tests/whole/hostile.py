"""A register whose every typed word is an attack: which columns people type, and filling them."""

import json

import sqlalchemy as sa

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import Role, scope_for
from emergency.base.database import committed, db

MARKUP = (
    "\"'><script>x()</script><img src=x onerror=x()>",
    "</title></textarea><svg onload=x()>{{7*7}}",
    "javascript:x()//<a href='javascript:x()'>",
    "' autofocus onfocus='x()",
)
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", '=HYPERLINK("http://x.cn","甲")', "\t=1+1", "http://x.cn")
TYPED_WORDS = """
name title address counted_reason counts_reason reason note source post partners summary place hazard filing_target
old_name paper superior_name office committee assessor notice recorded_by entered_by set_by created_by checked_by
received_by purged_by purge_reason check_reason registered_by document_number issuing_name signed_by submitter checker
return_reason raw_name text responsible closed_by outcome opened_by phone person_name sentence withdrawn_by
withdrawn_reason attendees how copies result target teachers body contract ending asked_by approval changed_by
proposed_sentence mail kept_reason answer_reason answered_by proposed_by frozen_by seed returned submitted_by saved_by
"""
CODED_WORDS = """
grade
role request_id tag subject_kind subject_id before after previous hash item content key value unit_kind region_code
rule_id duty_group force basis login password_hash code parent_code level kind initials days table_name row_key digest
other_code line uscc uid state form purpose event_class acceptance sha256 purge_ground kinds covers secrecy part details
act fact fact_id ref seal contacts experts cost_by_term away crews place_code proposal proposed_reason rest serves
task_key term traits token_hash fault chapter resolution answer drill_state audience side score
inner division verdict words behind owner told settings element
"""
TYPED, CODED = frozenset(TYPED_WORDS.split()), frozenset(CODED_WORDS.split())
# The items of the documents of a drill.
ITEMS = (
    "aims", "scenario", "people", "when", "tasks", "preparation", "steps", "support", "closing", "outline", "lessons",
    "advice", "course", "analysis", "problems", "point_plan",
)  # fmt: skip
# Names that elsewhere are typed, but here come from a list of ours; the trail can't be changed and gets an act.
LISTED = {("counting_rule", "name"), ("unit_fact", "name"), ("plan", "hazard")}


def texts(table: sa.Table) -> list[str]:
    """The columns of a table that hold text."""
    return [one.name for one in table.columns if isinstance(one.type, sa.String | sa.Text) or _json(one)]


def _json(column: sa.Column[object]) -> bool:
    return type(column.type).__name__ == "JsonText"


def typed_columns() -> list[tuple[sa.Table, str]]:
    """Every column into which somebody types, but for those of the trail."""
    tables = [table for table in db.metadata.sorted_tables if trail.is_business(table)]
    return [
        (table, name) for table in tables for name in texts(table) if name in TYPED and (table.name, name) not in LISTED
    ]


def fill_with(attacks: tuple[str, ...]) -> None:
    """Put an attack into every typed word of every row, and one act with them on the trail."""
    with committed():
        for attack in attacks:
            actor = scope_for(Role.CITY, person_id=1, name=attack)
            trail.record(actor, Tag.SEED, "unit", 1, attack, {"名称": attack}, {"名称": attack * 2})
    chosen = " ".join(f"WHEN {number} THEN :attack{number}" for number in range(len(attacks)))
    values = {f"attack{number}": attack for number, attack in enumerate(attacks)}
    with db.engine.begin() as raw:
        for table, name in typed_columns():
            case = f"CASE rowid % {len(attacks)} {chosen} END"
            raw.execute(sa.text(f'UPDATE "{table.name}" SET "{name}" = {case}'), values)
        details = json.dumps(dict.fromkeys(("target", "number", "method", "address", "by", "report"), attacks[0]))
        raw.execute(sa.text("UPDATE milestone SET details = json_patch(details, :told)"), {"told": details})
        expert = dict.fromkeys(("name", "place", "reason"), attacks[0]) | {"recused": True}
        fill_documents(raw, attacks[0])
        raw.execute(sa.text("UPDATE plan_commission SET experts = :told"), {"told": json.dumps([expert])})


def fill_documents(raw: sa.Connection, attack: str) -> None:
    """What is written of drills: the items, the rows of the script, the members and scores of an evaluation."""
    known = {"items": dict.fromkeys(ITEMS, attack), "head": [["地点", attack]]}
    marks = [["live-design", 1, attack, attack, 1, attack]]
    for where, width in (("<> 'evaluation'", 6), ("= 'evaluation'", 3)):
        told = json.dumps(known | {"rows": [[attack] * width], "marks": marks})
        raw.execute(sa.text(f"UPDATE drill_document SET content = :told WHERE kind {where}"), {"told": told})
