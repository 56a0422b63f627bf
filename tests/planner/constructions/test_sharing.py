from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from planner.constructions.sharing import Side, shared

Longs = NDArray[np.int64]
Sides = tuple[Side, Side]


def side_of(
    due: list[int],
    room: list[int],
    kind: int = 0,
    first: list[int] | None = None,
    idle: list[int] | None = None,
) -> Side:
    return Side(
        np.array(due, np.int64),
        np.array(room, np.int64),
        np.array(room, np.int64) if idle is None else np.array(idle, np.int64),
        np.full(len(due), kind, np.int64),
        np.isin(np.arange(len(due)), first or []),
    )


@st.composite
def evenings(draw: st.DrawFn) -> tuple[Longs, Sides, int]:
    """Up to nine pairs who may meet; people who could meet more, or have fewer rounds."""
    a, b = draw(st.sampled_from([(1, 3), (2, 2), (2, 4), (3, 3), (4, 2)]))
    worth = np.array(draw(st.lists(st.integers(0, 1), min_size=a * b, max_size=a * b)), np.int64)
    worth = worth.reshape(a, b)
    rounds = draw(st.integers(1, 3))
    less = st.integers(0, 3).map(lambda n: int(n == 3))
    apart = draw(st.booleans())
    sides = []
    for axis, people in ((1, a), (0, b)):
        degree = np.minimum(worth.sum(axis=axis), rounds).tolist()
        due = [n + draw(less) for n in degree]
        room = [rounds - draw(less) for _ in range(people)]
        sides.append(side_of(due, room, axis if apart else 0))
    return worth, (sides[0], sides[1]), draw(st.integers(0, rounds * min(a, b)))


def every_choice(worth: Longs, sides: Sides, most: int) -> Iterator[NDArray[np.bool_]]:
    pairs = np.argwhere(worth > 0)
    for bits in product((False, True), repeat=len(pairs)):
        chosen = np.zeros(worth.shape, np.bool_)
        chosen[tuple(pairs.T)] = bits
        if is_possible(chosen, worth, sides, most):
            yield chosen


def is_possible(chosen: NDArray[np.bool_], worth: Longs, sides: Sides, most: int) -> bool:
    return (
        not (chosen & (worth == 0)).any()
        and chosen.sum() <= most
        and bool((chosen.sum(axis=1) <= sides[0].room).all())
        and bool((chosen.sum(axis=0) <= sides[1].room).all())
    )


def gap(chosen: NDArray[np.bool_], sides: Sides) -> int:
    short = [side.due - chosen.sum(axis=1 - n) for n, side in enumerate(sides)]
    kinds = {int(side.kind[0]) for side in sides}
    both = np.concatenate(short)
    return int(max(np.ptp(part) for part in (short if len(kinds) == 2 else [both])))


@settings(max_examples=200, deadline=None)
@given(evenings(), st.booleans())
def test_no_other_choice_has_a_better_key(
    evening: tuple[Longs, Sides, int], meetings_first: bool
) -> None:
    worth, sides, most = evening

    def key(chosen: NDArray[np.bool_]) -> tuple[int, int]:
        pairs = int(chosen.sum())
        unfair = gap(chosen, sides)
        return (-pairs, unfair) if meetings_first else (max(unfair, 1), -pairs)

    found = shared(worth, sides, most, meetings_first=meetings_first)
    assert is_possible(found, worth, sides, most)
    assert key(found) == min(key(chosen) for chosen in every_choice(worth, sides, most))


def largest_flow(worth: Longs, room: tuple[Longs, Longs], most: int) -> int:
    """Edmonds and Karp on the whole network, one unit at a time."""
    a, b = worth.shape
    size = a + b + 3
    left = np.zeros((size, size), np.int64)
    source, first, sink = a + b, a + b + 1, a + b + 2
    left[source, first] = most
    left[first, :a], left[a : a + b, sink] = room
    left[:a, a : a + b] = worth > 0
    flow = 0
    while True:
        before = np.full(size, -1)
        before[source] = source
        queue = [source]
        for node in queue:
            for next_ in np.flatnonzero((left[node] > 0) & (before < 0)).tolist():
                before[next_] = node
                queue.append(next_)
        if before[sink] < 0:
            return flow
        node = sink
        while node != source:
            left[before[node], node] -= 1
            left[node, before[node]] += 1
            node = before[node]
        flow += 1


@pytest.mark.parametrize(
    ("people", "share", "rounds", "most"),
    [((40, 30), 0.1, 6, 10**6), ((30, 40), 0.5, 8, 200), ((25, 25), 0.06, 4, 10**6)],
)
def test_in_large_evenings_as_many_meet_as_a_maximum_flow_says(
    people: tuple[int, int], share: float, rounds: int, most: int
) -> None:
    rng = np.random.default_rng(5)
    worth = (rng.random(people) < share).astype(np.int64)
    degrees = worth.sum(axis=1), worth.sum(axis=0)
    sides = [
        side_of(np.minimum(d, rounds).tolist(), [rounds] * len(d), n)
        for n, d in enumerate(degrees)
    ]  # fmt: skip
    found = shared(worth, (sides[0], sides[1]), most, meetings_first=True)
    assert found.sum() == largest_flow(worth, (sides[0].room, sides[1].room), most)


def test_whoever_comes_first_is_not_the_one_to_wait() -> None:
    worth = np.ones((4, 3), np.int64)
    for vip in range(4):
        sides = side_of([2] * 4, [2] * 4, 0, [vip]), side_of([2] * 3, [2] * 3, 1)
        found = shared(worth, sides, 100)
        assert found.sum() == 6
        assert found[vip].sum() == 2


def test_pairs_worth_more_are_chosen_first() -> None:
    worth = np.array([[1, 2], [2, 2]], np.int64)
    found = shared(worth, (side_of([1, 1], [1, 1]), side_of([1, 1], [1, 1])), 9)
    assert found.tolist() == [[False, True], [True, False]]


def test_among_equals_whoever_has_rested_more_meets_more() -> None:
    worth = np.ones((4, 2), np.int64)
    for rested in range(4):
        idle = [1 + (person == rested) for person in range(4)]
        sides = side_of([1] * 4, [1] * 4, 0, idle=idle), side_of([1] * 2, [1] * 2, 1)
        found = shared(worth, sides, 100)
        assert found.sum() == 2
        assert found[rested].any()
