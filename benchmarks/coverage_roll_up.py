"""How long the city's roll-up takes against a plain statement over the same table, in one run, with equal rows.

Both bars are of the plain statement run raw: our own statement run raw through sqlite3 at most 2, the whole way
through SQLAlchemy at most 2.5.

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
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from emergency import create_app
from emergency.base.access import system_scope
from emergency.base.config import read_settings
from emergency.base.database import db
from emergency.coverage.models import Duty
from emergency.coverage.queries import View, roll_up, sums_of
from emergency.coverage.rules import Figures
from emergency.seeding import seed_reference

ON = date(2026, 11, 21)
CITY = "231100000000"
ROUNDS = 60
Row = tuple[object, ...]
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
    """Time the three ways in turn and check that their figures are equal."""
    raw = sqlite3.connect(path)
    scope, view = system_scope(), View(CITY, ON)
    statement, values = written_out(sums_of(scope, view))

    def plain() -> list[Row]:
        return raw.execute(RAW, {"d": ON.isoformat()}).fetchall()

    def ours() -> list[Row]:
        return raw.execute(statement, values).fetchall()

    def whole() -> list[Row]:
        rows = roll_up(scope, view)
        db.session.rollback()
        return [(r.child[:6], r.group, r.kind, *plain_figures(r.figures)) for r in rows]

    # Ours gives the seven sums of Figures: late, soon and waiting stand between overdue and undated.
    same = sorted((*row[:6], row[9]) for row in ours())
    assert sorted(plain()) == same == sorted(whole()), "the sides differ"
    base, bare, through = timed(plain, ours, whole)
    print(f"plain statement, raw sqlite3   {base:7.2f} ms")
    print(f"our statement, raw sqlite3     {bare:7.2f} ms, ratio {bare / base:.2f} (bar 2)")
    print(f"our roll-up through SQLAlchemy {through:7.2f} ms, ratio {through / base:.2f} (bar 2.5)")


def written_out(query: Select[Any]) -> tuple[str, list[object]]:
    """A statement as SQLite's text, with its values as the driver takes them."""
    compiled = query.compile(dialect=sqlite.dialect(paramstyle="qmark"), compile_kwargs={"render_postcompile": True})
    values = [compiled.params[name] for name in compiled.positiontup or ()]
    return str(compiled), [value.isoformat() if isinstance(value, date) else value for value in values]


def plain_figures(figures: Figures) -> tuple[int, int, int, int]:
    """The four figures that both sides give."""
    return figures.met, figures.pending, figures.overdue, figures.undated


def timed(*calls: Callable[[], object]) -> list[float]:
    """The median milliseconds of each call, taken in turn."""
    spent: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, times in zip(calls, spent, strict=True):
            began = time.perf_counter()
            call()
            times.append((time.perf_counter() - began) * 1000)
    return [statistics.median(times) for times in spent]


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
