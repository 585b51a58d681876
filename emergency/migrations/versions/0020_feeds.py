"""subscription addresses, the kept events of drills, and token buckets."""

import sqlalchemy as sa
from alembic import op

revision = "0020_feeds"
down_revision = "0019_drill_life"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the upgrade's own verb then writes the events of the drills that are there."""
    op.create_table(
        "bucket",
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("level", sa.Float(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_bucket")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_calendar_feed_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.create_index("calendar_feed_place", ["person_id", "place"], unique=True)
    op.create_table(
        "feed_fetch",
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["calendar_feed.id"], name=op.f("fk_feed_fetch_feed_id_calendar_feed"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("feed_id", name=op.f("pk_feed_fetch")),
    )
    op.create_table(
        "drill_event",
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("fault", sa.String(length=300), nullable=False),
        sa.Column("first_mark", sa.BigInteger(), nullable=False),
        sa.Column("second_mark", sa.BigInteger(), nullable=False),
        sa.Column("shown_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["drill_id"], ["drill.id"], name=op.f("fk_drill_event_drill_id_drill"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("drill_id", name=op.f("pk_drill_event")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("drill_event")
    op.drop_table("feed_fetch")
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.drop_index("calendar_feed_place")
    op.drop_table("calendar_feed")
    op.drop_table("bucket")
