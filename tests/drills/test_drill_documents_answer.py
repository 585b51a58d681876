"""One fact: an uploaded paper or a document finished here answers what a drill asks for afterwards."""

from datetime import date, datetime

import pytest
import time_machine
from drill_cast import COUNTY, NOW, TOWNSHIP, again, held, unit_of
from test_drill_documents import PLAN, SUMMARY, finish, save
from test_drill_papers import picture

from emergency.base.clock import SHANGHAI
from emergency.base.database import committed
from emergency.drills.actions_check import accept_drill
from emergency.drills.actions_documents import withdraw_document
from emergency.drills.actions_papers import add_papers
from emergency.drills.documents import DocumentKind
from emergency.drills.queries_documents import document_of
from emergency.drills.queries_history import happenings, paper_witness
from emergency.evidence.actions_receive import keep_made
from emergency.evidence.facts import PaperRole
from emergency.evidence.kinds import Kind
from emergency.obligations.rules import Evidence

LATER = datetime(2026, 6, 25, 9, tzinfo=SHANGHAI)
ARCHIVED = Evidence.DRILL_ARCHIVED.value


@pytest.fixture
def drill(town):
    """A drill of the township that counts."""
    found = held()
    with committed():
        accept_drill(COUNTY, again(found), unit_of(), again(found).version)
    return found


def upload(drill, role, on=date(2026, 6, 19)):
    content, name = picture()
    with committed():
        add_papers(TOWNSHIP, drill.id, [(keep_made(name, content, Kind.PNG), role)], on)


def answers(drill, moment=None):
    return happenings([drill.organiser_id], moment)[0].answers


def written(drill, kind, on=date(2026, 6, 19)):
    save(drill, kind, {"items": dict.fromkeys(("aims", "tasks", "steps", "lessons", "advice"), "写好了"), "rows": []})
    return finish(drill, kind, on)


def archive(drill):
    """Everything but the evaluation, which is uploaded."""
    for role in (PaperRole.PHOTO, PaperRole.DRILL_EVALUATION):
        upload(drill, role)
    for kind in (PLAN, SUMMARY):
        written(drill, kind)


def test_written_and_uploaded_papers_make_one_archive(drill):
    upload(drill, PaperRole.PHOTO)
    written(drill, PLAN)
    assert ARCHIVED not in answers(drill)
    upload(drill, PaperRole.DRILL_EVALUATION)
    written(drill, SUMMARY, date(2026, 6, 20))
    day, number = answers(drill)[ARCHIVED]
    assert day == date(2026, 6, 20) and number == -document_of(drill.id, SUMMARY).id


def test_withdrawing_takes_the_answer_back_and_an_upload_stays(drill):
    archive(drill)
    with committed():
        withdraw_document(TOWNSHIP, drill.id, SUMMARY, "重写", seen=2)
    assert ARCHIVED not in answers(drill)
    upload(drill, PaperRole.DRILL_SUMMARY)
    assert ARCHIVED in answers(drill)


def test_what_was_known_earlier_stays_known(drill):
    archive(drill)
    with time_machine.travel(LATER, tick=False), committed():
        withdraw_document(TOWNSHIP, drill.id, SUMMARY, "重写", seen=2)
    assert ARCHIVED in answers(drill, NOW) and ARCHIVED not in answers(drill, LATER)


def test_the_first_of_two_answers_counts(drill):
    archive(drill)
    upload(drill, PaperRole.DRILL_SUMMARY, date(2026, 6, 18))
    assert answers(drill)[ARCHIVED][0] == date(2026, 6, 19)


def test_a_script_answers_nothing(drill):
    before = answers(drill)
    save(drill, DocumentKind.SCRIPT, {"items": {}, "rows": [["情景", "转移", "9时起", "", "", ""]]})
    finish(drill, DocumentKind.SCRIPT)
    assert answers(drill) == before


def test_the_light_names_the_document_and_who_finished_it(drill):
    row = written(drill, SUMMARY)
    assert paper_witness(-row.id) == ("演练总结报告（系统内编写）", date(2026, 6, 19), TOWNSHIP.name, NOW)
    assert paper_witness(-row.id - 1) is None
