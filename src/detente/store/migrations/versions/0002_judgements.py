"""Decisions by people about who is who: one table, to which rows are only added."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEPT = (
    "CREATE TRIGGER judgement_not_changed BEFORE UPDATE ON judgement "
    "BEGIN SELECT RAISE(ABORT, 'judgements are added, never changed'); END",
    "CREATE TRIGGER judgement_not_dropped BEFORE DELETE ON judgement "
    "BEGIN SELECT RAISE(ABORT, 'judgements are added, never dropped'); END",
)


def upgrade() -> None:
    """Make the table; nothing else is touched."""
    op.create_table(
        "judgement",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=True),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("made", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("judgement_once", "judgement", ["id"], unique=True)
    for statement in KEPT:
        op.execute(statement)
