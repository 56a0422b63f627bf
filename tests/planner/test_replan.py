"""The rest of an evening: played rounds frozen, few people told something new."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.event import (
    Apart,
    Event,
    Meet,
    MetBefore,
    Participant,
    PlayedRound,
    PlayedTable,
    Rule,
    Seat,
    Table,
    Together,
    plain_event,
)
from planner.form import event_to_form, parse_event
from planner.messages import Refusal
from planner.pipeline import Plan, make_plan
from planner.problem import FREE, compile_event
from planner.replan import Changes, Published, Rest, breaks, moves, newcomer_ids, rest
from planner.revision import moved
from planner.schedule import ABSENT, BREAK, Schedule

EVENING = plain_event(60, 12, 5, 6)
"""A formula seats it without a repeat."""
SEATING = make_plan(compile_event(EVENING)).schedule.seating


def published(event: Event = EVENING, seating: object = SEATING) -> Published:
    return Published(
        tuple(p.id for p in event.participants),
        tuple(t.id for t in event.tables),
        np.array(seating, np.int32),
    )


def planned_again(changes: Changes, event: Event = EVENING) -> tuple[Rest, Plan]:
    left = rest(event, published(), changes)
    plan = make_plan(compile_event(left.event), previous=left.previous)
    assert plan.metrics.broken.total == 0
    return left, plan


def refused(event: Event, changes: Changes) -> list[str]:
    with pytest.raises(Refusal) as refusal:
        rest(event, published(), changes)
    return [message.code for message in refusal.value.messages]


def test_nothing_changes_where_nothing_has_changed() -> None:
    left, plan = planned_again(Changes(3))
    assert (plan.schedule.seating == SEATING).all()
    assert moves(left, plan.schedule) == []


def test_played_rounds_stay_as_they_were() -> None:
    left, plan = planned_again(Changes(4, gone=("5", "17"), new=(Participant("n"),)))
    seating = plan.schedule.seating
    assert (seating[:3, :60] == SEATING[:3]).all()
    assert (seating[:3, 60] == ABSENT).all()
    assert (seating[3:, [5, 17]] == ABSENT).all()
    assert (seating[3:, 60] >= 0).all()
    assert moved(left.previous, seating).sum() <= 4


def test_who_has_to_be_told_what_is_said_person_by_person() -> None:
    left, plan = planned_again(Changes(4, gone=("5",), new=(Participant("n"),)))
    told = moves(left, plan.schedule)
    assert {move.round for move in told} <= {3, 4, 5}
    newcomer = [move for move in told if move.person == 60]
    assert [(move.round, move.told) for move in newcomer] == [(3, FREE), (4, FREE), (5, FREE)]
    assert [move.seat for move in newcomer] == plan.schedule.seating[3:, 60].tolist()
    assert all(move.told != move.seat for move in told)


def test_the_new_event_can_be_kept_in_a_file() -> None:
    left = rest(EVENING, published(), Changes(4, gone=("5",), new=(Participant("n", "Zoë"),)))
    assert parse_event(str_of(event_to_form(left.event))) == left.event


def str_of(form: object) -> str:
    import json

    return json.dumps(form)


def test_the_rest_can_be_planned_again_and_again() -> None:
    left, plan = planned_again(Changes(3, gone=("5",)))
    again = rest(left.event, published(left.event, plan.schedule.seating), Changes(5, back=("5",)))
    other = make_plan(compile_event(again.event), previous=again.previous)
    assert other.metrics.broken.total == 0
    assert (other.schedule.seating[:4] == plan.schedule.seating[:4]).all()
    assert (other.schedule.seating[4:, 5] >= 0).all()
    assert again.event.participants[5].rounds == (1, 2, 5, 6)


def test_who_really_sat_elsewhere_is_believed() -> None:
    other = SEATING[0].copy()
    other[[0, 1]] = other[[1, 0]]
    tables = Schedule(other[None]).tables(0)
    really = PlayedRound(
        tuple(PlayedTable(str(t), tuple(map(str, who))) for t, who in tables.items())
    )
    left, plan = planned_again(Changes(3, played=(really,)))
    assert (plan.schedule.seating[0] == other).all()
    assert (plan.schedule.seating[1] == SEATING[1]).all()
    assert len(left.event.played) == 2


def test_who_did_not_come_was_not_there() -> None:
    tables = Schedule(SEATING[:1]).tables(0)
    really = PlayedRound(
        tuple(
            PlayedTable(str(t), tuple(str(i) for i in who if i != 7)) for t, who in tables.items()
        )
    )
    left, plan = planned_again(Changes(2, played=(really,)))
    assert left.event.participants[7].rounds == (2, 3, 4, 5, 6)
    assert plan.schedule.seating[0, 7] == ABSENT


def test_who_never_came_is_off_the_list_and_out_of_the_rules() -> None:
    event = replace(
        EVENING,
        rules=(Together(("3", "4")), Seat("3", "0"), Meet(("3", "9")), Apart(("3", "5", "6"))),
        met_before=(MetBefore(("3", "5")), MetBefore(("4", "5"))),
    )
    left = rest(event, published(), Changes(1, gone=("3",)))
    assert "3" not in {p.id for p in left.event.participants}
    assert left.event.rules == (Apart(("5", "6")),)
    assert left.event.met_before == (MetBefore(("4", "5")),)
    assert len(left.lifted) == 4
    compile_event(left.event)


def test_before_the_first_round_everything_may_change() -> None:
    _, plan = planned_again(Changes(1, gone=("3",), new=(Participant("n"),)))
    assert plan.problem.played == 0
    assert plan.problem.people == 60


def test_the_last_round_is_a_rest_too() -> None:
    left, plan = planned_again(Changes(6, gone=tuple(map(str, range(20)))))
    assert (plan.schedule.seating[:5] == SEATING[:5]).all()
    assert {move.round for move in moves(left, plan.schedule)} <= {5}


def test_a_lost_table_sends_its_people_elsewhere() -> None:
    gone = tuple(str(i) for i in np.flatnonzero(SEATING[0] == 0))
    left, plan = planned_again(Changes(4, gone=gone, closed=("2",)))
    assert (plan.schedule.seating[3:] != 2).all()
    assert moved(left.previous, plan.schedule.seating).sum() < 40


def test_a_table_lost_before_the_first_round_was_never_there() -> None:
    event = replace(EVENING, rules=(Seat("8", "2"),))
    left = rest(event, published(), Changes(1, gone=("1", "2", "3", "4", "5"), closed=("2",)))
    assert "2" not in {table.id for table in left.event.tables}
    assert left.event.rules == ()
    compile_event(left.event)


def test_another_table_is_used() -> None:
    new = tuple(Participant(f"n{i}") for i in range(5))
    _, plan = planned_again(Changes(4, new=new, added=(Table("more", 5),)))
    seating = plan.schedule.seating
    assert (seating[:3] != 12).all()
    assert ((seating[3:] == 12).sum(axis=1) == 5).all()


def test_newcomers_do_not_only_meet_newcomers() -> None:
    new = tuple(Participant(f"n{i}") for i in range(5))
    gone = tuple(str(i) for i in np.flatnonzero(SEATING[3] == 0))
    _, plan = planned_again(Changes(4, gone=gone, new=new))
    for row in plan.schedule.seating[3:]:
        assert np.bincount(row[60:]).max() <= 3


def test_a_host_who_leaves_needs_no_table_any_more() -> None:
    at = str(SEATING[0, 8])
    hosts: tuple[Rule, ...] = (Seat("8", at, rounds=(1, 2, 5)), Seat("8", at, rounds=(6,)))
    left, _ = planned_again(Changes(4, gone=("8",)), replace(EVENING, rules=hosts))
    assert left.event.rules == (Seat("8", at, rounds=(1, 2)),)
    assert [message.code for message in left.lifted] == ["rule-lifted"] * 2
    assert [message.params["rule"] for message in left.lifted] == ["1", "2"]


def test_a_host_of_a_lost_table_sits_elsewhere() -> None:
    event = replace(EVENING, rules=(Seat("8", "2"),))
    left = rest(event, published(), Changes(3, closed=("2",)))
    assert left.event.rules == (Seat("8", "2", rounds=(1, 2)),)


def test_who_is_left_of_a_group_goes_on() -> None:
    event = replace(EVENING, rules=(Together(("1", "2", "3")),))
    left, plan = planned_again(Changes(3, gone=("2",)), event)
    assert left.event.rules == event.rules
    seating = plan.schedule.seating
    assert (seating[2:, 1] == seating[2:, 3]).all()


def test_meetings_that_cannot_take_place_any_more_are_not_asked_for() -> None:
    one, other = np.flatnonzero(SEATING[0] == SEATING[0, 0])[:2]
    met = (str(one), str(other))
    stranger = next(
        str(i) for i in range(60) if not (SEATING[:3, i] == SEATING[:3, int(one)]).any()
    )
    event = replace(EVENING, rules=(
        Meet(met), Meet((str(one), stranger)), Meet((stranger, str(other)), at_least=5),
    ))  # fmt: skip
    left = rest(event, published(), Changes(4, gone=(str(one),)))
    times = int((SEATING[:3, int(stranger)] == SEATING[:3, other]).sum())
    assert left.event.rules == (
        Meet(met), Meet((stranger, str(other)), at_least=3 + times),
    )  # fmt: skip
    assert [message.params["rule"] for message in left.lifted] == ["2", "3"]


def test_a_rule_broken_in_a_played_round_is_counted_and_not_repeated() -> None:
    one, other = np.flatnonzero(SEATING[0] == SEATING[0, 0])[:2]
    event = replace(EVENING, rules=(Apart((str(one), str(other))),))
    _, plan = planned_again(Changes(2), event)
    assert plan.metrics.past_broken == 1
    assert (plan.schedule.seating[1:, one] != plan.schedule.seating[1:, other]).all()


def test_who_was_to_sit_out_still_does() -> None:
    event = replace(plain_event(13, 3, 4, 3), breaks="allowed")
    plan = make_plan(compile_event(event))
    assert (plan.schedule.seating == BREAK).any()
    left = rest(event, published(event, plan.schedule.seating), Changes(2))
    again = make_plan(compile_event(left.event), previous=left.previous)
    assert (again.schedule.seating == plan.schedule.seating).all()


def test_too_few_seats_are_refused_until_breaks_are_allowed() -> None:
    lost = Changes(4, closed=("0",))
    with pytest.raises(Refusal):
        compile_event(rest(EVENING, published(), lost).event)
    _, plan = planned_again(replace(lost, breaks=True))
    assert ((plan.schedule.seating == BREAK).sum(axis=1) == [0, 0, 0, 5, 5, 5]).all()
    assert plan.metrics.break_gap <= 1
    assert [r for r, _ in breaks(Rest(plan.problem.event, SEATING), plan.schedule)] == [
        *[3] * 5, *[4] * 5, *[5] * 5
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (Changes(0), "no-such-round"),
        (Changes(7), "no-such-round"),
        (Changes(3, gone=("x",)), "unknown-person"),
        (Changes(3, back=("x",)), "unknown-person"),
        (Changes(3, closed=("x",)), "unknown-table"),
        (Changes(3, gone=tuple(map(str, range(59)))), "nobody-left"),
    ],
)
def test_what_cannot_be_is_refused(changes: Changes, code: str) -> None:
    assert refused(EVENING, changes) == [code]


def test_rounds_on_record_are_not_planned_again() -> None:
    left = rest(EVENING, published(), Changes(4))
    with pytest.raises(Refusal, match="played already; plan from round 4"):
        rest(left.event, published(), Changes(3))


def test_a_plan_that_does_not_say_who_sat_where_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        rest(EVENING, published(seating=SEATING[:2]), Changes(4))
    assert refusal.value.messages[0].code == "plan-too-short"


def test_newcomers_get_the_next_ids() -> None:
    assert newcomer_ids(EVENING, 2) == ["60", "61"]
    named = replace(EVENING, participants=tuple(Participant(f"p{i}") for i in (1, 2, 7)))
    assert newcomer_ids(named, 2) == ["p8", "p9"]
    mixed = replace(EVENING, participants=(Participant("ada"), Participant("bob2")))
    assert newcomer_ids(mixed, 1) == ["new-1"]
