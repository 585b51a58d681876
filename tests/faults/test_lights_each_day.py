"""On each day of 2019–2030 the sums over the table of duties are the engine's lights on that day."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask
from golden_cast import goldens
from random_cast import World, world

from emergency.base.access import system_scope
from emergency.base.database import committed
from emergency.coverage.queries import View, roll_up, total
from emergency.coverage.rules import COUNTED_FORCES
from emergency.coverage.stored import add_rows
from emergency.coverage.tiles import Stay, rows_of
from emergency.obligations.catalogue import book_of, read_rows
from emergency.obligations.facts import FAR_DAY, RegionTerms
from emergency.obligations.state import state_on

TOWN, COUNTY_CODE = "231102101000", "231102000000"
BOOK = book_of(read_rows(Path("seeds/reference/law")))
FIRST, LAST = date(2019, 1, 1), date(2030, 12, 31)
KNOWN = datetime(2026, 11, 21, tzinfo=UTC)


def some_units(seed: int, many: int) -> list[tuple[int, object]]:
    """Units drawn from the cases worked out by hand, each with a number of its own."""
    return list(enumerate(random.Random(seed).sample(goldens(), many), 1))


def keep(number: int, golden) -> list:  # type: ignore[no-untyped-def]
    """Write the unit's duties into the table and give its tiles."""
    unit = replace(golden.case.unit, unit_id=number, region_code=TOWN)
    stay = Stay(date.min, FAR_DAY, golden.case.terms or RegionTerms())
    tiles = golden.tiles(BOOK)
    moved = [tile._replace(unit_id=number, region_code=TOWN) for tile in tiles]
    add_rows(list(rows_of(unit, moved, BOOK, stay)), KNOWN)
    return list(tiles)


def by_the_engine(tiles: list, day: date) -> tuple[int, int, int]:  # type: ignore[type-arg]
    """Met, pending and overdue of a day, duty by duty."""
    states: Counter[str] = Counter()
    for tile in tiles:
        if tile.starts <= day < tile.ends and tile.basis["force"] in COUNTED_FORCES:
            states[state_on(tile, day).status.value] += 1
    return states["met"], states["pending"], states["overdue"]


def keep_drawn(drawn: World) -> list:  # type: ignore[type-arg]
    """The same of a unit drawn at random, whose kind, region and place in the denominator may change."""
    unit = replace(drawn.unit, region_code=TOWN)
    tiles = [tile._replace(region_code=TOWN) for tile in drawn.tiles()]
    add_rows(list(rows_of(unit, tiles, drawn.book, Stay(date.min, FAR_DAY, drawn.terms))), KNOWN)
    return [(tile, unit) for tile in tiles]


def wrong_days(tiles: list) -> list[date]:  # type: ignore[type-arg]
    """The days on which the sums are not the engine's; each tile with a unit counts on its counted days only."""
    scope, day, wrong = system_scope(), FIRST, []
    while day <= LAST:
        figures = total(roll_up(scope, View(COUNTY_CODE, day)))
        counted = [tile for tile, unit in tiles if unit is None or unit.counts_on(day)]
        if (figures.met, figures.pending, figures.overdue) != by_the_engine(counted, day):
            wrong.append(day)
        day += timedelta(days=1)
    return wrong


def test_the_sums_of_each_day_are_the_lights_of_that_day(app: Flask) -> None:
    with committed():
        tiles = [(tile, None) for number, golden in some_units(20260301, 12) for tile in keep(number, golden)]
    assert wrong_days(tiles) == []


def test_the_sums_of_units_drawn_at_random_are_their_lights_on_each_day(app: Flask) -> None:
    seed = random.SystemRandom().randrange(10**9)
    always, drawn = random.Random(1), random.Random(seed)
    with committed():
        units = [world(always if number < 16 else drawn, number) for number in range(1, 31)]
        tiles = [pair for unit in units for pair in keep_drawn(unit)]
    assert wrong_days(tiles) == [], f"seed {seed}"
