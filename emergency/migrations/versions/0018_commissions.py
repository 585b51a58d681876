"""commissions, third parties at work for a plan."""

import sqlalchemy as sa
from alembic import op

revision = "0018_commissions"
down_revision = "0017_drill_report"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "plan_commission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("body", sa.String(length=100), nullable=False),
        sa.Column("contract", sa.String(length=100), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("experts", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("ending", sa.String(length=300), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_commission_plan_id_plan")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["plan_commission.id"], name=op.f("fk_plan_commission_replaces_id_plan_commission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_commission")),
    )
    with op.batch_alter_table("plan_commission", schema=None) as batch_op:
        batch_op.create_index("plan_commission_plan", ["plan_id", "known_until"], unique=False)


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("plan_commission", schema=None) as batch_op:
        batch_op.drop_index("plan_commission_plan")

    op.drop_table("plan_commission")
