"""incidents and their evaluations among the records of a unit."""

import sqlalchemy as sa
from alembic import op

revision = "0023_incident_records"
down_revision = "0022_drill_traces"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what an incident and its evaluation tell."""
    with op.batch_alter_table("work_record_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("plan_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("about_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_work_record_version_plan_id_plan"), "plan", ["plan_id"], ["id"])
        name = op.f("fk_work_record_version_about_id_work_record")
        batch_op.create_foreign_key(name, "work_record", ["about_id"], ["id"])


def downgrade() -> None:
    """Take the columns and the records that need them away."""
    record = sa.table("work_record", sa.column("id"), sa.column("kind"))
    version = sa.table("work_record_version", sa.column("record_id"))
    ours = record.c.kind.in_(["incident", "incident_evaluation"])
    op.execute(sa.delete(version).where(version.c.record_id.in_(sa.select(record.c.id).where(ours))))
    op.execute(sa.delete(record).where(ours))
    with op.batch_alter_table("work_record_version", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_work_record_version_about_id_work_record"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_work_record_version_plan_id_plan"), type_="foreignkey")
        batch_op.drop_column("about_id")
        batch_op.drop_column("plan_id")
        batch_op.drop_column("source")
