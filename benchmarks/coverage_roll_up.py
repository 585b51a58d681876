"""How long the roll-up of the city and of the province takes, any day and as known once, against plain statements.

The plain statement is the best plain way known: one pass over the covering index. Our own statement run raw through
sqlite3 may take twice as long, the whole way through SQLAlchemy 2.5 times. Rows are compared in the same run.

Run: .venv/bin/python -m benchmarks.coverage_roll_up [UNITS] [SEED]
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import Executable
from sqlalchemy.dialects import sqlite

from benchmarks.province import build
from emergency import create_app
from emergency.base import clock
from emergency.base.access import Role, scope_for
from emergency.base.config import read_settings
from emergency.base.database import db
from emergency.coverage.actions import recompute_in_pieces
from emergency.coverage.models import CLOSED, Duty
from emergency.coverage.queries import View, given, roll_up, sums_of
from emergency.coverage.seals import STORED_MOMENT
from emergency.coverage.stored import stored_moment
from emergency.seeding import seed_reference
from emergency.units.models import UnitFact
from emergency.units.queries_histories import all_unit_ids

PROVINCE, CITY = "230000000000", "230100000000"
DAYS = (date(2026, 11, 21), date(2024, 6, 1))
ROUNDS = 15
Row = tuple[object, ...]
FIGURES = """
  sum(force IN ('duty','principle','local') AND NOT (overdue_from IS NOT NULL AND overdue_from <= :d)
      AND met_until IS NOT NULL AND met_until > :d),
  sum(force IN ('duty','principle','local') AND NOT (overdue_from IS NOT NULL AND overdue_from <= :d)
      AND NOT (met_until IS NOT NULL AND met_until > :d)),
  sum(force IN ('duty','principle','local') AND overdue_from IS NOT NULL AND overdue_from <= :d),
  sum(force = 'undated')"""
PLAIN = f"""SELECT substr(region_code, 1, :n), duty_group, unit_kind, {FIGURES} FROM duty
WHERE {{known}} AND region_code >= :low AND region_code < :high AND starts <= :d AND ends > :d AND counted = 1
GROUP BY 1, 2, 3"""
NOW = "known_until >= '9999-12-31'"
# What was known once lies in two indexes: a plain way that used neither would be no yardstick.
STILL = "known_until >= '9999-12-31' AND known_from <= :k"
ONCE = "known_until < '9999-12-31' AND known_from <= :k AND known_until > :k"


def main(units: int = 4_000, seed: int = 7) -> None:
    """Build the province, let a tenth of it change, and compare; 60,000 units take some minutes to build."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(read_settings(Path(folder)))
        with app.app_context():
            upgrade()
            seed_reference()
            build(units, seed)
            print(f"{units} units drawn, now their duties", flush=True)
            recompute_in_pieces(all_unit_ids())
            between = clock.now()
            change(random.Random(seed))
            closed = db.session.scalar(db.select(db.func.count()).select_from(Duty).where(CLOSED))
            print(f"seed {seed}, {units} units, {db.session.query(Duty).count()} tiles, {closed} known only once")
            db.session.rollback()
            for region in (CITY, PROVINCE):
                for known_at in (None, between):
                    for on in DAYS:
                        compare(Path(folder) / "emergency.db", View(region, on, known_at))


def change(chance: random.Random) -> None:
    """The facts of a tenth of the units now hold only from 2023 on: their tiles are known anew."""
    chosen = [unit_id for unit_id in all_unit_ids() if chance.random() < 0.1]
    db.session.rollback()
    changed = db.update(UnitFact.__table__).where(UnitFact.unit_id.in_(chosen))
    with db.engine.execution_options(writing=True).begin() as connection:
        connection.execute(changed.values(valid_from=date(2023, 1, 1)))
    recompute_in_pieces(chosen)


