"""the words of the pages of plans, for the search."""

import sqlalchemy as sa
from alembic import op

revision = "0041_plan_words"
down_revision = "0040_programme_settings"
branch_labels = None
depends_on = None

# A row's number: newest text first, its pages and their parts in their order (texts/word_index.py).
ON_SQLITE = (
    """
    CREATE VIRTUAL TABLE plan_word
    USING fts5(place, letters, pairs, columnsize=0, tokenize='unicode61 remove_diacritics 0')
    """,
    """
    CREATE TRIGGER plan_page_gone AFTER DELETE ON plan_page BEGIN
        DELETE FROM plan_word
        WHERE rowid BETWEEN ((2147483648 - old.text_id) << 24) + (old.number << 8)
        AND ((2147483648 - old.text_id) << 24) + (old.number << 8) + 255;
    END
    """,
)
ON_POSTGRESQL = (
    """
    CREATE TABLE plan_word (
        rowid bigint PRIMARY KEY, page_id integer NOT NULL REFERENCES plan_page (id) ON DELETE CASCADE,
        plan_id integer NOT NULL, letters tsvector NOT NULL, pairs tsvector NOT NULL
    )
    """,
    "CREATE INDEX plan_word_page ON plan_word (page_id)",
    "CREATE INDEX plan_word_plan ON plan_word (plan_id)",
    "CREATE INDEX plan_word_letters ON plan_word USING gin (letters)",
    "CREATE INDEX plan_word_pairs ON plan_word USING gin (pairs)",
)


def upgrade() -> None:
    """Make the list of words, and have what was read already read again so that it enters."""
    for statement in ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRESQL:
        op.execute(statement)
    op.execute(sa.text("DELETE FROM plan_page"))
    op.execute(sa.text("DELETE FROM plan_text"))


def downgrade() -> None:
    """Take it away."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER plan_page_gone")
    op.execute("DROP TABLE plan_word")
