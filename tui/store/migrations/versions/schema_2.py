"""Who met at an earlier event."""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, Text, text

revision = "2"
down_revision = "1"


def upgrade() -> None:
    op.create_table(
        "met_before",
        Column("id", Text, primary_key=True, nullable=False),
        _column("who", Text, "text"),
        _column("weight", Integer, "integer"),
        _column("source", Text, "text"),
        _column("event_id", Text, "text"),
        _flag("_deleted"),
        _flag("_erased"),
    )
    op.create_index("met_before_of", "met_before", ["event_id"])


def _column(name: str, kind: type[Text] | type[Integer], held: str) -> Column[object]:
    check = CheckConstraint(f"typeof(\"{name}\") IN ('{held}')", name=f"{name}_kind")
    return Column(name, kind, check, nullable=False)


def _flag(name: str) -> Column[object]:
    check = CheckConstraint(f'"{name}" IN (0, 1)', name=f"{name}_kind")
    return Column(name, Integer, check, nullable=False, server_default=text("0"))
