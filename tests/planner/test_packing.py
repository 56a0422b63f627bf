from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import occupancy, packing
from planner.occupancy import round_sizes
from planner.packing import Undecided, Units, pack
from planner.schedule import Ints


@st.composite
def units(draw: st.DrawFn) -> tuple[Units, list[int]]:
    room = draw(st.lists(st.integers(0, 7), min_size=1, max_size=3))
    count = draw(st.integers(0, 6))
    cliques = draw(st.lists(st.sets(st.integers(0, max(count - 1, 0)), max_size=4), max_size=3))
    return Units(
        np.array([draw(st.integers(1, 4)) for _ in range(count)], np.int32),
        np.array([draw(st.integers(-1, len(room) - 1)) for _ in range(count)], np.int32),
        tuple(tuple(c for c, who in enumerate(cliques) if u in who) for u in range(count)),
        len(cliques),
    ), room


def fits(units: Units, tables: tuple[int, ...], room: list[int], rest: int = 0) -> bool:
    """Table -1 is the break, where nobody is kept apart."""
    return (
        all(f in (-1, t) for f, t in zip(units.fixed, tables, strict=True))
        and all(
            sum(n for n, at in zip(units.size, tables, strict=True) if at == t) <= seats
            for t, seats in [(-1, rest), *enumerate(room)]
        )
        and not any(
            set(units.cliques[u]) & set(units.cliques[v]) and tables[u] == tables[v] >= 0
            for u in range(len(units))
            for v in range(u)
        )
    )


@settings(max_examples=300, deadline=None)
@given(units(), st.just(0) | st.integers(1, 6))
def test_a_packing_is_found_exactly_where_exhaustion_finds_one(
    case: tuple[Units, list[int]], rest: int
) -> None:
    some, room = case
    found = pack(some, np.array(room, np.int32), rest)
    every = product(range(-1, len(room)), repeat=len(some))
    if found is None:
        assert not any(fits(some, tables, room, rest) for tables in every)
    else:
        assert fits(some, tuple(found.tolist()), room, rest)


def evens_in_odds() -> Units:
    """50 people in fours and twos for 8 tables of 7, which hold 6 each: slow to find out."""
    size = np.array([4] * 8 + [2] * 9, np.int32)
    return Units(size, np.full(17, -1, np.int32), ((),) * 15 + ((0,), (0,)), 1)


def test_a_search_that_runs_out_of_steps_claims_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "STEPS", 1)
    with pytest.raises(Undecided):
        pack(evens_in_odds(), np.full(8, 7, np.int32))


def test_where_nothing_is_known_tables_stay_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "STEPS", 1)
    sizes, seated = round_sizes(52, np.full(8, 7, np.int32), evens_in_odds())
    assert (sizes.tolist(), seated) == ([7, 7, 7, 7, 6, 6, 6, 6], False)


def test_people_apart_alone_do_not_unsettle_level_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    def undecided_with_conflicts(units: Units, room: Ints, rest: int) -> Ints | None:
        if units.clique_count:
            raise Undecided
        return pack(units, room, rest)

    monkeypatch.setattr(occupancy, "pack", undecided_with_conflicts)
    sizes, seated = round_sizes(9, np.full(4, 5, np.int32), apart_in_a_ring(9))
    assert (sizes.tolist(), seated) == ([3, 2, 2, 2], False)


def apart_in_a_ring(count: int) -> Units:
    """Each apart from the next; an odd ring needs three tables."""
    return Units(
        np.ones(count, np.int32),
        np.full(count, -1, np.int32),
        tuple((u, (u + 1) % count) for u in range(count)),
        count,
    )


def test_an_odd_ring_needs_three_tables() -> None:
    assert pack(apart_in_a_ring(31), np.full(2, 20, np.int32)) is None
    assert pack(apart_in_a_ring(31), np.full(3, 20, np.int32)) is not None
