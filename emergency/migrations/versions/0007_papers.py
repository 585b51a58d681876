"""papers, the files that came and what they are."""

import sqlalchemy as sa
from alembic import op

revision = "0007_papers"
down_revision = "0006_checklists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("readable", sa.Boolean(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String(length=100), nullable=False),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purged_by", sa.String(length=100), nullable=False),
        sa.Column("purge_ground", sa.String(length=20), nullable=False),
        sa.Column("purge_reason", sa.String(length=300), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_paper_region_code_region")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_paper_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index("paper_sha256", ["sha256"], unique=False)
        batch_op.create_index("paper_subject", ["subject_kind", "subject_id"], unique=False)
        batch_op.create_index("paper_unit", ["unit_id", "received_at"], unique=False)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index("paper_unit")
        batch_op.drop_index("paper_subject")
        batch_op.drop_index("paper_sha256")

    op.drop_table("paper")
