"""Judgements on stories and on lines of the ledger: which reports, which line, how it was answered."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ADDED = (("reports", "[]"), ("line", None), ("verdict", None))
"""Column, and what judgements of before have there."""


def upgrade() -> None:
    """Add the columns; what was decided before stays as it was decided."""
    for name, default in ADDED:
        op.add_column("judgement", sa.Column(name, sa.Text(), nullable=True, server_default=default))
