"""All villages of a township on one page, in one transaction: new plans, new versions, scans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from emergency.base.access import Scope
from emergency.base.errors import NotFound, Refusal
from emergency.evidence.facts import PaperRole, Received, Secrecy
from emergency.obligations.facts import PlanKind, PlanLine
from emergency.plans import actions
from emergency.plans.ledger import dates_of
from emergency.plans.models import Plan
from emergency.plans.papers import Given
from emergency.plans.queries import latest_revision
from emergency.plans.queries_villages import village_plan, villages_of
from emergency.plans.rules import PlanDetails, RevisionDetails, is_secret
from emergency.plans.words import Act
from emergency.units.models import Unit

NOTHING = "没有勾选任何村（社区）。请勾选要登记的行，并填写印发日期。"


@dataclass(frozen=True)
class VillageEntry:
    """What is told of one village: the day of its paper, and its own scans."""

    unit_id: int
    issued: date | None
    files: Sequence[Received] = ()


def record_villages(
    scope: Scope, code: str, entries: Sequence[VillageEntry], shared: Sequence[Received] = (),
    secrecy: Secrecy = Secrecy.OPEN,
) -> list[Plan]:  # fmt: skip
    """Record the plans of the chosen villages; a shared scan is attached to every one. All or none.

    Raises Refusal that names the village, NotFound for one outside the township or the scope.
    """
    if not entries:
        raise Refusal(NOTHING)
    units = {village.unit.id: village.unit for village in villages_of(scope, code)}
    if any(entry.unit_id not in units for entry in entries):
        raise NotFound
    done = []
    for entry in entries:
        unit = units[entry.unit_id]
        try:
            done.append(_record(scope, unit, entry, [*entry.files, *shared], secrecy))
        except Refusal as refusal:
            raise Refusal(f"{unit.name}：{refusal.sentence}本页内容都没有保存，请改正后重新提交。") from refusal
    return done


def _record(scope: Scope, unit: Unit, entry: VillageEntry, files: Sequence[Received], secrecy: Secrecy) -> Plan:
    if entry.issued is None:
        raise Refusal("请填写印发日期。")
    told = RevisionDetails({Act.ISSUED: entry.issued})
    papers: Given = [(PaperRole.TEXT, file) for file in files]
    plan = village_plan(unit.id)
    if plan is None:
        title = "" if is_secret(secrecy) else f"{unit.name}突发事件应急预案"
        details = PlanDetails(PlanLine.GOVERNMENT, frozenset({PlanKind.VILLAGE}), title, secrecy=secrecy)
        return actions.register(scope, unit.id, details, told, papers)
    if dates_of(latest_revision(plan)).get(Act.ISSUED) != entry.issued:
        actions.add_revision(scope, plan.id, told, papers)
    elif papers:
        # The same paper again: only its scan was missing.
        actions.add_papers(scope, plan.id, plan.latest, papers)
    else:
        raise Refusal("这一日期印发的预案已经登记过；补传扫描件时请选择文件。")
    return plan
