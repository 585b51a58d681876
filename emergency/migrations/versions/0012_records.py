"""records of work, and what was told of each."""

import sqlalchemy as sa
from alembic import op

revision = "0012_records"
down_revision = "0011_self_check"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "work_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("registered_by", sa.String(length=100), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=100), nullable=False),
        sa.Column("withdrawn_reason", sa.String(length=300), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_work_record_region_code_region")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_work_record_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_record")),
    )
    with op.batch_alter_table("work_record", schema=None) as batch_op:
        batch_op.create_index("work_record_region", ["region_code", "kind"], unique=False)
        batch_op.create_index("work_record_unit", ["unit_id", "kind"], unique=False)

    op.create_table(
        "work_record_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("teachers", sa.String(length=300), nullable=False),
        sa.Column("attendees", sa.Text(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(length=300), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("until_year", sa.Integer(), nullable=True),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("copies", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["work_record.id"], name=op.f("fk_work_record_version_record_id_work_record")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_record_version")),
        sa.UniqueConstraint("record_id", "number", name="uq_work_record_version_record_number"),
    )
    with op.batch_alter_table("work_record_version", schema=None) as batch_op:
        batch_op.create_index("work_record_version_day", ["held_on", "record_id"], unique=False)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("work_record_version", schema=None) as batch_op:
        batch_op.drop_index("work_record_version_day")

    op.drop_table("work_record_version")
    with op.batch_alter_table("work_record", schema=None) as batch_op:
        batch_op.drop_index("work_record_unit")
        batch_op.drop_index("work_record_region")

    op.drop_table("work_record")
