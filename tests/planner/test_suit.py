from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.counting import mutual
from planner.event import Participant, suit

genders = st.sampled_from(("F", "M", "NB"))
ages = st.none() | st.integers(18, 24)
people = st.builds(
    Participant,
    id=st.just("p"),
    gender=st.none() | genders,
    looking_for=st.lists(genders, max_size=2).map(tuple),
    age=ages,
    age_min=ages,
    age_max=ages,
)


@given(people, people)
def test_two_people_suit_each_other_as_everybody_at_once(
    one: Participant, other: Participant
) -> None:
    assert suit(one, other) == suit(other, one) == mutual((one, other))[0, 1]
