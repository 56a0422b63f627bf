"""`python -m tui.store.document` prints docs/store.md: what other programs need to know."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from planner import records
from planner.event import Rule
from planner.registers import hints, scalar_type
from tui.store.kinds import KINDS, Field, Kind

_HEAD: Final = """\
# The database

Made from the catalogue in `planner/records.py` by `python -m tui.store.document`; a test holds the
two together.

All data of the program is in one SQLite file, `speed-dating.db` in the data folder of the platform,
or in `data` below `SPEED_DATING_HOME` (`speed-dating doctor` says where). Its header names it
(`application_id` 0x53445031) and its schema (`user_version`, now {schema}). Copies made by the
program lie in `backups` beside it; take copies with `speed-dating backup`, never by copying the
file while it is in use. `speed-dating backup FILE.json` and `FILE.zip` write everything as JSON and
as CSV: the same tables and fields as below.

## What holds for every table of records

- `id` is a UUID made on the device: version 7, or version 5 where two devices may make the same
  thing. Ids never change and no row is ever removed.
- `_deleted` is 1 while a row is deleted. A row shows only while it is not, and its parent shows.
- `_erased` is 1 once a row is forgotten for good: its other values are then blank.
- True and false are 1 and 0. Lists and objects are JSON. Fields only ever come, none goes.
- Triggers write the stamp of each changed field to `sync_cell`, in the same transaction, whoever
  makes the change; they fill no value. A program that writes should begin with `BEGIN IMMEDIATE`.
"""

_TAIL: Final = """
## Tables of the store itself

| table | what it holds |
| --- | --- |
| `sync_cell` | for each field of each row (`tbl`, `row_id`, `field`) the stamp of its last change: 48 bits of milliseconds, 16 of a counter, 64 of the device, compared as bytes; `dirty` until it is sent |
| `clock` | one row: the last stamp given, shared by all programs on the file |
| `journal`, `journal_change` | the last units of writing, with values before and after, for undo and redo |
| `settings` | what this device's program remembers, as JSON by key; never sent anywhere |
| `alembic_version` | the migration the schema stands at |
"""  # noqa: E501


def document() -> str:
    meanings = _meanings()
    tables = (_table(kind, meanings.get(kind.record.__name__, {})) for kind in KINDS.values())
    return _HEAD.format(schema=records.SCHEMA) + "".join(tables) + _TAIL


def _table(kind: Kind, meanings: Mapping[str, str]) -> str:
    notes = [inspect.getdoc(kind.record) or ""]
    if notes[0].startswith(kind.record.__name__ + "("):
        notes = []  # what dataclasses write where nobody did
    if kind.parent is not None:
        notes.append(f"Belongs to `{kind.parent[1]}` by `{kind.parent[0]}`.")
    if kind.immutable:
        notes.append("Written once: only `_deleted` and `_erased` change.")
    rows = "".join(_row(field, meanings.get(field.name, "")) for field in kind.fields)
    text = f"{' '.join(' '.join(notes).split())}\n\n" if notes else ""
    return f"\n## `{kind.table}`\n\n{text}| field | type | meaning |\n| --- | --- | --- |\n{rows}"


def _row(field: Field, meaning: str) -> str:
    return f"| `{field.name}` | {_type(field.hint)} | {' '.join(meaning.split())} |\n"


def _type(hint: Any) -> str:
    """How a column holds values of the type `hint`."""
    inner = [part for part in get_args(hint) or (hint,) if part is not NoneType]
    if get_origin(hint) in (Union, UnionType) and len(inner) == 1:
        return f"{_type(inner[0])}, or NULL"
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(f"`{choice}`" for choice in get_args(hint))
    scalar = scalar_type(hint)
    if scalar is not None:
        return _SCALARS[scalar]
    if get_origin(hint) in (tuple, dict):
        return "JSON list" if get_origin(hint) is tuple else "JSON object"
    if hint == Rule:
        return "JSON object, as in [event-form.md](event-form.md)"
    return "JSON object of " + ", ".join(f"`{name}`" for name in hints(hint))


_SCALARS: Final = {str: "text", int: "whole number", float: "number", bool: "0 or 1"}


def _meanings() -> dict[str, dict[str, str]]:
    """The texts below the fields of each record, which Python itself does not keep."""
    module = ast.parse(inspect.getsource(records))
    return {c.name: dict(_field_texts(c)) for c in module.body if isinstance(c, ast.ClassDef)}


def _field_texts(definition: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in zip(definition.body, definition.body[1:], strict=False):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(meaning))),
            ):
                yield name, meaning


if __name__ == "__main__":
    print(document(), end="")
