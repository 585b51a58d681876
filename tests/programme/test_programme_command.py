"""`drills schedule`: proposes and keeps nothing unless told; figures as JSON; refusals as one line."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from drill_cast import PLANNED
from flask import Flask
from programme_cast import AIHUI, COUNTY

from emergency.base.clock import SHANGHAI
from emergency.base.database import committed, db
from emergency.drills.actions import create_drill
from emergency.drills.facts import Span
from emergency.programme.models import Programme


def run(app: Flask, *words: str):
    return app.test_cli_runner().invoke(args=["drills", "schedule", *words])


def test_it_proposes_a_year_and_writes_nothing(app: Flask, district):
    told = run(app, "--year", "2027", "--region", AIHUI)
    assert "爱辉区2027年度演练计划" in told.output
    assert "幸福中心小学" in told.output
    assert db.session.scalar(db.select(Programme.id)) is None


def test_its_figures_as_json_add_up(app: Flask, district):
    told = json.loads(run(app, "--year", "2027", "--region", AIHUI, "--json").output)
    assert told["owed"] == len(told["placed"]) + len(told["unplaced"])
    assert told["peak"] >= told["bound"]
    assert told["year_known"] is False


def test_with_save_it_is_the_programme_in_use(app: Flask, district):
    run(app, "--year", "2027", "--region", AIHUI, "--save", "--seed", "3")
    programme = db.session.scalars(db.select(Programme)).one()
    assert (programme.seed, programme.state) == (3, "ready")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--year", "1999", "--region", AIHUI), 1), (("--year", "2027", "--region", "231102200000"), 1),
        (("--year", "2027", "--region", "999999999999"), 1), (("--year", "2027", "--region", AIHUI, "--a-day", "0"), 1),
        (("--year", "x", "--region", AIHUI), 2), (("--region", AIHUI), 2),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_one_line_and_a_status(app: Flask, district, words: tuple[str, ...], status: int):
    told = run(app, *words)
    assert told.exit_code == status
    assert "Traceback" not in told.output


@pytest.mark.parametrize("short", [AIHUI[:6], AIHUI])
def test_a_region_is_named_by_six_or_twelve_digits(app: Flask, district, short: str):
    assert "爱辉区2027年度演练计划" in run(app, "--year", "2027", "--region", short).output


@pytest.mark.parametrize("odd", ["2311", "爱辉", "2311020000001"])
def test_what_is_no_code_is_wrong_usage(app: Flask, district, odd: str):
    told = run(app, "--year", "2027", "--region", odd)
    assert told.exit_code == 2 and "请填 6 位" in told.output


def test_two_drills_too_near_are_noted_once(app: Flask, district):
    days = [datetime(2027, 6, n, 9, tzinfo=SHANGHAI) for n in (22, 24)]
    with committed():
        for day in days:
            create_drill(COUNTY, district["works"], replace(PLANNED, span=Span(day, day + timedelta(hours=2))))
    notes = [line for line in run(app, "--year", "2027", "--region", AIHUI).output.splitlines() if "间隔不足" in line]
    assert len(notes) == 1
