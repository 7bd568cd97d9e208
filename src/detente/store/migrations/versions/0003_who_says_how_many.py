"""Figures say on whose word and how certain; places say who disputes them and what else was meant."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ADDED = (
    ("figure", "per", None),
    ("figure", "modality", "is"),
    ("figure", "by", "[]"),
    ("figure", "statement", None),
    ("place", "disputed", "[]"),
    ("place", "runner_up", "null"),
)
"""Table, column, and what rows of before have there."""


def upgrade() -> None:
    """Add the columns; what is stored stays as it was read."""
    for table, name, default in ADDED:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=True, server_default=default))
