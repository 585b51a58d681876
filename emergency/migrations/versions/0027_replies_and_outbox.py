"""addresses for answering a drill, invitations, the outbox, and the mail address of a contact."""

import sqlalchemy as sa
from alembic import op

revision = "0027_replies_and_outbox"
down_revision = "0026_programme"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the column."""
    op.create_table(
        "drill_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["drill_id"], ["drill.id"], name=op.f("fk_drill_reply_drill_id_drill"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_drill_reply_unit_id_unit"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_reply")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_drill_reply_token_hash")),
    )
    with op.batch_alter_table("drill_reply", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_drill_reply_drill_id"), ["drill_id"], unique=False)
        batch_op.create_index(op.f("ix_drill_reply_unit_id"), ["unit_id"], unique=False)
    op.create_table(
        "drill_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("mail", sa.String(length=100), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["drill_id"], ["drill.id"], name=op.f("fk_drill_invitation_drill_id_drill"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_invitation")),
    )
    with op.batch_alter_table("drill_invitation", schema=None) as batch_op:
        batch_op.create_index("drill_invitation_mail", ["drill_id", "mail"], unique=True)
    op.create_table(
        "outbox_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=150), nullable=False),
        sa.Column("recipient", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("calendar", sa.LargeBinary(), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_letter")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_letter_key")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mail", sa.String(length=100), nullable=True))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_column("mail")
    op.drop_table("outbox_letter")
    with op.batch_alter_table("drill_invitation", schema=None) as batch_op:
        batch_op.drop_index("drill_invitation_mail")
    op.drop_table("drill_invitation")
    with op.batch_alter_table("drill_reply", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_drill_reply_unit_id"))
        batch_op.drop_index(op.f("ix_drill_reply_drill_id"))
    op.drop_table("drill_reply")
