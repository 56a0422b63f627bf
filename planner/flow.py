"""The most edges of a graph, with at most so many at each end: a maximum flow on bit sets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Edges = NDArray[np.bool_]


def most_edges(
    edges: Edges, left: Sequence[int], right: Sequence[int], enough: int | None = None
) -> int:
    """The most edges (L, M) to choose with at most `left[i]` and `right[j]` of them at each end.

    Looks no further once there are `enough`. A maximum flow by augmenting paths, each right end
    visited once in a phase (Hopcroft and Karp 1973, without the layers).
    """
    flow = _Flow(edges, left, right)
    while (enough is None or flow.size < enough) and flow.phase():
        pass
    return flow.size if enough is None else min(flow.size, enough)


def _greedy(edges: Edges, left: Sequence[int], right: Sequence[int]) -> Edges:
    """Edges to begin with: who has fewest chooses first, those with the most room."""
    chosen = np.zeros_like(edges)
    room = np.array(right, np.int64)
    for i in np.argsort(edges.sum(axis=1), kind="stable").tolist():
        ends = np.flatnonzero(edges[i] & (room > 0))
        ends = ends[np.argsort(-room[ends], kind="stable")[: left[i]]]
        chosen[i, ends] = True
        room[ends] -= 1
    return chosen


def _bits(rows: Edges) -> list[int]:
    packed = np.packbits(rows, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


class _Flow:
    def __init__(self, edges: Edges, left: Sequence[int], right: Sequence[int]) -> None:
        chosen = _greedy(edges, left, right)
        self._unused = _bits(edges & ~chosen)
        """By left end: the right ends of edges that are not chosen, as bits."""
        self._chosen = _bits(chosen.T)
        """By right end: the left ends of edges that are chosen."""
        self._lacking = (np.array(left, np.int64) - chosen.sum(axis=1)).tolist()
        self._room = (np.array(right, np.int64) - chosen.sum(axis=0)).tolist()
        self._open = sum(1 << j for j, room in enumerate(self._room) if room > 0)
        """The right ends with room."""
        self.size = int(chosen.sum())

    def phase(self) -> bool:
        """Adds paths from every left end that lacks edges; whether any was found."""
        before = self.size
        self._fresh = (1 << len(self._chosen)) - 1
        self._entered = 0
        for i, lacking in enumerate(self._lacking):
            for _ in range(lacking):
                if not self._augment(i):
                    break
        return self.size > before

    def _augment(self, start: int) -> bool:
        path: list[tuple[int, int]] = []
        """Left ends on the way, each with the right end it goes on to."""
        at = start
        while True:
            direct = self._unused[at] & self._open
            if direct:
                self._turn([*path, (at, _from(direct, at))])
                return True
            onward = self._unused[at] & self._fresh
            if onward:
                j = _from(onward, at)
                self._fresh &= ~(1 << j)
                back = self._chosen[j] & ~self._entered
                if back:
                    path.append((at, j))
                    at = _from(back, j)
                    self._entered |= 1 << at
                continue
            if not path:
                return False
            at, j = path.pop()
            back = self._chosen[j] & ~self._entered
            if back:
                path.append((at, j))
                at = _from(back, j)
                self._entered |= 1 << at

    def _turn(self, path: list[tuple[int, int]]) -> None:
        """Chooses the edges of the path, and gives up those between."""
        for (_, j), (at, _) in pairwise(path):
            self._chosen[j] &= ~(1 << at)
            self._unused[at] |= 1 << j
        for at, j in path:
            self._chosen[j] |= 1 << at
            self._unused[at] &= ~(1 << j)
        start, end = path[0][0], path[-1][1]
        self._lacking[start] -= 1
        self._room[end] -= 1
        if not self._room[end]:
            self._open &= ~(1 << end)
        self.size += 1


def _from(bits: int, start: int) -> int:
    """A bit that is set, the first at `start` or above if there is one, so that turns go around."""
    above = bits >> start
    return start + _lowest(above) if above else _lowest(bits)


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1
