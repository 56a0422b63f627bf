"""Looking at the store without ever writing to it: what the public display does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection

from planner.messages import N_, Message
from tui.store.complaints import StoreRefusal, in_words
from tui.store.connection import connect, dbapi, disconnect, transaction
from tui.store.integrity import STORE_SCHEMA, expect_ours
from tui.store.reading import Reader


class Watch:
    """A database that others write. Its methods may be called from any thread, and each takes its
    turn."""

    def __init__(self, path: Path) -> None:
        """Raises StoreRefusal where there is nothing to look at, or not yet in today's schema."""
        self.path = path
        self._lock = Lock()
        if not path.exists():
            raise _nothing()
        with in_words(path):
            self._connection = connect(path, read_only=True)
            try:
                _expect_current(path, self._connection)
                self._version = self._read_version()
            except BaseException:
                disconnect(self._connection)
                raise

    def close(self) -> None:
        with self._lock:
            disconnect(self._connection)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Everything read inside is as it was at one moment."""
        with self._lock, in_words(self.path), transaction(self._connection, "DEFERRED"):
            yield Reader(self._connection)

    def changed(self) -> bool:
        """Whether anybody has written since this was last asked; costs microseconds."""
        with self._lock, in_words(self.path):
            before, self._version = self._version, self._read_version()
        return before != self._version

    def _read_version(self) -> int:
        return int(self._connection.exec_driver_sql("PRAGMA data_version").scalar_one())


def _expect_current(path: Path, connection: Connection) -> None:
    found = expect_ours(path, dbapi(connection))
    if found == 0:
        raise _nothing()
    if found < STORE_SCHEMA:
        raise StoreRefusal(Message("store-older", N_(
            "{path} is of an earlier version; open it once with: speed-dating"
        ), {"path": str(path)}))  # fmt: skip


def _nothing() -> StoreRefusal:
    return StoreRefusal(Message("no-store", N_(
        "There are no events yet; make one with: speed-dating"
    )))  # fmt: skip
