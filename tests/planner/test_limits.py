from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.event import (
    Apart,
    Event,
    Meet,
    Participant,
    PlayedRound,
    PlayedTable,
    Rule,
    Seat,
    Table,
    Together,
    plain_event,
)
from planner.messages import Message, Refusal
from planner.problem import compile_event

NAMES = ("Ada", "Bob", "Cem", "Dia", "Eli", "Fay", "Gus", "Hal", "Ida")


def evening(*rules: Rule, **changes: Any) -> Event:
    """Nine people with names, known by their first letter, three tables of three, three rounds."""
    event = Event(
        tuple(Participant(name[0], name) for name in NAMES),
        tuple(Table(f"t{t}", 3) for t in range(3)),
        3,
        rules,
    )
    return replace(event, **changes)


def dating(*rules: Rule, **changes: Any) -> Event:
    """Four women A to D and four men E to H at tables of two, two rounds; A looks for women."""
    people = tuple(
        Participant(name[0], name, gender="FM"[n > 3], looking_for=("FM"[0 < n < 4],))
        for n, name in enumerate(NAMES[:8])
    )
    event = Event(people, tuple(Table(f"t{t}", 2) for t in range(4)), 2, rules)
    return replace(event, **{"two_sided": True, "breaks": "allowed", **changes})


def there(*rules: Rule, **rounds: tuple[int, ...]) -> Event:
    """The nine, some only in these rounds."""
    event = evening(*rules)
    return replace(
        event,
        participants=tuple(replace(p, rounds=rounds.get(p.id)) for p in event.participants),
    )


def met(*rounds: str) -> tuple[PlayedRound, ...]:
    """Rounds in which these letters sat at one table."""
    return tuple(PlayedRound((PlayedTable("t0", tuple(who)),)) for who in rounds)


def meets(who: str, others: str, **counts: Any) -> list[Rule]:
    return [Meet((who, other), **counts) for other in others]


