"""Seals of duty tiles, and the heartbeat of the worker."""

import sqlalchemy as sa
from alembic import op

revision = "0010_seals_and_heartbeat"
down_revision = "0009_duty"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty where a tile was there before, and the table."""
    # Added in place, not by a copy of the table, which may hold a million tiles.
    op.add_column("duty", sa.Column("seal", sa.String(length=32), nullable=False, server_default=""))
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
        info={"operational": True},
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("heartbeat")
    op.drop_column("duty", "seal")
