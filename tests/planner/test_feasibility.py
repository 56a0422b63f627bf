from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.event import (
    Apart,
    Event,
    Participant,
    Rule,
    Seat,
    Table,
    Together,
    plain_event,
)
from planner.feasibility import smallest_clash
from planner.messages import Message, Refusal
from planner.problem import compile_event

NAMES = ("Ada", "Bob", "Cem", "Dia", "Eli", "Fay", "Gus", "Hal", "Ida", "Jon", "Kim", "Leo")


def evening(*rules: Rule, **changes: Any) -> Event:
    """Twelve people with names, three tables of five, two rounds."""
    event = Event(
        tuple(Participant(f"p{i}", name) for i, name in enumerate(NAMES)),
        tuple(Table(f"t{t}", 5) for t in range(3)),
        2,
        rules,
    )
    return replace(event, **changes)


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(f"p{i}" for i in numbers)


def refusals(event: Event) -> list[Message]:
    with pytest.raises(Refusal) as refusal:
        compile_event(event)
    assert all("\n" not in str(message) for message in refusal.value.messages)
    return list(refusal.value.messages)


CLASHES: list[tuple[str, Event, list[str]]] = [
    ("too-few-seats", evening(tables=(Table("a", 5), Table("b", 6))), ["12 people", "11 for"]),
    (
        "empty-round",
        evening(participants=tuple(Participant(n, rounds=(1,)) for n in NAMES)),
        ["rounds: 2)"],
    ),
    (
        "group-too-large",
        evening(Together(ids(0, 1, 2, 3), name="family"), Together(ids(3, 4, 5))),
        ["rules: 1 (family), 2;", "6 people", "Ada", "Fay", "seats 5"],
    ),
    (
        "together-and-apart",
        evening(
            Together(ids(0, 1)),
            Together(ids(1, 2)),
            Together(ids(5, 6)),
            Apart(ids(0, 2), reason="exes"),
        ),
        ["Rules 1, 2, 4 (exes) ", "Ada, Cem"],
    ),
    (
        "two-tables",
        evening(Seat("p0", "t1"), Seat("p0", "t2", rounds=(2,))),
        ["Rules 1, 2 ", "rounds: 2)", "Ada", "t1", "t2"],
    ),
    (
        "two-tables",
        evening(Seat("p0", "t1"), Seat("p1", "t2"), Together(ids(0, 1), rounds=(1,))),
        ["Rules 1, 2, 3 ", "rounds: 1)", "Ada, Bob"],
    ),
    (
        "table-overfull",
        evening(Seat("p0", "t1"), Seat("p4", "t1"), Together(ids(0, 1, 2, 3, 5))),
        ["Rules 1, 2, 3 ", "6 people", "t1"],
    ),
    (
        "apart-at-one-table",
        evening(Seat("p0", "t1"), Seat("p4", "t1"), Together(ids(4, 5)), Apart(ids(0, 5))),
        ["Rules 1, 2, 3, 4 ", "Ada, Fay", "t1"],
    ),
    ("too-many-apart", evening(Apart(ids(0, 1, 2, 3))), ["rules: 1;", "4 people", "Dia", "for 3"]),
    (
        "too-many-apart",
        evening(Apart(ids(0, 1, 2)), Apart(ids(0, 1, 3)), Apart(ids(2, 3)), Apart(ids(8, 9))),
        ["rules: 1, 2, 3;", "4 people", "Ada, Bob, Cem, Dia"],
    ),
    (
        "too-many-apart",
        evening(
            Apart(same="team"),
            participants=tuple(
                Participant(n, attributes={"team": "AAABBBCCC---"[i]} if i < 9 else {})
                for i, n in enumerate(NAMES)
            ),
            tables=(Table("a", 10), Table("b", 1), Table("c", 1)),
        ),
        ["6 people", "for 4"],
    ),
    (
        "too-many-groups",
        evening(*(Together(ids(i, i + 1, i + 2)) for i in (0, 3, 6, 9)), Apart(ids(0, 11))),
        ["Rules 1, 2, 3, 4 ", "4 groups of 3", "for 3 of"],
    ),
    (
        "no-seating",
        evening(
            Apart(ids(0, 5)),
            *(Together(ids(*who)) for who in ((0, 1, 2, 3, 4), (5, 6, 7), (8, 9), (10, 11))),
            tables=(Table("a", 6), Table("b", 6)),
        ),
        ["rules: 2, 3, 4, 5;"],
    ),
    (
        "no-seating",
        evening(
            Seat("p0", "t0"), Apart(ids(0, 1)), Seat("p2", "t1"), Apart(ids(2, 1)),
            Seat("p4", "t2"), Apart(ids(4, 1)), Apart(ids(7, 8)),
        ),
        ["rules: 1, 2, 3, 4, 5, 6;"],
    ),
    (
        "host-absent",
        evening(
            Seat("x", "t1", rounds=(1, 2), name="host"),
            participants=(Participant("x", "Xia", rounds=(1,)), Participant("y")),
        ),
        ["1 (host)", "Xia", "rounds: 2)"],
    ),
    ("too-few-people", evening(participants=(Participant("x"),)), ["Participants: 1"]),
    ("no-tables", evening(tables=()), []),
    ("no-rounds", evening(rounds=-3), ["-3"]),
    ("no-seats", evening(tables=(Table("a", 12), Table("b", 0))), ["b"]),
    ("table-too-large", evening(tables=(Table("hall", 10**9),)), ["hall"]),
    ("too-large", evening(rounds=10**9), ["“rounds”", "1000000000"]),
    ("too-large", plain_event(60_000, 10_000, 6, 200), ["participants × rounds"]),
    ("too-many-meetings", plain_event(9_000, 1, 9_000, 1), ["40495500"]),
    ("empty-id", evening(participants=(Participant("x"), Participant(""))), ["2"]),
    ("duplicate-id", evening(participants=(Participant("x"),) * 2), ["participants", "x"]),
    ("duplicate-id", evening(tables=(Table("x", 9),) * 2), ["tables", "x"]),
    ("never-there", evening(participants=(Participant("x", "Xia", rounds=()),) * 2), ["Xia"]),
    (
        "round-outside",
        evening(participants=(Participant("x", "Xia", rounds=(0,)), Participant("y"))),
        ["Xia"],
    ),
    ("rule-without-rounds", evening(Together(ids(0, 1), rounds=())), ["Rule 1 "]),
    ("rule-round-outside", evening(Seat("p0", "t0", rounds=(3,))), ["Rule 1 ", "1 and 2"]),
    ("unknown-person", evening(Together(("p0", "zoe"))), ["Rule 1 ", "zoe"]),
    ("unknown-person", evening(Seat("zoe", "t0")), ["Rule 1 ", "zoe"]),
    ("unknown-table", evening(Seat("p0", "t9")), ["Rule 1 ", "t9"]),
    ("person-twice", evening(Apart(ids(0, 0))), ["Rule 1 ", "p0"]),
    ("rule-needs-two", evening(Together(ids(0))), ["Rule 1 "]),
    ("rule-needs-two", evening(Apart()), ["Rule 1 "]),
    ("who-and-same", evening(Apart(ids(0, 1), same="gender")), ["Rule 1 "]),
    ("unknown-attribute", evening(Apart(same="company")), ["company"]),
    (
        "too-many-for-rules",
        replace(plain_event(5_001, 1_001, 5, 1), rules=(Apart(("0", "1")),)),
        ["5000", "rules: 1)"],
    ),
    (
        "too-many-for-attendance",
        evening(participants=tuple(
            Participant(str(i), "Zoe" if i == 7 else "", rounds=(1,) if i == 7 else None)
            for i in range(5_001)
        )),
        ["5000", "Zoe"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "event", "words"), CLASHES)
def test_what_cannot_be_is_refused_by_name(code: str, event: Event, words: list[str]) -> None:
    by_code = {message.code: str(message) for message in refusals(event)}
    assert code in by_code
    assert all(word in by_code[code] for word in words), by_code[code]


def test_wishes_of_a_person_are_data_and_refuse_nothing() -> None:
    people = tuple(
        Participant(n, side="A", gender="F", looking_for=("M",), age=30, age_min=20, age_max=40)
        for n in NAMES
    )
    assert compile_event(evening(participants=people)).people == 12


def test_breaks_may_be_allowed_where_nobody_needs_one() -> None:
    assert compile_event(evening(breaks="allowed")).occupancy.sum() == 24


def test_independent_reasons_come_all_at_once_and_same_ones_once() -> None:
    messages = refusals(evening(Together(ids(0, 1)), Apart(ids(0, 1)), Together(ids(*range(2, 9)))))
    assert [m.code for m in messages] == ["group-too-large", "together-and-apart"]
    assert all(m.params["rounds"] == "1-2" for m in messages)


def test_a_long_list_of_reasons_is_cut_and_counted() -> None:
    messages = refusals(evening(*(Together(("a", "b")) for _ in range(30))))
    assert len(messages) == 21
    assert (messages[-1].code, messages[-1].params["count"]) == ("more-problems", 10)


def test_a_clash_is_narrowed_to_the_rules_that_make_it() -> None:
    labels = [str(i) for i in range(20)]
    assert smallest_clash(labels, lambda kept: {"3", "17"} <= set(kept)) == ["3", "17"]
