"""The rest planned again: what it is measured against, and its acceptance as one unit."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner.evening import checkin, clock
from planner.evening.facts import Evening
from planner.evening.rounds import gaps
from planner.form import parse_event
from planner.messages import Refusal
from planner.pipeline import make_plan
from planner.problem import compile_event
from planner.records import ParticipantRecord, PlanRecord
from planner.schedule import ABSENT
from planner.worker import Request, answer
from tests.tui.planned import contents
from tests.tui.running.tonight import arrived, evening_of, step
from tui.planning.seen import see, still_fits
from tui.running.rest import Proposal, Task, accept, prepare
from tui.store.place import store_path
from tui.store.store import Store


def planned(task: Task) -> Proposal:
    """As the process plans it, without a process."""
    request = Request.parse(task.request)
    problem = compile_event(parse_event(json.dumps(request.event)))
    previous = request.previous.seen_from(problem.event) if request.previous else None
    return Proposal(task, answer(make_plan(problem, previous=previous, threads=1)))


def evening(store: Store, event_id: str) -> Evening:
    found = store.evening(event_id)
    assert found is not None
    return found


def proposed(store: Store, event_id: str, **how: Any) -> Proposal:
    return planned(prepare(store, event_id, **how))


@pytest.fixture
def event_id() -> str:
    """Twelve people, round 1 runs, Ada has left, Lou never came, Zoe walked in."""
    id_ = evening_of(tables=4)
    arrived(id_, but=1)
    step(id_, clock.start, 0)
    step(id_, lambda e, now: checkin.leave(e, [e.people[0].id], now), 2)
    step(id_, lambda e, now: checkin.walk_in(e, ParticipantRecord("", "Zoe"), now), 3)
    return id_


def test_it_says_who_moves_who_is_told_first_and_what_it_costs(event_id: str) -> None:
    with Store.open() as store:
        proposal = proposed(store, event_id)
    assert proposal.people == 11
    assert proposal.told_first == 1
    assert {way.round for way in proposal.ways} <= {2, 3}
    assert [way.round for way in proposal.ways] == sorted(way.round for way in proposal.ways)
    zoe = [way for way in proposal.ways if way.name == "Zoe"]
    assert [(way.round, way.before) for way in zoe] == [(2, ""), (3, "")]
    now = proposal.task.now
    assert now is not None
    assert proposal.after.unique > now.unique
    assert not proposal.waiting


def test_nobody_who_is_absent_is_seated_and_what_was_played_stays(event_id: str) -> None:
    with Store.open() as store:
        proposal = proposed(store, event_id)
        before = evening(store, event_id)
    rest, seating = proposal.task.rest, proposal.schedule.seating
    column = {person.id: i for i, person in enumerate(rest.event.participants)}
    ada = next(person.id for person in before.people if person.name == "Ada")
    lou = next(person.id for person in before.people if person.name == "Lou")
    assert (seating[1:, column[ada]] == ABSENT).all()
    assert seating[0, column[ada]] >= 0
    assert lou not in column
    assert (seating[0] == rest.previous[0]).all()


def test_afresh_nobody_is_bound_to_what_was_told(event_id: str) -> None:
    with Store.open() as store:
        task = prepare(store, event_id, fresh=True)
    assert Request.parse(task.request).previous is None


def test_an_accepted_one_fits_until_something_else_changes(event_id: str) -> None:
    with Store.open() as store:
        first = evening(store, event_id).event.plan_id
        with store.writing("accepted") as unit:
            record = accept(unit, proposed(store, event_id))
        after = evening(store, event_id)
        assert after.event.plan_id == record.id != first
        assert after.begun[1].plan_id == first
        assert not gaps(after, store.plans_of(after))
        with store.reading() as reader:
            found = contents(store, event_id)
            seen = see(reader, found, record)
            assert seen.fits
            assert still_fits(reader, found, seen)
            assert seen.plan.metrics.unique == record.unique
            assert set(seen.names) == {p.name for p in after.people} - {"Lou"}
        step(event_id, clock.start, 15)
        with store.reading() as reader:
            assert see(reader, contents(store, event_id), record).fits
        step(event_id, lambda e, now: checkin.leave(e, [e.people[1].id], now), 16)
        with store.reading() as reader:
            assert not see(reader, contents(store, event_id), record).fits
        step(event_id, lambda e, now: checkin.arrive(e, [e.people[1].id], now), 17)
        for minutes in (30, 45):
            step(event_id, clock.skip, minutes)
        step(event_id, clock.skip, 60)
        with store.reading() as reader:
            assert see(reader, contents(store, event_id), record).over


def test_every_version_is_kept_and_undo_brings_the_old_one(event_id: str) -> None:
    with Store.open() as store:
        before = evening(store, event_id)
        with store.writing("accepted") as unit:
            record = accept(unit, proposed(store, event_id))
        assert {plan.id for plan in store.all(PlanRecord, event_id)} == {
            before.event.plan_id, record.id,
        }  # fmt: skip
        assert store.undo() is not None
        assert evening(store, event_id) == before
        assert store.redo() is not None
        assert evening(store, event_id).event.plan_id == record.id


Change = Callable[[str, Store], None]


def _round_begins(event_id: str, _store: Store) -> None:
    step(event_id, clock.start, 15)


def _other_plan(event_id: str, store: Store) -> None:
    with store.writing("other") as unit:
        accept(unit, proposed(store, event_id))


@pytest.mark.parametrize(
    ("change", "code"),
    [(_round_begins, "round-begun-meanwhile"), (_other_plan, "planned-meanwhile")],
)
def test_what_is_no_longer_so_cannot_be_accepted(event_id: str, change: Change, code: str) -> None:
    with Store.open() as store:
        proposal = proposed(store, event_id)
        change(event_id, store)
        before = evening(store, event_id)
        with pytest.raises(Refusal) as refusal, store.writing("accepted") as unit:
            accept(unit, proposal)
        assert refusal.value.messages[0].code == code
        assert evening(store, event_id) == before


def test_who_arrives_while_it_is_looked_at_does_not_stop_it(event_id: str) -> None:
    with Store.open() as store:
        proposal = proposed(store, event_id)
        step(event_id, lambda e, now: checkin.arrive(e, [e.people[11].id], now), 4)
        with store.writing("accepted") as unit:
            accept(unit, proposal)
        after = evening(store, event_id)
        assert len(gaps(after, store.plans_of(after)).unseated) == 1


def test_more_people_than_seats_wait_and_everybody_leaving_is_said() -> None:
    event_id = evening_of()
    arrived(event_id)
    for n in range(3):
        guest = ParticipantRecord("", f"Guest {n}")
        step(event_id, lambda e, now, guest=guest: checkin.walk_in(e, guest, now), -1)
    with Store.open() as store:
        assert proposed(store, event_id).waiting == 3
    step(event_id, lambda e, now: checkin.leave(e, [p.id for p in e.people], now), 0)
    with Store.open() as store, pytest.raises(Refusal) as refusal:
        prepare(store, event_id)
    assert refusal.value.messages[0].code == "nobody-left"


def accept_for_ever(path: Path, event_id: str) -> None:
    """The same proposal accepted again and again, each time in the place of the one before."""
    with Store.open(path) as store:
        proposal = proposed(store, event_id)
        while True:
            print("accepting", flush=True)
            with store.writing("accepted") as unit:
                record = accept(unit, proposal)
            print(record.id, flush=True)
            now = proposal.task.evening
            now = replace(now, event=replace(now.event, plan_id=record.id))
            proposal = Proposal(replace(proposal.task, evening=now), proposal.answer)


@pytest.mark.parametrize("lines", [3, 4, 7])
def test_killed_while_accepting_it_is_the_old_plan_or_the_new_one_whole(
    event_id: str, lines: int
) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.tui.running.test_rest import *;"
        "accept_for_ever(Path(sys.argv[1]), sys.argv[2])"
    )
    command = [sys.executable, "-c", program, str(store_path()), event_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().split()
    accepted = [line for line in said if line != "accepting"]
    with Store.open() as store:
        after = evening(store, event_id)
        plans = store.all(PlanRecord, event_id)
        assert {plan.id for plan in plans} >= set(accepted)
        assert len(plans) <= len(accepted) + 2
        current = next(plan for plan in plans if plan.id == after.event.plan_id)
        assert store.unpack(current).people
        assert accepted[-1:] in ([], [current.id]) or current.id not in accepted
        assert not gaps(after, store.plans_of(after))
