"""How fast the duties of a generated province are derived and written, beside the pure engine, in one run.

Run: .venv/bin/python -m benchmarks.coverage_rebuild [UNITS] [SEED]
Times are those of the processor (time.process_time), so that other work on the machine does not count. What it does to
the caches counts still: both registers are gone through in turns of some units, and within a turn the engine alone runs
before and after what is compared with it.
"""

import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
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

TURNS = 12


@dataclass
class Register:
    """A province of its own, and what its turns have taken so far."""

    app: Flask
    unit_ids: Sequence[int]
    tiles: int = 0
    rows: int = 0
    written: int = 0
    engine: float = 0.0
    build: float = 0.0
    unchanged: float = 0.0
    ratios: list[float] = field(default_factory=list)

    def part(self, turn: int) -> Sequence[int]:
        """The units of a turn: neighbours, in whole pieces of a rebuild but for the last."""
        size = -(-len(self.unit_ids) // (TURNS * CHUNK)) * CHUNK
        return self.unit_ids[turn * size : (turn + 1) * size]


def main(units: int = 60_000, seed: int = 7) -> None:
    """Two registers, one a quarter of the other: figures of both, and whether the larger costs more a unit."""
    with tempfile.TemporaryDirectory() as small_folder, tempfile.TemporaryDirectory() as large_folder:
        small, large = register(small_folder, units // 4, seed), register(large_folder, units, seed)
        for step in (built, rebuilt):
            for turn in range(TURNS):
                for one in (small, large):
                    if unit_ids := one.part(turn):
                        with one.app.app_context():
                            step(one, unit_ids)
        for one in (small, large):
            tell(one)
        compare(small, large)


def register(folder: str, units: int, seed: int) -> Register:
    """A generated province whose duties nobody derived yet."""
    app = create_app(read_settings(Path(folder)))
    with app.app_context():
        upgrade()
        seed_reference()
        regions = build(units, seed)
        print(f"seed {seed}: {units} units in {regions} regions")
        with committed():
            db.session.execute(db.delete(Duty))
        return Register(app, all_unit_ids())


def built(one: Register, unit_ids: Sequence[int]) -> None:
    """A turn of building from nothing."""
    rows, seconds = timed(lambda: recompute_in_pieces(unit_ids))
    one.rows, one.build = one.rows + rows, one.build + seconds


def rebuilt(one: Register, unit_ids: Sequence[int]) -> None:
    """A turn of the engine alone, of rebuilding what did not change, and of the engine again."""
    before, tiles = engine_alone(unit_ids)
    written, unchanged = timed(lambda: recompute_in_pieces(unit_ids))
    engine = (before + engine_alone(unit_ids)[0]) / 2
    one.tiles, one.written = one.tiles + tiles, one.written + written
    one.engine, one.unchanged = one.engine + engine, one.unchanged + unchanged
    one.ratios.append(unchanged / engine)


def tell(one: Register) -> None:
    """The figures of a register."""
    print(f"{len(one.unit_ids)} units")
    print(f"  pure engine     {one.tiles} tiles, {one.tiles / one.engine:9,.0f} a second (bar 20,000)")
    print(f"  end to end      {one.rows} rows,  {one.rows / one.build:9,.0f} a second (bar 8,000)")
    print(f"  nothing changed {one.written} rows written (bar 0), median {median(one.ratios):.2f} of the engine alone")
    print(f"    (bar 2), whole {one.unchanged / one.engine:.2f}, turns {min(one.ratios):.2f} to {max(one.ratios):.2f}")


def compare(small: Register, large: Register) -> None:
    """Whether a tile and one unit's change cost more where there are more units."""
    for name in ("build", "unchanged", "engine"):
        ratio = getattr(large, name) / large.tiles / (getattr(small, name) / small.tiles)
        print(f"{name} a tile, {len(large.unit_ids)} units against {len(small.unit_ids)}: {ratio:.3f} (bar 1.15)")
    (few, asked_few), (many, asked_many) = one_unit(small), one_unit(large)
    print(f"one unit's change: {many / few:.2f} in time, {asked_many} statements against {asked_few}")
    print(f"memory at most {memory()} MB for both (bar 600)")


def engine_alone(unit_ids: Sequence[int]) -> tuple[float, int]:
    """The seconds that `derive` takes for these units, its inputs loaded before the clock runs, and its tiles."""
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


def one_unit(one: Register) -> tuple[float, int]:
    """The median seconds of recomputing one unit within its own commit, and the statements of the last."""
    times, asked = [], [0]

    def note(*_told: Any) -> None:
        asked[0] += 1

    with one.app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        for unit_id in one.unit_ids[:: max(1, len(one.unit_ids) // 21)][:21]:
            asked[0] = 0
            _, seconds = timed(lambda unit_id=unit_id: recompute_in_pieces([unit_id]))
            times.append(seconds)
        event.remove(db.engine, "before_cursor_execute", note)
        db.session.remove()
        db.engine.dispose()
    return median(times), asked[0]


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
