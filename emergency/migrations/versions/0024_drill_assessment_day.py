"""on which day a year's assessment looks at a region."""

import sqlalchemy as sa
from alembic import op

revision = "0024_drill_assessment_day"
down_revision = "0023_incident_records"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "drill_assessment_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_drill_assessment_day_region_code_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_assessment_day")),
    )
    with op.batch_alter_table("drill_assessment_day", schema=None) as batch_op:
        batch_op.create_index("drill_assessment_day_region", ["region_code", "year", "known_until"], unique=False)


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("drill_assessment_day", schema=None) as batch_op:
        batch_op.drop_index("drill_assessment_day_region")

    op.drop_table("drill_assessment_day")
