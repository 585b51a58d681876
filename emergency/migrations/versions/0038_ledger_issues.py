"""ledgers issued to units and brought back."""

import sqlalchemy as sa
from alembic import op

revision = "0038_ledger_issues"
down_revision = "0037_plan_texts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "ledger_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(length=24), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.String(length=10), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_ledger_issue_unit_id_unit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_issue")),
        sa.UniqueConstraint("serial", name=op.f("uq_ledger_issue_serial")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_ledger_issue_token_hash")),
    )
    with op.batch_alter_table("ledger_issue", schema=None) as batch_op:
        batch_op.create_index("ledger_issue_unit", ["unit_id", "made_at"], unique=False)
    op.create_table(
        "ledger_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("by_link", sa.Boolean(), nullable=False),
        sa.Column("brought_by", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file_sha", sa.String(length=64), nullable=False),
        sa.Column("sheets", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("now", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["ledger_issue.id"], name=op.f("fk_ledger_return_issue_id_ledger_issue"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_return")),
    )
    with op.batch_alter_table("ledger_return", schema=None) as batch_op:
        batch_op.create_index("ledger_return_issue", ["issue_id", "brought_at"], unique=False)
        batch_op.create_index(op.f("ix_ledger_return_import_id"), ["import_id"], unique=False)
    with op.batch_alter_table("ledger_import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("return_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("ledger_import", schema=None) as batch_op:
        batch_op.drop_column("return_id")
    op.drop_table("ledger_return")
    op.drop_table("ledger_issue")
