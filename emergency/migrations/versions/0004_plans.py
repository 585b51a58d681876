"""plans, their bodies, versions and dated acts."""

import sqlalchemy as sa
from alembic import op

revision = "0004_plans"
down_revision = "0003_units"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("line", sa.String(length=20), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("covers", sa.Text(), nullable=False),
        sa.Column("event_class", sa.String(length=20), nullable=False),
        sa.Column("hazard", sa.String(length=30), nullable=False),
        sa.Column("secrecy", sa.String(length=20), nullable=False),
        sa.Column("joint", sa.Boolean(), nullable=False),
        sa.Column("superior_plan_id", sa.Integer(), nullable=True),
        sa.Column("filing_target", sa.String(length=200), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("in_force", sa.Integer(), nullable=True),
        sa.Column("abolished", sa.Boolean(), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("registered_by", sa.String(length=100), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_plan_region_code_region")),
        sa.ForeignKeyConstraint(["superior_plan_id"], ["plan.id"], name=op.f("fk_plan_superior_plan_id_plan")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index("plan_region", ["region_code", "line", "state"], unique=False)
        batch_op.create_index("plan_state", ["state", "region_code"], unique=False)
        batch_op.create_index("plan_unit", ["unit_id"], unique=False)

    op.create_table(
        "plan_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_body_plan_id_plan")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_body_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_body")),
    )
    with op.batch_alter_table("plan_body", schema=None) as batch_op:
        batch_op.create_index("plan_body_plan", ["plan_id", "known_until"], unique=False)
        batch_op.create_index("plan_body_unit", ["unit_id", "known_until"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("document_number", sa.String(length=100), nullable=False),
        sa.Column("issuing_name", sa.String(length=100), nullable=False),
        sa.Column("signed_by", sa.String(length=40), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("important_change", sa.Boolean(), nullable=False),
        sa.Column("without_text", sa.Boolean(), nullable=False),
        sa.Column("recorded", sa.Boolean(), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.String(length=100), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("submitter", sa.String(length=100), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checker", sa.String(length=100), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_revision_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("plan_id", "number", name="uq_revision_plan_number"),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_document_number"), ["document_number"], unique=False)
        batch_op.create_index("revision_state", ["state", "submitted_at"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_milestone_plan_id_plan")),
        sa.ForeignKeyConstraint(["replaces_id"], ["milestone.id"], name=op.f("fk_milestone_replaces_id_milestone")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_milestone_revision_id_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index("milestone_plan", ["plan_id", "known_until", "kind"], unique=False)
        batch_op.create_index("milestone_revision", ["revision_id", "known_until"], unique=False)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index("milestone_revision")
        batch_op.drop_index("milestone_plan")

    op.drop_table("milestone")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index("revision_state")
        batch_op.drop_index(batch_op.f("ix_revision_document_number"))

    op.drop_table("revision")
    with op.batch_alter_table("plan_body", schema=None) as batch_op:
        batch_op.drop_index("plan_body_unit")
        batch_op.drop_index("plan_body_plan")

    op.drop_table("plan_body")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_index("plan_unit")
        batch_op.drop_index("plan_state")
        batch_op.drop_index("plan_region")

    op.drop_table("plan")
