"""One of everything three times over: in one's own unit, next door in the county, and in another county."""

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from flask import Flask
from places import (
    AUDITOR,
    CITY,
    COUNTY,
    EDUCATION,
    HUAYUAN_STREET,
    NEIGHBOUR,
    NENJIANG,
    SYSTEM,
    TOWNSHIP,
    XINGFU,
    keeper,
)
from plan_cast import EVERYTHING, SECOND_COUNTY, scan, unit_at
from whole_campaign import assess_counties
from whole_programme import plan_years

from emergency.accounts import actions as accounts
from emergency.assessment.actions import seed_template
from emergency.base.access import Role, Scope, scope_for
from emergency.base.circumstances import Circumstance, CircumstanceKind, FactKind
from emergency.base.clock import SHANGHAI
from emergency.base.database import FAR_MOMENT, committed, db
from emergency.base.jobs import beat
from emergency.coverage.models import Duty
from emergency.drills.actions import create_drill
from emergency.drills.actions_documents import save_document
from emergency.drills.actions_feed import make_feed
from emergency.drills.actions_findings import FindingDetails, add_finding
from emergency.drills.actions_record import hold_drill
from emergency.drills.documents import DocumentKind
from emergency.drills.facts import DrillDetails, HeldDetails, Span
from emergency.drills.feed_places import FeedPlace
from emergency.drills.feed_places import Kind as FeedKind
from emergency.drills.words import Content, Form, Purpose, State
from emergency.evidence.actions import Subject, attach
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import PaperRole
from emergency.evidence.kinds import Kind
from emergency.obligations.actions_local import keep_rules
from emergency.obligations.facts import PlanKind, PlanLine
from emergency.plans import actions, actions_acts, actions_check
from emergency.plans.actions_acts import Filing
from emergency.plans.actions_commission import add_commission
from emergency.plans.actions_raise import raise_for
from emergency.plans.models_triggers import ReviewTrigger
from emergency.plans.queries import latest_revision
from emergency.plans.rules import PlanDetails, RevisionDetails
from emergency.plans.rules_commission import CommissionDetails
from emergency.plans.rules_commission import Purpose as CommissionPurpose
from emergency.plans.words import Act, EventClass
from emergency.records.actions import register as register_record
from emergency.records.rules import RecordDetails
from emergency.records.words import RecordKind
from emergency.texts.actions_remarks import judge
from emergency.texts.facts_remarks import Hint, Verdict
from emergency.units.actions import Entry, UnitDetails, add_unit
from emergency.units.actions_facts import ContactDetails, add_contact
from emergency.units.facts import UnitKind
from emergency.units.lines import ContactRole
from emergency.units.models import Unit

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
LOCAL_RULE = {
    "id": "BD-01", "version": 1, "title": "港区预案", "group": "plans", "force": "local", "rank": "work_arrangement",
    "article": "试验文件 第一条", "demand_text": "有预案", "binds": {"fact": "zone_kind", "is": "port"},
    "demand": {"shape": "standing", "met_by": "plan"}, "valid_from": "2026-01-01", "verification": "已核",
}  # fmt: skip
SPEECH = Path(__file__).parents[1] / "seeds" / "reference" / "checklists" / "speech.yaml"
NENJIANG_TOWN = "231183211000"
SECOND_NEIGHBOUR = scope_for(Role.COUNTY, person_id=14, name="嫩江应急办子", regions=(NENJIANG,))
SCHOOL = UnitDetails(UnitKind.SCHOOL, "幸福中心小学", XINGFU, "教育")
FAR_SCHOOL = UnitDetails(UnitKind.SCHOOL, "长江中心小学", NENJIANG_TOWN, "教育")
PEOPLE = (CITY, COUNTY, TOWNSHIP, NEIGHBOUR, EDUCATION, AUDITOR, SYSTEM, keeper())


