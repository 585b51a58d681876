"""drafts and postponed drills; 拟定 of before was known to everybody and is 已发布."""

import sqlalchemy as sa
from alembic import op

from emergency.audit.rewritten import rewrite

revision = "0019_drill_life"
down_revision = "0018_commissions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the mark of what was never published, empty for all drills of before; rename their state."""
    op.add_column("drill", sa.Column("unpublished", sa.Boolean(), nullable=True))
    _rename({"planned": "published"}, "系统升级：演练状态“拟定”改称“已发布”，含义不变。")


def downgrade() -> None:
    """Back to four states: a draft is 拟定 again, what was postponed has no day and counts as cancelled."""
    connection = op.get_bind()

    def change() -> None:
        _update({"published": "planned", "draft": "planned", "postponed": "cancelled"})
        # Dropped in place: other tables point at the drill, so no copy can take its stead.
        op.drop_column("drill", "unpublished")

    rewrite(connection, "drill", change, "系统退回旧版：演练状态恢复为四种，草稿改为“拟定”，已推迟的改为“已取消”。")


def _rename(words: dict[str, str], sentence: str) -> None:
    rewrite(op.get_bind(), "drill", lambda: _update(words), sentence)


def _update(words: dict[str, str]) -> None:
    for before, after in words.items():
        op.get_bind().execute(
            sa.text("UPDATE drill SET state = :after WHERE state = :before"), {"before": before, "after": after}
        )