def compare(path: Path, view: View) -> None:
    """Time the three ways in turn, check that their figures are equal, and that no way reads the table."""
    raw, scope = sqlite3.connect(path), scope_for(Role.CITY, name="省", person_id=1, regions=(PROVINCE,))
    statement, values = written_out(sums_of(scope, view), given(view))
    plain, named = plain_statement(view)

    def whole() -> list[Row]:
        rows = roll_up(scope, view)
        db.session.rollback()
        return [(one.child, one.group, one.kind, *figures_of(one.figures)) for one in rows]

    calls: list[Callable[[], list[Row]]] = [
        lambda: raw.execute(plain, named).fetchall(), lambda: raw.execute(statement, values).fetchall(), whole
    ]  # fmt: skip
    bare = merged(with_seven(calls[1]()))
    assert merged(calls[0]()) == bare == merged(whole()), "the sides differ"
    plans = [row[3] for text, told in ((plain, named), (statement, values)) for row in explained(raw, text, told)]
    assert all("COVERING INDEX duty_known" in line for line in plans if "duty" in line), plans
    base, ours, through = timed(*calls)
    name = "province" if view.region == PROVINCE else "city"
    known = "known once" if view.known_at else "known now"
    indexes = sorted({line.split(" (")[0] for line in plans if "duty" in line})
    print(f"{name:8} {view.on} {known:10} plain {base:7.1f} ms, ours raw {ours / base:.2f} (bar 2), "
          f"through SQLAlchemy {through / base:.2f} (bar 2.5)  {'; '.join(indexes)}")  # fmt: skip


def plain_statement(view: View) -> tuple[str, dict[str, object]]:
    """The yardstick for a view, with its values."""
    low = view.region.rstrip("0")
    named: dict[str, object] = {"n": len(low) + 2, "low": low, "high": low[:-1] + chr(ord(low[-1]) + 1),
                                "d": view.on.isoformat()}  # fmt: skip
    if view.known_at is None:
        return PLAIN.format(known=NOW), named
    halves = " UNION ALL ".join(PLAIN.format(known=known) for known in (STILL, ONCE))
    return halves, {**named, "k": stored_moment(view.known_at)}


def with_seven(rows: list[Row]) -> list[Row]:
    """Ours gives the seven sums of Figures: late, soon and waiting stand between overdue and undated."""
    return [(*row[:6], row[9]) for row in rows]


def merged(rows: Any) -> dict[Row, list[int]]:
    """The sums of rows by child, group and kind, whatever halves they came in."""
    found: dict[Row, list[int]] = {}
    for child, group, kind, *counts in rows:
        sums = found.setdefault((str(child).ljust(12, "0"), group, kind), [0, 0, 0, 0])
        sums[:] = [one + int(more) for one, more in zip(sums, counts, strict=True)]
    return {key: sums for key, sums in found.items() if any(sums)}


def explained(raw: sqlite3.Connection, statement: str, values: Any) -> list[Any]:
    """SQLite's own plan of a statement."""
    return raw.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()


def written_out(query: Executable, told: dict[str, object]) -> tuple[str, list[object]]:
    """A statement as SQLite's text, with its values as the driver takes them."""
    compiled: Any = query.compile(dialect=sqlite.dialect(paramstyle="qmark"))
    state = compiled.construct_expanded_state(told)
    return state.statement, [plain_value(value) for value in state.positional_parameters]


def plain_value(value: object) -> object:
    """A day or moment as the file holds it."""
    if isinstance(value, datetime):
        return value.strftime(STORED_MOMENT)
    return value.isoformat() if isinstance(value, date) else value


def figures_of(figures: Any) -> tuple[int, int, int, int]:
    """The four figures that both sides give."""
    return figures.met, figures.pending, figures.overdue, figures.undated


def timed(*calls: Callable[[], object]) -> list[float]:
    """The median milliseconds on the processor of each call, taken in turn."""
    spent: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, times in zip(calls, spent, strict=True):
            began = time.process_time()
            call()
            times.append((time.process_time() - began) * 1000)
    return [statistics.median(times) for times in spent]


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
