"""Moves say what they are about."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column; moves read before say nothing of it."""
    op.add_column("move", sa.Column("contexts", sa.Text(), nullable=True, server_default="[]"))
