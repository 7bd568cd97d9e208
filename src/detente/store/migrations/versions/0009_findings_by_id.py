"""A statement and a move are found by their ids, so that a person can speak of one."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the indices; nothing else is touched."""
    for table in ("statement", "move"):
        op.create_index(f"{table}_id", table, ["id"], unique=False)
