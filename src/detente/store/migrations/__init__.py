"""From any older schema to this one, with Alembic, inside the transaction of the caller."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import RevisionStep, StampStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run every migration that is missing, up to the revision."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    scripts = ScriptDirectory.from_config(config)

    def steps(current: tuple[str, ...], _: object) -> list[RevisionStep | StampStep]:
        return scripts._upgrade_revs(revision, current)  # type: ignore[arg-type,return-value]

    with EnvironmentContext(config, scripts, fn=steps, destination_rev=revision) as environment:
        environment.configure(connection=connection, transactional_ddl=False)
        environment.run_migrations()
