from __future__ import annotations

import sqlite3
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.ids import new_id
from planner.records import (
    RECORDS,
    EventRecord,
    ParticipantRecord,
    PlanPartRecord,
    Record,
    TableRecord,
)
from tests.tui.store.raw import cells, clock, contradictions, raw
from tui.store.kinds import DELETED, KINDS
from tui.store.store import Store

PEOPLE = [new_id() for _ in range(4)]


def valid(record: type[Record]) -> st.SearchStrategy[Any]:
    """Records of a kind, drawn so that they may be kept."""
    text = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=8)
    by_type: dict[type[Any], dict[str, Any]] = {
        EventRecord: {"name": text, "venue": text, "notes": text, "seed": st.integers(0, 9),
                      "rounds": st.integers(1, 9), "archived": st.booleans()},
        ParticipantRecord: {"first_name": text, "tags": st.lists(text, max_size=2).map(tuple),
                            "attributes": st.dictionaries(text, text, max_size=2),
                            "vip": st.booleans(), "age": st.none() | st.integers(1, 99),
                            "consent": st.none() | st.booleans()},
        TableRecord: {"seats": st.integers(1, 9), "label": text,
                      "seats_by_round": st.dictionaries(st.integers(1, 3), st.integers(0, 9))},
    }  # fmt: skip
    return st.builds(record, id=st.sampled_from(PEOPLE), **by_type[record])


@pytest.mark.parametrize("table", RECORDS)
def test_every_field_of_every_record_is_captured(store: Store, path: Path, table: str) -> None:
    kind = KINDS[table]
    row = {"id": "x"} | {
        field.name: {"TEXT": "", "INTEGER": 0, "REAL": 0.0}[field.sql_type] for field in kind.fields
    }
    names = ", ".join(f'"{name}"' for name in row)
    with raw(path) as database:
        marks = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", (*row.values(),))
    expected = {field.name for field in fields(kind.record)} - {"id"}
    captured = cells(path)
    assert {field for _, _, field in captured} == expected
    for name in [*expected, DELETED]:
        with raw(path) as database:
            if kind.immutable and name != DELETED:
                with pytest.raises(sqlite3.IntegrityError, match="written once"):
                    database.execute(f'UPDATE {table} SET "{name}" = 1')
                continue
            database.execute(f'UPDATE {table} SET "{name}" = 1')
        now = cells(path)
        assert {cell for cell in now if captured.get(cell) != now[cell]} == {(table, "x", name)}
        captured = now


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.lists(
            st.sampled_from([EventRecord, ParticipantRecord, TableRecord]).flatmap(valid),
            min_size=1,
            max_size=4,
        ),
        max_size=6,
    )
)
def test_exactly_what_changes_is_stamped(
    tmp_path_factory: pytest.TempPathFactory, units: list[list[Record]]
) -> None:
    path = tmp_path_factory.mktemp("capture") / "store.db"
    with Store.open(path) as store:
        for records in units:
            before, old, (last, _) = cells(path), _rows(path), clock(path)
            with store.writing("unit") as unit:
                for record in records:
                    unit.save(record)
            after, new, (later, device) = cells(path), _rows(path), clock(path)
            stamped = {cell for cell in after if before.get(cell) != after[cell]}
            # a value may change and change back within a unit: stamped, and rightly so
            assert {cell for cell in new if old.get(cell, ...) != new[cell]} <= stamped
            touched = {(KINDS_BY_TYPE[type(r)], r.id) for r in records}
            assert {(table, row) for table, row, _ in stamped} <= touched
            assert all(
                last < int.from_bytes(after[cell][:8], "big") <= later and after[cell][8:] == device
                for cell in stamped
            )
            if len(touched) == len(records):
                assert stamped == {cell for cell in new if old.get(cell, ...) != new[cell]}
    assert not contradictions(path)


KINDS_BY_TYPE = {kind.record: table for table, kind in KINDS.items()}


