from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.ids import new_id
from planner.records import EventRecord, ParticipantRecord, TableRecord
from tui.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "speed-dating.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as store:
        yield store


@pytest.fixture
def evening(store: Store) -> EventRecord:
    """An event of six people at two tables, the first of them Ada."""
    event = EventRecord(new_id(), "Evening", rounds=3)
    names = ("Ada", "Bob", "Cem", "Dee", "Eve", "Fay")
    with store.writing("new event") as unit:
        unit.add(event)
        unit.add(*(TableRecord(new_id(), 3, {}, event.id, f"T{n}", n) for n in (1, 2)))
        unit.add(
            *(
                ParticipantRecord(new_id(), name, event_id=event.id, position=n)
                for n, name in enumerate(names, 1)
            )
        )
    return event


@pytest.fixture
def ada(store: Store, evening: EventRecord) -> ParticipantRecord:
    return store.all(ParticipantRecord, evening.id)[0]
