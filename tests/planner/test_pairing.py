from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from planner.pairing import Matching, largest_matching, shortage

Graph = NDArray[np.bool_]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    left, right = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    edges = draw(st.lists(st.booleans(), min_size=left * right, max_size=left * right))
    return np.array(edges, np.bool_).reshape(left, right)


def matchings(graph: Graph) -> list[list[tuple[int, int]]]:
    """All of them, by exhaustion."""
    left, right = graph.shape
    return [
        list(zip(some, others, strict=True))
        for size in range(min(left, right) + 1)
        for some in combinations(range(left), size)
        for others in permutations(range(right), size)
        if all(graph[a, b] for a, b in zip(some, others, strict=True))
    ]


def pairs_of(match: Matching) -> list[tuple[int, int]]:
    return [(a, b) for a, b in enumerate(match.of_left.tolist()) if b >= 0]


@settings(max_examples=200, deadline=None)
@given(graphs(), st.data())
def test_the_matching_is_largest_and_covers_those_who_come_first(
    graph: Graph, data: st.DataObject
) -> None:
    first = [
        np.array(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)), np.bool_)
        for n in graph.shape
    ]
    match = largest_matching(graph, first[0], first[1])
    pairs, every = pairs_of(match), matchings(graph)
    assert sorted(pairs) in every
    assert [(a, b) for b, a in enumerate(match.of_right.tolist()) if a >= 0] == sorted(
        pairs, key=lambda pair: pair[1]
    )
    assert len(pairs) == max(map(len, every))
    for end, who in enumerate(first):
        covered = [sum(bool(who[pair[end]]) for pair in some) for some in (pairs, *every)]
        assert covered[0] == max(covered)


@settings(max_examples=200, deadline=None)
@given(graphs())
def test_a_shortage_is_people_with_fewer_partners_than_they_are(graph: Graph) -> None:
    nobody = [np.zeros(n, np.bool_) for n in graph.shape]
    match = largest_matching(graph, nobody[0], nobody[1])
    found = shortage(graph, match)
    if found is None:
        assert len(pairs_of(match)) == graph.shape[0]
    else:
        people, partners = found
        assert np.flatnonzero(graph[people].any(axis=0)).tolist() == partners
        assert len(partners) < len(people)


def test_thousands_of_people_are_matched() -> None:
    n = 2_500
    near = np.abs(np.subtract.outer(np.arange(n), np.arange(n) * 7 % n)) < 3
    nobody = np.zeros(n, np.bool_)
    assert (largest_matching(near, nobody, nobody).of_left >= 0).sum() > n * 0.9
