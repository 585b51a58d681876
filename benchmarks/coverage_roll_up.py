"""How long the city's roll-up takes against a raw statement over the same table, in one run, with equal rows.

Run: .venv/bin/python -m benchmarks.coverage_roll_up [UNITS] [SEED]
The register is a temporary one: Heihe's divisions and law as seeded, and UNITS enterprises drawn by SEED.
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from flask_migrate import upgrade

from emergency import create_app
from emergency.base.access import system_scope
from emergency.base.config import read_settings
from emergency.base.database import db
from emergency.coverage.models import Duty
from emergency.coverage.queries import View, roll_up
from emergency.coverage.rules import Figures
from emergency.seeding import seed_reference

ON = date(2026, 11, 21)
CITY = "231100000000"
ROUNDS = 60
# The best plain way known: one statement on the partial index of open tiles, grouped by child, group and kind.
RAW = """
SELECT substr(region_code, 1, 6), duty_group, unit_kind,
  sum(force IN ('duty','principle','local') AND NOT (overdue_from IS NOT NULL AND overdue_from <= :d)
      AND met_until IS NOT NULL AND met_until > :d),
  sum(force IN ('duty','principle','local') AND NOT (overdue_from IS NOT NULL AND overdue_from <= :d)
      AND NOT (met_until IS NOT NULL AND met_until > :d)),
  sum(force IN ('duty','principle','local') AND overdue_from IS NOT NULL AND overdue_from <= :d),
  sum(force = 'undated')
FROM duty
WHERE known_until >= '9999-12-31' AND region_code >= '2311' AND region_code < '2312'
  AND starts <= :d AND ends > :d AND counted = 1
GROUP BY 1, 2, 3
"""


def main(units: int = 10_000, seed: int = 7) -> None:
    """Print the medians and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(read_settings(Path(folder)))
        with app.app_context():
            upgrade()
            seed_reference()
            grow(units, random.Random(seed))
            print(f"seed {seed}, {units} more units, {db.session.query(Duty).count()} tiles, {ROUNDS} rounds")
            compare(Path(folder) / "emergency.db")


def grow(units: int, chance: random.Random) -> None:
    """Add tiles of made-up units, drawn from the tiles that the seeded units have."""
    stored = db.session.execute(db.select(Duty.__table__).order_by(Duty.id)).mappings().all()
    by_unit: dict[int, list[dict[str, object]]] = {}
    for row in stored:
        by_unit.setdefault(row["unit_id"], []).append(dict(row))
    kinds = [rows for rows in by_unit.values() if rows[0]["counted"]]
    made = []
    for number in range(units):
        model = chance.choice(kinds)
        made += [{**row, "unit_id": 1_000_000 + number, "id": None} for row in model]
    for row in made:
        del row["id"]
    db.session.rollback()
    with db.engine.execution_options(writing=True).begin() as connection:
        connection.execute(db.insert(Duty.__table__), made)


def compare(path: Path) -> None:
    """Time both sides in turn and check that their figures are equal."""
    raw = sqlite3.connect(path)
    scope = system_scope()

    def plain() -> list[tuple[object, ...]]:
        return raw.execute(RAW, {"d": ON.isoformat()}).fetchall()

    def ours() -> list[tuple[object, ...]]:
        rows = roll_up(scope, View(CITY, ON))
        db.session.rollback()
        return [
            (r.child[:6], r.group, r.kind, r.figures.met, r.figures.pending, r.figures.overdue, r.figures.undated)
            for r in rows
        ]

    assert sorted(plain()) == sorted(ours()), "the two sides differ"
    first, second = timed(plain, ours)
    print(f"raw sqlite3 {first:.2f} ms, through SQLAlchemy {second:.2f} ms, ratio {second / first:.2f} (bar 2.5)")


def plain_figures(figures: Figures) -> tuple[int, int, int, int]:
    """The four figures that both sides give."""
    return figures.met, figures.pending, figures.overdue, figures.undated


def timed(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The median milliseconds of two calls, taken in turn."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for call, times in zip((one, other), spent, strict=True):
            began = time.perf_counter()
            call()
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent[0]), statistics.median(spent[1])


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
