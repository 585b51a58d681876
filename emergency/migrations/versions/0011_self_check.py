"""whether a township may check what it recorded itself."""

import sqlalchemy as sa
from alembic import op

revision = "0011_self_check"
down_revision = "0010_seals_and_heartbeat"
branch_labels = None
depends_on = None

CODE = sa.String(length=12).with_variant(sa.String(length=12, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "region_checking",
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("self_check", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_region_checking_region_code_region")),
        sa.PrimaryKeyConstraint("region_code", name=op.f("pk_region_checking")),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("region_checking")
