"""The command prints one paper a unit and the region's own, and says what it refused."""

import shutil
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from places import XINGFU, XINGFU_VILLAGE

from emergency.assessment import batch
from emergency.assessment.batch import Order
from emergency.assessment.papers import paper
from emergency.assessment.queries import region_subject
from emergency.assessment.queries_snapshot import snapshot_of
from emergency.base.access import system_scope
from emergency.base.database import db

# A town of which the small Heihe holds one village.
SMALL_TOWN = "231183100000"


@pytest.fixture
def run(checklists: Flask, tmp_path):
    """Run the verb; gives status, words and the papers."""

    def call(*words):
        result = checklists.test_cli_runner().invoke(args=["checklist", *words, "--output", str(tmp_path / "out")])
        return result.exit_code, result.output, sorted((tmp_path / "out").glob("[!.]*"))

    return call


def test_one_unit_is_one_paper(run):
    status, words, papers = run("--region", XINGFU, "--unit", XINGFU_VILLAGE, "--on", "2026-06-30")
    assert (status, len(papers)) == (0, 1) and "打印 1 份" in words
    assert papers[0].read_bytes().startswith(b"%PDF") and "幸福村村民委员会" in papers[0].name


def test_a_region_is_its_own_paper_and_one_a_counted_unit(run):
    status, words, papers = run("--region", SMALL_TOWN)
    assert status == 0 and "打印 3 份" in words
    assert [paper.name.split("-")[0] for paper in papers] == [SMALL_TOWN, SMALL_TOWN, "231183100202"]


def test_several_processes_draw_the_very_same_papers(run, tmp_path):
    with time_machine.travel(datetime(2026, 11, 21, 4, tzinfo=UTC), tick=False):
        alone = {paper.name: paper.read_bytes() for paper in run("--region", SMALL_TOWN)[2]}
        shutil.rmtree(tmp_path / "out")
        _, _, papers = run("--region", SMALL_TOWN, "--jobs", "2")
    assert {paper.name: paper.read_bytes() for paper in papers} == alone and len(alone) == 3


def test_an_unknown_region_is_refused(run):
    status, words, papers = run("--region", "231199000000")
    assert (status, papers) == (1, []) and "没有找到" in words


def test_a_wrong_day_is_wrong_usage(run):
    assert run("--region", XINGFU, "--on", "2026-13-01")[0] == 2


def test_a_folder_that_cannot_be_written_is_said(run, tmp_path):
    (tmp_path / "out").write_text("a file stands here")
    assert run("--region", XINGFU)[0] == 2


def test_no_reading_stays_open_while_a_paper_is_drawn(checklists: Flask, tmp_path):
    subject = region_subject(system_scope(), SMALL_TOWN)
    batch.run(system_scope(), Order(SMALL_TOWN, date(2026, 11, 21), tmp_path), lambda done, total: None)
    assert not db.session().in_transaction()
    paper(snapshot_of(system_scope(), subject, date(2026, 11, 21)))
    assert not db.session().in_transaction()


def test_word_and_excel_come_in_the_place_of_the_print(run):
    _, words, papers = run("--region", SMALL_TOWN, "--format", "docx", "--jobs", "2")
    assert "打印 3 份" in words and {paper.suffix for paper in papers} == {".docx"}
