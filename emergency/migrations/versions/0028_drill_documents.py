"""the documents of drills, as versions."""

import sqlalchemy as sa
from alembic import op

revision = "0028_drill_documents"
down_revision = "0027_replies_and_outbox"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "drill_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("grade", sa.String(length=8), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["drill_id"], ["drill.id"], name=op.f("fk_drill_document_drill_id_drill")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_document")),
    )
    with op.batch_alter_table("drill_document", schema=None) as batch_op:
        batch_op.create_index("drill_document_number", ["drill_id", "kind", "number"], unique=True)
        batch_op.create_index("drill_document_known", ["drill_id", "known_until"], unique=False)


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("drill_document", schema=None) as batch_op:
        batch_op.drop_index("drill_document_known")
        batch_op.drop_index("drill_document_number")

    op.drop_table("drill_document")
