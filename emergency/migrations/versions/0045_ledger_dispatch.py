"""packages of sheets for many units."""

import sqlalchemy as sa
from alembic import op

revision = "0045_ledger_dispatch"
down_revision = "0044_export_profiles"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ledger_dispatch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person_name", sa.String(length=100), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_dispatch")),
    )
    with op.batch_alter_table("ledger_dispatch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_dispatch_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    """Take it away."""
    op.drop_table("ledger_dispatch")
