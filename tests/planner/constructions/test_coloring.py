from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.constructions.coloring import rounds_of

Edges = list[tuple[int, int]]


@st.composite
def multigraphs(draw: st.DrawFn) -> tuple[Edges, int]:
    """Edges between two sides of up to 6, and the most of one person."""
    edges = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=30))
    ends = Counter((side, edge[side]) for edge in edges for side in (0, 1))
    return edges, max(ends.values(), default=1)


def is_proper(edges: Edges, rounds: list[int]) -> bool:
    places = Counter(
        (side, edge[side], r) for edge, r in zip(edges, rounds, strict=True) for side in (0, 1)
    )
    return max(places.values(), default=1) == 1


@given(multigraphs(), st.integers(0, 3))
def test_as_many_rounds_as_the_busiest_has_meetings_suffice_and_are_as_full_as_each_other(
    graph: tuple[Edges, int], more: int
) -> None:
    edges, busiest = graph
    rooms = [-(-len(edges) // (busiest + more))] * (busiest + more)
    rounds = rounds_of(edges, (6, 6), rooms)
    assert rounds is not None
    assert is_proper(edges, rounds)
    sizes = Counter(rounds)
    every = [sizes[r] for r in range(busiest + more)]
    assert max(every) - min(every) <= 1


@given(multigraphs(), st.lists(st.integers(0, 6), min_size=1, max_size=6))
def test_a_round_with_less_room_gets_fewer_or_there_are_none(
    graph: tuple[Edges, int], rooms: list[int]
) -> None:
    edges, busiest = graph
    rooms += [6] * max(0, busiest - len(rooms))
    rounds = rounds_of(edges, (6, 6), rooms)
    if rounds is not None:
        assert is_proper(edges, rounds)
        assert all(Counter(rounds)[r] <= room for r, room in enumerate(rooms))


def test_closed_rounds_stay_empty() -> None:
    edges = [(i, (i + k) % 5) for k in range(3) for i in range(5)]
    rounds = rounds_of(edges, (5, 5), [5, 0, 5, 2, 5])
    assert rounds is not None
    assert is_proper(edges, rounds)
    assert sorted(Counter(rounds)[r] for r in range(5)) == [0, 2, 4, 4, 5]
    assert Counter(rounds)[1] == 0


@pytest.mark.parametrize("people", [60, 200])
def test_large_evenings_are_proper_too(people: int) -> None:
    rng = np.random.default_rng(people)
    edges = [(int(i), int(j)) for _ in range(12) for i, j in enumerate(rng.permutation(people))]
    rounds = rounds_of(edges, (people, people), [people] * 12)
    assert rounds is not None
    assert is_proper(edges, rounds)
    assert set(Counter(rounds).values()) == {people}
