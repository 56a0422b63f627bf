"""Whose meetings count, held against the words of the event form."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.counting import counting, mutual
from planner.event import Event, MetBefore, Participant, Table

people = st.builds(
    Participant,
    id=st.just(""),
    gender=st.sampled_from([None, "F", "M"]),
    looking_for=st.sampled_from([(), ("F",), ("M",), ("F", "M")]),
    age=st.none() | st.integers(20, 40),
    age_min=st.none() | st.integers(18, 30),
    age_max=st.none() | st.integers(30, 45),
)


def wants(one: Participant, other: Participant) -> bool:
    gender = not one.looking_for or other.gender is None or other.gender in one.looking_for
    young = other.age is not None and one.age_min is not None and other.age < one.age_min
    old = other.age is not None and one.age_max is not None and other.age > one.age_max
    return gender and not young and not old


@given(st.lists(people, min_size=2, max_size=6))
def test_a_wish_is_mutual_and_what_is_not_known_excludes_nobody(drawn: list[Participant]) -> None:
    both = mutual(tuple(drawn))
    for i, j in combinations(range(len(drawn)), 2):
        expected = wants(drawn[i], drawn[j]) and wants(drawn[j], drawn[i])
        assert both[i, j] == both[j, i] == expected
    assert not both.diagonal().any()


def test_pairs_are_those_across_the_sides_less_those_who_met_before() -> None:
    event = Event(
        tuple(Participant(str(i), side="AB"[i % 2]) for i in range(5)),
        (Table("t", 5),),
        1,
        two_sided=True,
        met_before=(MetBefore(("0", "1")), MetBefore(("1", "0"), 2), MetBefore(("0", "2"))),
    )
    counted = counting(event)
    assert counted.pairs(5) == 3 * 2 - 1
    assert counted.known is not None
    assert np.array_equal(counted.known, [(0, 1, 2), (0, 2, 1)])
