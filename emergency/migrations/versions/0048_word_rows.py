"""the words of a region's pages stand together."""

import sqlalchemy as sa
from alembic import op

revision = "0048_word_rows"
down_revision = "0047_ledger_jobs"
branch_labels = None
depends_on = None

# A row's number then: newest text first, its pages and their parts in their order (0041_plan_words).
# And now: prefecture, county, township, newest text first, page, part (texts/word_rows.py).
FIRST = sa.text(
    "UPDATE plan_text SET first_row = :key * 549755813888 + (8388607 - id) * CAST(65536 AS BIGINT)"
    " WHERE plan_id IN (SELECT id FROM plan WHERE region_code = :code)"
)
MOVED = sa.text(
    "UPDATE plan_word SET rowid = :first + ((rowid & 16777215) >> 8 << 6) + (rowid & 63)"
    " WHERE rowid BETWEEN :old AND :old + 16777215"
)
BACK = sa.text(
    "UPDATE plan_word SET rowid = :old + ((rowid & 65535) >> 6 << 8) + (rowid & 63)"
    " WHERE rowid BETWEEN :first AND :first + 65535"
)
PAGE_GONE = """
    CREATE TRIGGER plan_page_gone AFTER DELETE ON plan_page BEGIN
        DELETE FROM plan_word
        WHERE rowid BETWEEN ((2147483648 - old.text_id) << 24) + (old.number << 8)
        AND ((2147483648 - old.text_id) << 24) + (old.number << 8) + 255;
    END
"""
TEXT_GONE = """
    CREATE TRIGGER plan_text_gone AFTER DELETE ON plan_text BEGIN
        DELETE FROM plan_word WHERE rowid BETWEEN old.first_row AND old.first_row + 65535;
    END
"""

# A row that was numbered anew leaves marks in the list until its segments are joined, which make every search slow.
JOINED = "INSERT INTO plan_word (plan_word) VALUES ('optimize')"


def upgrade() -> None:
    """Number the rows anew; what was read stays read."""
    op.add_column("plan_text", sa.Column("first_row", sa.BigInteger(), server_default="0", nullable=False))
    connection = op.get_bind()
    for (code,) in connection.execute(sa.text("SELECT DISTINCT region_code FROM plan")).all():
        connection.execute(FIRST, {"key": _key(code), "code": code})
    _number(MOVED)
    if connection.dialect.name == "sqlite":
        op.execute("DROP TRIGGER plan_page_gone")
        op.execute(TEXT_GONE)
        op.execute(JOINED)


def downgrade() -> None:
    """Number them as they were."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER plan_text_gone")
        op.execute(PAGE_GONE)
    _number(BACK)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(JOINED)
    op.drop_column("plan_text", "first_row")


def _number(statement: sa.TextClause) -> None:
    connection = op.get_bind()
    for number, first in connection.execute(sa.text("SELECT id, first_row FROM plan_text")).all():
        connection.execute(statement, {"first": first, "old": (1 << 31) - number << 24})


def _key(code: str) -> int:
    key = 0
    for start, end, bits in ((2, 4, 7), (4, 6, 7), (6, 9, 10)):
        part = code[start:end]
        key = key << bits | (int(part) if part.isdigit() else (1 << bits) - 1)
    return key
