"""large files are checked and taken in by the worker."""

import sqlalchemy as sa
from alembic import op

revision = "0047_ledger_jobs"
down_revision = "0046_text_hints"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What the worker was asked for, how far it is, what it found."""
    with op.batch_alter_table("ledger_import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deed", sa.String(length=10), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("step", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("sentence", sa.String(length=400), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("report_sha", sa.String(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("ledger_import", schema=None) as batch_op:
        for name in ("checked_at", "report_sha", "sentence", "step", "deed"):
            batch_op.drop_column(name)
