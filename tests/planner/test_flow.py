from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.flow import most_edges


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[list[bool]], list[int], list[int]]:
    left, right = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    row = st.lists(st.booleans(), min_size=right, max_size=right)
    ends = [st.lists(st.integers(0, 3), min_size=n, max_size=n) for n in (left, right)]
    return draw(st.lists(row, min_size=left, max_size=left)), draw(ends[0]), draw(ends[1])


@given(graphs())
def test_no_choice_of_edges_is_larger_and_one_is_as_large(
    graph: tuple[list[list[bool]], list[int], list[int]],
) -> None:
    rows, left, right = graph
    edges = np.array(rows)
    # by duality (Koenig), over all sets of left ends: nobody else needs to be looked at
    least = min(
        sum(left[i] for i in range(len(left)) if i not in kept)
        + sum(min(right[j], sum(rows[i][j] for i in kept)) for j in range(len(right)))
        for size in range(len(left) + 1)
        for kept in map(set, combinations(range(len(left)), size))
    )
    assert most_edges(edges, left, right) == least
    assert [most_edges(edges, left, right, n) for n in range(4)] == [
        min(n, least) for n in range(4)
    ]


@pytest.mark.parametrize("ends", [1, 3, 7])
def test_in_a_large_graph_everybody_gets_as_many_as_allowed(ends: int) -> None:
    edges = np.random.default_rng(1).random((200, 200)) < 0.2
    assert most_edges(edges, [ends] * 200, [ends] * 200) == 200 * ends