def _rows(path: Path) -> dict[tuple[str, str, str], Any]:
    found: dict[tuple[str, str, str], Any] = {}
    with raw(path) as database:
        for table, kind in KINDS.items():
            names = ", ".join(f'"{name}"' for name in kind.names)
            for id_, *values in database.execute(f"SELECT id, {names} FROM {table}"):
                found |= {
                    (table, id_, n): v for n, v in zip(kind.names, values, strict=True)
                }  # fmt: skip
    return found


def test_another_program_is_stamped_too(store: Store, path: Path, ada: ParticipantRecord) -> None:
    before = cells(path)
    with raw(path) as database:
        database.execute("UPDATE participants SET vip = 1 WHERE id = ?", (ada.id,))
        database.execute("UPDATE participants SET notes = notes")
    after = cells(path)
    assert {c for c in after if before[c] != after[c]} == {("participants", ada.id, "vip")}
    assert store.get(ParticipantRecord, ada.id) == replace(ada, vip=True)


def test_a_stamp_is_sixteen_bytes_of_time_and_device(
    store: Store, path: Path, evening: EventRecord
) -> None:
    last, device = clock(path)
    newest = max(cells(path).values())
    assert newest == last.to_bytes(8, "big") + device
    assert len(device) == 8
    assert abs((last >> 16) - time.time() * 1000) < 60_000


def test_the_clock_goes_on_from_the_future_and_never_back(
    store: Store, path: Path, evening: EventRecord
) -> None:
    future = (int(time.time() * 1000) + 10**9) << 16
    with raw(path) as database:
        database.execute("UPDATE clock SET last = ?", (future,))
    with store.writing("one") as unit:
        unit.change(evening, venue="A")
    with store.writing("two") as unit:
        unit.change(evening, venue="B")
    assert clock(path)[0] == future + 2


def test_the_server_s_time_is_taken_over(store: Store, path: Path, evening: EventRecord) -> None:
    with raw(path) as database:
        database.execute("UPDATE clock SET offset_ms = 3600000")
    with store.writing("later") as unit:
        unit.change(evening, venue="A")
    assert (clock(path)[0] >> 16) - time.time() * 1000 == pytest.approx(3_600_000, abs=60_000)


def test_rows_are_never_removed_nor_renamed(
    store: Store, path: Path, ada: ParticipantRecord
) -> None:
    with raw(path) as database:
        with pytest.raises(sqlite3.IntegrityError, match="never removed"):
            database.execute("DELETE FROM participants WHERE id = ?", (ada.id,))
        with pytest.raises(sqlite3.IntegrityError, match="never change"):
            database.execute("UPDATE participants SET id = 'other' WHERE id = ?", (ada.id,))
    assert store.get(ParticipantRecord, ada.id) == ada


def test_what_is_applied_from_elsewhere_is_not_stamped_again(
    store: Store, path: Path, ada: ParticipantRecord
) -> None:
    before = cells(path)
    with raw(path) as database:
        database.execute("BEGIN IMMEDIATE")
        database.execute("UPDATE clock SET applying = 1")
        database.execute("UPDATE participants SET notes = 'from afar' WHERE id = ?", (ada.id,))
        database.execute("UPDATE clock SET applying = 0")
        database.execute("COMMIT")
    assert cells(path) == before
    assert store.get(ParticipantRecord, ada.id) == replace(ada, notes="from afar")


@pytest.mark.parametrize(
    ("table", "value"), [("participants", "vip = 'yes'"),
                         ("participants", "age = 'old'"), ("events", "seed = 'x'"),
                         ("tables", "seats = NULL"), ("tables", "_deleted = 7")],
)  # fmt: skip
def test_values_of_another_type_do_not_get_in(
    store: Store, path: Path, evening: EventRecord, table: str, value: str
) -> None:
    with raw(path) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute(f"UPDATE {table} SET {value}")


def test_a_part_needs_no_event_of_its_own_to_be_kept(store: Store) -> None:
    """No foreign keys: a child may arrive before its parent, and shows once that is there."""
    part = PlanPartRecord(new_id(), new_id(), 0, "{}")
    with store.writing("early") as unit:
        unit.add(part)
    assert store.get(PlanPartRecord, part.id) is None
