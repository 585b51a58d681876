"""to whom drills were reported, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0017_drill_report"
down_revision = "0016_receiving"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "drill_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=True),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["drill_id"], ["drill.id"], name=op.f("fk_drill_report_drill_id_drill")),
        sa.ForeignKeyConstraint(["receiver_id"], ["unit.id"], name=op.f("fk_drill_report_receiver_id_unit")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["drill_report.id"], name=op.f("fk_drill_report_replaces_id_drill_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_report")),
    )
    with op.batch_alter_table("drill_report", schema=None) as batch_op:
        batch_op.create_index("drill_report_drill", ["drill_id", "known_until"], unique=False)


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("drill_report", schema=None) as batch_op:
        batch_op.drop_index("drill_report_drill")

    op.drop_table("drill_report")
