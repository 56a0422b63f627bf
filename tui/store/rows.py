"""Rows as tables hold them, hidden or not, read and written many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from tui.store.chunks import chunks
from tui.store.kinds import Kind, Value
from tui.store.tables import table_of


def read_rows(connection: Connection, kind: Kind, ids: Sequence[str]) -> dict[str, Any]:
    """The rows of a kind by id; their columns are attributes of a mapping."""
    table = table_of(kind)
    return {
        row["id"]: row
        for some in chunks(ids)
        for row in connection.execute(select(table).where(table.c.id.in_(some))).mappings()
    }


def write_rows(
    connection: Connection, kind: Kind, values: Mapping[str, Mapping[str, Value]]
) -> None:
    """Columns of rows by id: one statement for all rows that get the same columns."""
    table = table_of(kind)
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for id_, columns in values.items():
        new_values = {f"_{name}": value for name, value in columns.items()}
        alike[tuple(columns)].append({"row": id_, **new_values})
    for names, rows in alike.items():
        new: Any = {name: bindparam(f"_{name}") for name in names}
        connection.execute(update(table).where(table.c.id == bindparam("row")).values(new), rows)
