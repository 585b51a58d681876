"""programme_line tells the state of its drill, and stands on the drill's day."""

from datetime import UTC

import sqlalchemy as sa
from alembic import op

from emergency.audit.rewritten import rewrite
from emergency.base.clock import day_of

revision = "0030_programme_line_drill_state"
down_revision = "0029_evaluation_wording"
branch_labels = None
depends_on = None

LINE = sa.table("programme_line", sa.column("id"), sa.column("drill_id"), sa.column("drill_state"),
                sa.column("day", sa.Date()))  # fmt: skip
DRILL = sa.table("drill", sa.column("id"), sa.column("state"), sa.column("starts_at", sa.DateTime(timezone=True)))
WITHOUT_DAY = ("cancelled", "postponed")


def upgrade() -> None:
    """Add the column, empty for lines that are no drills, and let lines that are follow their drill."""
    op.add_column("programme_line", sa.Column("drill_state", sa.String(length=12), nullable=True))
    rewrite(op.get_bind(), "programme_line", _follow, "系统升级：年度计划各项按演练台账写明现在的日期和状态。")


def _follow() -> None:
    query = sa.select(LINE.c.id, DRILL.c.state, DRILL.c.starts_at).join(DRILL, DRILL.c.id == LINE.c.drill_id)
    for row in op.get_bind().execute(query).all():
        moment = row.starts_at if row.starts_at.tzinfo else row.starts_at.replace(tzinfo=UTC)
        day = None if row.state in WITHOUT_DAY else day_of(moment)
        told = sa.update(LINE).where(LINE.c.id == row.id).values(drill_state=row.state, day=day)
        op.get_bind().execute(told)


def downgrade() -> None:
    """Take the column away; the days stay where they are."""
    rewrite(
        op.get_bind(), "programme_line", lambda: op.drop_column("programme_line", "drill_state"),
        "系统退回旧版：年度计划各项不再写明演练的状态。",
    )  # fmt: skip
