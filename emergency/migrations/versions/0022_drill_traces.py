"""which chapter of a plan a drill's problem concerns, and what became of the plan."""

import sqlalchemy as sa
from alembic import op

from emergency.audit.rewritten import rewrite

revision = "0022_drill_traces"
down_revision = "0021_drill_proposal"
branch_labels = None
depends_on = None

TABLE = "drill_finding"
COLUMNS = ("plan_id", "chapter", "resolution", "revision_id", "kept_reason", "signed_by", "signed_on")
SENTENCE = "系统退回旧版：演练问题不再注明预案章节和预案的处理。"


def upgrade() -> None:
    """Add the columns, empty for all problems of before."""
    with op.batch_alter_table(TABLE, schema=None) as batch_op:
        batch_op.add_column(sa.Column("plan_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("chapter", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("resolution", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("revision_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("kept_reason", sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column("signed_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("signed_on", sa.Date(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_drill_finding_plan_id_plan"), "plan", ["plan_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_drill_finding_revision_id_revision"), "revision", ["revision_id"], ["id"]
        )


def downgrade() -> None:
    """Take them away."""

    def change() -> None:
        with op.batch_alter_table(TABLE, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f("fk_drill_finding_plan_id_plan"), type_="foreignkey")
            batch_op.drop_constraint(batch_op.f("fk_drill_finding_revision_id_revision"), type_="foreignkey")
            for name in COLUMNS:
                batch_op.drop_column(name)

    rewrite(op.get_bind(), TABLE, change, SENTENCE)
