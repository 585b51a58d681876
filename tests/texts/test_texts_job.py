"""A file that comes is read by a job; what was read goes with the file; nobody sees a stranger's text."""

from corpus import doc, docx
from places import CITY, COUNTY, NEIGHBOUR, TOWNSHIP
from plan_cast import town_plan, unit_at
from sqlalchemy import func, select
from text_cast import paper_of, pdf, pictured

from emergency.base import jobs
from emergency.base.database import committed, db
from emergency.base.jobs import Job
from emergency.base.storage import store
from emergency.evidence.actions import purge
from emergency.evidence.facts import PaperRole, PurgeGround
from emergency.evidence.models import Paper
from emergency.plans import actions_discard
from emergency.texts import actions, office
from emergency.texts.facts import Part
from emergency.texts.models import PlanPage, PlanText
from emergency.texts.queries import count_by_state, pages_of, text_of, to_read

PAGE = "一、总则\n为规范突发事件应对工作，制定本预案。"


def work():
    while jobs.work_once():
        pass
    db.session.expire_all()


def test_a_text_that_comes_is_read_by_the_worker(town):
    revision = paper_of(town_plan(), TOWNSHIP, "预案.pdf", pdf(PAGE, "二、职责\n各成员单位按照分工负责应急工作。"))
    assert text_of(CITY, revision) is None
    work()
    assert pages_of(CITY, revision) == [PAGE, "二、职责\n各成员单位按照分工负责应急工作。"]
    assert text_of(CITY, revision).sha256 == db.session.scalars(select(Paper.sha256)).one()


def test_a_stranger_sees_no_text(town):
    revision = paper_of(town_plan(), TOWNSHIP, "预案.pdf", pdf(PAGE))
    work()
    assert pages_of(COUNTY, revision) == [PAGE]
    assert pages_of(NEIGHBOUR, revision) == [] and text_of(NEIGHBOUR, revision) is None
    assert count_by_state(NEIGHBOUR) == {}


def test_a_new_file_takes_the_place_of_the_old(town):
    plan = town_plan()
    paper_of(plan, TOWNSHIP, "预案.pdf", pdf(PAGE))
    work()
    revision = paper_of(plan, TOWNSHIP, "预案.docx", docx("一、总则", "新的正文，为做好应急工作制定。"))
    work()
    assert pages_of(CITY, revision) == ["一、总则\n新的正文，为做好应急工作制定。"]
    assert db.session.scalar(select(func.count()).select_from(PlanPage)) == 1


def test_where_the_stamped_paper_is_a_scan_the_editable_text_is_read(town):
    plan = town_plan()
    paper_of(plan, TOWNSHIP, "盖章件.pdf", pictured())
    editable = docx("一、总则", "为做好应急工作，制定本预案。")
    revision = paper_of(plan, TOWNSHIP, "可编辑.docx", editable, PaperRole.EDITABLE)
    work()
    text = text_of(CITY, revision)
    assert text.state == "read" and "可编辑文本《可编辑.docx》" in text.reason


def test_a_scan_alone_can_not_be_judged(town):
    revision = paper_of(town_plan(), TOWNSHIP, "盖章件.pdf", pictured())
    work()
    text = text_of(CITY, revision)
    assert text.state == "scan" and pages_of(CITY, revision) == []


def test_a_handbook_is_a_book_of_its_own(town):
    plan = town_plan()
    book = pdf("应急工作手册\n联络人和电话见后，各单位照此执行。")
    revision = paper_of(plan, TOWNSHIP, "手册.pdf", book, PaperRole.HANDBOOK)
    work()
    assert pages_of(CITY, revision) == []
    assert len(pages_of(CITY, revision, Part.HANDBOOK)) == 1


def test_purged_bytes_take_what_was_read_of_them_along(town):
    revision = paper_of(town_plan(), TOWNSHIP, "预案.pdf", pdf(PAGE))
    work()
    with committed():
        purge(CITY, db.session.scalars(select(Paper)).one(), PurgeGround.SECRET, "核对时发现")
    assert db.session.scalar(select(func.count()).select_from(PlanPage)) == 0
    work()
    assert text_of(CITY, revision) is None


def test_what_was_purged_while_it_was_read_is_not_kept(town, monkeypatch):
    revision = paper_of(town_plan(), TOWNSHIP, "预案.pdf", pdf(PAGE))
    read = actions.read_file

    def purged_meanwhile(file):
        found = read(file)
        with committed():
            purge(CITY, db.session.scalars(select(Paper)).one(), PurgeGround.SECRET, "核对时发现")
        return found

    monkeypatch.setattr(actions, "read_file", purged_meanwhile)
    actions.read_revision(revision)
    assert db.session.scalar(select(func.count()).select_from(PlanText)) == 0


def test_a_discarded_draft_takes_its_text_along(town):
    plan = town_plan(submit=False)
    paper_of(plan, TOWNSHIP, "预案.pdf", pdf(PAGE))
    work()
    with committed():
        actions_discard.discard_draft(TOWNSHIP, plan.id)
    assert db.session.scalar(select(func.count()).select_from(PlanPage)) == 0


def test_a_file_that_is_gone_from_the_disk_says_so(town):
    revision = paper_of(town_plan(), TOWNSHIP, "预案.pdf", pdf(PAGE))
    store().path(db.session.scalars(select(Paper.sha256)).one()).unlink()
    work()
    assert "没有这个文件" in text_of(CITY, revision).reason
    assert set(db.session.scalars(select(Job.state))) == {"done"}


def test_without_libreoffice_an_old_word_file_waits_for_it(town, monkeypatch):
    monkeypatch.setattr(office, "program", lambda: None)
    revision = paper_of(town_plan(), TOWNSHIP, "预案.doc", doc())
    work()
    assert "未装 LibreOffice" in text_of(CITY, revision).reason
    assert to_read(CITY) == [revision]


def test_the_command_reads_what_came_before_it(town):
    revision = paper_of(town_plan(), TOWNSHIP, "预案.pdf", pdf(PAGE))
    runner = town.test_cli_runner()
    assert "读取了" not in runner.invoke(args=["texts", "state"]).output
    told = runner.invoke(args=["texts", "read", "--region", unit_at("231102000000").region_code]).output
    assert "已处理 1/1 份" in told and "已读取文字 1 份" in told
    assert "没有需要读取的文件" in runner.invoke(args=["texts", "read"]).output
    assert pages_of(CITY, revision) == [PAGE]
    assert "已读取文字 1 份" in runner.invoke(args=["texts", "read", "--again"]).output