CLASHES: list[tuple[str, Event, list[str]]] = [
    (
        "not-there-together",
        there(Meet(("A", "B"), times=2, name="old friends"), A=(1, 2), B=(2, 3)),
        ["(rules: 1 (old friends))", "Ada, Bob", "2 times", "in 1 of them"],
    ),
    (
        "not-there-together",
        evening(Meet(("A", "B"), at_least=3), played=met("AC")),
        ["Ada, Bob", "3 times", "in 2 of them"],
    ),
    (
        "meet-and-apart",
        evening(Meet(("A", "B")), Apart(("C", "B", "A"))),
        ["Rules 1, 2 ", "Ada, Bob"],
    ),
    (
        "limits-clash",
        evening(Apart(("A", "B", "C"), at_most=1), Meet(("C", "A"), at_least=2)),
        ["Rules 1, 2 ", "Ada, Cem", "at least 2", "most 1"],
    ),
    ("limits-clash", evening(Meet(("A", "B"), times=1), Meet(("A", "B"), times=2)), ["1, 2 "]),
    (
        "together-too-often",
        evening(Together(("A", "B", "C")), Apart(("B", "A"), at_most=2)),
        ["Rules 1, 2 ", "Ada, Bob", "3 times", "most 2"],
    ),
    (
        "together-too-often",
        evening(Seat("A", "t0"), Seat("B", "t0"), Meet(("B", "A"), times=1)),
        ["Rules 1, 2, 3 ", "Ada, Bob"],
    ),
    (
        "together-too-often",
        evening(
            Together(("A", "B"), rounds=(2,)), Meet(("A", "B"), times=1), played=met("AB")
        ),
        ["2 times", "most 1"],
    ),
    (
        "cannot-meet",
        evening(Seat("A", "t0"), Seat("B", "t1", rounds=(1, 2)), Meet(("A", "B"), at_least=2)),
        ["rules: 1, 2, 3", "Ada, Bob", "2 times", "in 1 of them"],
    ),
    (
        "cannot-meet",
        evening(Together(("A", "B")), Together(("C", "D")), Meet(("B", "C"))),
        ["rules: 1, 2, 3", "Bob, Cem", "in 0 of them"],
    ),
    (
        "cannot-meet",
        evening(
            Together(("A", "B")), Apart(("B", "C")), Meet(("A", "C")), Together(("H", "I"))
        ),
        ["rules: 1, 2, 3", "Ada, Cem"],
    ),
    (
        "cannot-meet",
        evening(Seat("A", "t0"), Seat("B", "t0"), Seat("C", "t0"), Meet(("A", "I"))),
        ["rules: 1, 4", "Ada, Ida"],
    ),
    (
        "too-many-to-meet",
        evening(*meets("A", "BCDEFGH")),
        ["Rules 1, 2, 3, 4, 5, 6, 7 ", "Ada", "Bob, Cem", "makes 7 ", "allow 6 "],
    ),
    (
        "too-many-to-meet",
        evening(Together(("A", "I")), *meets("A", "BCDE")),
        ["makes 4 ", "allow 3 "],
    ),
    (
        "too-many-to-meet",
        there(*meets("A", "BCDEF"), B=(1,), C=(1,), D=(1,)),
        ["makes 5 ", "allow 4 "],
    ),
    (
        "too-many-meet-rules",
        evening(
            *(Meet((u, v)) for u, v in zip("ACEG", "BDFH", strict=True)),
            tables=(Table("a", 2), Table("b", 1), Table("c", 6, {1: 1, 2: 1, 3: 1})),
            participants=tuple(Participant(n[0], n) for n in NAMES[:8]),
            breaks="allowed",
        ),
        ["rules: 1, 2, 3, 4", "4 meetings", "room for 3"],
    ),
    (
        "too-often-together",
        evening(Apart(("A", "B", "C", "D"), at_most=1, name="team"), rounds=7),
        ["Rule 1 (team) ", "Ada, Bob, Cem, Dia", "6 meetings", "at least 7"],
    ),
    ("meet-same-side", dating(Meet(("B", "C"))), ["rules: 1", "Bob, Cem", "same side"]),
    ("meet-without-wish", dating(Meet(("A", "E"))), ["Ada, Eli", "each other"]),
    ("same-side", dating(Together(("B", "C"), rounds=(2,))), ["rules: 1", "Bob, Cem", "2)"]),
    ("no-mutual-wish", dating(Seat("A", "t1"), Seat("E", "t1")), ["rules: 1, 2;", "Ada, Eli"]),
    ("host-at-closed-table", evening(
        Seat("A", "t0"), tables=(Table("t0", 3, {2: 0}), Table("t1", 9))
    ), ["Rule 1 ", "Ada", "t0", "rounds: 2)"]),
    ("all-closed", evening(tables=(Table("t0", 9, {3: 0}),), breaks="allowed"), ["rounds: 3)"]),
    ("no-partner", dating(breaks="never"), ["with Ada ", "allow breaks", "1-2)"]),
    (
        "uneven-sides",
        dating(breaks="never", participants=dating().participants[:7]),
        ["4 people and 3", "allow breaks"],
    ),
    (
        "too-few-partners",
        dating(Apart(("B", "C", "E")), Apart(("B", "C", "F", "G")), Apart(("B", "C", "D")),
               breaks="never", interest="soft"),
        ["Bob, Cem can only sit with Hal ", "allow breaks"],
    ),
    (
        "no-partner",
        dating(Apart(("E", "B")), Apart(("E", "C")), Apart(("E", "D")), Apart(("E", "A")),
               breaks="never", interest="soft"),
        ["with Eli "],
    ),
    (
        "too-few-tables",
        dating(breaks="never", interest="soft", tables=(Table("a", 2), Table("b", 2))),
        ["2 for 8"],
    ),
    (
        "too-few-tables",
        dating(breaks="never", interest="soft",
               tables=(*(Table(f"t{t}", 2) for t in range(3)), Table("x", 1), Table("y", 1))),
        ["3 for 8"],
    ),
    (
        "no-pairs",
        dating(participants=tuple(replace(p, looking_for=("F",)) for p in dating().participants)),
        ["1-2)"],
    ),
    (
        "no-partner",
        dating(two_sided=False, interest="strict", breaks="never"),
        ["with Ada "],
    ),
]  # fmt: skip


