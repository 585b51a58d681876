"""what the files of plans say, and what was said of the hints."""

import sqlalchemy as sa
from alembic import op

revision = "0037_plan_texts"
down_revision = "0036_ledger_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "plan_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("division", sa.String(length=8), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_plan_text_paper_id_paper"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_text_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_plan_text_revision_id_revision"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_text_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_text")),
        sa.UniqueConstraint("revision_id", "part", name="uq_plan_text_revision_part"),
    )
    with op.batch_alter_table("plan_text", schema=None) as batch_op:
        batch_op.create_index("plan_text_paper", ["paper_id"], unique=False)
        batch_op.create_index("plan_text_plan", ["plan_id"], unique=False)
        batch_op.create_index("plan_text_state", ["state"], unique=False)
    op.create_table(
        "plan_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["text_id"], ["plan_text.id"], name=op.f("fk_plan_page_text_id_plan_text"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_page")),
        sa.UniqueConstraint("text_id", "number", name="uq_plan_page_text_number"),
    )
    op.create_table(
        "plan_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_remark_plan_id_plan")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_plan_remark_revision_id_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_remark")),
    )
    with op.batch_alter_table("plan_remark", schema=None) as batch_op:
        batch_op.create_index("plan_remark_plan", ["plan_id", "kind", "known_until"], unique=False)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("plan_remark", schema=None) as batch_op:
        batch_op.drop_index("plan_remark_plan")
    op.drop_table("plan_remark")
    op.drop_table("plan_page")
    with op.batch_alter_table("plan_text", schema=None) as batch_op:
        batch_op.drop_index("plan_text_state")
        batch_op.drop_index("plan_text_plan")
        batch_op.drop_index("plan_text_paper")
    op.drop_table("plan_text")
