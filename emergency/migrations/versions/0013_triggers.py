"""Circumstances for revision and findings of drills."""

import sqlalchemy as sa
from alembic import op

revision = "0013_triggers"
down_revision = "0012_records"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "drill_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("major", sa.Boolean(), nullable=False),
        sa.Column("responsible", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by", sa.String(length=100), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["drill_id"], ["drill.id"], name=op.f("fk_drill_finding_drill_id_drill")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_finding")),
    )
    with op.batch_alter_table("drill_finding", schema=None) as batch_op:
        batch_op.create_index("drill_finding_open", ["closed_on", "due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_drill_finding_drill_id"), ["drill_id"], unique=False)

    op.create_table(
        "review_trigger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("raised", sa.Boolean(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("opened_by", sa.String(length=100), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_review_trigger_plan_id_plan")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_review_trigger_revision_id_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_trigger")),
    )
    with op.batch_alter_table("review_trigger", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_trigger_revision_id"), ["revision_id"], unique=False)
        batch_op.create_index("review_trigger_plan", ["plan_id", "kind", "state"], unique=False)
        batch_op.create_index("review_trigger_state", ["state", "plan_id"], unique=False)

    op.create_table(
        "trigger_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trigger_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("fact", sa.String(length=20), nullable=False),
        sa.Column("fact_id", sa.String(length=40), nullable=False),
        sa.Column("ref", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.String(length=40), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_trigger_row_revision_id_revision")),
        sa.ForeignKeyConstraint(
            ["trigger_id"], ["review_trigger.id"], name=op.f("fk_trigger_row_trigger_id_review_trigger")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trigger_row")),
    )
    with op.batch_alter_table("trigger_row", schema=None) as batch_op:
        batch_op.create_index("trigger_row_fact", ["fact", "fact_id", "ref"], unique=False)
        batch_op.create_index("trigger_row_trigger", ["trigger_id", "known_until"], unique=False)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("trigger_row", schema=None) as batch_op:
        batch_op.drop_index("trigger_row_trigger")
        batch_op.drop_index("trigger_row_fact")

    op.drop_table("trigger_row")
    with op.batch_alter_table("review_trigger", schema=None) as batch_op:
        batch_op.drop_index("review_trigger_state")
        batch_op.drop_index("review_trigger_plan")
        batch_op.drop_index(batch_op.f("ix_review_trigger_revision_id"))

    op.drop_table("review_trigger")
    with op.batch_alter_table("drill_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drill_finding_drill_id"))
        batch_op.drop_index("drill_finding_open")

    op.drop_table("drill_finding")
