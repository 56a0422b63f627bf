"""Meetings of two sides laid into rounds: edge colourings of bipartite multigraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

NONE: Final = -1

Edge = tuple[int, int]


def rounds_of(
    edges: Sequence[Edge], people: tuple[int, int], rooms: Sequence[int]
) -> list[int] | None:
    """The round of each edge (left person, right person): nobody twice in one, no room overfull.

    Nobody may have more edges than there are rounds: so many rounds suffice (D. Koenig, Über
    Graphen und ihre Anwendung auf Determinantentheorie und Mengenlehre, 1916). Round r has room
    for `rooms[r]` edges, and gets as many as any other as far as rooms allow. Where rooms are equal
    and suffice for all edges that is always possible (D. de Werra, Equitable colorations of graphs,
    1971). None says that they do not, or that unequal ones could not be kept by exchanges between
    two rounds.
    """
    if sum(rooms) < len(edges):
        return None
    coloring = _Coloring(edges, people, len(rooms))
    return coloring.round if coloring.fill(_level(len(edges), rooms)) else None


def _level(edges: int, rooms: Sequence[int]) -> list[int]:
    """The most level sizes of rounds that have room for all."""
    sizes, left = [0] * len(rooms), edges
    for place, r in enumerate(sorted(range(len(rooms)), key=lambda r: rooms[r])):
        sizes[r] = min(rooms[r], left // (len(rooms) - place))
        left -= sizes[r]
    return sizes


class _Coloring:
    def __init__(self, edges: Sequence[Edge], people: tuple[int, int], rounds: int) -> None:
        self.edges = edges
        self.round = [NONE] * len(edges)
        self.size = [0] * rounds
        self.at = tuple([[NONE] * rounds for _ in range(count)] for count in people)
        """[side][person][round]: the edge there, or NONE."""
        every = (1 << rounds) - 1
        self.free = tuple([every] * count for count in people)
        """[side][person]: bit r for each round r without an edge."""
        for edge, (i, j) in enumerate(edges):
            ours, theirs = self.free[0][i], self.free[1][j]
            round_ = _lowest(ours & theirs or ours)
            if not theirs >> round_ & 1:
                # the way from j cannot come by i, who is free in that round
                self._exchange(self._way(1, j, round_, _lowest(theirs)))
            self._put(edge, round_)

    def fill(self, sizes: Sequence[int]) -> bool:
        """Moves edges until each round has so many; whether that was possible."""
        while True:
            over = [r for r, size in enumerate(sizes) if self.size[r] > size]
            under = [r for r, size in enumerate(sizes) if self.size[r] < size]
            if not over:
                return True
            if not any(self._move(r, s) for r in over for s in under):
                return False

    def _move(self, r: int, s: int) -> bool:
        """One edge more in s, one less in r, if an exchange between them can do it."""
        for i, at in enumerate(self.at[0]):
            if at[r] != NONE and at[s] == NONE:
                way = self._way(0, i, r, s)
                if len(way) % 2:
                    self._exchange(way)
                    return True
        return False

    def _way(self, side: int, person: int, r: int, s: int) -> list[tuple[int, int]]:
        """Edges in turn from rounds r and s, from a person who is free in s; each with where to."""
        way = []
        edge = self.at[side][person][r]
        while edge != NONE:
            way.append((edge, s))
            side = 1 - side
            r, s = s, r
            edge = self.at[side][self.edges[edge][side]][r]
        return way

    def _exchange(self, way: list[tuple[int, int]]) -> None:
        for edge, _ in way:
            self._take(edge)
        for edge, round_ in way:
            self._put(edge, round_)

    def _put(self, edge: int, round_: int) -> None:
        self.round[edge] = round_
        self._mark(edge, round_, edge)
        self.size[round_] += 1

    def _take(self, edge: int) -> None:
        self._mark(edge, self.round[edge], NONE)
        self.size[self.round[edge]] -= 1

    def _mark(self, edge: int, round_: int, value: int) -> None:
        for side, person in enumerate(self.edges[edge]):
            self.at[side][person][round_] = value
            self.free[side][person] ^= 1 << round_


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1
