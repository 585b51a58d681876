"""The command `import`: the same check and the same act as on the page."""

import json

import pytest
from ledger_cast import plan_row, plans_book
from sqlalchemy import func, select

from emergency.base.database import db
from emergency.plans.models import Plan


@pytest.fixture
def run(heihe, tmp_path):
    def call(content, *options):
        file = tmp_path / "台账.xlsx"
        file.write_bytes(content)
        return heihe.test_cli_runner().invoke(args=["import", str(file), *options])

    return call


def plans():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Plan))


def test_a_dry_run_writes_nothing(run):
    result = run(plans_book(plan_row()), "--dry-run")
    assert result.exit_code == 0 and "新增 1 行" in result.output and plans() == 0


def test_it_writes_and_a_second_time_finds_nothing_to_write(run):
    assert "已写入" in run(plans_book(plan_row())).output
    again = run(plans_book(plan_row()))
    assert again.exit_code == 0 and "没有需要写入的行" in again.output and plans() == 1


def test_wrong_rows_are_named_and_the_others_written(run):
    result = run(plans_book(plan_row(), plan_row("坏的", 发布时间="去年")))
    assert result.exit_code == 1 and "第 3 行 坏的" in result.output and plans() == 1


def test_figures_come_as_json(run):
    told = json.loads(run(plans_book(plan_row()), "--json").output)
    assert told["written"] and told["counts"]["plan"]["new"] == 1
