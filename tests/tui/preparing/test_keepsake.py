from __future__ import annotations

import json
from pathlib import Path

from planner.records import RECORDS, EventRecord, ParticipantRecord
from tests.tui.store.fixture import fill
from tui.preparing.copies import duplicate
from tui.preparing.keepsake import keep_event
from tui.store.store import Store


def test_a_copy_of_an_event_holds_all_that_is_kept_about_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "speed-dating.db") as store:
        fill(store)
        with store.writing("another event") as unit:
            unit.add(EventRecord("other", "Other"), ParticipantRecord("p", "P", event_id="other"))
        assert keep_event(store, "e1", tmp_path / "kept.json")
        assert not keep_event(store, "nowhere", tmp_path / "nothing.json")
    kept = json.loads((tmp_path / "kept.json").read_text("utf-8"))
    assert {table for table in RECORDS if not kept[table]} == set()
    assert [event["id"] for event in kept["events"]] == ["e1"]
    assert {person["event_id"] for person in kept["participants"]} == {"e1"}


def test_an_evening_made_from_another_one_has_not_been_held(tmp_path: Path) -> None:
    with Store.open(tmp_path / "speed-dating.db") as store:
        fill(store)
        with store.writing("walk-in") as unit:
            event = unit.get(EventRecord, "e1")
            assert event is not None
            unit.change(event, delete_on="2026-12-01", state="running")
            unit.change_all(unit.all(ParticipantRecord, "e1"), walk_in=True)
        contents = store.contents("e1")
        assert contents is not None
        event_id, records = duplicate(contents, "Again")
        with store.writing("copy") as unit:
            unit.add(*records)
        again = store.evening(event_id)
        assert again is not None
        assert (again.event.state, again.event.delete_on) == ("draft", "")
        assert not any(person.walk_in for person in again.people)
        assert not again.rounds
        assert not again.attendances
