"""After a text was read it is scanned: questions are kept, copies of other units found, templates left out."""

from corpus import docx
from likeness_cast import BODY, two_alike, work
from places import CITY, TOWNSHIP
from plan_cast import town_plan
from sqlalchemy import delete, func, select, update
from text_cast import paper_of

from emergency.base.database import committed, db
from emergency.base.jobs import waiting
from emergency.base.workers import Failed
from emergency.evidence.actions import purge
from emergency.evidence.facts import PurgeGround
from emergency.evidence.models import Paper
from emergency.texts.actions_scan import AGAIN, ask_scan, compare_all
from emergency.texts.models_hints import PlanHint
from emergency.texts.models_likeness import PlanLikeness, PlanQuestion, PlanSketch
from emergency.texts.queries_scan import scanner


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_text_that_was_read_is_scanned_by_the_same_job(town):
    paper_of(town_plan(), TOWNSHIP, "预案.docx", docx("一、总则", "由区安监局牵头，报嫩江市人民政府批准。"))
    work()
    asked = {row.key: row.words for row in db.session.scalars(select(PlanQuestion))}
    assert set(asked) == {"安监局", "嫩江市"} and "应急管理局" in asked["安监局"]
    assert count(PlanSketch) == 1


def test_a_copy_of_another_unit_is_found_and_its_own_names_are_left_out(town):
    two_alike()
    [pair] = db.session.scalars(select(PlanLikeness))
    assert pair.of_other > 0.9 and pair.shared > 300


def test_two_plans_of_one_unit_are_not_compared(town):
    paper_of(town_plan(), TOWNSHIP, "甲.docx", docx(*BODY))
    paper_of(town_plan(title="幸福乡防汛应急预案"), TOWNSHIP, "乙.docx", docx(*BODY))
    work()
    assert count(PlanSketch) == 2 and count(PlanLikeness) == 0
    assert compare_all() == 0


def test_what_was_found_goes_with_a_purged_file(town):
    paper_of(town_plan(), TOWNSHIP, "预案.docx", docx("由区安监局牵头，办理日常工作并做好记录。"))
    work()
    with committed():
        purge(CITY, db.session.scalars(select(Paper)).one(), PurgeGround.SECRET, "核对时发现")
    assert count(PlanQuestion) == count(PlanSketch) == 0


def test_the_command_scans_what_came_before_and_compares_all(town):
    two_alike()
    runner = town.test_cli_runner()
    assert "扫描 0 份" in runner.invoke(args=["texts", "scan"]).output
    told = runner.invoke(args=["texts", "scan", "--again"]).output
    assert "已扫描 2/2 份" in told and "1 对" in told
    assert count(PlanLikeness) == 1


def test_the_command_takes_all_marks_anew_and_finds_the_same(town):
    two_alike()
    [before] = [(row.one_id, row.other_id, row.shared) for row in db.session.scalars(select(PlanLikeness))]
    with committed():
        for sketch in db.session.scalars(select(PlanSketch)):
            sketch.marks = b""
    assert compare_all() == 0
    told = town.test_cli_runner().invoke(args=["texts", "alike"]).output
    assert "已取样 2/2 份" in told and "1 对" in told
    assert [(row.one_id, row.other_id, row.shared) for row in db.session.scalars(select(PlanLikeness))] == [before]


def test_marks_that_could_not_be_taken_are_told_and_the_old_ones_stay(town, monkeypatch):
    two_alike()
    monkeypatch.setattr("emergency.texts.actions_alike.work", lambda _function, tasks, *_more, **_named: failing(tasks))
    told = town.test_cli_runner().invoke(args=["texts", "alike"]).output
    assert "有 2 份没有取成，沿用原来的取样" in told and "1 对" in told


def failing(tasks):
    """A pool whose every task fails."""
    yield from (Failed(task, "内存不足") for task in tasks)


def test_after_an_upgrade_the_worker_scans_what_was_scanned_in_another_way(town):
    two_alike()
    hints = count(PlanHint)
    with committed():
        db.session.execute(update(PlanSketch).values(scanner=2))
        db.session.execute(update(PlanHint).values(element="gone"))
        db.session.execute(delete(PlanLikeness))
    told = town.test_cli_runner().invoke(args=["prepare"]).output
    assert "2 份预案文字按本版本的名单和要素重新扫描" in told
    work()
    assert set(db.session.scalars(select(PlanSketch.scanner))) == {scanner()}
    assert count(PlanLikeness) == 1 and count(PlanHint) == hints
    assert not db.session.scalar(select(PlanHint.id).where(PlanHint.element == "gone"))


def test_what_was_scanned_in_this_way_is_left_alone(town):
    two_alike()
    with committed():
        assert ask_scan() == 0
    assert waiting(AGAIN) == 0
