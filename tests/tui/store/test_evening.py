"""How an evening goes, in the store: at one door, at two, and on two devices."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.evening import checkin, clock
from planner.evening.facts import Evening
from planner.evening.replanning import remainder
from planner.evening.rounds import Gaps, gaps, seated
from planner.matching import answers_of
from planner.pipeline import make_plan
from planner.problem import compile_event
from planner.records import (
    AttendanceRecord,
    CardRecord,
    Delivery,
    EventRecord,
    IdentityRecord,
    MailRecord,
    ParticipantRecord,
    Record,
    RoundRecord,
    SittingRecord,
    card,
    identity,
    mail,
)
from planner.worker import answer
from tests.tui.store.merging import merge
from tests.tui.store.programs import start
from tests.tui.store.raw import contradictions, everything, raw, stored_bytes
from tests.tui.store.test_store import ANSWER
from tui.store.store import Store

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
Step = Callable[[Evening, datetime], Iterable[Record]]


@pytest.fixture
def planned(store: Store, evening: EventRecord) -> EventRecord:
    with store.writing("plan") as unit:
        contents = unit.contents(evening.id)
        assert contents is not None
        plan = unit.add_plan(evening.id, contents.planned(), ANSWER)
        return unit.change(evening, plan_id=plan.id)


def of(store: Store, event: EventRecord) -> Evening:
    evening = store.evening(event.id)
    assert evening is not None
    return evening


def do(store: Store, event: EventRecord, step: Step, minutes: float = 0) -> Evening:
    now = NOW + timedelta(minutes=minutes)
    evening = store.evening_step(event.id, "step", lambda evening: step(evening, now))
    assert evening is not None
    return evening


def test_a_step_returns_the_evening_as_it_is_then(store: Store, planned: EventRecord) -> None:
    do(store, planned, clock.start)
    assert do(store, planned, clock.end, 10) == of(store, planned)
    assert store.evening_step("nowhere", "step", lambda evening: []) is None
    assert str(store.undoable()) == "step"


def test_what_the_time_brings_is_nothing_to_undo(store: Store, planned: EventRecord) -> None:
    do(store, planned, clock.start)
    now = NOW + timedelta(minutes=10)
    store.evening_step(planned.id, "due", lambda evening: clock.due(evening, now), undoable=False)
    assert of(store, planned).sittings
    assert str(store.undoable()) == "step"


def test_steps_of_the_clock_are_undone_but_rounds_that_are_played_not_unasked(
    store: Store, planned: EventRecord
) -> None:
    do(store, planned, clock.start)
    do(store, planned, clock.pause, 1)
    do(store, planned, clock.resume, 2)
    assert undone(store)
    assert clock.clock(of(store, planned), NOW).phase == "pause"
    store.redo()
    now = NOW + timedelta(minutes=11)
    store.evening_step(planned.id, "due", lambda evening: clock.due(evening, now), undoable=False)
    assert not undone(store)
    assert of(store, planned).begun[1].ended
    while str(store.undoable()) == "step":
        store.undo(anyway=True)
    assert not of(store, planned).begun


def undone(store: Store) -> bool:
    result = store.undo()
    return result is not None and result.done


def test_an_evening_goes_on_where_it_was_when_the_program_is_opened_again(
    store: Store, path: Path, planned: EventRecord
) -> None:
    do(store, planned, clock.start)
    do(store, planned, clock.pause, 4)
    before = of(store, planned)
    store.close()
    with Store.open(path) as again:
        evening = of(again, planned)
        assert evening == before
        assert clock.clock(evening, NOW + timedelta(hours=9)).seconds_left == 6 * 60
        do(again, planned, clock.resume, 60)
        assert clock.clock(of(again, planned), NOW + timedelta(minutes=61)).seconds_left == 5 * 60


def test_a_round_that_ends_is_written_with_who_sat_where_or_not_at_all(
    store: Store, path: Path, planned: EventRecord
) -> None:
    names = {p.first_name: p.id for p in store.all(ParticipantRecord, planned.id)}
    here = [names[name] for name in ("Ada", "Bob", "Dee")]
    do(store, planned, lambda evening, now: checkin.arrive(evening, here, now))
    do(store, planned, clock.start)
    do(store, planned, clock.end, 10)
    evening = of(store, planned)
    tables = seated(evening, {}, 1)
    assert [set(table.who) for table in tables] == [{names["Ada"], names["Bob"]}, {names["Dee"]}]
    store.undo()
    evening = of(store, planned)
    assert not store.all(SittingRecord, planned.id)
    assert clock.clock(evening, NOW + timedelta(minutes=11)).phase == "over"
    store.redo()
    assert seated(of(store, planned), {}, 1) == tables
    assert not contradictions(path)


def test_plans_are_read_with_the_evening(store: Store, planned: EventRecord) -> None:
    do(store, planned, clock.start)
    plans = store.plans_of(of(store, planned))
    assert list(plans) == [planned.plan_id]
    with store.writing("new plan") as unit:
        contents = unit.contents(planned.id)
        assert contents is not None
        other = unit.add_plan(planned.id, contents.planned(), ANSWER)
        unit.change(planned, plan_id=other.id)
    assert set(store.plans_of(of(store, planned))) == {planned.plan_id, other.id}
    assert store.evening("nowhere") is None


def test_a_new_plan_for_the_rest_is_accepted_as_a_whole_and_taken_back(
    store: Store, planned: EventRecord
) -> None:
    ids = [person.id for person in store.all(ParticipantRecord, planned.id)]
    do(store, planned, lambda e, now: checkin.arrive(e, ids, now))
    do(store, planned, clock.start)
    zoe = ParticipantRecord("", "Zoë")
    do(store, planned, lambda e, now: checkin.leave(e, ids[:2], now), 2)
    evening = do(store, planned, lambda e, now: checkin.walk_in(e, zoe, now), 3)
    plans = store.plans_of(evening)
    assert gaps(evening, plans) == Gaps(frozenset([evening.people[-1].id]), frozenset(ids[:2]))
    rest = remainder(evening, plans)
    made = make_plan(compile_event(rest.event), previous=rest.previous)
    with store.writing("planned again") as unit:
        record = unit.add_plan(planned.id, rest.event, answer(made))
        unit.change(evening.event, plan_id=record.id)
    evening = of(store, planned)
    plans = store.plans_of(evening)
    assert not gaps(evening, plans)
    assert [len(table.who) for table in seated(evening, plans, 1)] == [3, 3]
    assert sorted(len(table.who) for table in seated(evening, plans, 2)) == [2, 3]
    store.undo()
    assert of(store, planned).event.plan_id == planned.plan_id
    assert gaps(of(store, planned), plans)


def test_a_plan_with_parts_missing_seats_nobody(
    store: Store, path: Path, planned: EventRecord
) -> None:
    with raw(path) as database:
        database.execute("UPDATE plan_parts SET _deleted = 1")
    assert store.plans_of(of(store, planned)) == {}


def test_two_at_the_door_of_one_store_lose_nothing(path: Path, planned: EventRecord) -> None:
    """Each checks in every second one; both type everybody's card."""
    programs = [start("door", path, planned.id, str(place)) for place in (0, 1)]
    for program in programs:
        program.communicate()
        assert program.returncode == 0
    with Store.open(path) as store:
        evening = of(store, planned)
        assert checkin.counts(evening).here == 6
        assert len(evening.attendances) == 6
        assert len(store.all(CardRecord, planned.id)) == 30
    assert not contradictions(path)


