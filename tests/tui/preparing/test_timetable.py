from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.records import EventRecord, When
from tui.preparing.timetable import beginnings, end, minutes_in_all


def evening(rounds: int, minutes: int, pause: int, at: str = "19:30") -> EventRecord:
    return EventRecord(
        "e", "Gala", When(time=at), rounds=rounds, minutes_per_round=minutes,
        minutes_of_break=pause,
    )  # fmt: skip


def test_breaks_lie_between_the_rounds() -> None:
    event = evening(3, 10, 5)
    assert minutes_in_all(event) == 40
    assert beginnings(event) == ["19:30", "19:45", "20:00"]
    assert end(event) == "20:10"


def test_an_evening_may_go_on_after_midnight() -> None:
    assert beginnings(evening(2, 60, 0, "23:30")) == ["23:30", "00:30"]


def test_without_a_time_only_the_length_is_known() -> None:
    event = evening(2, 10, 5, "")
    assert (minutes_in_all(event), beginnings(event), end(event)) == (25, [], "")


@given(st.integers(1, 30), st.integers(1, 600), st.integers(0, 600))
def test_the_evening_ends_when_the_last_round_does(rounds: int, minutes: int, pause: int) -> None:
    event = evening(rounds, minutes, pause)
    longer = evening(rounds + 1, minutes, pause)
    assert minutes_in_all(longer) - minutes_in_all(event) == minutes + pause
    assert beginnings(longer)[:-1] == beginnings(event)
