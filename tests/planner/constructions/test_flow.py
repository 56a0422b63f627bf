from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from planner.constructions.flow import NEVER, Prices, cheapest


def rising(draw: st.DrawFn, rows: int, length: int) -> Prices:
    prices = [sorted(draw(st.lists(st.integers(-6, 6), min_size=length, max_size=length)))
              for _ in range(rows)]  # fmt: skip
    return np.array(prices, np.int64).reshape(rows, length)


@st.composite
def networks(draw: st.DrawFn) -> tuple[Prices, Prices, Prices, int]:
    a, b, copies = draw(st.sampled_from([(1, 1, 2), (2, 1, 2), (2, 2, 1), (2, 3, 1), (3, 2, 1)]))
    pairs = np.moveaxis(rising(draw, a * b, copies).reshape(a, b, copies), 2, 0)
    pairs[:, np.array(draw(st.lists(st.booleans(), min_size=a * b, max_size=a * b)))
          .reshape(a, b)] = NEVER  # fmt: skip
    return pairs, rising(draw, a, 2), rising(draw, b, 2), draw(st.integers(0, 4))


def total(times: NDArray[np.int64], pairs: Prices, left: Prices, right: Prices) -> int | None:
    """The price of so many meetings; None where they cannot be."""
    if times.sum(axis=1).max() > left.shape[1] or times.sum(axis=0).max() > right.shape[1]:
        return None
    price = sum(int(pairs[: times[i, j], i, j].sum()) for i, j in np.ndindex(*times.shape))
    price += sum(int(left[i, :n].sum()) for i, n in enumerate(times.sum(axis=1)))
    price += sum(int(right[j, :n].sum()) for j, n in enumerate(times.sum(axis=0)))
    return price if price < NEVER // 2 else None


@settings(max_examples=150)
@given(networks())
def test_no_other_choice_of_meetings_is_cheaper(
    network: tuple[Prices, Prices, Prices, int],
) -> None:
    pairs, left, right, most = network
    copies, *shape = pairs.shape
    every = (
        np.array(times).reshape(shape)
        for times in product(range(copies + 1), repeat=shape[0] * shape[1])
    )
    possible = [total(times, pairs, left, right) for times in every if times.sum() <= most]
    found = cheapest(pairs, left, right, most)
    assert found.sum() <= most
    assert total(found, pairs, left, right) == min(price for price in possible if price is not None)


def test_sides_may_be_empty_and_nobody_may_have_room() -> None:
    def prices(*shape: int) -> Prices:
        return np.full(shape, -1, np.int64)

    assert cheapest(prices(1, 0, 3), prices(0, 2), prices(3, 2), 5).shape == (0, 3)
    assert not cheapest(prices(1, 2, 2), prices(2, 0), prices(2, 0), 5).any()
