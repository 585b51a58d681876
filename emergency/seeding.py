"""Reference data into the register: what production needs, loaded as often as one likes."""

from pathlib import Path

import yaml

from emergency.assessment.actions import seed_template
from emergency.base.access import system_scope
from emergency.base.database import committed
from emergency.units.actions_seed import Department, seed_units
from emergency.units.divisions import read_corrections, read_divisions

REFERENCE = Path(__file__).resolve().parents[1] / "seeds" / "reference"


def seed_reference() -> list[str]:
    """Load every kind of reference data that is not there yet; returns Chinese lines of what was new."""
    with committed():
        return [*_seed_units(), *_seed_checklists()]


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
