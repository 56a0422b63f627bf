from __future__ import annotations

from dataclasses import replace

import pytest

from planner.evening.checkin import arrive, leave, walk_in
from planner.evening.clock import skip
from planner.evening.facts import Evening
from planner.evening.replanning import remainder
from planner.evening.rounds import closed, settled
from planner.event import PlayedTable, Seat
from planner.messages import Refusal
from planner.pipeline import make_plan
from planner.problem import compile_event
from planner.records import ParticipantRecord, RuleRecord
from tests.planner.evening.evenings import EVENING, PEOPLE, PLANS, TABLES, at


def in_round(number: int, here: str) -> Evening:
    evening = EVENING.after(arrive(EVENING, here, at(-5)))
    for minute in range(2 * number - 1):
        evening = evening.after(settled(evening, PLANS, skip(evening, at(minute))))
    return evening


def test_the_rest_is_for_those_who_are_there_and_the_past_is_frozen() -> None:
    evening = in_round(1, "abcdefg")
    evening = evening.after(leave(evening, "a", at(3)))
    evening = evening.after(walk_in(evening, ParticipantRecord("", "Zoë"), at(4)))
    zoe = evening.people[-1]
    event = remainder(evening, PLANS).event
    rounds = {person.id: person.rounds for person in event.participants}
    assert rounds == {**dict.fromkeys("bcdefg", None), "a": (1,), zoe.id: (2, 3)}
    (past,) = event.played
    assert past.tables == (PlayedTable("t1", tuple("abcd")), PlayedTable("t2", tuple("efg")))


def test_the_new_plan_seats_everybody_who_is_there_and_nobody_else() -> None:
    evening = in_round(1, "abcdefgh")
    evening = evening.after(leave(evening, "ah", at(3)))
    evening = evening.after(walk_in(evening, ParticipantRecord("", "Zoë"), at(4)))
    rest = remainder(evening, PLANS)
    plan = make_plan(compile_event(rest.event), previous=rest.previous)
    ids = [person.id for person in plan.problem.event.participants]
    for row in plan.schedule.seating[1:]:
        seated = {id_ for id_, seat in zip(ids, row, strict=True) if seat >= 0}
        assert seated == {*"bcdefg", evening.people[-1].id}


def test_a_table_that_is_gone_from_the_list_still_counts_where_people_sat_at_it() -> None:
    evening = replace(in_round(1, "abcdefgh"), tables=(replace(TABLES[0], seats=8),))
    event = remainder(evening, PLANS).event
    assert [table.id for table in event.tables] == ["t1", "t2"]
    assert event.tables[1].seats_by_round == {2: 0, 3: 0}
    assert event.breaks == "never"


def test_where_a_table_is_lost_people_may_sit_out() -> None:
    evening = in_round(1, "abcdefgh")
    host = Seat("a", "t1")
    lost = replace(
        evening, tables=(closed(TABLES[0], 2, 3), TABLES[1]), rules=(RuleRecord("r", host),)
    )
    rest = remainder(lost, PLANS)
    assert rest.event.breaks == "allowed"
    assert [message.code for message in rest.lifted] == ["rule-lifted"]
    make_plan(compile_event(rest.event), previous=rest.previous)


def test_people_who_are_off_the_list_are_out_of_the_past_too() -> None:
    evening = replace(in_round(1, "abcdefgh"), people=PEOPLE[1:])
    event = remainder(evening, PLANS).event
    assert event.played[0].tables[0].who == tuple("bcd")


def test_sides_that_have_become_uneven_at_tables_of_two_take_turns() -> None:
    sided = tuple(replace(p, side="AB"[n % 2]) for n, p in enumerate(PEOPLE))
    pairs = tuple(replace(TABLES[0], id=f"t{n}", seats=2) for n in range(4))
    event = replace(EVENING.event, two_sided=True)
    even = replace(EVENING, event=event, people=sided, tables=pairs)
    assert remainder(even, {}).event.breaks == "never"
    uneven = even.after(arrive(even, "abcdefg", at()))
    assert remainder(uneven, {}).event.breaks == "allowed"


def test_when_nobody_is_left_it_is_told() -> None:
    evening = in_round(1, "abcdefgh")
    with pytest.raises(Refusal) as refusal:
        remainder(evening.after(leave(evening, "abcdefg", at(1))), PLANS)
    assert refusal.value.messages[0].code == "nobody-left"


def test_in_the_last_round_there_is_nothing_left_to_plan() -> None:
    with pytest.raises(Refusal):
        remainder(in_round(3, "abcdefgh"), PLANS)
