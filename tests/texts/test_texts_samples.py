"""示例 plans have texts to read and to check; with 示例 taken out nothing of them is left."""

from datetime import date, timedelta

from corpus import docx
from places import TOWNSHIP
from plan_cast import town_plan
from sqlalchemy import func, select
from text_cast import paper_of

from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.demo import remove_demo
from emergency.demo_papers import SampleText, chapters_for, printed_texts
from emergency.texts.actions import read_revision
from emergency.texts.actions_remarks import judge
from emergency.texts.facts_remarks import Hint, Verdict
from emergency.texts.models import PlanPage, PlanText
from emergency.texts.models_remarks import PlanRemark


def test_what_was_read_and_said_of_samples_goes_with_them(town):
    plan = town_plan()
    read_revision(paper_of(plan, TOWNSHIP, "预案.docx", docx()))
    with committed():
        judge(system_scope(), plan.id, Hint("element", "township.scene", "现场管理"), Verdict.DISMISSED, "示例")
        plan.sample = True
    remove_demo()
    for model in (PlanText, PlanPage, PlanRemark):
        assert db.session.scalar(select(func.count()).select_from(model)) == 0


def test_every_printed_sample_has_its_own_page(town):
    days = [date(2026, 3, 1) + timedelta(days=at) for at in range(17)]
    texts = [
        SampleText("应急预案", "某县人民政府", day, "", chapters_for("government", ["general"], day)) for day in days
    ]
    assert len(printed_texts(texts)) == len(texts)
