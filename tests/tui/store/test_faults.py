"""What goes wrong with files is said in words, and leaves them as they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.ids import new_id
from planner.messages import Refusal
from planner.records import EventRecord, ParticipantRecord
from tests.tui.store.raw import contradictions, raw
from tui.store.complaints import StoreRefusal
from tui.store.integrity import STORE_SCHEMA
from tui.store.store import Store


def code(refusal: pytest.ExceptionInfo[StoreRefusal]) -> str:
    return refusal.value.messages[0].code


def full_file(path: Path) -> bytes:
    """A closed store with enough in it to be damaged, as it lies on the disk."""
    with Store.open(path) as store, store.writing("people") as unit:
        unit.add(EventRecord("e", "Evening"))
        unit.add(*(ParticipantRecord(new_id(), f"P{n}", event_id="e") for n in range(100)))
    return path.read_bytes()


def test_when_the_disk_is_full_the_unit_is_not_done_and_the_program_goes_on(
    store: Store, path: Path, evening: EventRecord
) -> None:
    _limit(store, 0)
    with pytest.raises(StoreRefusal) as refusal, store.writing("import") as unit:
        unit.add(*(ParticipantRecord(new_id(), "X", event_id=evening.id) for _ in range(2000)))
    assert code(refusal) == "disk-full"
    assert str(path) in str(refusal.value)
    assert store.events()[0].people == 6
    _limit(store, 1_000_000)
    with store.writing("go on") as unit:
        unit.change(evening, venue="X")
    assert not contradictions(path)


def _limit(store: Store, pages: int) -> None:
    """No page more than `pages`, or than there are."""
    with store._transaction("DEFERRED") as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages or 1}")


def _garbage(data: bytes) -> bytes:
    return b"this is no database at all " * 400


def _broken_pages(data: bytes) -> bytes:
    return data[:8192] + b"\xa5" * 16384 + data[24576:]


def _truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


@pytest.mark.parametrize("damage", [_garbage, _broken_pages, _truncated])
def test_a_damaged_database_is_refused_with_the_way_back(
    path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path.parent.mkdir()
    damaged = damage(full_file(path))
    path.write_bytes(damaged)
    with pytest.raises(StoreRefusal) as refusal:
        Store.open(path)
    assert code(refusal) == "store-damaged"
    assert "speed-dating restore" in str(refusal.value)
    assert path.read_bytes() == damaged


def test_damage_found_while_reading_is_told_in_words(path: Path) -> None:
    path.parent.mkdir()
    full_file(path)
    with Store.open(path) as store:
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * 60_000)
        store._connection.exec_driver_sql("PRAGMA shrink_memory")
        with pytest.raises(StoreRefusal) as refusal:
            store.contents("e")
    assert code(refusal) == "store-damaged"


def test_a_database_of_a_newer_version_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    full_file(path)
    with raw(path) as database:
        database.execute(f"PRAGMA user_version = {STORE_SCHEMA + 1}")
        database.execute("PRAGMA journal_mode = DELETE")
    before, files = path.read_bytes(), set(path.parent.rglob("*"))
    with pytest.raises(StoreRefusal) as refusal:
        Store.open(path)
    assert code(refusal) == "store-newer"
    assert path.read_bytes() == before
    assert set(path.parent.rglob("*")) == files


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with raw(path) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreRefusal) as refusal:
        Store.open(path)
    assert code(refusal) == "store-not-ours"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "alteration",
    ["DROP TRIGGER participants_updated", "DROP TRIGGER events_removed",
     "CREATE TRIGGER extra AFTER UPDATE ON events BEGIN SELECT 1; END"],
)  # fmt: skip
def test_a_database_that_would_lose_stamps_is_refused(path: Path, alteration: str) -> None:
    path.parent.mkdir()
    full_file(path)
    with raw(path) as database:
        database.execute(alteration)
    with pytest.raises(Refusal) as refusal:
        Store.open(path)
    assert refusal.value.messages[0].code == "triggers-differ"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreRefusal) as refusal:
        Store.open(tmp_path / "file" / "data" / "store.db")
    assert code(refusal) == "store-not-writable"
    assert str(tmp_path / "file") in str(refusal.value)


def test_a_file_that_may_only_be_read_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    full_file(path)
    connect = sqlite3.connect

    def read_only(name: Any, **options: Any) -> sqlite3.Connection:
        database: sqlite3.Connection = connect(str(name).replace("mode=rw", "mode=ro"), **options)
        return database

    monkeypatch.setattr(sqlite3, "connect", read_only)
    with pytest.raises(StoreRefusal) as refusal, Store.open(path) as store:
        store.change_settings(language="fr")
    assert code(refusal) == "store-not-writable"


def test_a_folder_in_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreRefusal) as refusal:
        Store.open(path)
    assert code(refusal) == "store-not-writable"


def test_another_program_that_never_ends_writing_is_told(
    store: Store, path: Path, evening: EventRecord
) -> None:
    store._connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    with raw(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreRefusal) as refusal, store.writing("late") as unit:
            unit.change(evening, venue="X")
        assert store.get(EventRecord, evening.id) == evening  # reading goes on
        other.execute("ROLLBACK")
    assert code(refusal) == "store-busy"
    with store.writing("now") as unit:
        unit.change(evening, venue="X")
