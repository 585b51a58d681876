"""The list of words of all pages: written with the pages, asked by any number of letters.

Each letter is a word of its own, and each pair of letters: a longer word is a row of pairs that follow each other, so
that it is found by its rarest pair. (Single letters in a row, as a phrase, took 70 ms at 200,000 pages where all
letters are common and the word stands nowhere.) SQLite keeps the list as FTS5, PostgreSQL as word lists with places;
both get the same words, so that both give the same answers. A text that goes takes its words along, in the database.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, cast, column, delete, literal, literal_column, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from emergency.base.database import committed, db
from emergency.texts.models import PlanPage, PlanText
from emergency.texts.word_rows import PARTS, WITHIN_TEXT, page_row
from emergency.texts.words import folded, pairs, parts

WORDS = table("plan_word", column("rowid", BigInteger), column("plan_id"), column("letters"), column("pairs"))
NUMBER = WORDS.c.rowid
ON_SQLITE = text("INSERT INTO plan_word (rowid, place, letters, pairs) VALUES (:number, :place, :letters, :pairs)")
STEP = 500  # pages of the list joined in one transaction
MERGE = text("INSERT INTO plan_word (plan_word, rank) VALUES ('merge', :pages)")
ON_POSTGRESQL = text(
    "INSERT INTO plan_word (rowid, page_id, plan_id, letters, pairs)"
    " VALUES (:number, :page_id, :plan_id, CAST(:letters AS tsvector), CAST(:pairs AS tsvector))"
)


def add(read: PlanText, pages: Sequence[PlanPage]) -> None:
    """Enter the words of the pages of a text that have their numbers, and where its rows begin; part of the act."""
    rows: list[dict[str, Any]] = []
    for page in pages:
        start = page_row(read.first_row, page.number)
        for number, letters in zip(range(start, start + PARTS), parts(folded(page.text)), strict=False):
            words = {"letters": _written(sorted(set(letters))), "pairs": _written(pairs(letters))}
            rows.append({"number": number, **words, **_whose(read, page)})
    if rows:
        db.session.connection().execute(ON_SQLITE if _on_sqlite() else ON_POSTGRESQL, rows)


def remove(read: PlanText) -> None:
    """Take the words of a text off the list, part of the act that puts them elsewhere."""
    stretch = WORDS.c.rowid.between(read.first_row, read.first_row + (1 << WITHIN_TEXT) - 1)
    db.session.connection().execute(delete(WORDS).where(stretch))


def forget_wholly() -> None:
    """Take what was deleted out of the file of the list too, in steps that each hold the writing for a moment.

    FTS5 only marks the words of a row that went until it joins its segments (sqlite.org, fts5.html, 'merge'); after a
    purge they must not wait for that. PostgreSQL clears its lists by its own vacuum.
    """
    with committed():
        if not _on_sqlite():
            return
        _merge(-STEP)
    changed = 2
    while changed > 1:
        with committed():
            before = _changes()
            _merge(STEP)
            changed = _changes() - before


def _merge(pages: int) -> None:
    db.session.connection().execute(MERGE, {"pages": pages})


def _changes() -> int:
    return int(db.session.connection().exec_driver_sql("SELECT total_changes()").scalar_one())


def holds(wanted: str, plan_ids: Sequence[int] | None = None) -> ColumnElement[bool]:
    """The rows of WORDS that hold a folded word of at least one letter; of some plans only, where these are few."""
    which, words = ("letters", [wanted]) if len(wanted) == 1 else ("pairs", pairs(wanted))
    if _on_sqlite():
        asked = f'{which}:"{" ".join(words)}"'
        if plan_ids is not None:
            asked = f"place:({' OR '.join(f'p{number}' for number in plan_ids)}) AND {asked}"
        matches: ColumnElement[bool] = literal_column("plan_word").op("MATCH")(asked)
        return matches
    phrase = literal(" <-> ".join(f"'{word}'" for word in words))
    found: ColumnElement[bool] = WORDS.c[which].op("@@")(cast(phrase, TSQUERY))
    return found if plan_ids is None else and_(found, WORDS.c.plan_id.in_(plan_ids))


def _whose(read: PlanText, page: PlanPage) -> dict[str, Any]:
    return {"place": f"p{read.plan_id}"} if _on_sqlite() else {"page_id": page.id, "plan_id": read.plan_id}


def _written(words: Sequence[str]) -> str:
    if _on_sqlite():
        return " ".join(words)
    return " ".join(f"'{word}':{place}" for place, word in enumerate(words, 1))


def _on_sqlite() -> bool:
    return db.session.connection().dialect.name == "sqlite"
