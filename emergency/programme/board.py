"""A year as weeks by places: how many drills stand in each, as numbers with a tone (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

TONES = 5
WEEK = timedelta(days=7)
# A week of less than half its days in a month is headed by the other month.
MIDDLE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Cell:
    """One week of one place: how many drills, and the tone from 0 (none) to 5 (the fullest week of the table)."""

    monday: date
    number: int
    tone: int


@dataclass(frozen=True)
class Row:
    """One place through the year."""

    code: str
    name: str
    cells: tuple[Cell, ...]

    @property
    def total(self) -> int:
        """All drills of the place."""
        return sum(cell.number for cell in self.cells)


@dataclass(frozen=True)
class Board:
    """The year: months over weeks, a row a place, the sum of all; the busiest day with its number, if any."""

    months: tuple[tuple[int, int], ...]
    mondays: tuple[date, ...]
    rows: tuple[Row, ...]
    whole: Row
    busiest_day: tuple[date, int] | None = None

    @property
    def heads(self) -> tuple[int, ...]:
        """The day of the month that heads each week: its Monday, or the first of the month under which it stands."""
        months = [month for month, weeks in self.months for _ in range(weeks)]
        pairs = zip(self.mondays, months, strict=True)
        return tuple(monday.day if monday.month == month else 1 for monday, month in pairs)

    @property
    def busiest(self) -> Cell:
        """The fullest week of all places together."""
        return max(self.whole.cells, key=lambda cell: cell.number)


def board_of(year: int, loads: Iterable[tuple[str, date, int]], names: Mapping[str, str], length: int) -> Board:
    """The board of a year: places are told apart by so many digits of their codes; one without a name is left out."""
    counted: Counter[tuple[str, date]] = Counter()
    by_day: Counter[date] = Counter()
    for place, day, number in loads:
        code = place[:length].ljust(12, "0")
        if code in names:
            counted[code, monday_of(day)] += number
            by_day[day] += number
    mondays = mondays_of(year)
    most = max(counted.values(), default=0)
    rows = tuple(
        Row(code, names[code], tuple(_cell(monday, counted[code, monday], most) for monday in mondays))
        for code in sorted(names)
    )
    sums = [sum(row.cells[index].number for row in rows) for index in range(len(mondays))]
    highest = max(sums, default=0)
    whole = Row("", "合计", tuple(_cell(*pair, highest) for pair in zip(mondays, sums, strict=True)))
    busiest = min(by_day.items(), key=lambda each: (-each[1], each[0]), default=None)
    return Board(_months(mondays, year), mondays, rows, whole, busiest)


def mondays_of(year: int) -> tuple[date, ...]:
    """The Mondays of all weeks that reach into the year."""
    first = monday_of(date(year, 1, 1))
    return tuple(first + WEEK * n for n in range(54) if first + WEEK * n <= date(year, 12, 31))


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _cell(monday: date, number: int, most: int) -> Cell:
    return Cell(monday, number, -(-number * TONES // most) if number else 0)


def _months(mondays: Iterable[date], year: int) -> tuple[tuple[int, int], ...]:
    """(month, how many weeks it heads), in order; the first and the last week belong to their year."""
    counted = Counter(1 if (monday + MIDDLE).year < year else 12 if (monday + MIDDLE).year > year
                      else (monday + MIDDLE).month for monday in mondays)  # fmt: skip
    return tuple(sorted(counted.items()))
