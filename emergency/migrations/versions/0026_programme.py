"""programme, the drill year of a region: its lines, limits, observers, seasons."""

import sqlalchemy as sa
from alembic import op

revision = "0026_programme"
down_revision = "0025_event_places"
branch_labels = None
depends_on = None

CODE = sa.String(length=12).with_variant(sa.String(length=12, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "programme_run",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("stopping", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", name=op.f("pk_programme_run")),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("a_day", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("peak", sa.Integer(), nullable=False),
        sa.Column("bound", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.Column("cost_by_term", sa.Text(), nullable=False),
        sa.Column("year_known", sa.Boolean(), nullable=False),
        sa.Column("sharing", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.String(length=100), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_programme_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.create_index("programme_region", ["region_code", "year"], unique=False)

    op.create_table(
        "programme_crew",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("a_day", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("away", sa.Text(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_programme_crew_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_crew")),
    )
    with op.batch_alter_table("programme_crew", schema=None) as batch_op:
        batch_op.create_index("programme_crew_region", ["region_code"], unique=False)

    op.create_table(
        "programme_limit",
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("a_day", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_programme_limit_region_code_region")),
        sa.PrimaryKeyConstraint("region_code", name=op.f("pk_programme_limit")),
    )
    op.create_table(
        "programme_season",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_programme_season_span")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_programme_season_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_season")),
    )
    with op.batch_alter_table("programme_season", schema=None) as batch_op:
        batch_op.create_index("programme_season_region", ["region_code", "kind"], unique=False)

    op.create_table(
        "programme_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("task_key", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("place_code", CODE, nullable=False),
        sa.Column("rule_id", sa.String(length=20), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("exercises_id", sa.Integer(), nullable=True),
        sa.Column("serves", sa.Text(), nullable=False),
        sa.Column("term", sa.String(length=10), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rest", sa.String(length=12), nullable=False),
        sa.Column("traits", sa.Text(), nullable=False),
        sa.Column("crews", sa.Text(), nullable=False),
        sa.Column("spacing", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("open_fire", sa.Boolean(), nullable=False),
        sa.Column("approval", sa.String(length=60), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=True),
        sa.Column("proposal", sa.String(length=10), nullable=False),
        sa.Column("proposed_day", sa.Date(), nullable=True),
        sa.Column("proposed_reason", sa.String(length=20), nullable=False),
        sa.Column("proposed_sentence", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_programme_line_window")),
        sa.ForeignKeyConstraint(["drill_id"], ["drill.id"], name=op.f("fk_programme_line_drill_id_drill")),
        sa.ForeignKeyConstraint(["exercises_id"], ["plan.id"], name=op.f("fk_programme_line_exercises_id_plan")),
        sa.ForeignKeyConstraint(["place_code"], ["region.code"], name=op.f("fk_programme_line_place_code_region")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_programme_line_plan_id_plan")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_line_programme_id_programme")
        ),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_programme_line_region_code_region")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_programme_line_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_line")),
    )
    with op.batch_alter_table("programme_line", schema=None) as batch_op:
        batch_op.create_index("programme_line_day", ["programme_id", "day"], unique=False)
        batch_op.create_index("programme_line_drill", ["drill_id"], unique=False)
        batch_op.create_index("programme_line_key", ["programme_id", "task_key"], unique=True)
        batch_op.create_index("programme_line_unit", ["unit_id", "programme_id"], unique=False)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("programme_line", schema=None) as batch_op:
        batch_op.drop_index("programme_line_unit")
        batch_op.drop_index("programme_line_key")
        batch_op.drop_index("programme_line_drill")
        batch_op.drop_index("programme_line_day")

    op.drop_table("programme_line")
    with op.batch_alter_table("programme_season", schema=None) as batch_op:
        batch_op.drop_index("programme_season_region")

    op.drop_table("programme_season")
    op.drop_table("programme_limit")
    with op.batch_alter_table("programme_crew", schema=None) as batch_op:
        batch_op.drop_index("programme_crew_region")

    op.drop_table("programme_crew")
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_index("programme_region")

    op.drop_table("programme")
    op.drop_table("programme_run")
