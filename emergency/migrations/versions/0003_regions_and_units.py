"""regions and units."""

import sqlalchemy as sa
from alembic import op

revision = "0003_units"
down_revision = "0002_accounts"
branch_labels = None
depends_on = None

CODE = sa.String(length=12).with_variant(sa.String(length=12, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""

    op.create_table(
        "region",
        sa.Column("code", CODE, nullable=False),
        sa.Column("parent_code", CODE, nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("raw_name", sa.String(length=60), nullable=False),
        sa.Column("initials", sa.String(length=60), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("counts_reason", sa.String(length=200), nullable=False),
        sa.Column("statutory", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
    )
    with op.batch_alter_table("region", schema=None) as batch_op:
        batch_op.create_index("region_initials", ["initials"], unique=False)
        batch_op.create_index("region_name", ["name"], unique=False)
        batch_op.create_index("region_parent", ["parent_code", "code"], unique=False)

    op.create_table(
        "region_office",
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("office", sa.String(length=60), nullable=False),
        sa.Column("committee", sa.String(length=60), nullable=False),
        sa.Column("assessor", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_region_office_region_code_region")),
        sa.PrimaryKeyConstraint("region_code", name=op.f("pk_region_office")),
    )
    op.create_table(
        "region_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("other_code", CODE, nullable=True),
        sa.Column("old_name", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["other_code"], ["region.code"], name=op.f("fk_region_succession_other_code_region")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_region_succession_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region_succession")),
    )
    with op.batch_alter_table("region_succession", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_region_succession_other_code"), ["other_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_region_succession_region_code"), ["region_code"], unique=False)

    op.create_table(
        "region_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("backfill_until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_region_terms_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region_terms")),
    )
    with op.batch_alter_table("region_terms", schema=None) as batch_op:
        batch_op.create_index("region_terms_region", ["region_code", "known_until"], unique=False)

    op.create_table(
        "region_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("counts_reason", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_region_version_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region_version")),
    )
    with op.batch_alter_table("region_version", schema=None) as batch_op:
        batch_op.create_index("region_version_region", ["region_code", "known_until", "valid_from"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("initials", sa.String(length=100), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("line", sa.String(length=20), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("represents", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("counted_reason", sa.String(length=200), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=False),
        sa.Column("active_to", sa.Date(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_unit_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_uscc"), ["uscc"], unique=False)
        batch_op.create_index("unit_line", ["line", "region_code"], unique=False)
        batch_op.create_index("unit_name", ["name"], unique=False)
        batch_op.create_index("unit_region", ["region_code", "kind", "counted"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_contact_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index("contact_unit", ["unit_id", "role"], unique=False)

    op.create_table(
        "unit_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_fact_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_fact")),
    )
    with op.batch_alter_table("unit_fact", schema=None) as batch_op:
        batch_op.create_index("unit_fact_unit", ["unit_id", "known_until", "name"], unique=False)

    op.create_table(
        "unit_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("old_name", sa.String(length=100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["unit.id"], name=op.f("fk_unit_succession_other_id_unit")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_succession_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_succession")),
    )
    with op.batch_alter_table("unit_succession", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_succession_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_succession_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "unit_superior",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("superior_id", sa.Integer(), nullable=True),
        sa.Column("superior_name", sa.String(length=100), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["superior_id"], ["unit.id"], name=op.f("fk_unit_superior_superior_id_unit")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_superior_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_superior")),
    )
    with op.batch_alter_table("unit_superior", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_superior_superior_id"), ["superior_id"], unique=False)
        batch_op.create_index("unit_superior_unit", ["unit_id", "kind", "valid_from"], unique=False)

    op.create_table(
        "unit_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("line", sa.String(length=20), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("counted_reason", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_unit_version_region_code_region")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_version_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_version")),
    )
    with op.batch_alter_table("unit_version", schema=None) as batch_op:
        batch_op.create_index("unit_version_unit", ["unit_id", "known_until", "valid_from"], unique=False)


def downgrade() -> None:
    """Take them away."""

    with op.batch_alter_table("unit_version", schema=None) as batch_op:
        batch_op.drop_index("unit_version_unit")

    op.drop_table("unit_version")
    with op.batch_alter_table("unit_superior", schema=None) as batch_op:
        batch_op.drop_index("unit_superior_unit")
        batch_op.drop_index(batch_op.f("ix_unit_superior_superior_id"))

    op.drop_table("unit_superior")
    with op.batch_alter_table("unit_succession", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_succession_unit_id"))
        batch_op.drop_index(batch_op.f("ix_unit_succession_other_id"))

    op.drop_table("unit_succession")
    with op.batch_alter_table("unit_fact", schema=None) as batch_op:
        batch_op.drop_index("unit_fact_unit")

    op.drop_table("unit_fact")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index("contact_unit")

    op.drop_table("contact")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index("unit_region")
        batch_op.drop_index("unit_name")
        batch_op.drop_index("unit_line")
        batch_op.drop_index(batch_op.f("ix_unit_uscc"))

    op.drop_table("unit")
    with op.batch_alter_table("region_version", schema=None) as batch_op:
        batch_op.drop_index("region_version_region")

    op.drop_table("region_version")
    with op.batch_alter_table("region_terms", schema=None) as batch_op:
        batch_op.drop_index("region_terms_region")

    op.drop_table("region_terms")
    with op.batch_alter_table("region_succession", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_region_succession_region_code"))
        batch_op.drop_index(batch_op.f("ix_region_succession_other_code"))

    op.drop_table("region_succession")
    op.drop_table("region_office")
    with op.batch_alter_table("region", schema=None) as batch_op:
        batch_op.drop_index("region_parent")
        batch_op.drop_index("region_name")
        batch_op.drop_index("region_initials")

    op.drop_table("region")
