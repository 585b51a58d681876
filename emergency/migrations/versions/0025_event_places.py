"""where and when the kept events of drills stand, so that a calendar's ETag is read from an index."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0025_event_places"
down_revision = "0024_drill_assessment_day"
branch_labels = None
depends_on = None

INDEX = ["region_code", "starts_at", "shown_until", "first_mark", "second_mark", "changed_at"]


def upgrade() -> None:
    """Make the table anew, empty: the upgrade's own verb then writes the events of the drills that are there."""
    op.drop_table("drill_event")
    _make(
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    with op.batch_alter_table("drill_event", schema=None) as batch_op:
        batch_op.create_index("drill_event_region", INDEX, unique=False)


def downgrade() -> None:
    """Make it as it was, empty."""
    with op.batch_alter_table("drill_event", schema=None) as batch_op:
        batch_op.drop_index("drill_event_region")
    op.drop_table("drill_event")
    _make()


def _make(*more: "sa.Column[Any]") -> None:
    op.create_table(
        "drill_event",
        sa.Column("drill_id", sa.Integer(), nullable=False),
        *more,
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("fault", sa.String(length=300), nullable=False),
        sa.Column("first_mark", sa.BigInteger(), nullable=False),
        sa.Column("second_mark", sa.BigInteger(), nullable=False),
        sa.Column("shown_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["drill_id"], ["drill.id"], name=op.f("fk_drill_event_drill_id_drill"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("drill_id", name=op.f("pk_drill_event")),
    )
