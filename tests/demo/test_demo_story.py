"""示例 data: marked wherever it stands, true to the rules, and taken out again by one command."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from drill_cast import PLANNED
from flask import Flask
from places import XINGFU
from plan_cast import FIRST, TOWN_BOOK
from pypdf import PdfReader
from sqlalchemy import func, select

from emergency.audit.models import AuditEvent
from emergency.base import clock
from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.storage import store
from emergency.demo import load_demo, remove_demo
from emergency.demo_drills import drills_of_year
from emergency.demo_units import sample_units
from emergency.drills.actions import create_drill
from emergency.drills.models import Drill
from emergency.drills.words import Part
from emergency.evidence import sniffing
from emergency.evidence.models import Paper
from emergency.obligations.facts import PlanKind, PlanLine
from emergency.plans import actions, queries_triggers
from emergency.plans.expiry import told_of
from emergency.plans.models import Milestone, Plan, Revision
from emergency.plans.models_commission import PlanCommission
from emergency.plans.queries_triggers import TriggerFilter
from emergency.plans.rules import PlanDetails
from emergency.plans.rules_triggers import Shown
from emergency.plans.words import Act
from emergency.records.models import WorkRecord
from emergency.records.queries import RecordFilter, all_records
from emergency.units.models import Unit
from emergency.units.models_checks import ContactCheck
from emergency.units.queries import find_unit
from emergency.verifying import verify_all

TRIED = PlanDetails(PlanLine.ENTERPRISE, frozenset({PlanKind.SITE}), "试着登记的预案")


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_there_are_enough_units_plans_and_drills_of_the_year(told: Flask) -> None:
    assert len(sample_units()) == 120
    assert drills_of_year(clock.today().year) >= 80
    assert {"draft", "submitted", "passed", "returned"} <= set(db.session.scalars(select(Revision.state)))


def test_every_row_is_marked_as_a_sample(told: Flask) -> None:
    for model in (Plan, Drill, Paper, WorkRecord):
        assert db.session.scalar(select(func.count()).where(model.sample.is_(False))) == 0


def test_drills_are_held_late_moved_and_cancelled(told: Flask) -> None:
    drills = list(db.session.scalars(select(Drill)))
    assert {drill.state for drill in drills} >= {"held", "cancelled", "confirmed"}
    assert any(drill.recorded_at and drill.held_on and (clock.day_of(drill.recorded_at) - drill.held_on).days > 7
               for drill in drills)  # fmt: skip
    assert any(drill.starts_at != drill.planned_for for drill in drills)


def test_trainings_are_late_corrected_and_withdrawn(told: Flask) -> None:
    rows = all_records(system_scope(), RecordFilter(state="all"))
    assert {row.record.kind for row in rows} >= {"plan_training", "staff_training", "yearly_summary"}
    assert any(row.late > 7 for row in rows) and count(PlanCommission) == 2 and count(ContactCheck) > 80
    assert any(row.record.latest > 1 for row in rows) and any(row.record.withdrawn_at for row in rows)


def test_circumstances_for_revision_stand_in_every_state(told: Flask) -> None:
    lines = queries_triggers.all_triggers(system_scope(), TriggerFilter())
    assert {line.shown for line in lines} == set(Shown)
    assert {line.trigger.kind for line in lines} >= {"law", "bodies", "risk", "exercise"}
    assert all(line.plan.sample for line in lines)


def test_some_plans_have_a_last_day_and_one_is_near(told: Flask) -> None:
    query = select(Milestone.day).where(Milestone.kind == Act.EXPIRES.value)
    reminders = [told_of(day, clock.today()) for day in db.session.scalars(query)]
    assert any(reminders) and not all(reminders)


def test_incidents_stand_with_and_without_their_evaluation(told: Flask) -> None:
    kinds = Counter(db.session.scalars(select(WorkRecord.kind)))
    assert 0 < kinds["incident_evaluation"] < kinds["incident"]


def test_the_register_with_the_story_verifies(told: Flask) -> None:
    assert verify_all(told.config["SETTINGS"]) == []


def test_loading_twice_changes_nothing(told: Flask) -> None:
    before = count(AuditEvent)
    load_demo()
    assert count(AuditEvent) == before


def test_one_command_takes_all_of_it_out_again(told: Flask) -> None:
    remove_demo()
    assert {count(model) for model in (Plan, Drill, Paper, WorkRecord)} == {0} and sample_units() == []
    assert verify_all(told.config["SETTINGS"]) == []


def test_what_was_tried_out_on_sample_units_goes_with_them(told: Flask) -> None:
    """And what is real stays, without the mention of a 示例 unit or plan."""
    sample, real = sample_units()[0], find_unit(system_scope(), XINGFU)
    upper = db.session.scalars(select(Plan.id).limit(1)).one()
    with committed():
        tried = actions.register(system_scope("试用"), sample.id, TRIED, FIRST)
        assert tried.sample
        tried.sample = False
        kept = actions.register(system_scope("试用"), real.id, replace(TOWN_BOOK, superior_plan_id=upper), FIRST)
        create_drill(system_scope("试用"), real, replace(PLANNED, parts=((sample.id, Part.OBSERVER),)))
    remove_demo()
    assert (count(Plan), count(Drill), sample_units()) == (1, 1, [])
    assert db.session.get_one(Plan, kept.id).superior_plan_id is None
    assert verify_all(told.config["SETTINGS"]) == []


def test_nothing_but_the_story_tells_another_time() -> None:
    users = [path.name for path in Path("emergency").rglob("*.py") if "lived(" in path.read_text(encoding="utf-8")]
    assert sorted(users) == ["clock.py", "demo_story.py"]


def texts_of_samples() -> list[Paper]:
    query = select(Paper).where(Paper.sample.is_(True), Paper.subject_kind == "revision")
    return list(db.session.scalars(query))


def test_no_two_sample_plans_share_a_text(told: Flask) -> None:
    hashes = [paper.sha256 for paper in texts_of_samples()]
    assert len(hashes) > 150 and len(set(hashes)) == len(hashes)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_sample_text_names_its_plan_and_unit_and_what_it_is(told: Flask, kind: str) -> None:
    paper = next(paper for paper in texts_of_samples() if paper.kind == kind)
    revision = db.session.get_one(Revision, paper.subject_id)
    words = words_of(paper)
    plan = db.session.get_one(Plan, revision.plan_id)
    assert plan.title in words and db.session.get_one(Unit, plan.unit_id).name in words
    assert "示例文本，不是真实预案" in words and (revision.document_number in words)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_sample_text_could_have_been_uploaded(told: Flask, kind: str) -> None:
    paper = next(paper for paper in texts_of_samples() if paper.kind == kind)
    argument = {"path": str(store().path(paper.sha256)), "name": paper.name, "accept": ["pdf", "docx"]}
    assert sniffing.sniff(argument)["kind"] == kind


def words_of(paper: Paper) -> str:
    content = store().path(paper.sha256)
    if paper.kind == "pdf":
        return "".join(PdfReader(content).pages[0].extract_text().split())
    with ZipFile(content) as package:
        return package.read("word/document.xml").decode()


def test_numbers_of_sample_plans_say_that_they_are_samples(told: Flask) -> None:
    query = select(Revision.document_number, Unit.kind).join(Plan, Plan.id == Revision.plan_id)
    rows = db.session.execute(query.join(Unit, Unit.id == Plan.unit_id).where(Plan.secrecy == "open")).all()
    numbered = {"city", "county", "township", "enterprise"}
    assert all(number.startswith("示例") for number, kind in rows if kind in numbered)
    assert not any(number for number, kind in rows if kind in ("village", "school"))
