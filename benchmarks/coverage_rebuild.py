"""How fast the duties of a generated province are derived and written, beside the pure engine, in one run.

Run: .venv/bin/python -m benchmarks.coverage_rebuild [UNITS] [SEED]
Times are those of the processor (time.process_time), so that other work on the machine does not count.
"""

import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import event

from benchmarks.province import build
from emergency import create_app
from emergency.base.config import read_settings
from emergency.base.database import committed, db
from emergency.coverage.actions import CHUNK, inputs_of, law_known_at, recompute_in_pieces
from emergency.coverage.models import Duty
from emergency.obligations.derive import derive
from emergency.seeding import seed_reference
from emergency.units.queries_histories import all_unit_ids


def main(units: int = 60_000, seed: int = 7) -> None:
    """Two registers, one a quarter of the other: figures of both, and whether the larger costs more a unit."""
    small = measure(units // 4, seed)
    large = measure(units, seed)
    for name in ("build", "unchanged", "engine"):
        ratio = large[name] / large["tiles"] / (small[name] / small["tiles"])
        print(f"{name} a tile, {units} units against {units // 4}: {ratio:.3f} (bar 1.15)")
    print(f"one unit's change, {units} units against {units // 4}: {large['one'] / small['one']:.2f} in time,")
    print(f"  {large['statements']:.0f} against {small['statements']:.0f} statements")


def measure(units: int, seed: int) -> dict[str, float]:
    """One register: generate, derive alone, build from nothing, rebuild, change one unit."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(read_settings(Path(folder)))
        with app.app_context():
            upgrade()
            seed_reference()
            regions = build(units, seed)
            print(f"seed {seed}: {units} units in {regions} regions")
            found = figures(all_unit_ids())
            db.session.remove()
            db.engine.dispose()
    return found


def figures(unit_ids: Sequence[int]) -> dict[str, float]:
    """The figures of a register whose province has no tiles yet."""
    engine, tiles = engine_alone(unit_ids)
    print(f"pure engine     {tiles} tiles, {tiles / engine:9,.0f} a second (bar 20,000)")
    with committed():
        db.session.execute(db.delete(Duty))
    before = memory()
    rows, build_time = timed(lambda: recompute_in_pieces(unit_ids))
    print(f"end to end      {rows} rows,  {rows / build_time:9,.0f} a second (bar 8,000)")
    written, unchanged = timed(lambda: recompute_in_pieces(unit_ids))
    print(f"nothing changed {written} rows written (bar 0), {unchanged / engine:.2f} of the engine alone (bar 2)")
    print(f"memory at most {memory()} MB, {before} MB before the build (bar 600)")
    one, statements = one_unit(unit_ids)
    return {"tiles": tiles, "engine": engine, "build": build_time, "unchanged": unchanged, "one": one,
            "statements": statements}  # fmt: skip


def engine_alone(unit_ids: Sequence[int]) -> tuple[float, int]:
    """The seconds that `derive` takes for all units, its inputs loaded before the clock runs, and its tiles."""
    law, spent, tiles = law_known_at(), 0.0, 0
    for start in range(0, len(unit_ids), CHUNK):
        told = list(inputs_of(unit_ids[start : start + CHUNK], law))
        gc.collect()
        began = time.process_time()
        for _, inputs in told:
            tiles += len(derive(*inputs))
        spent += time.process_time() - began
    db.session.rollback()
    return spent, tiles


def one_unit(unit_ids: Sequence[int]) -> tuple[float, int]:
    """The median seconds of recomputing one unit within its own commit, and the statements of the last."""
    times, asked = [], [0]

    def note(*_told: Any) -> None:
        asked[0] += 1

    event.listen(db.engine, "before_cursor_execute", note)
    for unit_id in unit_ids[:: max(1, len(unit_ids) // 21)][:21]:
        asked[0] = 0
        _, seconds = timed(lambda unit_id=unit_id: recompute_in_pieces([unit_id]))
        times.append(seconds)
    event.remove(db.engine, "before_cursor_execute", note)
    return sorted(times)[len(times) // 2], asked[0]


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gives, and its seconds on the processor."""
    began = time.process_time()
    given = work()
    return given, time.process_time() - began


def memory() -> int:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
