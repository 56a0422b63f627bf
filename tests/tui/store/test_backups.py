from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.records import EventRecord, ParticipantRecord
from tests.tui.store.fixture import load
from tests.tui.store.raw import cells, clock, contradictions, everything, raw
from tui.store.backups import KEPT, back_up, copies, folder_of, keep_daily, made_at
from tui.store.complaints import StoreRefusal
from tui.store.integrity import is_sound
from tui.store.restoring import restore
from tui.store.store import Store

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def copy_of(path: Path, reason: str = "by-hand") -> Path:
    with raw(path) as database:
        return back_up(path, database, reason)


def test_opening_makes_one_copy_a_day(path: Path, evening: EventRecord, store: Store) -> None:
    store.close()
    assert copies(path) == []
    Store.open(path).close()
    Store.open(path).close()
    (copy,) = copies(path, "daily")
    assert is_sound(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder_of(path).stat().st_mode) == 0o700
    assert abs(made_at(copy) - datetime.now(UTC)) < timedelta(hours=1)


def test_the_oldest_copies_of_a_kind_go(path: Path, store: Store) -> None:
    by_hand = copy_of(path)
    with raw(path) as database:
        made = [keep_daily(path, database, NOON + timedelta(days=day)) for day in range(KEPT + 3)]
        assert keep_daily(path, database, NOON + timedelta(days=KEPT + 2, hours=23)) is None
    assert copies(path, "daily") == made[:2:-1]
    assert copies(path, "by-hand") == [by_hand]


def test_a_copy_made_before_something_goes_once_the_daily_ones_are_all_newer(
    path: Path, store: Store
) -> None:
    with raw(path) as database:
        before = back_up(path, database, "before-migration", NOON)
        for day in range(1, KEPT):
            keep_daily(path, database, NOON + timedelta(days=day))
        assert before.exists()
        keep_daily(path, database, NOON + timedelta(days=KEPT))
        assert not before.exists()


def test_no_room_for_the_daily_copy_does_not_stop_the_work(path: Path, store: Store) -> None:
    store.close()
    folder_of(path).write_text("a file in the way")
    with Store.open(path) as again:
        assert again.events() == []


def test_a_copy_holds_what_is_committed_and_lies_alone(
    path: Path, store: Store, evening: EventRecord
) -> None:
    shown = everything(store)
    with store.writing("not yet committed") as unit:
        unit.change(evening, venue="X")
        copy = copy_of(path)
    assert not [file for file in copy.parent.iterdir() if file != copy]
    with Store.open(copy) as restored:
        assert everything(restored) == shown


def test_restoring_shows_in_a_program_that_is_open(
    path: Path, store: Store, evening: EventRecord
) -> None:
    copy, before = copy_of(path), everything(store)
    with store.writing("later") as unit:
        unit.delete(evening)
    store.changed_elsewhere()
    saved = restore(path, copy)
    assert store.changed_elsewhere()
    assert everything(store) == before
    with store.writing("and on") as unit:
        unit.change(evening, venue="X")
    assert not contradictions(path)
    assert saved in copies(path, "before-restore")
    restore(path, saved)
    assert store.events() == []


def test_restoring_forgets_again_and_keeps_time_and_device(
    path: Path, store: Store, evening: EventRecord, ada: ParticipantRecord, tmp_path: Path
) -> None:
    copy = copy_of(path)
    store.erase(ada)
    before, stamps = clock(path), cells(path)
    restore(path, copy)
    assert store.get(ParticipantRecord, ada.id) is None
    assert len(store.all(ParticipantRecord, evening.id)) == 5
    assert b"Ada" not in path.read_bytes()
    last, device = clock(path)
    assert (last >= before[0], device) == (True, before[1])
    assert ("participants", ada.id, "_erased") in stamps
    assert not contradictions(path)


def test_restoring_works_where_nothing_is_and_where_all_is_damaged(
    path: Path, store: Store, evening: EventRecord, tmp_path: Path
) -> None:
    copy, shown = copy_of(path), everything(store)
    store.close()
    elsewhere = tmp_path / "new computer" / "speed-dating.db"
    assert restore(elsewhere, copy) is None
    path.write_bytes(b"garbage" * 5000)
    aside = restore(path, copy)
    assert aside is not None
    assert aside.read_bytes() == b"garbage" * 5000
    for place in (elsewhere, path):
        with Store.open(place) as again:
            assert everything(again) == shown


def test_restoring_helps_where_stamps_would_be_lost(
    path: Path, store: Store, evening: EventRecord
) -> None:
    copy, shown = copy_of(path), everything(store)
    store.close()
    with raw(path) as database:
        database.execute("DROP TRIGGER events_updated")
    assert restore(path, copy) is not None
    with Store.open(path) as again:
        assert everything(again) == shown


def test_an_older_copy_is_brought_to_this_version(
    path: Path, store: Store, evening: EventRecord, tmp_path: Path
) -> None:
    copy = tmp_path / "older.db"
    load("schema-1.sql", copy)
    restore(path, copy)
    assert [summary.event.name for summary in store.events()] == ["Soirée"]
    assert store.settings().language == "fr"


def test_what_is_no_backup_changes_nothing(
    path: Path, store: Store, evening: EventRecord, tmp_path: Path
) -> None:
    shown = everything(store)
    garbage, empty, newer = (tmp_path / name for name in ("garbage", "empty", "newer"))
    garbage.write_bytes(b"garbage" * 5000)
    empty.touch()
    newer.write_bytes(copy_of(path).read_bytes())
    with raw(newer) as database:
        database.execute("PRAGMA user_version = 99")
    for file, code in (
        (garbage, "backup-unusable"), (empty, "backup-empty"), (newer, "store-newer"),
    ):  # fmt: skip
        with pytest.raises(StoreRefusal) as refusal:
            restore(path, file)
        assert refusal.value.messages[0].code == code
    with pytest.raises(FileNotFoundError):
        restore(path, tmp_path / "none")
    assert everything(store) == shown
    assert copies(path, "before-restore") == []
