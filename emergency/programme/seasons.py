"""Reads seasons, anchors and weights from their YAML form into soft terms of given years (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from emergency.programme.facts import Term, TermKind, Trait

DAY = timedelta(days=1)
FEBRUARY, LEAP = 2, 29
Data = Mapping[str, Any]
Span = tuple[date, date]


class SeasonFault(ValueError):
    """The file can't be used; the message says in Chinese which entry is wrong and how."""


@dataclass(frozen=True)
class Season:
    """A season of the law or the place in given years; `hard` is the trait that it shuts out, if any."""

    name: str
    title: str
    spans: tuple[Span, ...]
    hard: str
    source: str
    verified: bool

    @property
    def days(self) -> frozenset[date]:
        """All days of the season."""
        return frozenset(_days(self.spans))


@dataclass(frozen=True)
class Seasons:
    """What one file says of given years."""

    seasons: tuple[Season, ...]
    terms: tuple[Term, ...]

    @property
    def fire(self) -> frozenset[date]:
        """The days of the whole 防火期: no open fire outdoors without approval (森林防火条例25, 草原防火条例18)."""
        return frozenset(day for season in self.seasons if season.hard == Trait.OPEN_FIRE for day in season.days)


def load_seasons(folder: Path, first_year: int, last_year: int, school_terms: Sequence[Span] = ()) -> Seasons:
    """The seasons of seeds/reference/programme for these years, both inside. Raises SeasonFault."""
    data = yaml.safe_load((folder / "seasons.yaml").read_text("utf-8"))
    return read_seasons(data, first_year, last_year, school_terms)


def read_seasons(data: Data, first_year: int, last_year: int, school_terms: Sequence[Span] = ()) -> Seasons:
    """Seasons and terms from parsed YAML. Entered `school_terms` replace the usual months. Raises SeasonFault."""
    years = range(first_year - 1, last_year + 2)
    seasons = tuple(_each(data["seasons"], lambda one: _season(one, years)))
    by_name = {season.name: season for season in seasons}
    return Seasons(seasons, tuple(_each(data["terms"], lambda one: _term(one, years, by_name, school_terms))))


def _each(entries: Iterable[Data], read: Any) -> Iterator[Any]:
    for entry in entries:
        try:
            yield read(entry)
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise SeasonFault(f"“{entry.get('name', entry)}”写法不对，请对照其他条目改正：{fault}") from fault


def _season(entry: Data, years: range) -> Season:
    spans = tuple(_spans(entry["days"], years))
    return Season(entry["name"], entry["title"], spans, entry.get("hard", ""), entry["source"], bool(entry["verified"]))


def _term(entry: Data, years: range, seasons: Mapping[str, Season], school_terms: Sequence[Span]) -> Term:
    weight = int(entry["weight"])
    if weight < 0:
        raise ValueError("权重不能小于零")
    spans = [*_spans(entry.get("days", ()), years), *_before(entry.get("before", ()), seasons)]
    if school_terms and entry.get("school"):
        spans = list(_of_school(entry["school"], school_terms, years))
    return Term(
        name=entry["name"],
        title=entry["title"],
        kind=TermKind(entry["kind"]),
        weight=weight,
        wants=_traits(entry.get("wants", ())),
        without=_traits(entry.get("without", ())),
        days=frozenset(_days(spans)),
        source=entry["source"],
        verified=bool(entry["verified"]),
    )


def _traits(words: Iterable[str]) -> frozenset[str]:
    return frozenset(str(Trait(word)) for word in words)


def _spans(windows: Iterable[Data], years: range) -> Iterator[Span]:
    """Each yearly window in each year; one that ends before it starts runs into the next year."""
    for window in windows:
        for year in years:
            start, end = _day(window["from"], year), _day(window["to"], year)
            yield (start, end) if start <= end else (start, _day(window["to"], year + 1))


def _before(wishes: Iterable[Data], seasons: Mapping[str, Season]) -> Iterator[Span]:
    for wish in wishes:
        for start, _ in seasons[wish["season"]].spans:
            yield start - DAY * int(wish["days"]), start - DAY


def _of_school(which: str, school_terms: Sequence[Span], years: range) -> Iterator[Span]:
    if which == "first_week":
        yield from ((start, start + DAY * 6) for start, _ in school_terms)
        return
    taught = set(_days(school_terms))
    known = {day.year for day in taught}
    for year in sorted(known & set(years)):
        whole = _days([(date(year, 1, 1), date(year, 12, 31))])
        yield from ((day, day) for day in whole if day not in taught)


def _day(text: str, year: int) -> date:
    month, day = (int(part) for part in str(text).split("-"))
    if (month, day) == (FEBRUARY, LEAP):
        return date(year, 3, 1) - DAY
    return date(year, month, day)


def _days(spans: Iterable[Span]) -> Iterator[date]:
    for start, end in spans:
        yield from (start + DAY * offset for offset in range((end - start).days + 1))
