"""From the schema of an earlier version to today's."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from planner.messages import N_, Message
from tui.logs import log_unexpected
from tui.store.capture import install
from tui.store.complaints import StoreRefusal
from tui.store.connection import dbapi, transaction
from tui.store.integrity import STORE_SCHEMA

SCRIPTS: Final = Path(__file__).parent / "migrations"

log = logging.getLogger(__name__)


def migrate(
    path: Path,
    connection: Connection,
    target: int = STORE_SCHEMA,
    revisions: Path = SCRIPTS / "versions",
) -> None:
    """Takes the database at `path` to schema `target`, or leaves it as it is and raises
    StoreRefusal.

    Revisions are named by the schema they lead to. Alembic rebuilds tables without their triggers,
    so all of them are made anew in the same transaction.
    """
    config = Config()
    # "%" begins an interpolation there
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("version_locations", str(revisions).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    log.info("migrating the store to schema %d", target)
    try:
        with transaction(connection, "IMMEDIATE"):
            command.upgrade(config, str(target))
            install(dbapi(connection))
            connection.exec_driver_sql(f"PRAGMA user_version = {target}")
    except Exception as error:
        raise StoreRefusal(Message("migration-failed", N_(
            "{path} could not be brought to this version (reference {reference}). It is as it was; "
            "go on with the earlier version, and send us: speed-dating doctor --bundle FILE"
        ), {"path": str(path), "reference": log_unexpected(error)})) from error  # fmt: skip
