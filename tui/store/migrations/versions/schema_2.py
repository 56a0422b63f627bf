"""Who met at an earlier event; the evening as it is held, score cards, mails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, Text, text

revision = "2"
down_revision = "1"

_EVENTS: Final = (
    "name when venue state rounds# minutes_per_round# minutes_of_break# priority effort seed# "
    "weights two_sided# interest? breaks plan_id archived# language notes"
)
_MORE_OF_EVENTS: Final[Mapping[str, str | int]] = {
    "warning_seconds#": 60, "bell#": 1, "moves_on#": 1, "end_at": "", "display": "first-names",
    "answers": '["yes","friends","no"]', "delete_on": "",
}  # fmt: skip
_PARTICIPANTS: Final = (
    "first_name last_name email phone vip# side gender looking_for age#? age_min#? age_max#? "
    "rounds? tags attributes consent#? notes event_id reference position#"
)
_MORE_OF_PARTICIPANTS: Final[Mapping[str, str | int]] = {"walk_in#": 0}
"""Columns, and their values in the rows that are there: `#` holds whole numbers, `?` NULL too."""

_NEW: Final = {
    "met_before": "who weight# source event_id",
    "attendances": "event_id participant_id arrival? departure? no_show#",
    "rounds": (
        "event_id number# plan_id started seconds# pause ended rest_seconds# rest_pause sitting_id"
    ),
    "sittings": "event_id number# tables",
    "cards": "event_id giver_id receiver_id answer",
    "mails": "event_id participant_id kind delivery",
    "identities": "who same#",
}


def upgrade() -> None:
    for table, columns in _NEW.items():
        _create(table, columns)
    _widen("events", _EVENTS, _MORE_OF_EVENTS)
    _widen("participants", _PARTICIPANTS, _MORE_OF_PARTICIPANTS)


def _create(table: str, columns: str) -> None:
    op.create_table(
        table,
        Column("id", Text, primary_key=True, nullable=False),
        *map(_column, columns.split()),
        *map(_flag, ("_deleted", "_erased")),
    )
    if "event_id" in columns.split():
        op.create_index(f"{table}_of", table, ["event_id"])


def _column(spelled: str) -> Column[object]:
    name = spelled.rstrip("#?")
    optional = spelled.endswith("?")
    held = ("'integer'" if "#" in spelled else "'text'") + ", 'null'" * optional
    check = CheckConstraint(f'typeof("{name}") IN ({held})', name=f"{name}_kind")
    return Column(name, Integer if "#" in spelled else Text, check, nullable=optional)


def _flag(name: str) -> Column[object]:
    check = CheckConstraint(f'"{name}" IN (0, 1)', name=f"{name}_kind")
    return Column(name, Integer, check, nullable=False, server_default=text("0"))


def _widen(table: str, columns: str, more: Mapping[str, str | int]) -> None:
    """Makes a table anew, so that it is like one of a new file, and fills it as it was."""
    names = ", ".join(f'"{name.rstrip("#?")}"' for name in columns.split())
    kept = f"id, {names}, _deleted, _erased"
    new = ", ".join(f'"{name.rstrip("#?")}"' for name in more)
    values = ", ".join(f"'{v}'" if isinstance(v, str) else str(v) for v in more.values())
    op.execute(f"CREATE TEMP TABLE kept_rows AS SELECT {kept} FROM {table}")
    op.drop_table(table)
    _create(table, " ".join((columns, *more)))
    op.execute(f"INSERT INTO {table} ({kept}, {new}) SELECT {kept}, {values} FROM kept_rows")
    op.execute("DROP TABLE kept_rows")
