"""law: rule versions, switches, counting rules, working-day years."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008_law"
down_revision = "0007_papers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "rule_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        *known_times(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_version")),
    )
    with op.batch_alter_table("rule_version", schema=None) as batch_op:
        batch_op.create_index("rule_version_known", ["known_until", "position"], unique=False)
        batch_op.create_index("rule_version_rule", ["rule_id", "version", "known_until"], unique=True)

    op.create_table(
        "rule_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=20), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        *known_times(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_override")),
    )
    with op.batch_alter_table("rule_override", schema=None) as batch_op:
        batch_op.create_index("rule_override_rule", ["rule_id", "known_until", "valid_from"], unique=False)

    op.create_table(
        "counting_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        *known_times(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counting_rule")),
    )
    with op.batch_alter_table("counting_rule", schema=None) as batch_op:
        batch_op.create_index("counting_rule_name", ["name", "known_until", "valid_from"], unique=False)
    make_workday_year()


def make_workday_year() -> None:
    """The table of working-day years."""
    op.create_table(
        "workday_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("notice", sa.String(length=100), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        *known_times(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workday_year")),
    )
    with op.batch_alter_table("workday_year", schema=None) as batch_op:
        batch_op.create_index("workday_year_known", ["year", "known_until"], unique=True)


def known_times() -> list[sa.Column[Any]]:
    """Who recorded a row, and between which moments it was known."""
    return [
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
    ]


def downgrade() -> None:
    """Take the tables away."""
    for table in ("workday_year", "counting_rule", "rule_override", "rule_version"):
        op.drop_table(table)
