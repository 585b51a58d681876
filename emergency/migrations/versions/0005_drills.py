"""drills."""

import sqlalchemy as sa
from alembic import op

revision = "0005_drills"
down_revision = "0004_plans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "drill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("planned_for", sa.DateTime(timezone=True), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("content", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("event_class", sa.String(length=20), nullable=False),
        sa.Column("hazard", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("indoors", sa.Boolean(), nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("partners", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorder_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("acceptance", sa.String(length=12), nullable=False),
        sa.Column("checker_id", sa.Integer(), nullable=True),
        sa.Column("checked_by", sa.String(length=100), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("check_reason", sa.String(length=300), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_drill_span")),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_drill_sequence")),
        sa.ForeignKeyConstraint(["organiser_id"], ["unit.id"], name=op.f("fk_drill_organiser_id_unit")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_drill_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill")),
        sa.UniqueConstraint("uid", name=op.f("uq_drill_uid")),
    )
    with op.batch_alter_table("drill", schema=None) as batch_op:
        batch_op.create_index("drill_acceptance", ["acceptance", "region_code"], unique=False)
        batch_op.create_index("drill_organiser", ["organiser_id", "starts_at"], unique=False)
        batch_op.create_index("drill_region", ["region_code", "starts_at"], unique=False)

    op.create_table(
        "drill_credit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=20), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["drill_id"], ["drill.id"], name=op.f("fk_drill_credit_drill_id_drill")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_drill_credit_unit_id_unit")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_drill_credit_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_credit")),
    )
    with op.batch_alter_table("drill_credit", schema=None) as batch_op:
        batch_op.create_index("drill_credit_drill", ["drill_id", "known_until"], unique=False)
        batch_op.create_index("drill_credit_unit", ["unit_id", "known_until"], unique=False)

    op.create_table(
        "drill_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=20), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["drill_id"], ["drill.id"], name=op.f("fk_drill_duty_drill_id_drill")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_drill_duty_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_duty")),
    )
    with op.batch_alter_table("drill_duty", schema=None) as batch_op:
        batch_op.create_index("drill_duty_drill", ["drill_id"], unique=False)

    op.create_table(
        "drill_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["drill_id"], ["drill.id"], name=op.f("fk_drill_plan_drill_id_drill")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_drill_plan_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_plan")),
    )
    with op.batch_alter_table("drill_plan", schema=None) as batch_op:
        batch_op.create_index("drill_plan_pair", ["drill_id", "plan_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_drill_plan_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "drill_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["drill_id"], ["drill.id"], name=op.f("fk_drill_unit_drill_id_drill")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_drill_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_unit")),
    )
    with op.batch_alter_table("drill_unit", schema=None) as batch_op:
        batch_op.create_index("drill_unit_pair", ["drill_id", "unit_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_drill_unit_unit_id"), ["unit_id"], unique=False)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("drill_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drill_unit_unit_id"))
        batch_op.drop_index("drill_unit_pair")

    op.drop_table("drill_unit")
    with op.batch_alter_table("drill_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drill_plan_plan_id"))
        batch_op.drop_index("drill_plan_pair")

    op.drop_table("drill_plan")
    with op.batch_alter_table("drill_duty", schema=None) as batch_op:
        batch_op.drop_index("drill_duty_drill")

    op.drop_table("drill_duty")
    with op.batch_alter_table("drill_credit", schema=None) as batch_op:
        batch_op.drop_index("drill_credit_unit")
        batch_op.drop_index("drill_credit_drill")

    op.drop_table("drill_credit")
    with op.batch_alter_table("drill", schema=None) as batch_op:
        batch_op.drop_index("drill_region")
        batch_op.drop_index("drill_organiser")
        batch_op.drop_index("drill_acceptance")

    op.drop_table("drill")
