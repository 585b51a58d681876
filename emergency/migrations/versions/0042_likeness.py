"""what a scan of the texts keeps, and the templates that the offices know."""

import sqlalchemy as sa
from alembic import op

revision = "0042_likeness"
down_revision = "0041_plan_words"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "known_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "region_code",
            sa.String(length=12).with_variant(sa.String(length=12, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_known_template_region_code_region")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_known_template_revision_id_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_template")),
    )
    with op.batch_alter_table("known_template", schema=None) as batch_op:
        batch_op.create_index("known_template_region", ["region_code", "known_until"], unique=False)

    op.create_table(
        "plan_likeness",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.Column("of_one", sa.Double(), nullable=False),
        sa.Column("of_other", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["one_id"], ["plan_text.id"], name=op.f("fk_plan_likeness_one_id_plan_text"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["plan_text.id"], name=op.f("fk_plan_likeness_other_id_plan_text"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_plan_likeness")),
    )
    with op.batch_alter_table("plan_likeness", schema=None) as batch_op:
        batch_op.create_index("plan_likeness_other", ["other_id"], unique=False)

    op.create_table(
        "plan_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("mild", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_question_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["plan_text.id"], name=op.f("fk_plan_question_text_id_plan_text"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_question")),
    )
    with op.batch_alter_table("plan_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_question_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index("plan_question_text", ["text_id"], unique=False)

    op.create_table(
        "plan_sketch",
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.Column("scanner", sa.Integer(), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_sketch_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["text_id"], ["plan_text.id"], name=op.f("fk_plan_sketch_text_id_plan_text"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_sketch_unit_id_unit")),
        sa.PrimaryKeyConstraint("text_id", name=op.f("pk_plan_sketch")),
    )
    with op.batch_alter_table("plan_sketch", schema=None) as batch_op:
        batch_op.create_index("plan_sketch_plan", ["plan_id"], unique=False)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("plan_sketch", schema=None) as batch_op:
        batch_op.drop_index("plan_sketch_plan")

    op.drop_table("plan_sketch")
    with op.batch_alter_table("plan_question", schema=None) as batch_op:
        batch_op.drop_index("plan_question_text")
        batch_op.drop_index(batch_op.f("ix_plan_question_plan_id"))

    op.drop_table("plan_question")
    with op.batch_alter_table("plan_likeness", schema=None) as batch_op:
        batch_op.drop_index("plan_likeness_other")

    op.drop_table("plan_likeness")
    with op.batch_alter_table("known_template", schema=None) as batch_op:
        batch_op.drop_index("known_template_region")

    op.drop_table("known_template")
