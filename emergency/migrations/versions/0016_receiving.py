"""the unit of the register to which a plan was handed over for 备案."""

import sqlalchemy as sa
from alembic import op

revision = "0016_receiving"
down_revision = "0015_known_once"
branch_labels = None
depends_on = None

NAMED = sa.text("receiver_id IS NOT NULL")


def upgrade() -> None:
    """Add the column; filings of before name their receiver in words only."""
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.add_column(sa.Column("receiver_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_milestone_receiver_id_unit"), "unit", ["receiver_id"], ["id"])
        batch_op.create_index(
            "milestone_receiver", ["receiver_id", "known_until"], sqlite_where=NAMED, postgresql_where=NAMED
        )


def downgrade() -> None:
    """Take it away; the name of the receiver stays in the details."""
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index("milestone_receiver")
        batch_op.drop_constraint(batch_op.f("fk_milestone_receiver_id_unit"), type_="foreignkey")
        batch_op.drop_column("receiver_id")
