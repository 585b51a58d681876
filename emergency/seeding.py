"""Reference data into the register: what production needs, loaded as often as one likes."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from emergency.assessment.actions import seed_template
from emergency.base.access import system_scope
from emergency.base.database import committed
from emergency.base.workdays import WorkdayTable
from emergency.coverage.actions import recompute_everything
from emergency.obligations.actions import seed_law
from emergency.obligations.catalogue import read_rows
from emergency.obligations.workday_text import Exceptions
from emergency.units.actions_seed import Department, seed_units
from emergency.units.divisions import read_corrections, read_divisions

REFERENCE = Path(__file__).resolve().parents[1] / "seeds" / "reference"
LAW = REFERENCE / "law"


def seed_reference() -> list[str]:
    """Load every kind of reference data that is not there yet; returns Chinese lines of what was new."""
    with committed():
        lines = [*_seed_units(), *_seed_law(), *_seed_checklists()]
    changed = recompute_everything()
    return [*lines, f"应办事项：重算后变动{changed}条。"]


def _seed_units() -> list[str]:
    regions = REFERENCE / "regions"
    corrections = read_corrections((regions / "corrections.csv").read_text("utf-8"))
    divisions = read_divisions((regions / "divisions.csv").read_text("utf-8"), corrections)
    listed = yaml.safe_load((REFERENCE / "units" / "departments.yaml").read_text("utf-8"))
    departments = [Department(**row) for row in listed]
    new = seed_units(system_scope("系统载入"), divisions, departments)
    return [f"行政区域和单位：新增{new}条。"] if new else ["行政区域和单位：已是最新。"]


def _seed_checklists() -> list[str]:
    found = sorted((REFERENCE / "checklists").glob("*.yaml"))
    new = sum(seed_template(system_scope("系统载入"), yaml.safe_load(path.read_text("utf-8"))) for path in found)
    return [f"考核自查表模板：新增{new}个。"] if new else ["考核自查表模板：已是最新。"]


def _seed_law() -> list[str]:
    new = seed_law(system_scope("系统载入"), law_rows(), workday_rows())
    return [f"规则、口径和工作日表：新增{new}条。"] if new else ["规则、口径和工作日表：已是最新。"]


def law_rows() -> list[dict[str, Any]]:
    """The rules of seeds/reference/law as plain data."""
    return read_rows(LAW)


def workday_rows() -> dict[int, Exceptions]:
    """The exceptions of seeds/reference/workdays.csv by year."""
    years: dict[int, Exceptions] = defaultdict(list)
    for row in csv.DictReader((REFERENCE / "workdays.csv").read_text("utf-8").splitlines()):
        day = date.fromisoformat(row["day"])
        years[day.year].append((day, row["kind"] == "work", row["note"]))
    return dict(years)


def workday_years() -> WorkdayTable:
    """The seeded table of working days, for whoever asks before it was loaded."""
    rows = workday_rows()
    return WorkdayTable({year: {day: works for day, works, _ in days} for year, days in rows.items()})