@dataclass(frozen=True)
class Whole:
    """The app, what stands where, and the way back to the beginning."""

    app: Flask
    things: dict[str, dict[str, Any]]
    folder: Path

    def again(self) -> None:
        """Take back everything that was done."""
        db.session.remove()
        db.engine.dispose()
        shutil.copy(self.folder / "whole.db", self.folder / "emergency.db")
        shutil.copytree(self.folder / "whole-files", self.folder / "files", dirs_exist_ok=True)


def build() -> dict[str, dict[str, Any]]:
    """Everything, and the numbers by which addresses name it: for own, other and foreign."""
    beat()
    people = _people()
    with committed():
        seed_template(EVERYTHING, yaml.safe_load(SPEECH.read_text("utf-8")))
    with committed():
        keep_rules(EVERYTHING, [LOCAL_RULE], "试验")
    with committed():
        school = add_unit(COUNTY, SCHOOL, Entry(date(2010, 9, 1), "办学许可证"))
        far_school = add_unit(NEIGHBOUR, FAR_SCHOOL, Entry(date(2010, 9, 1), "办学许可证"))
    held_by = {
        "own": (school, keeper(school.id), COUNTY, XINGFU),
        "other": (unit_at(HUAYUAN_STREET), SECOND_COUNTY, COUNTY, HUAYUAN_STREET),
        "foreign": (far_school, SECOND_NEIGHBOUR, NEIGHBOUR, NENJIANG_TOWN),
    }
    things = {where: _things(*parts) | {"code": parts[-1], **people} for where, parts in held_by.items()}
    return assess_counties(plan_years(things))


def _people() -> dict[str, Any]:
    """An account for each of the cast, in its order, and a sign-in of each."""
    first = accounts.first_password()
    for number, scope in enumerate(PEOPLE, 1):
        parts = [accounts.Part(region_code=region) for region in scope.regions]
        with committed():
            person = accounts.add_person(EVERYTHING, f"person{number}", scope.name, scope.role, parts, first)
            assert person.id == scope.person_id
            accounts.sign_in(person, "127.0.0.1", "")
            make_feed(scope, FeedPlace(FeedKind.OWN))
    named = {"rule_id": "YB-01", "local_rule_id": "BD-01", "year": 2026}
    return {"person_id": 2, "sign_in_id": 2, "feed_id": 2, "event_id": 1, **named}


def _things(unit: Unit, recorder: Scope, checker: Scope, _code: str) -> dict[str, Any]:
    """A contact, a plan with versions, filing and paper, drills, a finding, a record, a duty, a reason to revise."""
    plan, filing, paper = _plan(unit, recorder, checker)
    with committed():
        details = ContactDetails(ContactRole.LIAISON, f"{unit.name}联络员", "办事员", "0456-8221234", date(2026, 5, 1))
        contact = add_contact(recorder, unit, details)
    duty = db.select(Duty.id).where(Duty.unit_id == unit.id, Duty.known_until == FAR_MOMENT)
    return {
        "unit_id": unit.id, "contact_id": contact.id, "plan_id": plan.id, "number": 1, "milestone_id": filing,
        "paper_id": paper, "drill_id": _planned(unit, recorder), "held drill": _held(unit, recorder),
        "draft drill": _planned(unit, recorder, State.DRAFT),
        "commission_id": _commission(plan.id, recorder), "record_id": _record(unit, recorder), "kind": "plan-training",
        "names": [unit.name, plan.title, plan.code],
        "duty_id": db.session.scalars(duty.limit(1)).one(),
        **_reasons(unit, recorder, plan), **_remark(unit, plan.id, checker),
    }  # fmt: skip


