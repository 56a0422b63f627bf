from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.schedule import Schedule

seatings = st.integers(1, 12).flatmap(
    lambda n: st.lists(st.lists(st.integers(-2, 4), min_size=n, max_size=n), min_size=1, max_size=5)
)


@given(seatings)
def test_meetings_equal_a_naive_count(rows: list[list[int]]) -> None:
    people = len(rows[0])
    counts: dict[int, int] = {}
    for row in rows:
        for u in range(people):
            for v in range(u + 1, people):
                if row[u] == row[v] >= 0:
                    counts[u * people + v] = counts.get(u * people + v, 0) + 1
    codes, times = Schedule(np.array(rows, np.int32)).meetings()
    assert dict(zip(codes.tolist(), times.tolist(), strict=True)) == counts


@given(seatings)
def test_tables_list_everybody_seated_once(rows: list[list[int]]) -> None:
    schedule = Schedule(np.array(rows, np.int32))
    for r, row in enumerate(rows):
        tables = schedule.tables(r)
        assert {i: t for t, who in tables.items() for i in who} == {
            i: t for i, t in enumerate(row) if t >= 0
        }
