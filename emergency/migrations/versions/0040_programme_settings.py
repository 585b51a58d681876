"""what the office had set when a programme was made."""

import sqlalchemy as sa
from alembic import op

revision = "0040_programme_settings"
down_revision = "0039_sealed_behind"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of programmes made before nothing is known."""
    op.add_column("programme", sa.Column("settings", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("programme", "settings")
