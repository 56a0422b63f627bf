"""Who can sit with whom at tables of two, one of each side: matchings in a bipartite graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from planner.schedule import Ints

Graph = NDArray[np.bool_]

_PROOFS_TRIED: Final = 20


@dataclass(frozen=True, eq=False)
class Matching:
    """`of_left[a]` and `of_right[b]`: the partner, or -1."""

    of_left: Ints
    of_right: Ints

    def mirrored(self) -> Matching:
        return Matching(self.of_right, self.of_left)


def largest_matching(
    graph: Graph, left_first: NDArray[np.bool_], right_first: NDArray[np.bool_]
) -> Matching:
    """A largest matching of `graph` (left, right) that covers those who come first.

    Of each side as many of those who come first have a partner as in any matching, both at once
    (Mendelsohn and Dulmage 1958). Ways to more partners are alternating paths (Berge 1957).
    """
    match = Matching(np.full(graph.shape[0], -1, np.int32), np.full(graph.shape[1], -1, np.int32))
    for a in np.flatnonzero(left_first).tolist():
        _take(match, *_search(graph, match, a))
    other_way = match.mirrored()
    for b in np.flatnonzero(right_first & (match.of_right < 0)).tolist():
        _take(other_way, *_search(graph.T, other_way, b, may_lose=~right_first))
    hopeless = np.zeros(graph.shape[1], np.bool_)
    for a in np.flatnonzero(match.of_left < 0).tolist():
        came_from, b = _search(graph, match, a, hopeless)
        if b < 0:
            hopeless |= came_from >= 0
        _take(match, came_from, b)
    return match


def shortage(graph: Graph, match: Matching) -> tuple[list[int], list[int]] | None:
    """People of the left who have fewer possible partners than they are, and these partners.

    Of a largest matching, and None where everybody of the left has a partner (Hall 1935). Each of
    the left without a partner proves a set; this is the smallest of some.
    """
    left_over = np.flatnonzero(match.of_left < 0).tolist()
    sets = [_reached(graph, match, a) for a in left_over[:_PROOFS_TRIED]]
    return min(sets, key=lambda found: len(found[0]), default=None)


def _reached(graph: Graph, match: Matching, start: int) -> tuple[list[int], list[int]]:
    came_from = _search(graph, match, start)[0]
    right = np.flatnonzero(came_from >= 0).tolist()
    return sorted([start, *match.of_right[right].tolist()]), right


def _take(match: Matching, came_from: Ints, b: int) -> None:
    """Everybody on the way to `b` takes the next; whoever had `b` loses her."""
    if b < 0:
        return
    loser = match.of_right[b]
    if loser >= 0:
        match.of_left[loser] = -1
    while b >= 0:
        a = came_from[b]
        before = int(match.of_left[a])
        match.of_left[a], match.of_right[b] = b, a
        b = before


def _search(
    graph: Graph,
    match: Matching,
    start: int,
    without: NDArray[np.bool_] | None = None,
    may_lose: NDArray[np.bool_] | None = None,
) -> tuple[Ints, int]:
    """Breadth first along alternating paths from somebody of the left without a partner.

    For each of the right reached, who reached her; and the one at whom the search ends, because
    she is nobody's partner or that of somebody who may lose her, else -1.
    """
    came_from = np.full(graph.shape[1], -1, np.int32)
    unseen = np.ones(graph.shape[1], np.bool_) if without is None else ~without
    frontier = np.array([start], np.int32)
    while frontier.size:
        edges = graph[frontier]
        reached = np.flatnonzero(edges.any(axis=0) & unseen)
        unseen[reached] = False
        came_from[reached] = frontier[edges[:, reached].argmax(axis=0)]
        partners = match.of_right[reached]
        ends = partners < 0
        if may_lose is not None and not ends.any():
            ends = may_lose[partners]
        if ends.any():
            return came_from, int(reached[ends][0])
        frontier = partners
    return came_from, -1
