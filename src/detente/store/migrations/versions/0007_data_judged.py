"""Judgements on single data: accepted, rejected, corrected, noted; which datum, and the words it rested on."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ADDED = (("datum", None), ("what", None), ("grounds", "[]"), ("field", None), ("value", None))
"""Column, and what judgements of before have there."""


def upgrade() -> None:
    """Add the columns; what was decided before stays as it was decided."""
    for name, default in ADDED:
        op.add_column("judgement", sa.Column(name, sa.Text(), nullable=True, server_default=default))
