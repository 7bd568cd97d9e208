"""What is litter says of which kind it is."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column; what was learnt before is of the old kind."""
    op.add_column("litter", sa.Column("kind", sa.Text(), nullable=True, server_default="notice"))
