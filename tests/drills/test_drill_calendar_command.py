"""The command that writes a region's calendar."""

from calendar_lint import lint
from drill_cast import planned, unit_of
from places import AIHUI

from emergency.audit import trail
from emergency.audit.rules import Tag
from emergency.base.access import system_scope
from emergency.base.database import committed, db
from emergency.drills.models import Drill


def run(app, *words):
    return app.test_cli_runner().invoke(args=["calendar", *words])


def test_it_writes_the_year_of_a_region(town, tmp_path):
    planned()
    file = tmp_path / "演练.ics"
    done = run(town, "--region", AIHUI, "--year", "2026", "--output", str(file))
    assert done.exit_code == 0 and "1 项" in done.output
    assert lint(file.read_bytes()) == []


def test_a_row_that_is_left_out_is_named_and_the_status_is_one(town, tmp_path):
    bad = planned()
    with committed():
        db.session.execute(Drill.__table__.update().where(Drill.id == bad.id).values(form="spoilt"))
    db.session.expire_all()
    assert "重写 1 条" in run(town, "rebuild").output
    done = run(town, "--region", AIHUI, "--year", "2026", "--output", str(tmp_path / "a.ics"))
    assert done.exit_code == 1 and f"演练{bad.id}" in done.stderr


def test_an_unknown_region_is_refused_in_chinese(town, tmp_path):
    done = run(town, "--region", "999999000000", "--year", "2026", "--output", str(tmp_path / "a.ics"))
    assert done.exit_code == 1 and "没有找到" in done.output
    assert not (tmp_path / "a.ics").exists()


def test_a_year_out_of_bounds_is_wrong_usage(town, tmp_path):
    assert run(town, "--region", AIHUI, "--year", "1900", "--output", str(tmp_path / "a.ics")).exit_code == 2


def test_a_sample_drill_says_so_in_its_title(town, tmp_path):
    with committed():
        unit_of().sample = True
        trail.record(system_scope(), Tag.DEMO_LOAD, "unit", 1, "标作示例。")
    planned()
    town.test_cli_runner().invoke(
        args=["calendar", "--region", AIHUI, "--year", "2026", "--output", str(tmp_path / "a.ics")]
    )
    assert "SUMMARY:【示例】防汛转移避险演练" in (tmp_path / "a.ics").read_text("utf-8")


def test_a_missing_option_is_a_wrong_usage(town):
    assert run(town, "--region", AIHUI).exit_code == 2
