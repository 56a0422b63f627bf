from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from planner.event import Together
from planner.records import EventRecord, ParticipantRecord, RuleRecord, rule_id
from tests.tui.store.raw import cells, contradictions, raw, stored_bytes
from tui.store.store import Store


def test_erasing_somebody_leaves_no_trace_of_her(
    store: Store, path: Path, evening: EventRecord, ada: ParticipantRecord
) -> None:
    with store.writing("rename") as unit:
        unit.change(ada, last_name="Canaryname", email="canary@example.org", tags=("canarytag",))
    with store.writing("rename again") as unit:
        unit.change(ada, last_name="Canarysecond")
    before = cells(path)
    assert b"Canary" in stored_bytes(path)
    store.erase(ada)
    assert not any(canary in stored_bytes(path).lower() for canary in (b"canary", b"ada"))
    assert store.get(ParticipantRecord, ada.id) is None
    assert ada.id not in {person.id for person in store.deleted(ParticipantRecord)}
    after = cells(path)
    changed = {cell for cell in after if before.get(cell) != after[cell]}
    assert changed == {("participants", ada.id, "_erased")}
    assert not contradictions(path)


def test_undo_steps_over_what_was_erased(
    store: Store, evening: EventRecord, ada: ParticipantRecord
) -> None:
    with store.writing("both") as unit:
        unit.change(ada, vip=True)
        unit.change(evening, venue="X")
    with store.writing("her alone") as unit:
        unit.change(ada, notes="x")
    store.erase(ada)
    assert str(store.undoable()) == "both"
    store.undo()
    assert store.get(EventRecord, evening.id) == evening
    assert store.get(ParticipantRecord, ada.id) is None


def test_erasing_an_event_erases_what_belongs_to_it(
    store: Store, path: Path, evening: EventRecord
) -> None:
    people = store.all(ParticipantRecord, evening.id)
    rule = Together((people[0].id, people[1].id), name="Canaryrule")
    with store.writing("rule") as unit:
        unit.add(RuleRecord(rule_id(evening.id, rule), rule, evening.id))
        unit.delete(people[2])
    store.erase(evening)
    assert not store.events()
    assert not store.deleted(EventRecord)
    assert not any(name in stored_bytes(path) for name in (b"Evening", b"Ada", b"Cem", b"Canary"))
    assert store.undoable() is None


def test_what_is_erased_takes_no_value_again(
    store: Store, path: Path, ada: ParticipantRecord
) -> None:
    store.erase(ada)
    with store.writing("again") as unit:
        unit.add(ada)
        unit.change(ada, vip=True)
        unit.restore(ada)
    assert store.get(ParticipantRecord, ada.id) is None
    with raw(path) as database, pytest.raises(sqlite3.IntegrityError, match="take no value"):
        database.execute("UPDATE participants SET notes = 'x' WHERE id = ?", (ada.id,))
    assert b"Ada" not in stored_bytes(path)
