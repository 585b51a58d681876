"""The pages that hold some words, within the viewer's scope: counts and surroundings too."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, select

from emergency.base.access import Scope
from emergency.base.database import db
from emergency.plans.models import Plan, Revision
from emergency.plans.queries import is_seen, plan_ids_seen, plan_in_scope
from emergency.texts.facts import place
from emergency.texts.models import PlanPage, PlanText
from emergency.texts.word_index import NUMBER, first_row, holds, page_at
from emergency.texts.words import LONGEST, folded, snippet
from emergency.units.models import Unit

SHOWN = 20
MOST_COUNTED = 100  # Counting goes no further: whoever finds more asks more narrowly.
LONGEST_STRETCH = 5_000
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

    @property
    def many(self) -> bool:
        """Whether there are more than were counted."""
        return self.total > MOST_COUNTED


def search_pages(scope: Scope, words: str, start: int = 0, *, old: bool = False, shown: int = SHOWN) -> Hits | None:
    """The pages that hold the words, the newest text first, from a row's number on; None when no letter was asked.

    `old` asks versions too that are neither the newest nor in force. Words longer than LONGEST letters are cut.
    """
    wanted = folded(words)[:LONGEST]
    if not wanted:
        return None
    few = _few_plans(scope)
    if few == []:
        return Hits([], 0, None)
    numbers = _seen_numbers(scope, holds(wanted, few), start, shown if start else MOST_COUNTED, old=old)
    # A word in the overlap of two parts of a long page is one hit.
    places = {page_at(number): number for number in reversed(numbers)}
    pages = sorted(places, key=lambda page: places[page])
    following = places[pages[shown]] if len(pages) > shown else None
    return Hits(_hits(pages[:shown], wanted), len(numbers) if len(numbers) > MOST_COUNTED else len(pages), following)


def _seen_numbers(scope: Scope, condition: ColumnElement[bool], start: int, most: int, *, old: bool) -> list[int]:
    """The numbers of the first rows of WORDS that the viewer may see, one more than `most`.

    The pages of a text stand together: whose they are is asked once for all that a stretch of rows names. Where most
    are others', the viewer's texts are listed, and the next stretch begins with one of them.
    """
    seen: dict[int, bool] = {}
    found: list[int] = []
    listed: list[int] | None = None
    stretch = most + 1
    while len(found) <= most:
        query = select(NUMBER).where(condition, start <= NUMBER).order_by(NUMBER).limit(stretch)
        numbers = list(db.session.scalars(query))
        texts = {page_at(number)[0] for number in numbers} - seen.keys()
        seen.update(dict.fromkeys(texts, False) | dict.fromkeys(_seen_texts(is_seen(scope), texts, old=old), True))
        kept = [number for number in numbers if seen[page_at(number)[0]]]
        found += kept
        if len(numbers) < stretch:
            break
        if listed is None and 2 * len(kept) < stretch:
            listed = sorted(-text for text in _seen_texts(plan_in_scope(scope), None, old=old))
        start, stretch = numbers[-1] + 1, min(2 * stretch, LONGEST_STRETCH)
        if listed is not None:
            after = bisect_left(listed, -page_at(start)[0])
            if after == len(listed):
                break
            start = max(start, first_row(-listed[after]))
    return found[: most + 1]


def _few_plans(scope: Scope) -> list[int] | None:
    """The plans that the viewer may see; None when they are many."""
    found: set[int] = set()
    for query in plan_ids_seen(scope):
        found.update(db.session.scalars(query.distinct().limit(FEW_PLANS + 1)))
    return None if len(found) > FEW_PLANS else sorted(found)


def _seen_texts(seen: ColumnElement[bool], text_ids: Collection[int] | None, *, old: bool) -> Sequence[int]:
    """Which of these texts, or of all, fit the condition on their plan."""
    query = select(PlanText.id).join(Plan, Plan.id == PlanText.plan_id).where(seen)
    if text_ids is not None:
        query = query.where(PlanText.id.in_(text_ids))
    if not old:
        query = query.join(Revision, Revision.id == PlanText.revision_id)
        query = query.where(or_(Revision.number == Plan.latest, Revision.number == Plan.in_force))
    return db.session.scalars(query).all()


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
