"""the register of printed checklists."""

import sqlalchemy as sa
from alembic import op

revision = "0031_checklist_print"
down_revision = "0030_programme_line_drill_state"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "checklist_print",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("body", sa.String(length=500), nullable=False),
        sa.Column("version", sa.String(length=100), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("paper", sa.String(length=64), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_print")),
        info={"operational": True},
    )
    op.create_index("checklist_print_paper", "checklist_print", ["code", "paper"], unique=True)


def downgrade() -> None:
    """Take it away."""
    op.drop_index("checklist_print_paper", "checklist_print")
    op.drop_table("checklist_print")
