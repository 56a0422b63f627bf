from __future__ import annotations

from dataclasses import replace

from planner.evening.checkin import (
    Counts,
    arrive,
    counts,
    forget,
    leave,
    not_coming,
    presence,
    there,
    toggle,
    walk_in,
)
from planner.evening.clock import skip, start
from planner.evening.facts import Evening
from planner.records import AttendanceRecord, ParticipantRecord, Record
from tests.planner.evening.evenings import EVENING, PEOPLE, at

A = PEOPLE[0]


def seen(evening: Evening) -> str:
    """The presence of everybody by its first letter."""
    return "".join(presence(evening, person)[0] for person in evening.people)


def begun(evening: Evening, number: int) -> Evening:
    """In round `number`."""
    for minute in range(2 * number - 1):
        evening = evening.after(skip(evening, at(minute)))
    return evening


def test_before_anybody_comes_everybody_is_missing_and_the_plan_stands() -> None:
    assert counts(EVENING) == Counts(here=0, missing=8, later=0, left=0, no_shows=0, walk_ins=0)
    assert there(EVENING, 1) == set("abcdefgh")


def test_people_arrive_and_are_counted() -> None:
    evening = EVENING.after(arrive(EVENING, "abc", at(-5)))
    assert seen(evening) == "hhhmmmmm"
    assert counts(evening).here == 3
    assert counts(evening).people == 8
    assert there(evening, 1) == there(evening, 3) == set("abc")


def test_one_key_checks_in_and_takes_it_back() -> None:
    evening = EVENING.after(toggle(EVENING, "a", "missing", at()))
    assert presence(evening, A) == "here"
    evening = evening.after(toggle(evening, "a", "here", at(1)))
    assert presence(evening, A) == "missing"
    evening = evening.after(not_coming(evening, "a"))
    assert presence(evening, A) == "no-show"
    evening = evening.after(toggle(evening, "a", "no-show", at(2)))
    assert presence(evening, A) == "here"


def test_two_who_press_the_key_for_one_person_both_check_her_in() -> None:
    evening = EVENING.after(toggle(EVENING, "a", "missing", at()))
    assert toggle(evening, "a", "missing", at(0, 1)) == []


def test_who_arrives_during_a_round_sits_from_the_next_one_on() -> None:
    evening = EVENING.after(arrive(EVENING, "bcdefgh", at(-5)))
    evening = begun(evening, 1)
    evening = evening.after(arrive(evening, "a", at(3)))
    assert [("a" in there(evening, number)) for number in (1, 2, 3)] == [False, True, True]


def test_who_is_checked_in_twice_came_when_she_came() -> None:
    evening = begun(EVENING.after(arrive(EVENING, "ab", at(-5))), 1)
    (record,) = arrive(evening, "abc", at(3))
    assert isinstance(record, AttendanceRecord)
    assert record.participant_id == "c"


def test_who_leaves_during_a_round_has_sat_in_it() -> None:
    evening = begun(EVENING.after(arrive(EVENING, "abcdefgh", at(-5))), 2)
    evening = evening.after(leave(evening, "a", at(5)))
    assert presence(evening, A) == "left"
    assert [("a" in there(evening, number)) for number in (1, 2, 3)] == [True, True, False]


def test_who_will_leave_later_is_still_here() -> None:
    evening = EVENING.after(arrive(EVENING, "a", at(-5)))
    evening = evening.after(leave(evening, "a", at(-4), first_without=3))
    assert presence(evening, A) == "here"
    assert [("a" in there(evening, number)) for number in (1, 2, 3)] == [True, True, False]
    assert presence(begun(evening, 2), A) == "left"


def test_a_clock_set_back_does_not_turn_leaving_and_coming_back_around() -> None:
    evening = begun(EVENING.after(arrive(EVENING, "ab", at(0))), 1)
    evening = evening.after(leave(evening, "a", at(-60)))
    assert "a" not in there(evening, 2)
    evening = evening.after(arrive(evening, "a", at(-120)))
    assert "a" in there(evening, 2)


def test_who_leaves_and_comes_back_was_away_in_between() -> None:
    evening = begun(EVENING.after(arrive(EVENING, "ab", at(-5))), 1)
    evening = evening.after(leave(evening, "a", at(1)))
    evening = evening.after(skip(evening, at(2)))
    evening = evening.after(start(evening, at(3)))
    evening = evening.after(arrive(evening, "a", at(4)))
    assert presence(evening, A) == "here"
    assert [("a" in there(evening, number)) for number in (1, 2, 3)] == [True, False, True]


def test_who_says_she_will_not_come_is_not_there() -> None:
    evening = EVENING.after(not_coming(EVENING, "a"))
    assert there(evening, 1) == set("bcdefgh")
    assert counts(evening).no_shows == 1
    evening = evening.after(leave(evening, "b", at()))
    assert there(evening, 1) == set("cdefgh")
    assert presence(evening, PEOPLE[1]) == "left"
    evening = evening.after(forget(evening, "ab"))
    assert there(evening, 1) == set("abcdefgh")


def test_who_is_expected_later_is_not_missing_yet() -> None:
    late = replace(A, rounds=(3,))
    evening = replace(EVENING, people=(late, *PEOPLE[1:]))
    evening = evening.after(arrive(evening, "bcd", at(-5)))
    assert presence(evening, late) == "later"
    assert counts(evening).later == 1
    assert there(evening, 1) == there(evening, 2) == set("bcd")
    assert there(evening, 3) == set("abcd")
    evening = begun(evening, 2)
    assert presence(evening, late) == "missing"
    assert there(evening, 3) == set("bcd")


def test_a_walk_in_is_a_person_of_the_list_who_is_here() -> None:
    evening = EVENING.after(arrive(EVENING, "abcdefgh", at(-5)))
    evening = begun(evening, 1)
    records = walk_in(evening, ParticipantRecord("", "Zoë", email="z@example.org"), at(5))
    evening = evening.after(records)
    zoe = evening.people[-1]
    assert (zoe.first_name, zoe.email, zoe.walk_in) == ("Zoë", "z@example.org", True)
    assert (zoe.position, zoe.event_id) == (9, "e")
    assert presence(evening, zoe) == "here"
    assert [zoe.id in there(evening, n) for n in (1, 2)] == [False, True]
    assert (counts(evening).walk_ins, counts(evening).here) == (1, 9)


def merged(one: list[Record], other: list[Record], before: Evening) -> Evening:
    """What two devices wrote, each field by itself; the other is later."""
    evening = before.after(one)
    for theirs in other:
        assert isinstance(theirs, AttendanceRecord)
        ours = evening.attendance.get(theirs.participant_id, theirs)
        old = before.attendance.get(theirs.participant_id)
        changes = {
            name: getattr(theirs, name)
            for name in ("arrival", "departure", "no_show")
            if old is None or getattr(theirs, name) != getattr(old, name)
        }
        evening = evening.after([replace(ours, **changes)])
    return evening


def test_two_at_the_door_check_in_the_same_and_others() -> None:
    evening = merged(arrive(EVENING, "abc", at()), arrive(EVENING, "cde", at(1)), EVENING)
    assert seen(evening) == "hhhhhmmm"
    assert len(evening.attendances) == 5


def test_an_arrival_outweighs_a_no_show_that_was_marked_elsewhere() -> None:
    known = EVENING.after(forget(EVENING, "a"))
    for one, other in (
        (arrive(known, "a", at()), not_coming(known, "a")),
        (not_coming(known, "a"), arrive(known, "a", at())),
    ):
        assert presence(merged(one, other, known), A) == "here"
