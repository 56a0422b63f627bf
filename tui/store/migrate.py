"""From the schema of an earlier version to today's."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from tui.store.capture import install
from tui.store.connection import transaction
from tui.store.integrity import STORE_SCHEMA

SCRIPTS: Final = Path(__file__).parent / "migrations"


def migrate(
    connection: Connection, target: int = STORE_SCHEMA, revisions: Path = SCRIPTS / "versions"
) -> None:
    """Takes the database to schema `target`, wholly or not at all.

    Revisions are named by the schema they lead to. Alembic rebuilds tables without their triggers,
    so all of them are made anew in the same transaction.
    """
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("version_locations", str(revisions))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    with transaction(connection, "IMMEDIATE"):
        command.upgrade(config, str(target))
        install(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {target}")
