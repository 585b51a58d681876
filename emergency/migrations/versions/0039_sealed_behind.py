"""the rows and papers behind sealed figures."""

import sqlalchemy as sa
from alembic import op

revision = "0039_sealed_behind"
down_revision = "0038_ledger_issues"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was sealed before has none."""
    with op.batch_alter_table("campaign_snapshot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("behind", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("campaign_snapshot", schema=None) as batch_op:
        batch_op.drop_column("behind")
