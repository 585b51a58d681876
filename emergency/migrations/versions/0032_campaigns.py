"""assessment campaigns: whom they assess, what each side said, the papers behind it, the sealed documents."""

import sqlalchemy as sa
from alembic import op

revision = "0032_campaigns"
down_revision = "0031_checklist_print"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _link(own: str, column: str, table: str, key: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.{key}"], name=op.f(f"fk_{own}_{column}_{table}"))


def upgrade() -> None:
    """Make the tables."""
    _campaign()
    _body()
    _marks()
    op.create_table(
        "campaign_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("score", sa.String(length=10)),
        sa.Column("grade", sa.String(length=20), nullable=False),
        sa.Column("frozen_at", MOMENT, nullable=False),
        _link("campaign_snapshot", "campaign_id", "campaign"),
        _link("campaign_snapshot", "body_id", "campaign_body"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_snapshot")),
        sa.UniqueConstraint("body_id", name=op.f("uq_campaign_snapshot_body_id")),
    )
    op.create_index("campaign_snapshot_campaign", "campaign_snapshot", ["campaign_id"])


def _campaign() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("sample_size", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("opened_by", sa.String(length=100), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("frozen_by", sa.String(length=100), nullable=False),
        sa.Column("frozen_at", MOMENT),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _link("campaign", "template_id", "checklist_template"),
        _link("campaign", "region_code", "region", "code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_index("campaign_region", "campaign", ["region_code", "year"])


def _body() -> None:
    op.create_table(
        "campaign_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.String(length=20), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=False),
        sa.Column("unit_id", sa.Integer()),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("unit_kind", sa.String(length=12), nullable=False),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", MOMENT),
        sa.Column("submitted_by", sa.String(length=100), nullable=False),
        sa.Column("returned", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _link("campaign_body", "campaign_id", "campaign"),
        _link("campaign_body", "region_code", "region", "code"),
        _link("campaign_body", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_body")),
        sa.UniqueConstraint("campaign_id", "kind", "subject_id", name="uq_campaign_body_subject"),
    )
    op.create_index("campaign_body_subject", "campaign_body", ["kind", "subject_id"])
    op.create_index("campaign_body_region", "campaign_body", ["campaign_id", "region_code"])


def _marks() -> None:
    op.create_table(
        "campaign_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("entered_by", sa.String(length=100), nullable=False),
        sa.Column("known_from", MOMENT, nullable=False),
        sa.Column("known_until", MOMENT, nullable=False),
        _link("campaign_mark", "body_id", "campaign_body"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_mark")),
    )
    op.create_index("campaign_mark_body", "campaign_mark", ["body_id", "known_until"])
    op.create_table(
        "campaign_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        _link("campaign_paper", "body_id", "campaign_body"),
        _link("campaign_paper", "paper_id", "paper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_paper")),
        sa.UniqueConstraint("body_id", "item", "paper_id", name="uq_campaign_paper_item"),
    )


def downgrade() -> None:
    """Take them away."""
    for table in ("campaign_snapshot", "campaign_paper", "campaign_mark", "campaign_body", "campaign"):
        op.drop_table(table)
