from __future__ import annotations

from datetime import date, timedelta

import pytest

from planner.messages import Refusal
from tui import dates, texts


def test_days_are_written_in_the_readers_language() -> None:
    assert dates.day("2026-11-20") == "Fri 20 Nov 2026"
    texts.use("fr")
    assert dates.day("2026-03-02") == "lun  2 mars 2026"
    assert dates.day("") == ""
    assert dates.day("soon") == "soon"


@pytest.mark.parametrize(
    "typed", ["2026-11-20", "20/11/2026", "20.11.2026", " 20-11-26 ", "2026/11/20", "20.11.26."]
)
def test_days_are_understood_as_people_type_them(typed: str) -> None:
    assert dates.typed_day(typed) == "2026-11-20"


@pytest.mark.parametrize(("language", "typed"), [("en", "2026-11-05"), ("fr", "05/11/2026")])
def test_days_in_fields_are_written_as_the_reader_types_them(language: str, typed: str) -> None:
    texts.use(language)
    assert dates.to_type("2026-11-05") == typed
    assert dates.typed_day(typed) == "2026-11-05"
    assert dates.to_type("") == ""


def test_a_day_without_year_is_the_next_such_day() -> None:
    today = date.today()
    for day in (today, today + timedelta(days=20), today - timedelta(days=20)):
        found = date.fromisoformat(dates.typed_day(f"{day.day}/{day.month}"))
        assert today <= found
        assert (found.month, found.day) == (day.month, day.day)


@pytest.mark.parametrize(
    "typed",
    ["31/2/2026", "tomorrow", "1", "11/20/2026", "1/2/3/4", "//", "9" * 99 + "-1-1"],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        dates.typed_day(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("19:30", "19:30"), ("19h30", "19:30"), ("7.05", "07:05"), ("1930", "19:30"),
     ("19h", "19:00"), ("", ""), ("9", "09:00")],
)  # fmt: skip
def test_times_are_understood_as_people_type_them(typed: str, read: str) -> None:
    assert dates.typed_time(typed) == read


@pytest.mark.parametrize("typed", ["24:00", "19:60", "noon", "1:2:3", "12345", "²", "9" * 5000])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        dates.typed_time(typed)
