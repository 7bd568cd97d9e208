"""What was derived is kept for several days, not for the last that was asked for; who came when is found by the time."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table anew: what is derived can be derived again."""
    op.drop_table("derived")
    op.create_table(
        "derived",
        sa.Column("view", sa.Text(), nullable=False, comment="what it was made from, in short"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="JSON"),
        sa.PrimaryKeyConstraint("view", "kind", "position"),
    )
    op.execute("DELETE FROM state WHERE key = 'derived'")
    op.create_index("report_arrival", "report", ["known_at", "id"], unique=False)