def refusals(event: Event) -> list[Message]:
    with pytest.raises(Refusal) as refusal:
        compile_event(event)
    assert all("\n" not in str(message) for message in refusal.value.messages)
    return list(refusal.value.messages)


@pytest.mark.parametrize(("code", "event", "words"), CLASHES)
def test_meetings_that_cannot_be_are_refused_by_name(
    code: str, event: Event, words: list[str]
) -> None:
    by_code = {message.code: str(message) for message in refusals(event)}
    assert code in by_code
    assert all(word in by_code[code] for word in words), by_code[code]


POSSIBLE = [
    evening(*meets("A", "BCDEFG")),
    evening(Together(("A", "B")), *meets("A", "BCDE")),
    evening(Seat("A", "t0"), Seat("B", "t0", rounds=(1,)), Meet(("A", "B"), times=1)),
    # it happened more often than allowed, and may not happen again
    evening(Meet(("A", "B"), times=1), played=met("AB", "AB")),
    evening(Meet(("A", "B"), at_least=3), played=met("AB", "ABCD")),
    evening(Apart(("A", "B")), Seat("A", "t1", rounds=(1,)), played=met("AB")),
    evening(Apart(("A", "B", "C", "D"), at_most=1)),
    # whole groups rest
    evening(Together(("A", "B", "C")), Together(("D", "E", "F")), Together(("G", "H", "I")),
            tables=(Table("t0", 4),), breaks="allowed"),
    # a host never rests
    evening(Seat("A", "t0"), Apart(("A", "B", "C")), tables=(Table("t0", 2),), breaks="allowed"),
    dating(Seat("B", "t3"), Seat("C", "t2"), Together(("D", "E"))),
    dating(Seat("A", "t0"), Meet(("B", "E"), at_least=2)),
]  # fmt: skip


@pytest.mark.parametrize("event", POSSIBLE)
def test_meetings_that_can_be_are_not_refused(event: Event) -> None:
    problem = compile_event(event)
    assert (problem.occupancy.sum(axis=1) <= problem.present.sum(axis=1)).all()


def test_the_strictest_of_several_rules_counts_for_a_pair() -> None:
    rules = (Apart(("A", "B", "C"), at_most=2), Meet(("B", "A")), Apart(("A", "B"), at_most=1))
    assert compile_event(evening(*rules)).limits.tolist() == [[0, 1, 1, 1], [0, 2, 0, 2],
                                                              [1, 2, 0, 2]]  # fmt: skip


def test_a_table_is_filled_for_somebody_who_must_meet_many() -> None:
    event = replace(plain_event(6, 3, 6, 1), rules=(Meet(("0", "1")), Meet(("0", "2"))))
    assert sorted(compile_event(event).occupancy[0].tolist()) == [0, 3, 3]
    event = replace(event, rules=tuple(Meet(("0", str(i))) for i in range(1, 5)))
    assert compile_event(event).occupancy.tolist() == [[0, 0, 6]]  # nobody sits alone


def test_groups_that_do_not_fill_the_seats_leave_some_free() -> None:
    event = replace(
        plain_event(12, 1, 7, 2),
        rules=tuple(Together(tuple(map(str, range(i, i + 3)))) for i in (0, 3, 6, 9)),
        breaks="allowed",
    )
    assert compile_event(event).occupancy.tolist() == [[6], [6]]


def test_as_many_pairs_sit_at_tables_of_two_as_wishes_allow() -> None:
    occupancy = compile_event(dating()).occupancy
    assert occupancy.tolist() == [[2, 2, 2, 0]] * 2  # nobody for Ada


def test_a_host_without_partner_sits_alone_where_others_rest() -> None:
    occupancy = compile_event(dating(Seat("A", "t3"))).occupancy
    assert occupancy.tolist() == [[2, 2, 2, 1]] * 2


def test_couples_and_hosts_sit_before_others_where_tables_are_few() -> None:
    rules = (Together(("D", "H")), Seat("C", "t1"))
    event = dating(*rules, tables=(Table("t0", 2), Table("t1", 2)))
    assert compile_event(event).occupancy.tolist() == [[2, 2]] * 2
