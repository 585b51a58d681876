"""ledgers on their way in."""

import sqlalchemy as sa
from alembic import op

revision = "0036_ledger_imports"
down_revision = "0035_checklist_pack"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "ledger_heading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("heading", sa.String(length=100), nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_heading")),
        sa.UniqueConstraint("owner", "kind", "heading", name="uq_ledger_heading_owner"),
    )
    op.create_table(
        "ledger_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person_name", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file_sha", sa.String(length=64), nullable=False),
        sa.Column("rows_sha", sa.String(length=64), nullable=False),
        sa.Column("maps", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_import")),
    )
    with op.batch_alter_table("ledger_import", schema=None) as batch_op:
        batch_op.create_index("ledger_import_person", ["person_id", "made_at"], unique=False)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("ledger_import", schema=None) as batch_op:
        batch_op.drop_index("ledger_import_person")

    op.drop_table("ledger_import")
    op.drop_table("ledger_heading")
