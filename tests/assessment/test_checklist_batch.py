"""Many checklists: an unchanged run draws nothing, a change draws what shows it, a failing unit stops nobody else."""

import json
import os
import subprocess
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pack_cast import town_with_plan
from pypdf import PdfReader
from sqlalchemy import select

from emergency.assessment.batch import Order, run, told
from emergency.assessment.models import ChecklistTemplate
from emergency.assessment.models_prints import ChecklistPrint
from emergency.assessment.sheaves import LIST, Folder
from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.base.errors import NoSpace
from emergency.units.actions import change_unit, record_act
from emergency.units.models import Unit

SMALL_TOWN, VILLAGE = "231183100000", "231183100202"
ON = date(2026, 11, 21)


@pytest.fixture
def print_all(checklists, tmp_path):
    """Print the small town; gives the outcome."""

    def call(**more):
        return run(system_scope(), Order(SMALL_TOWN, ON, tmp_path, **more), lambda done, total: None)

    call.folder = tmp_path
    return call


def names(folder):
    return sorted(path.name for path in folder.glob("*.pdf"))


def keys(folder):
    return {name: paper.key for name, paper in Folder.opened(folder).papers.items()}


def rename(name):
    """Give the village's committee another name."""
    with committed():
        unit = next(row for row in db.session.scalars(select(Unit)) if row.region_code == VILLAGE)
        change_unit(system_scope(), unit, ON, "更名文件", name=name)
        record_act(system_scope(), Tag.UNIT_EDIT, unit, "更名")


def test_a_change_of_one_unit_draws_that_unit_and_its_parent(print_all):
    print_all()
    rename("新名村村民委员会")
    outcome = print_all()
    assert (outcome.drawn, outcome.kept, outcome.failed) == (2, 1, [])


def test_one_that_cannot_be_printed_is_told_and_the_others_are_drawn(print_all):
    rename("怪\U0010fffd村村民委员会")
    outcome = print_all()
    assert outcome.drawn >= 1 and all("\U0010fffd" in sentence for _name, sentence in outcome.failed)
    lines = told(outcome, print_all.folder)
    assert "其余不受影响" in lines[1] and "怪\U0010fffd村" in "".join(lines)
    assert print_all().failed == outcome.failed


def test_the_first_run_draws_all_and_the_second_none(print_all):
    first = print_all()
    before = {name: (print_all.folder / name).read_bytes() for name in names(print_all.folder)}
    second = print_all()
    assert (first.drawn, second.drawn, second.kept) == (3, 0, 3)
    assert before == {name: (print_all.folder / name).read_bytes() for name in names(print_all.folder)}


def test_what_was_taken_away_is_drawn_again_and_nothing_else(print_all):
    print_all()
    (print_all.folder / names(print_all.folder)[0]).unlink()
    outcome = print_all()
    assert (outcome.drawn, outcome.kept) == (1, 2)


def test_a_stopped_run_goes_on_where_it_stopped(print_all):
    print_all()
    folder = Folder.opened(print_all.folder)
    folder.papers.popitem()
    folder.save()
    assert (print_all().drawn, len(names(print_all.folder))) == (1, 3)


def test_every_paper_is_in_the_register(print_all):
    print_all()
    assert db.session.query(ChecklistPrint).count() == 3


def test_a_damaged_list_costs_only_another_drawing(print_all):
    print_all()
    (print_all.folder / LIST).write_text("{")
    assert print_all().drawn == 3


def test_a_bound_file_holds_every_sheet_with_pages_of_its_own_and_fonts_once(print_all):
    outcome = print_all(bound=True)
    (bound,) = print_all.folder.glob("*-合订本.pdf")
    singles = [print_all.folder / name for name in names(print_all.folder) if "合订本" not in name]
    pages = [page.extract_text() for page in PdfReader(BytesIO(bound.read_bytes())).pages]
    assert outcome.drawn == 4 and sum("— 1 —" in page for page in pages) == 3
    with pikepdf.open(bound) as opened:
        assert len(opened.attachments) == 3
    assert bound.stat().st_size < sum(path.stat().st_size for path in singles) / 2


def test_the_list_is_never_half_a_list(print_all):
    print_all()
    kept = json.loads((print_all.folder / LIST).read_text("utf-8"))
    assert sorted(kept["papers"]) == names(print_all.folder) and not list(print_all.folder.glob(".*.part"))


def test_progress_is_told_up_to_the_end(print_all, tmp_path):
    steps = []
    run(system_scope(), Order(SMALL_TOWN, ON, tmp_path / "told"), lambda done, total: steps.append((done, total)))
    assert steps == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.skipif(os.geteuid() != 0, reason="a small disk is mounted by root alone")
def test_a_full_disk_is_said_and_leaves_only_whole_papers(checklists, tmp_path):
    whole, small = tmp_path / "whole", tmp_path / "small"
    run(system_scope(), Order(SMALL_TOWN, ON, whole), lambda done, total: None)
    room = sum(path.stat().st_size for path in whole.glob("*.pdf")) * 3 // 4
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(small)], check=False)
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        with pytest.raises(NoSpace, match="磁盘空间不足"):
            run(system_scope(), Order(SMALL_TOWN, ON, small), lambda done, total: None)
        lying = list(small.glob("*.pdf"))
        assert 1 <= len(lying) < 3 and all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in lying)
        assert not list(small.glob(".*.part"))
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_an_act_that_no_sheet_shows_leaves_everything_as_it_is(print_all):
    print_all()
    with committed():
        trail.record(system_scope(), Tag.SIGN_IN, "person", 1, "登录")
    outcome = print_all()
    assert (outcome.drawn, outcome.kept, outcome.read) == (0, 3, 0)


def test_after_a_change_only_sheets_that_speak_of_the_unit_are_read_again(print_all):
    print_all()
    town_with_plan()
    outcome = print_all()
    assert (outcome.drawn, outcome.kept, outcome.read) == (2, 1, 2)


def test_what_was_drawn_after_a_change_says_what_a_fresh_run_says(print_all, tmp_path):
    print_all()
    town_with_plan()
    print_all()
    fresh = run(system_scope(), Order(SMALL_TOWN, ON, tmp_path / "fresh"), lambda done, total: None)
    assert fresh.drawn == 3 and keys(tmp_path) == keys(tmp_path / "fresh")


def test_a_change_of_the_law_has_every_sheet_read_again(print_all):
    print_all()
    with committed():
        row = db.session.scalars(select(ChecklistTemplate)).first()
        row.reason = "另一个理由"
        trail.record(system_scope(), Tag.CHECKLIST_EDIT, "checklist_template", row.id, "改理由")
    assert print_all().read == 3


def test_after_a_failure_everything_is_read_again(print_all):
    rename("怪\U0010fffd村村民委员会")
    print_all()
    assert print_all().read == 3
