"""contact checks, the act that all contacts of a unit were checked."""

import sqlalchemy as sa
from alembic import op

revision = "0014_contact_checks"
down_revision = "0013_triggers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "contact_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("contacts", sa.Text(), nullable=False),
        sa.Column("how", sa.String(length=100), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_contact_check_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_check")),
    )
    with op.batch_alter_table("contact_check", schema=None) as batch_op:
        batch_op.create_index("contact_check_unit", ["unit_id", "known_until", "day"], unique=False)


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("contact_check", schema=None) as batch_op:
        batch_op.drop_index("contact_check_unit")

    op.drop_table("contact_check")
