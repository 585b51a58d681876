"""The seasons of the seeds with what the office entered for a year in their place: days, wishes, closed days."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from emergency.base.workdays import WorkdayTable
from emergency.obligations.open_days import moon_days
from emergency.programme.days import day_sets
from emergency.programme.facts import DaySets, Term
from emergency.programme.seasons import Seasons, read_seasons

FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "programme"
Span = tuple[date, date]
ASKS = {"prefer": "宜排在这些日子", "avoid": "避开这些日子"}


@dataclass(frozen=True)
class SeasonEntry:
    """A season that the office may set for a year: its name, title, default days, what they ask, and their source."""

    name: str
    title: str
    days: str
    asks: str
    source: str
    verified: bool


@dataclass(frozen=True)
class Entered:
    """Days that the office entered for a season of the year."""

    name: str
    first: date
    last: date


@lru_cache(maxsize=1)
def seasons_data() -> Mapping[str, Any]:
    """What seasons.yaml says."""
    data: Mapping[str, Any] = yaml.safe_load((FOLDER / "seasons.yaml").read_text("utf-8"))
    return data


def entries() -> list[SeasonEntry]:
    """The seasons with days of their own, in the order of the file."""
    listed = [*seasons_data()["seasons"], *seasons_data()["terms"]]
    return [_entry(one) for one in listed if "days" in one]


def _entry(one: Mapping[str, Any]) -> SeasonEntry:
    words = "、".join(f"{span['from']} 至 {span['to']}" for span in one["days"]) or "未预设"
    asks = ASKS.get(one.get("kind", ""), "野外不得用火，经批准的除外")
    return SeasonEntry(one["name"], one["title"], words, asks, one["source"], bool(one["verified"]))


def seasons_of(year: int, entered: Iterable[Entered] = (), school_terms: Sequence[Span] = ()) -> Seasons:
    """The seasons and wishes of a year; what the office entered stands in place of the default of that name."""
    own: dict[str, list[dict[str, str]]] = {}
    for one in entered:
        first, last = max(one.first, date(year, 1, 1)), min(one.last, date(year, 12, 31))
        own.setdefault(one.name, []).append({"from": f"{first:%m-%d}", "to": f"{last:%m-%d}"})
    data = seasons_data()
    told = {part: [{**one, "days": own[one["name"]]} if one["name"] in own else one for one in data[part]]
            for part in ("seasons", "terms")}  # fmt: skip
    return read_seasons({**data, **told}, year, year, school_terms)


def days_of_year(year: int, table: WorkdayTable, names: Mapping[date, str], seasons: Seasons) -> DaySets:
    """Which days of the year are open to whom, and why each other one is closed."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return day_sets(first, last, table, names=names, moon=moon_days(), fire=seasons.fire)


def tables_of(terms: Mapping[int, tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """The different term tables of schools, that of most first."""
    counted = Counter(terms.values())
    return sorted(counted, key=lambda spans: (-counted[spans], spans))


def table_mark(number: int) -> str:
    """The trait of schools with the table of this number, for the wishes that hang on it."""
    return f"school_terms_{number}"


def school_wishes(year: int, terms: Iterable[Term], tables: Sequence[tuple[Span, ...]]) -> tuple[Term, ...]:
    """Wishes in which each school keeps to its own terms; to the usual months only where it entered none.

    A wish of the second table and later ones has the table's number in its name.
    """
    data = {"seasons": (), "terms": [one for one in seasons_data()["terms"] if "school" in one]}
    names = {one["name"] for one in data["terms"]} if tables else set()
    marks = frozenset(table_mark(number) for number in range(len(tables)))
    found = [
        replace(term, name=f"{term.name}:usual", without=term.without | marks) if term.name in names else term
        for term in terms
    ]
    for number, table in enumerate(tables):
        own, suffix = read_seasons(data, year, year, table).terms, f":{number}" if number else ""
        found += [replace(term, name=term.name + suffix, wants=term.wants | {table_mark(number)}) for term in own]
    return tuple(found)


def wishes_for(terms: Iterable[Term], traits: frozenset[str], day: date) -> list[tuple[Term, bool]]:
    """The wishes that concern a drill, each with whether its day agrees."""
    mine = [term for term in terms if term.days and term.concerns(traits)]
    return [(term, (day in term.days) is (term.kind == "prefer")) for term in mine]
