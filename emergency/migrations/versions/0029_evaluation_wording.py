"""the office's own wording of evaluation sheets."""

import sqlalchemy as sa
from alembic import op

revision = "0029_evaluation_wording"
down_revision = "0028_drill_documents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "evaluation_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_wording")),
    )
    with op.batch_alter_table("evaluation_wording", schema=None) as batch_op:
        batch_op.create_index("evaluation_wording_known", ["known_until", "key"], unique=False)


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("evaluation_wording", schema=None) as batch_op:
        batch_op.drop_index("evaluation_wording_known")

    op.drop_table("evaluation_wording")
