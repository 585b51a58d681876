"""the events of calendars name the first published day: the kept ones are written anew."""

from alembic import op

revision = "0043_event_words"
down_revision = "0042_likeness"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the kept events away; `prepare` writes what is missing."""
    op.execute("DELETE FROM drill_event")


def downgrade() -> None:
    """The same, for the words of before."""
    op.execute("DELETE FROM drill_event")