def _plan(unit: Unit, recorder: Scope, checker: Scope) -> tuple[Any, int, int]:
    """A plan whose first version was passed, filed and has its text, and whose second waits for its 核对."""
    kind = PlanKind.TOWNSHIP if unit.kind == UnitKind.TOWNSHIP else PlanKind.UNIT
    details = PlanDetails(PlanLine.GOVERNMENT, frozenset({kind}), f"{unit.name}应急预案")
    told = RevisionDetails({Act.ISSUED: date(2026, 3, 2)}, f"{unit.name}发(2026)3号")
    with committed():
        plan = actions.register(recorder, unit.id, details, told, submit=True)
    with committed():
        received = keep_made(f"{unit.name}预案.pdf", BytesIO(scan(unit.name)), Kind.PDF, 1)
        paper = attach(recorder, received, Subject(unit, "revision", latest_revision(plan).id), PaperRole.TEXT)
        actions_check.pass_revision(checker, plan.id, 1)
        filing = actions_acts.file_plan(checker, plan.id, 1, Filing(date(2026, 3, 20), "上级人民政府"))
    with committed():
        actions.add_revision(recorder, plan.id, replace(told, dates={Act.ISSUED: date(2026, 10, 9)}))
    return plan, filing.id, paper.id


def _remark(unit: Unit, plan_id: int, checker: Scope) -> dict[str, Any]:
    """What the reviewer said of an element that the text does not show."""
    element = "township.tasks" if unit.kind == UnitKind.TOWNSHIP else "unit.people"
    with committed():
        row = judge(checker, plan_id, Hint("element", element, "办法列举"), Verdict.DISMISSED, "见第二章")
        return {"element": element, "remark_id": row.id}


def _commission(plan_id: int, recorder: Scope) -> int:
    told = CommissionDetails(CommissionPurpose.DRAFTING, "示例咨询公司", date(2026, 1, 5), date(2026, 12, 31))
    with committed():
        return add_commission(recorder, plan_id, told).id


def _record(unit: Unit, recorder: Scope) -> int:
    told = RecordDetails(date(2026, 9, 1), f"{unit.name}学习预案", "会议室", headcount=20)
    with committed():
        return register_record(recorder, unit.id, RecordKind.PLAN_TRAINING, told).id


def _reasons(unit: Unit, recorder: Scope, plan: Any) -> dict[str, int]:
    """A finding of a drill that was held, and a circumstance for revision that waits for somebody."""
    text, drill_id = f"{unit.name}的负责人变更。", _held(unit, recorder)
    told = Circumstance(
        CircumstanceKind.BODIES, date(2026, 9, 1), text, FactKind.UNIT, str(unit.id), "head", plan_ids=(plan.id,)
    )
    with committed():
        raise_for(recorder, told)
        finding = add_finding(recorder, drill_id, FindingDetails("通信中断", major=False))
    trigger = db.select(ReviewTrigger.id).where(ReviewTrigger.plan_id == plan.id)
    return {"trigger_id": db.session.scalars(trigger).one(), "finding_id": finding.id}


def _planned(unit: Unit, recorder: Scope, state: State = State.PUBLISHED) -> int:
    with committed():
        return create_drill(recorder, unit, _drill(unit), state=state).id


def _held(unit: Unit, recorder: Scope) -> int:
    """A drill that was held and waits for the office."""
    with committed():
        drill = create_drill(recorder, unit, _drill(unit))
    with committed():
        held = HeldDetails(
            date(2026, 11, 10), Content.COMPREHENSIVE, Form.LIVE, Purpose.TESTING, 60, "操场", "按预案疏散。"
        )  # fmt: skip
        hold_drill(recorder, drill, unit, held, drill.version)
    with committed():
        told = {"items": {"outline": f"{unit.name}疏散情况"}, "rows": []}
        save_document(recorder, drill.id, DocumentKind.SUMMARY, told, seen=0)
    return drill.id


def _drill(unit: Unit) -> DrillDetails:
    span = Span(datetime(2026, 12, 10, 9, tzinfo=SHANGHAI), datetime(2026, 12, 10, 10, tzinfo=SHANGHAI))
    return DrillDetails(
        f"{unit.name}疏散演练", span, Content.COMPREHENSIVE, Form.LIVE, Purpose.TESTING, EventClass.NATURAL, "洪水",
        "操场",
    )  # fmt: skip
