"""duty tiles."""

import sqlalchemy as sa
from alembic import op

revision = "0009_duty"
down_revision = "0008_law"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_kind", sa.String(length=12), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("rule_id", sa.String(length=20), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("duty_group", sa.String(length=12), nullable=False),
        sa.Column("force", sa.String(length=12), nullable=False),
        sa.Column("subject_kind", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("met_until", sa.Date(), nullable=True),
        sa.Column("soon_from", sa.Date(), nullable=True),
        sa.Column("overdue_from", sa.Date(), nullable=True),
        sa.Column("late_from", sa.Date(), nullable=True),
        sa.Column("backfill_until", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        info={"derived": True},
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(
            "duty_roll_up",
            [
                "region_code",
                "counted",
                "duty_group",
                "force",
                "starts",
                "ends",
                "met_until",
                "soon_from",
                "overdue_from",
                "late_from",
                "backfill_until",
                "late",
                "unit_kind",
                "known_until",
            ],
            unique=False,
            sqlite_where=sa.text("known_until >= '9999-12-31'"),
            postgresql_where=sa.text("known_until >= '9999-12-31'"),
        )
        batch_op.create_index("duty_subject", ["subject_kind", "subject_id", "known_until"], unique=False)
        batch_op.create_index("duty_unit", ["unit_id", "rule_id", "subject_id", "known_until"], unique=False)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index("duty_unit")
        batch_op.drop_index("duty_subject")
        batch_op.drop_index(
            "duty_roll_up",
            sqlite_where=sa.text("known_until >= '9999-12-31'"),
            postgresql_where=sa.text("known_until >= '9999-12-31'"),
        )

    op.drop_table("duty")
