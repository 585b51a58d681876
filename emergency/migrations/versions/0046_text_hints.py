"""the chapter hints of texts, so that they can be counted."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0046_text_hints"
down_revision = "0045_ledger_dispatch"
branch_labels = None
depends_on = None

# The worker finds the hints of the texts that are there already, each by its own job.
ASKED = """
INSERT INTO job (kind, key, payload, state, attempts, due_at, created_at)
SELECT DISTINCT 'text_hints', 'text_hints:' || plan_id, '{"plan"\\:' || plan_id || '}', 'waiting', 0, :now, :now
FROM plan_text
"""


def upgrade() -> None:
    """Make the table and ask for what belongs in it."""
    op.create_table(
        "plan_hint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("element", sa.String(length=40), nullable=False),
        sa.Column("grade", sa.String(length=1), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_hint_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["text_id"], ["plan_text.id"], name=op.f("fk_plan_hint_text_id_plan_text"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_hint")),
    )
    with op.batch_alter_table("plan_hint", schema=None) as batch_op:
        batch_op.create_index("plan_hint_plan", ["plan_id"], unique=False)
        batch_op.create_index("plan_hint_text", ["text_id"], unique=False)
    asked = sa.text(ASKED).bindparams(sa.bindparam("now", type_=sa.DateTime(timezone=True)))
    op.get_bind().execute(asked, {"now": datetime.now(UTC)})


def downgrade() -> None:
    """Take them away."""
    op.execute("DELETE FROM job WHERE kind = 'text_hints'")
    with op.batch_alter_table("plan_hint", schema=None) as batch_op:
        batch_op.drop_index("plan_hint_text")
        batch_op.drop_index("plan_hint_plan")
    op.drop_table("plan_hint")
