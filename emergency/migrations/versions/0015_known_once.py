"""Roll-ups by what was known once: an index of their own, and every column that the sums read in both."""

import sqlalchemy as sa
from alembic import op

revision = "0015_known_once"
down_revision = "0014_contact_checks"
branch_labels = None
depends_on = None

COLUMNS = [
    "region_code", "counted", "duty_group", "force", "starts", "ends", "met_until", "soon_from", "overdue_from",
    "late_from", "backfill_until", "late", "unit_kind", "due_on", "unit_id", "known_until", "known_from",
]  # fmt: skip
BEFORE = [name for name in COLUMNS if name not in ("due_on", "unit_id", "known_from")]
OPEN = "known_until >= '9999-12-31'"
CLOSED = "known_until < '9999-12-31'"


def upgrade() -> None:
    """Put both in the place of the one."""
    # Made in place, not by a copy of the table, which may hold a million tiles.
    op.drop_index("duty_roll_up", "duty")
    _make("duty_known_now", COLUMNS, OPEN)
    _make("duty_known_once", COLUMNS, CLOSED)


def downgrade() -> None:
    """Put the one back."""
    op.drop_index("duty_known_once", "duty")
    op.drop_index("duty_known_now", "duty")
    _make("duty_roll_up", BEFORE, OPEN)


def _make(name: str, columns: list[str], tiles: str) -> None:
    op.create_index(name, "duty", columns, sqlite_where=sa.text(tiles), postgresql_where=sa.text(tiles))
