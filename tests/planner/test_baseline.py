from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.baseline import baseline, completed, lots
from planner.event import Event, Participant, Table, plain_event
from planner.metrics import measure
from planner.problem import compile_event
from planner.schedule import Schedule


@given(st.integers(2, 12), st.integers(2, 6), st.integers(0, 5), st.integers(1, 6))
def test_every_round_seats_everybody_at_tables_of_the_right_size(
    tables: int, seats: int, free: int, rounds: int
) -> None:
    people = max(2, tables * seats - free)
    problem = compile_event(plain_event(people, tables, seats, rounds))
    found = baseline(problem)
    assert found is not None
    metrics = measure(problem, Schedule(completed(problem, found)))
    assert metrics.broken.total == 0
    assert metrics.all.people == people


def test_the_rounds_found_have_no_repeat_and_the_rest_follows_by_lot() -> None:
    problem = compile_event(plain_event(36, 6, 6, 6))
    found = baseline(problem)
    assert found is not None
    assert Schedule(found.seating).meetings()[1].max() == 1
    whole = completed(problem, found)
    assert len(found.seating) < len(whole) == 6
    assert (whole[: len(found.seating)] == found.seating).all()


def test_vips_get_the_places_at_full_tables() -> None:
    event = plain_event(97, 20, 5, 8)
    vips = tuple(replace(p, vip=p.id in ("3", "11")) for p in event.participants)
    problem = compile_event(replace(event, participants=vips))
    found = baseline(problem)
    assert found is not None
    metrics = measure(problem, Schedule(completed(problem, found)))
    assert metrics.vips is not None
    assert metrics.vips.min == metrics.all.max


def test_there_is_none_when_somebody_leaves_early() -> None:
    people = (*(Participant(str(i)) for i in range(7)), Participant("7", rounds=(1,)))
    event = Event(people, (Table("a", 4), Table("b", 4)), 2)
    assert baseline(compile_event(event)) is None


def test_another_seed_hands_the_places_out_otherwise() -> None:
    one, other = (baseline(compile_event(plain_event(100, 20, 5, 8, seed=seed))) for seed in (1, 2))
    assert one is not None
    assert other is not None
    assert (one.seating != other.seating).any()


def test_lots_are_the_same_on_every_machine() -> None:
    assert lots(1, 3).tolist() == [int(x) for x in lots(1, 5)[:3]]
    assert np.unique(lots(7, 10_000)).size == 10_000
    assert lots(0, 1)[0] == 16294208416658607535  # the first number of SplitMix64 seeded with 0
