"""other days that units propose for their drills, and which drills an office put on their day."""

import sqlalchemy as sa
from alembic import op

from emergency.audit.rewritten import rewrite

revision = "0021_drill_proposal"
down_revision = "0020_feeds"
branch_labels = None
depends_on = None

SENTENCE = "系统退回旧版：不再区分演练日期由谁安排。"


def upgrade() -> None:
    """Make the table; of drills of before nobody knows any more who set the day, so their units go on moving them."""
    op.add_column("drill", sa.Column("set_above", sa.Boolean(), nullable=True))
    op.create_table(
        "drill_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("was_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("proposed_by", sa.String(length=100), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("answered_by", sa.String(length=100), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_reason", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["drill_id"], ["drill.id"], name=op.f("fk_drill_proposal_drill_id_drill")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_proposal")),
    )
    with op.batch_alter_table("drill_proposal", schema=None) as batch_op:
        batch_op.create_index("drill_proposal_drill", ["drill_id", "answer"], unique=False)


def downgrade() -> None:
    """Take both away."""
    with op.batch_alter_table("drill_proposal", schema=None) as batch_op:
        batch_op.drop_index("drill_proposal_drill")

    op.drop_table("drill_proposal")
    rewrite(op.get_bind(), "drill", lambda: op.drop_column("drill", "set_above"), SENTENCE)
