"""Which pairs of two sides meet: as many as can be, shared out as fairly as can be."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.constructions.flow import NEVER, Prices, cheapest

Longs = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Side:
    """(n,) arrays of the people of one side."""

    due: Longs
    """How many people each could still meet: the shortfall if nothing follows."""
    room: Longs
    """In how many rounds each can still sit."""
    idle: Longs
    """In how many rounds each rests in all if nothing follows."""
    kind: Longs
    """Among whom shortfalls are compared: those of the same kind."""
    first: NDArray[np.bool_]
    """Whose shortfalls come before those of the others."""


Lows = tuple[int, int]
"""The least shortfall of each side; the largest is a gap above."""
Least = tuple[Longs | int, Longs | int]
"""The same for each person."""


def shared(
    worth: Longs, sides: tuple[Side, Side], most: int, *, meetings_first: bool = False
) -> NDArray[np.bool_]:
    """(a, b) who meet: at most `most` pairs of those with a `worth` above 0.

    With `meetings_first` the pairs are worth as much as any choice of them, and of all such choices
    one with the least sum of squared shortfalls. Where all pairs are worth the same, the numbers of
    meetings that maximum flows give to a side are the bases of a polymatroid, and both sides can be
    chosen by themselves (N. S. Mendelsohn and A. L. Dulmage, 1958), so that it has also the least
    of largest and the largest of least shortfalls (A. Frank and K. Murota, Decreasing minimization
    on M-convex sets, 2022): the least gap.

    Otherwise the gap comes first, as far as it is above 1, and then the worth: exactly, where all
    pairs are worth the same and nobody is `first`.

    Of all these it is one with the least sum of squared breaks, nobody's shortfall leaving what is
    fair.
    """
    choice = _Choice(worth, sides, most)
    best = choice.made()
    if not meetings_first:
        for gap in range(1, choice.gap(best)):
            fairer = choice.with_gap(gap)
            if fairer is not None:
                best = fairer
                break
    return best if choice.rests_follow_shortfalls else choice.rested(best)


@dataclass(frozen=True, eq=False)
class _Choice:
    worth: Longs
    sides: tuple[Side, Side]
    most: int

    def made(
        self, lows: Least | None = None, gap: int = 0, *, rests: bool = False
    ) -> NDArray[np.bool_]:
        """The choice of greatest worth, shortfalls being from `lows` to `gap` above if they can.

        Of those the least squares of shortfalls, or of breaks.
        """
        squares = [_squares(side.idle if rests else side.due, side.room) for side in self.sides]
        # one cycle of exchanges changes the meetings of two people of each side at most
        step = 4 * max(int(np.abs(square).max(initial=1)) for square in squares)
        first = step + 1
        meeting = step * first + 1
        demand = 2 * meeting * (2 * sum(self.worth.shape) + 2)
        pairs = np.where(self.worth > 0, -meeting * self.worth, NEVER)[None]
        prices = []
        for number, side in enumerate(self.sides):
            least, room = np.zeros_like(side.room), side.room
            if lows is not None:
                least, room = _ends(side, lows[number], gap)
            price = squares[number] * np.where(side.first, first, 1)[:, None]
            place = np.arange(price.shape[1])
            price -= demand * (place < least[:, None])
            price[place >= room[:, None]] = NEVER
            prices.append(price)
        return cheapest(pairs, prices[0], prices[1], self.most) > 0

    def with_gap(self, gap: int) -> NDArray[np.bool_] | None:
        """The most pairs with all shortfalls of a side in a window of this gap, or None.

        What a side demands at least is more than the other may give or not, whatever else happens:
        so windows are raised for one side at a time as far as they must be, and the first two that
        fit are the lowest, with the most pairs. Only where there are not seats enough for what both
        demand, either may be raised further.
        """
        best, pairs = None, -1
        queue = [self._entry(self._lowest(gap), gap)]
        tried: set[Lows] = set()
        while queue:
            bound, lows = heapq.heappop(queue)
            fitting = self._raised(lows, gap)
            if -bound <= pairs or fitting is None or fitting in tried:
                continue
            tried.add(fitting)
            chosen = self.made(fitting, gap)
            if self._fits(chosen, fitting, gap):
                if chosen.sum() > pairs:
                    best, pairs = chosen, int(chosen.sum())
            else:
                for higher in self._higher(fitting):
                    heapq.heappush(queue, self._entry(higher, gap))
        return best

    @property
    def rests_follow_shortfalls(self) -> bool:
        """Evening out the one evens out the other."""
        return all(np.ptp(s.idle - s.due) == 0 if s.due.size else True for s in self.sides)

    def rested(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """As good a choice, with shortfalls in the same range, and breaks as even as can be."""
        short, kinds = np.concatenate(self._short(chosen)), self._kinds
        least = np.zeros_like(short)
        for k in np.unique(kinds):
            least[kinds == k] = short[kinds == k].min()
        one = self.sides[0].due.size
        return self.made((least[:one], least[one:]), max(1, self.gap(chosen)), rests=True)

    def gap(self, chosen: NDArray[np.bool_]) -> int:
        """The largest difference of shortfalls inside a kind."""
        short, kinds = np.concatenate(self._short(chosen)), self._kinds
        return max((int(np.ptp(short[kinds == k])) for k in np.unique(kinds)), default=0)

    @cached_property
    def _kinds(self) -> Longs:
        return np.concatenate([side.kind for side in self.sides])

    def _short(self, chosen: NDArray[np.bool_]) -> list[Longs]:
        return [side.due - chosen.sum(axis=1 - n) for n, side in enumerate(self.sides)]

    def _fits(self, chosen: NDArray[np.bool_], lows: Lows, gap: int) -> bool:
        short = self._short(chosen)
        return all((s <= low + gap).all() for s, low in zip(short, lows, strict=True))

    def _lowest(self, gap: int) -> Lows:
        """Below these somebody would need more meetings than there are people to meet."""
        lows = []
        for number, side in enumerate(self.sides):
            reach = np.minimum(side.room, (self.worth > 0).sum(axis=1 - number))
            lows.append(int((side.due - reach).max(initial=-NEVER)) - gap)
        return self._together((lows[0], lows[1]))

    def _higher(self, lows: Lows) -> list[Lows]:
        one, other = lows
        return [self._together(higher) for higher in ((one + 1, other), (one, other + 1))]

    @cached_property
    def _same_kinds(self) -> bool:
        return bool(np.isin(self.sides[0].kind, self.sides[1].kind).any())

    def _together(self, lows: Lows) -> Lows:
        return (max(lows), max(lows)) if self._same_kinds else lows

    def _entry(self, lows: Lows, gap: int) -> tuple[int, Lows]:
        """The lows after a bound for the pairs there can be, the most first."""
        ends = [_ends(side, low, gap)[1] for side, low in zip(self.sides, lows, strict=True)]
        return -min(self.most, *(int(most.sum()) for most in ends)), lows

    def _raised(self, lows: Lows, gap: int) -> Lows | None:
        """The next lows at which either side alone gets what it demands, None if there are none."""
        while all(low <= side.due.min(initial=NEVER)
                  for low, side in zip(lows, self.sides, strict=True)):  # fmt: skip
            if not self._supplied(lows, gap, 0):
                lows = self._together((lows[0] + 1, lows[1]))
            elif not self._supplied(lows, gap, 1):
                lows = self._together((lows[0], lows[1] + 1))
            else:
                return lows
        return None

    def _supplied(self, lows: Lows, gap: int, number: int) -> bool:
        """Whether side `number` can have all the meetings it demands, from what the other may."""
        demand = _ends(self.sides[number], lows[number], gap)[0]
        if (demand > self.sides[number].room).any():
            return False
        room = _ends(self.sides[1 - number], lows[1 - number], gap)[1]
        pairs = np.where(self.worth > 0, 0, NEVER)
        given = cheapest(
            (pairs.T if number else pairs)[None],
            np.where(np.arange(demand.max(initial=0)) < demand[:, None], -1, NEVER),
            np.where(np.arange(room.max(initial=0)) < room[:, None], 0, NEVER),
            self.most,
        )
        return int(given.sum()) == int(demand.sum())


def _ends(side: Side, low: Longs | int, gap: int) -> tuple[Longs, Longs]:
    """(n,) twice: the fewest and the most meetings with shortfalls from `low` to `gap` above."""
    least: Longs = np.maximum(side.due - low - gap, 0)
    most: Longs = np.minimum(side.due - low, side.room)
    return least, most


def _squares(start: Longs, room: Longs) -> Prices:
    """(n, most room): what each further meeting adds to the square of what was `start`."""
    price: Prices = 1 - 2 * (start[:, None] - np.arange(room.max(initial=0)))
    return price