def test_two_devices_check_in_and_run_the_clock_and_merge(
    store: Store, path: Path, planned: EventRecord, tmp_path: Path
) -> None:
    ids = [person.id for person in store.all(ParticipantRecord, planned.id)]
    other_path = _second_device(path, tmp_path)
    with closing(Store.open(other_path)) as other:
        do(store, planned, lambda e, now: checkin.arrive(e, ids[:4], now))
        do(other, planned, lambda e, now: checkin.arrive(e, ids[2:], now))
        do(store, planned, clock.start)
        do(other, planned, clock.start, 0.5)
        with store.writing("cards") as unit:
            unit.add(card(planned.id, ids[0], ids[1], "yes"))
        with other.writing("cards") as unit:
            unit.add(
                card(planned.id, ids[1], ids[0], "yes"), card(planned.id, ids[0], ids[1], "yes")
            )
        merge(path, other_path)
        assert everything(store) == everything(other)
        evening = of(store, planned)
        assert checkin.counts(evening).here == 6
        assert len(store.all(RoundRecord, planned.id)) == 1
        assert clock.clock(evening, NOW + timedelta(minutes=1)).seconds_left == 9 * 60 + 30
        assert len(answers_of(store.all(CardRecord, planned.id))) == 2
    assert not contradictions(path)


def test_forgetting_somebody_forgets_what_was_said_and_written_about_her(
    store: Store, path: Path, planned: EventRecord, ada: ParticipantRecord
) -> None:
    other = store.all(ParticipantRecord, planned.id)[1]
    failed = Delivery("failed", "2026-11-21T08:00:00.000Z", "canaryerror")
    with store.writing("evening") as unit:
        unit.save(*checkin.arrive(of(store, planned), [ada.id, other.id], NOW))
        unit.add(
            card(planned.id, ada.id, other.id, "friends"),
            card(planned.id, other.id, ada.id, "friends"),
            replace(mail(planned.id, ada.id, "result"), delivery=failed),
            mail(planned.id, other.id, "result"),
            identity(ada.id, other.id, same=False),
        )
    store.erase(ada)
    assert [r.participant_id for r in store.all(AttendanceRecord, planned.id)] == [other.id]
    assert store.all(CardRecord, planned.id) == []
    assert [r.participant_id for r in store.all(MailRecord, planned.id)] == [other.id]
    assert len(store.all(IdentityRecord)) == 1
    assert b"canary" not in stored_bytes(path)
    with raw(path) as database:
        kept = database.execute("SELECT answer, giver_id FROM cards").fetchall()
        left = database.execute(
            "SELECT count(*) FROM journal_change WHERE tbl = 'cards'"
        ).fetchone()
    assert kept == [("", ""), ("", "")]
    assert left == (0,)


def test_forgetting_an_event_forgets_its_evening(
    store: Store, planned: EventRecord, ada: ParticipantRecord
) -> None:
    do(store, planned, lambda evening, now: checkin.arrive(evening, [ada.id], now))
    do(store, planned, clock.start)
    do(store, planned, clock.end, 10)
    store.erase(planned)
    assert not any(everything(store).values())


def _second_device(path: Path, folder: Path) -> Path:
    """The same data on a device of its own."""
    other = folder / "other" / path.name
    other.parent.mkdir()
    with raw(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(path, other)
    with raw(other) as database:
        database.execute("UPDATE clock SET device = ?", (b"\x00other  ",))
    return other
