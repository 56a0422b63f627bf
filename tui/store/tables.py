"""The tables: one for each kind of record, made from the catalogue, and those of the store itself.

They have a MetaData of their own: SQLModel's is global, and the server's tables, in one process
with these in tests, would collide with them. Types are held by CHECKs and not by STRICT, which
SQLite has from 3.37 on; systems with Python 3.11 and an older one are still in use.
"""

from __future__ import annotations

import types
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.orm import registry
from sqlalchemy.types import UserDefinedType
from sqlmodel import Field, SQLModel

from tui.store.kinds import DELETED, ERASED, KINDS, Kind
from tui.store.kinds import Field as Register

metadata: Final = MetaData()


class Base(SQLModel, registry=registry(metadata=metadata)):
    """What all tables of the store have in common."""

    metadata = metadata


def _check(column: str, condition: str) -> CheckConstraint:
    """Named: Alembic drops checks without a name when it rebuilds a table."""
    return CheckConstraint(condition, name=f"{column}_kind")


# Tables of records

_COLUMN_TYPES: Final = {"TEXT": Text, "INTEGER": Integer, "REAL": Float}


def _column(register: Register) -> Column[Any]:
    kinds = [register.sql_type.lower()] + ["null"] * register.optional
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    return Column(
        register.name,
        _COLUMN_TYPES[register.sql_type](),
        _check(register.name, f'typeof("{register.name}") IN ({allowed})'),
        nullable=register.optional,
    )


def _flag_column(name: str) -> Column[Any]:
    return Column(
        name, Integer, _check(name, f'"{name}" IN (0, 1)'), nullable=False,
        server_default=text("0"),
    )  # fmt: skip


def _model(kind: Kind) -> type[SQLModel]:
    """The class of a kind. Its flags lose their underscore, which pydantic keeps for itself."""
    columns = {
        "id": Column("id", Text, primary_key=True, nullable=False),
        **{register.name: _column(register) for register in kind.fields},
        "deleted": _flag_column(DELETED),
        "erased": _flag_column(ERASED),
    }
    indexes = [Index(f"{kind.table}_of", kind.parent[0])] if kind.parent else []
    body = {
        "__tablename__": kind.table,
        "__table_args__": tuple(indexes),
        "__annotations__": dict.fromkeys(columns, Any),
        **{name: Field(sa_column=column) for name, column in columns.items()},
    }
    name = kind.record.__name__.replace("Record", "Row")
    return types.new_class(name, (Base,), {"table": True}, lambda namespace: namespace.update(body))


MODELS: Final = {table: _model(kind) for table, kind in KINDS.items()}


def table_of(kind: Kind) -> Table:
    return metadata.tables[kind.table]


# Tables of the store itself


class _Raw(UserDefinedType[Any]):
    """A column that keeps whatever it is given as it is."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "BLOB"


class SyncCell(Base, table=True):
    """The stamp of each register's last change."""

    __tablename__ = "sync_cell"
    __table_args__ = {"sqlite_with_rowid": False}

    tbl: str = Field(sa_column=Column(Text, primary_key=True, nullable=False))
    row_id: str = Field(sa_column=Column(Text, primary_key=True, nullable=False))
    field: str = Field(sa_column=Column(Text, primary_key=True, nullable=False))
    hlc: bytes = Field(
        sa_column=Column(LargeBinary, _check("hlc", "length(hlc) = 16"), nullable=False)
    )
    """48 bits of milliseconds, 16 of a counter, 64 of the device; compared as bytes."""
    dirty: int = Field(sa_column=Column(Integer, nullable=False))
    """1 until it is sent."""


_STAMP: Final = " || ".join(
    f"substr(octets, (last >> {shift} & 255) + 1, 1)" for shift in range(56, -8, -8)
)
"""SQLite makes no byte from a number; it cuts one from the row of all bytes."""


class Clock(Base, table=True):
    """One row: the hybrid logical clock that all programs on this file share."""

    __tablename__ = "clock"

    id: int = Field(sa_column=Column(Integer, _check("id", "id = 1"), primary_key=True))
    last: int = Field(sa_column=Column(Integer, nullable=False))
    """Milliseconds << 16 | counter, of the last stamp given."""
    offset_ms: int = Field(sa_column=Column(Integer, nullable=False))
    """The server's time minus this device's."""
    device: bytes = Field(
        sa_column=Column(LargeBinary, _check("device", "length(device) = 8"), nullable=False)
    )
    applying: int = Field(sa_column=Column(Integer, nullable=False))
    """1 within a transaction that writes what was stamped elsewhere: capture is silent."""
    octets: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """All 256, in order; stamps are put together from them."""
    hlc: bytes = Field(sa_column=Column(
        LargeBinary, Computed(f"CAST({_STAMP} || device AS BLOB)", persisted=False)
    ))  # fmt: skip


class JournalEntry(Base, table=True):
    """A unit of writing that can be undone."""

    __tablename__ = "journal"
    __table_args__ = (Index("journal_of", "owner"), {"sqlite_autoincrement": True})

    id: int = Field(sa_column=Column(Integer, primary_key=True))
    owner: int = Field(sa_column=Column(Integer, nullable=False))
    """The session of a program that did it."""
    title: str = Field(sa_column=Column(Text, nullable=False))
    params: str = Field(sa_column=Column(Text, nullable=False))
    """JSON; what fills the title."""
    undone: int = Field(sa_column=Column(Integer, nullable=False))


class JournalChange(Base, table=True):
    """One register that a unit changed."""

    __tablename__ = "journal_change"
    __table_args__ = (Index("journal_change_of", "tbl", "row_id"), {"sqlite_with_rowid": False})

    entry: int = Field(sa_column=Column(Integer, primary_key=True, nullable=False))
    tbl: str = Field(sa_column=Column(Text, primary_key=True, nullable=False))
    row_id: str = Field(sa_column=Column(Text, primary_key=True, nullable=False))
    field: str = Field(sa_column=Column(Text, primary_key=True, nullable=False))
    before: Any = Field(sa_column=Column(_Raw, nullable=True))
    after: Any = Field(sa_column=Column(_Raw, nullable=True))


class Setting(Base, table=True):
    """What this device's program remembers; never synced."""

    __tablename__ = "settings"

    key: str = Field(sa_column=Column(Text, primary_key=True, nullable=False))
    value: str = Field(sa_column=Column(Text, nullable=False))
    """JSON."""


class AlembicVersion(Base, table=True):
    """Which migration the schema stands at, in the words of Alembic."""

    __tablename__ = "alembic_version"

    version_num: str = Field(sa_column=Column(Text, primary_key=True, nullable=False))
