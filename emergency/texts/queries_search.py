"""The pages that hold some words, within the viewer's scope: counts and surroundings too."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from emergency.base.access import Role, Scope
from emergency.base.database import db
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import is_seen, plan_ids_from_elsewhere, plan_ids_seen, plan_in_scope
from emergency.texts.facts import place
from emergency.texts.models import PlanPage, PlanText
from emergency.texts.word_index import NUMBER, holds
from emergency.texts.word_rows import ALL, beginning, page_at, rows_in, text_at
from emergency.texts.words import LONGEST, folded, snippet
from emergency.units.models import Unit

SHOWN = 20
MOST_COUNTED = 100  # Counting goes no further: whoever finds more asks more narrowly.
LONGEST_STEP = 5_000
FEW_PLANS = 200  # A viewer of so few plans has them asked for by number.


@dataclass(frozen=True)
class Hit:
    """A page that holds the words: where, and its surroundings in pieces (words, whether they are the ones asked)."""

    plan: Plan
    revision: Revision
    unit: Unit
    read: PlanText
    page: int
    pieces: Sequence[tuple[str, bool]]

    @property
    def place(self) -> str:
        """Return "第3页"."""
        return place(self.page, self.read.division)


@dataclass(frozen=True)
class Hits:
    """Some pages in their order, how many there are (at most MOST_COUNTED), and where the next ones begin."""

    items: Sequence[Hit]
    total: int
    following: int | None
    cut: bool = False  # Whether only the first LONGEST letters were looked for.

    longest = LONGEST

    @property
    def many(self) -> bool:
        """Whether there are more than were counted."""
        return self.total > MOST_COUNTED


@dataclass(frozen=True)
class Stretch:
    """Rows of WORDS that hold the words, from the first to the last."""

    holds: ColumnElement[bool]
    first: int
    last: int


def search_pages(scope: Scope, words: str, start: int = 0, *, old: bool = False, shown: int = SHOWN) -> Hits | None:
    """The pages that hold the words, by region, the newest text first, from a row on; None when no letter was asked.

    `old` asks versions too that are neither the newest nor in force. Words longer than LONGEST letters are cut.
    """
    letters = folded(words)
    wanted = letters[:LONGEST]
    if not wanted:
        return None
    most = shown if start else MOST_COUNTED
    seen: dict[int, bool] = {}
    found = (_seen_rows(scope, rows, max(start, rows.first), most, seen, old=old) for rows in _stretches(scope, wanted))
    numbers = sorted(set(chain.from_iterable(found)))[: most + 1]
    # A word in the overlap of two parts of a long page is one hit.
    places = {page_at(number): number for number in reversed(numbers)}
    pages = sorted(places, key=lambda page: places[page])
    following = places[pages[shown]] if len(pages) > shown else None
    total = len(numbers) if len(numbers) > MOST_COUNTED else len(pages)
    return Hits(_hits(pages[:shown], wanted), total, following, cut=len(letters) > LONGEST)


def _stretches(scope: Scope, wanted: str) -> list[Stretch]:
    """Where the rows stand that hold the words and that the viewer may see, among others.

    An office has the rows of its regions, and plans from elsewhere that it sees too; a unit or a line its few plans.
    """
    if scope.role is not Role.UNIT and not scope.lines:
        here = [Stretch(holds(wanted), *rows_in(code)) for code in scope.regions]
        elsewhere = plan_ids_from_elsewhere(scope)
        return [*here, Stretch(holds(wanted, sorted(elsewhere)), *ALL)] if elsewhere else here
    few = _few_plans(scope)
    return [] if few == [] else [Stretch(holds(wanted, few), *ALL)]


def _seen_rows(scope: Scope, rows: Stretch, start: int, most: int, seen: dict[int, bool], *, old: bool) -> list[int]:
    """The first rows of a stretch from one on that the viewer may see, one more than `most`.

    The pages of a text stand together: whose they are is asked once for all that some rows name, and kept in `seen`.
    Where most are others', the viewer's texts are listed, and the next rows asked for begin with one of them.
    """
    found: list[int] = []
    listed: Sequence[int] | None = None
    step = most + 1
    while len(found) <= most:
        query = select(NUMBER).where(rows.holds, NUMBER.between(start, rows.last)).order_by(NUMBER).limit(step)
        numbers = list(db.session.scalars(query))
        texts = {text_at(number) for number in numbers} - seen.keys()
        mine = _seen_texts(PlanText.id, is_seen(scope), old=old).where(PlanText.id.in_(texts))
        seen.update(dict.fromkeys(texts, False) | dict.fromkeys(db.session.scalars(mine) if texts else (), True))
        kept = [number for number in numbers if seen[text_at(number)]]
        found += kept
        if len(numbers) < step:
            break
        if listed is None and 2 * len(kept) < step:
            listed = sorted(db.session.scalars(_seen_texts(PlanText.first_row, plan_in_scope(scope), old=old)))
        start, step = numbers[-1] + 1, min(2 * step, LONGEST_STEP)
        if listed is not None:
            after = bisect_left(listed, beginning(start))
            if after == len(listed):
                break
            start = max(start, listed[after])
    return found


def _few_plans(scope: Scope) -> list[int] | None:
    """The plans that the viewer may see; None when they are many."""
    found: set[int] = set()
    for query in plan_ids_seen(scope):
        found.update(db.session.scalars(query.distinct().limit(FEW_PLANS + 1)))
    return None if len(found) > FEW_PLANS else sorted(found)


def _seen_texts(wanted: Any, seen: ColumnElement[bool], *, old: bool) -> Select[int]:
    """A column of the texts whose plan fits the condition."""
    query = select(wanted).join(Plan, Plan.id == PlanText.plan_id).where(seen)
    if not old:
        query = query.join(Revision, Revision.id == PlanText.revision_id)
        query = query.where(or_(Revision.number == Plan.latest, Revision.number == Plan.in_force))
    return query


def _hits(pages: Sequence[tuple[int, int]], wanted: str) -> list[Hit]:
    query = select(Plan, Revision, Unit, PlanText, PlanPage).join(PlanText, PlanText.plan_id == Plan.id)
    query = query.join(Revision, Revision.id == PlanText.revision_id).join(Unit, Unit.id == Plan.unit_id)
    query = query.join(PlanPage, PlanPage.text_id == PlanText.id)
    # SQLite looks a pair of columns up one by one, but a list of pairs only by reading every page.
    query = query.where(or_(false(), *(and_(PlanPage.text_id == text, PlanPage.number == at) for text, at in pages)))
    rows = {(row.PlanText.id, row.PlanPage.number): row for row in db.session.execute(query)}
    return [
        Hit(row.Plan, row.Revision, row.Unit, row.PlanText, row.PlanPage.number, snippet(row.PlanPage.text, wanted))
        for row in (rows[page] for page in pages)
    ]
