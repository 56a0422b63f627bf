from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.event import Event, Participant, PlayedRound, PlayedTable, Rule, Seat, Table
from planner.notices import notices
from planner.problem import compile_event


def dating(women: int, men: int, *rules: Rule, seats: int = 2, **changes: Any) -> Event:
    """Everybody looks for the other side; as many tables as the larger side has people."""
    people = [
        Participant(
            f"{gender}{i}", gender=gender, looking_for=("M" if gender == "F" else "F",), age=30
        )
        for gender, count in (("F", women), ("M", men))
        for i in range(count)
    ]
    tables = tuple(Table(f"t{t}", seats) for t in range(max(women, men)))
    event = Event(tuple(people), tables, 6, rules, two_sided=True, breaks="allowed")
    return replace(event, **changes)


def changed(event: Event, person: str, **fields: Any) -> Event:
    return replace(event, participants=tuple(
        replace(p, **fields) if p.id == person else p for p in event.participants
    ))  # fmt: skip


SINGLE = replace(dating(4, 4), two_sided=False, breaks="never")
CASES: list[tuple[Event, dict[str, list[str]]]] = [
    (dating(4, 4), {}),
    (dating(6, 2), {"breaks": ["each of the 6", "“F”", "rests 4 of 6", "has 2"]}),
    (dating(4, 3), {"breaks": ["“F” rests 1-2 of 6"]}),
    (dating(6, 2, seats=4), {"sides-differ": ["“F” has 6", "other 2"]}),
    (dating(5, 2, seats=4), {}),
    (
        changed(dating(6, 6), "M2", looking_for=("M",)),
        {"nobody-fits": ["M2"], "breaks": ["6 on side “F”", "has 5"]},
    ),
    (
        changed(
            changed(changed(dating(6, 6), "M2", looking_for=()), "F1", age=None), "F2", age_max=40
        ),
        {"no-wish": ["1 (M2)"], "no-age": ["1 (F1)"]},
    ),
    (changed(changed(dating(6, 6), "F1", age=None), "M1", side="M", gender=None), {
        "no-gender": ["1 (M1)"],
    }),
    (
        replace(dating(2, 2), interest="soft", participants=tuple(
            replace(p, looking_for=()) for p in dating(2, 2).participants
        )),
        {"no-wishes": []},
    ),
    (
        replace(dating(2, 2), participants=tuple(
            replace(p, looking_for=()) for p in dating(2, 2).participants
        )),
        {},
    ),
    (replace(dating(6, 6), interest="soft"), {}),
    (
        replace(changed(dating(6, 6), "F3", age_max=20), interest="soft"),
        {"nobody-fits": ["F3"]},
    ),
    (
        changed(changed(dating(6, 6), "M2", rounds=(1,)), "F1", rounds=(2, 3)),
        {"breaks": ["“M” rests 0-1"]},
    ),
    (SINGLE, {"wishes-unused": ["interest"]}),
    (replace(SINGLE, breaks="allowed", tables=(Table("a", 5),)), {
        "wishes-unused": [], "breaks": ["each rests 2-3 of 6"],
    }),
    (dating(2, 1, Seat("F0", "t0"), Seat("F1", "t1")), {
        "lone-host": ["F1 sits alone", "1-6"],
    }),
    (
        replace(
            SINGLE,
            rounds=1,
            played=(PlayedRound((PlayedTable("t0", ("F0", "M0")),)),),
        ),
        {"all-played": []},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("event", "expected"), CASES)
def test_what_is_worth_a_word_is_said_by_name(event: Event, expected: dict[str, list[str]]) -> None:
    said = {message.code: str(message) for message in notices(compile_event(event))}
    for code, words in expected.items():
        text = said.pop(code)
        assert all(word in text for word in words), text
    assert said == {}
