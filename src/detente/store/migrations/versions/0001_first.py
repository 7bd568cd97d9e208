"""The first schema: reports, what they say, what follows, and the words to search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SEARCH = (
    'CREATE VIEW passage_text AS SELECT p.n AS n, substr(r.text, p.start + 1, p."end" - p.start) AS text '
    "FROM passage p JOIN report r ON r.n = p.report",
    "CREATE VIRTUAL TABLE words USING fts5(text, content='passage_text', content_rowid='n', "
    'tokenize="unicode61 remove_diacritics 2")',
)
"""Full text over a view, so that the text is stored once."""


def upgrade() -> None:
    """Make every table in an empty file."""
    op.create_table(
        "derived",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False, comment="JSON"),
        sa.PrimaryKeyConstraint("kind", "position"),
    )
    op.create_index(op.f("ix_derived_id"), "derived", ["id"], unique=False)
    op.create_table(
        "reading",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("findings", sa.LargeBinary(), nullable=False, comment="msgpack"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "reject",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=True),
        sa.Column("known_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("reject_once", "reject", ["name", "place", "reason"], unique=True)
    op.create_table(
        "report",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "digest",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of the text: SQLite itself has no page checksums",
        ),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("credit", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True, comment="JSON: as told by caller, page or dateline"),
        sa.Column(
            "judged", sa.Text(), nullable=True, comment="JSON: the same, narrowed by what the text allows"
        ),
        sa.Column("published_earliest", sa.Text(), nullable=True),
        sa.Column("sentences", sa.Text(), nullable=False, comment="JSON: [[start, end], …]"),
        sa.Column("known_at", sa.Text(), nullable=False, comment="when it was added, UTC"),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_report_published_earliest"), "report", ["published_earliest"], unique=False)
    op.create_table(
        "state",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "figure",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "position"),
    )
    op.create_table(
        "mention",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("flag", sa.Text(), nullable=True),
        sa.Column("sure", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "position"),
    )
    op.create_index("mention_actor", "mention", ["actor"], unique=False)
    op.create_table(
        "move",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("polarity", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("trigger_start", sa.Integer(), nullable=True),
        sa.Column("trigger_end", sa.Integer(), nullable=True),
        sa.Column("evidence_start", sa.Integer(), nullable=True),
        sa.Column("evidence_end", sa.Integer(), nullable=True),
        sa.Column("content_start", sa.Integer(), nullable=True),
        sa.Column("content_end", sa.Integer(), nullable=True),
        sa.Column("content_type", sa.Text(), nullable=True),
        sa.Column("condition_start", sa.Integer(), nullable=True),
        sa.Column("condition_end", sa.Integer(), nullable=True),
        sa.Column("when", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("figure", sa.Integer(), nullable=True),
        sa.Column("sure", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "position"),
    )
    op.create_index("move_type", "move", ["type"], unique=False)
    op.create_table(
        "passage",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index(op.f("ix_passage_report"), "passage", ["report"], unique=False)
    op.create_table(
        "place",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("use", sa.Text(), nullable=True),
        sa.Column("sure", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "position"),
    )
    op.create_table(
        "statement",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("manner", sa.Text(), nullable=True),
        sa.Column("spans", sa.Text(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("act", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("polarity", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("to", sa.Text(), nullable=True),
        sa.Column("inside", sa.Text(), nullable=True),
        sa.Column("sure", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "position"),
    )
    op.create_table(
        "time",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("mod", sa.Text(), nullable=True),
        sa.Column("use", sa.Text(), nullable=True),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "position"),
    )
    # ### end Alembic commands ###
    for statement in SEARCH:
        op.execute(statement)
