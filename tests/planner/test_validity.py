from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.event import (
    Apart,
    Balance,
    Event,
    Meet,
    MetBefore,
    Participant,
    PlayedRound,
    PlayedTable,
    Rule,
    Table,
    Weights,
    plain_event,
)
from planner.messages import Message, Refusal
from planner.problem import compile_event

NAMES = ("Ada", "Bob", "Cem", "Dia", "Eli", "Fay")


def evening(*rules: Rule, **changes: Any) -> Event:
    """Six people with names, three tables of two, three rounds."""
    event = Event(
        tuple(Participant(name[0], name) for name in NAMES),
        tuple(Table(f"t{t}", 2) for t in range(3)),
        3,
        rules,
    )
    return replace(event, **changes)


def people(**fields: Any) -> tuple[Participant, ...]:
    """The six, the first with these fields."""
    event = evening()
    return (replace(event.participants[0], **fields), *event.participants[1:])


def sided(sides: str, **changes: Any) -> Event:
    """The six, each on a side, or on none (-)."""
    who = tuple(
        replace(p, side=None if side == "-" else side)
        for p, side in zip(evening().participants, sides, strict=True)
    )
    return evening(participants=who, two_sided=True, **changes)


def table(**fields: Any) -> tuple[Table, ...]:
    return (Table("odd", 2, **fields), Table("t1", 2), Table("t2", 2))


def played(*rounds: dict[str, str]) -> tuple[PlayedRound, ...]:
    """Rounds as the letters at each table."""
    return tuple(
        PlayedRound(tuple(PlayedTable(t, tuple(who)) for t, who in seats.items()))
        for seats in rounds
    )


MANY = plain_event(5_001, 1_001, 5, 2)
INVALID: list[tuple[str, Event, list[str]]] = [
    ("meet-count", evening(Meet(("A", "B"), at_least=0)), ["Rule 1 ", "0 meetings", "1 and 3"]),
    ("meet-count", evening(Meet(("A", "B"), times=4, name="x")), ["Rule 1 (x) ", "4 meetings"]),
    ("at-least-and-times", evening(Meet(("A", "B"), at_least=1, times=1)), ["Rule 1 "]),
    ("person-twice", evening(Meet(("A", "A"))), ["Rule 1 ", "A"]),
    ("unknown-person", evening(Meet(("A", "Z"))), ["Rule 1 ", "Z"]),
    ("negative-limit", evening(Apart(("A", "B"), at_most=-1)), ["Rule 1 ", "-1"]),
    ("empty-attribute", evening(Balance("")), ["Rule 1 "]),
    ("unknown-attribute", evening(Balance("team")), ["Rule 1", "team"]),
    ("balance-weight", evening(Balance("side", weight=-1)), ["Rule 1 ", "-1", "100"]),
    ("weight-out-of-range", evening(weights=Weights(equity=-2)), ["equity", "-2"]),
    ("weight-out-of-range", evening(weights=Weights(table_balance=101)), ["table_balance", "101"]),
    ("age-out-of-range", evening(participants=people(age=0)), ["Ada"]),
    ("age-out-of-range", evening(participants=people(age_max=130)), ["Ada"]),
    ("ages-reversed", evening(participants=people(age_min=40, age_max=30)), ["Ada"]),
    ("met-before-unknown", evening(met_before=(MetBefore(("A", "Z")),)), ["Z"]),
    ("met-oneself", evening(met_before=(MetBefore(("B", "B")),)), ["B"]),
    ("met-before-weight", evening(met_before=(MetBefore(("A", "B"), weight=-1),)), ["A + B"]),
    ("met-before-weight", evening(met_before=(MetBefore(("A", "B"), weight=101),)), ["A + B"]),
    ("no-side", sided("AAB-B-"), ["Dia, Fay"]),
    ("one-side", sided("AAAAAA"), ["A"]),
    ("more-than-two-sides", sided("AABBCC"), ["3 sides", "A, B, C"]),
    ("table-round-outside", evening(tables=table(seats_by_round={4: 2})), ["odd", "1 and 3"]),
    ("seats-out-of-range", evening(tables=table(seats_by_round={1: -1})), ["odd", "0 (closed)"]),
    ("seats-out-of-range", evening(tables=table(seats_by_round={1: 10_001})), ["odd", "10000"]),
    ("always-closed", evening(tables=table(seats_by_round={1: 0, 2: 0, 3: 0})), ["odd"]),
    ("too-many-played", evening(played=played({}, {}, {}, {})), ["4 rounds", "has 3"]),
    ("played-unknown-person", evening(played=played({"t0": "AZ"})), ["round 1 ", "Z"]),
    ("played-unknown-table", evening(played=played({}, {"t9": "AB"})), ["round 2 ", "t9"]),
    ("played-person-twice", evening(played=played({"t0": "AB", "t1": "A"})), ["round 1 ", "A"]),
    (
        "played-table-twice",
        evening(
            played=(PlayedRound((PlayedTable("t0", ("A",)), PlayedTable("t0", ("B",)))),)
        ),
        ["round 1 ", "t0"],
    ),
    (
        "too-many-limited-pairs",
        replace(
            plain_event(700, 100, 8, 2), rules=(Apart(tuple(map(str, range(700))), at_most=1),)
        ),
        ["(rules: 1)", "244650 pairs"],
    ),
    ("too-many-to-search", replace(MANY, two_sided=True), ["two_sided", "5000"]),
    ("too-many-to-search", replace(MANY, interest="soft"), ["interest"]),
    ("too-many-to-search", replace(MANY, met_before=(MetBefore(("0", "1")),)), ["met_before"]),
    ("too-many-to-search", replace(MANY, played=played({})), ["played"]),
    (
        "too-many-to-search",
        replace(MANY, tables=(Table("0", 5_000, {1: 5_001}), Table("1", 5_000))),
        ["seats_by_round"],
    ),
    (
        "too-many-to-search",
        replace(MANY, tables=(Table("0", 5_000),), breaks="allowed"),
        ["breaks"],
    ),
]  # fmt: skip


def refusals(event: Event) -> list[Message]:
    with pytest.raises(Refusal) as refusal:
        compile_event(event)
    assert all("\n" not in str(message) for message in refusal.value.messages)
    return list(refusal.value.messages)


@pytest.mark.parametrize(("code", "event", "words"), INVALID)
def test_what_cannot_be_meant_is_refused_by_name(code: str, event: Event, words: list[str]) -> None:
    by_code = {message.code: str(message) for message in refusals(event)}
    assert code in by_code
    assert all(word in by_code[code] for word in words), by_code[code]


@pytest.mark.parametrize(
    "event",
    [
        evening(weights=Weights(0, 100, 3)),
        evening(met_before=(MetBefore(("A", "B"), weight=0), MetBefore(("B", "A"), weight=100))),
        evening(played=played({"t0": "ABCDEF"}, {}, {"t1": "AB"})),
        evening(participants=people(age=1, age_min=30, age_max=30)),
        evening(Apart(("A", "B"), at_most=99)),
        sided("AABBBA"),
        replace(MANY, weights=Weights(2, 1, 0), breaks="allowed"),
    ],
)
def test_what_is_unusual_but_clear_is_taken(event: Event) -> None:
    compile_event(event)


def test_a_gender_stands_in_for_a_side() -> None:
    who = tuple(replace(p, gender="FM"[i % 2]) for i, p in enumerate(evening().participants))
    problem = compile_event(evening(participants=who, two_sided=True))
    assert problem.counting.side is not None
    assert problem.counting.side.tolist() == [0, 1] * 3
