"""paper keeps the inner day of each picture that it was joined from."""

import sqlalchemy as sa
from alembic import op

from emergency.audit.rewritten import rewrite

revision = "0034_paper_inner"
down_revision = "0033_calendar_numbers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; it is empty for papers of before, which changes no digest."""
    op.add_column("paper", sa.Column("inner", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take the column away."""
    rewrite(
        op.get_bind(), "paper", lambda: op.drop_column("paper", "inner"),
        "系统退回旧版：合成的图片不再逐张写明文件内日期。",
    )  # fmt: skip
