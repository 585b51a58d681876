"""profiles of tables for other bodies."""

import sqlalchemy as sa
from alembic import op

revision = "0044_export_profiles"
down_revision = "0043_event_words"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "export_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=100), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("saved_by", sa.String(length=100), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_profile")),
    )
    with op.batch_alter_table("export_profile", schema=None) as batch_op:
        batch_op.create_index("export_profile_owner", ["owner", "key", "number"], unique=True)


def downgrade() -> None:
    """Take it away."""
    op.drop_table("export_profile")
