from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.counting import counting
from planner.event import Event, Participant
from tui.preparing.partners import two_largest, without_partner

GENDER = st.sampled_from([None, "F", "M", "NB"])
WISH = st.sampled_from([(), ("F",), ("M",), ("F", "M")])
AGE = st.none() | st.integers(18, 60)
PERSON = st.builds(
    Participant, st.just(""), gender=GENDER, looking_for=WISH, age=AGE, age_min=AGE, age_max=AGE
)
ADA = Participant("ada", "Ada", gender="F", looking_for=("M",), age=30, age_min=25, age_max=40)
BOB = Participant("bob", "Bob", gender="M", looking_for=("F",), age=35, age_min=25, age_max=40)


def evening(*people: Participant, **settings: object) -> Event:
    return Event(people, (), 1, **{"two_sided": True, **settings})  # type: ignore[arg-type]


@given(st.lists(PERSON, max_size=8), st.booleans(), st.sampled_from([None, "strict", "soft"]))
def test_those_without_a_partner_are_those_whose_meetings_cannot_count(
    drawn: list[Participant], two_sided: bool, interest: str | None
) -> None:
    people = tuple(replace(person, id=str(n)) for n, person in enumerate(drawn))
    event = evening(*people, two_sided=two_sided, interest=interest)
    counts = counting(event).counts
    alone = set() if counts is None else {p.id for p, any_ in zip(people, counts, strict=True)
                                          if not any_.any()}  # fmt: skip
    assert set(without_partner(event)) == alone


@pytest.mark.parametrize(
    ("ada", "bob", "reason"),
    [
        ({"gender": "M"}, {}, "nobody is on the other side"),
        ({"looking_for": ("NB",)}, {}, "looks for NB, and nobody there is"),
        ({}, {"looking_for": ("M",)}, "nobody of them looks for F"),
        ({}, {"age": 50}, "nobody of them is 25 to 40 years old"),
        ({"age": 50}, {}, "nobody of them looks for somebody of 50"),
    ],
)
def test_the_reason_is_the_first_wish_that_leaves_nobody(
    ada: dict[str, object], bob: dict[str, object], reason: str
) -> None:
    event = evening(replace(ADA, **ada), replace(BOB, **bob))  # type: ignore[arg-type]
    assert str(without_partner(event)["ada"]) == reason


def test_whoever_suits_may_be_suited_by_others_only() -> None:
    young = replace(BOB, id="b2", age_max=28)
    event = evening(replace(ADA, age=30, age_max=30), replace(BOB, age=35), replace(young, age=30))
    assert str(without_partner(event)["ada"]) == "nobody of them looks for somebody of 30"


def test_alone_is_nobody_where_everybody_may_meet() -> None:
    assert without_partner(evening(ADA, BOB)) == {}
    assert without_partner(evening(ADA, two_sided=False)) == {}
    assert without_partner(evening()) == {}


def test_the_two_largest_genders_make_the_sides() -> None:
    assert two_largest(["M", "F", "M", "NB", "F", ""]) == ("F", "M")
    assert two_largest(["F", ""]) == ("F",)
