from __future__ import annotations

from dataclasses import replace

from planner.evening.checkin import arrive, leave
from planner.evening.clock import back, end, skip, start
from planner.evening.facts import Evening, written
from planner.evening.rounds import (
    Gaps,
    Move,
    came,
    closed,
    corrected,
    gaps,
    meetings,
    met,
    moves,
    planned,
    played,
    seated,
    settled,
    table_of,
    told,
    waiting,
)
from planner.event import PlayedTable
from planner.records import (
    ParticipantRecord,
    RoundRecord,
    SittingRecord,
    invalid_fields,
    round_record,
)
from planner.schedule import ABSENT, BREAK
from tests.planner.evening.evenings import EVENING, PEOPLE, PLAN, PLANS, TABLES, at, record


def spelled(tables: tuple[PlayedTable, ...]) -> str:
    return " ".join("".join(table.who) for table in tables)


def step(evening: Evening, minutes: float = 0) -> Evening:
    """Skips on, as every step of the clock is saved."""
    return evening.after(settled(evening, PLANS, skip(evening, at(minutes))))


def test_the_plan_says_who_is_told_what() -> None:
    assert spelled(planned(PLAN, 2)) == "abef cdgh"
    assert planned(PLAN, 4) == planned(None, 1) == ()
    resting = replace(PLAN, seating=[[0, 0, ABSENT, BREAK, 1, 1, 1, BREAK]])
    assert spelled(planned(resting, 1)) == "ab efg"
    assert spelled(told(EVENING, PLANS, 1)) == "abcd efgh"


def test_nobody_who_is_absent_is_seated() -> None:
    evening = EVENING.after(arrive(EVENING, "abcd", at()))
    assert spelled(seated(evening, PLANS, 1)) == "abcd"
    assert spelled(seated(evening, PLANS, 2)) == "ab cd"
    assert spelled(told(evening, PLANS, 2)) == "abef cdgh"


def test_who_is_there_without_a_seat_waits() -> None:
    resting = {"plan": replace(PLAN, seating=[[0, 0, ABSENT, BREAK, 1, 1, 1, 1]])}
    zoe = ParticipantRecord("z", "Zoë", event_id="e")
    evening = replace(EVENING, people=(*PEOPLE, zoe))
    assert [person.id for person in waiting(evening, resting, 1)] == ["c", "d", "z"]


def test_what_the_plan_does_not_know_of_is_told() -> None:
    taking_turns = {"plan": replace(PLAN, seating=[[0, 0, ABSENT, BREAK, 1, 1, 1, 1]] * 3)}
    assert gaps(EVENING, taking_turns) == Gaps(frozenset("c"), frozenset())
    assert not gaps(EVENING, PLANS)
    evening = EVENING.after(arrive(EVENING, "abcdefg", at()))
    zoe = ParticipantRecord("z", "Zoë", event_id="e", rounds=(3,))
    evening = replace(evening, people=(*PEOPLE, zoe))
    assert gaps(evening, PLANS) == Gaps(frozenset("z"), frozenset("h"))
    evening = evening.after(leave(evening, "a", at(), first_without=3))
    assert gaps(evening, PLANS).absent == set("ah")
    last = evening.after([replace(round_record("e", 3), started=written(at()))])
    assert not gaps(last, PLANS)


def test_more_rounds_than_the_plan_has_leave_everybody_without_a_seat() -> None:
    longer = replace(EVENING, event=replace(EVENING.event, rounds=4))
    assert gaps(longer, PLANS).unseated == set("abcdefgh")


def test_the_way_from_a_round_to_the_next_one() -> None:
    evening = EVENING.after(arrive(EVENING, "abcdef", at()))
    ways = moves(evening, PLANS, 2)
    assert [way.person_id for way in ways if not way.stays] == ["c", "d", "e", "f"]
    assert ways[2] == Move("c", "t1", "t2")
    assert moves(evening, PLANS, 1)[0] == Move("a", "", "t1")
    assert moves(evening, PLANS, 4)[0] == Move("a", "t1", "")


def test_a_new_plan_changes_no_round_that_has_begun() -> None:
    evening = step(EVENING)
    other = replace(evening, event=replace(evening.event, plan_id="other"))
    plans = {**PLANS, "other": replace(PLAN, seating=PLAN.seating[::-1])}
    assert spelled(seated(other, plans, 1)) == "abcd efgh"
    assert spelled(seated(other, plans, 3)) == "abcd efgh"
    assert other.plan_ids == {"plan", "other"}


def test_what_was_played_is_written_when_the_round_ends() -> None:
    evening = step(EVENING.after(arrive(EVENING, "abcdefg", at())))
    changes = settled(evening, PLANS, end(evening, at(10)))
    (sitting,) = (r for r in changes if isinstance(r, SittingRecord))
    assert (spelled(sitting.tables), sitting.number) == ("abcd efg", 1)
    evening = evening.after(changes)
    assert record(evening, 1).sitting_id == sitting.id
    gone = evening.after(leave(evening, "ab", at(11), first_without=1))
    assert spelled(seated(gone, PLANS, 1)) == "abcd efg"
    assert spelled(seated(gone, {}, 1)) == "abcd efg"
    assert "a" not in table_of(seated(gone, PLANS, 2))


def test_a_round_that_goes_on_and_ends_again_keeps_what_was_written() -> None:
    evening = step(step(EVENING))
    first = record(evening, 1).sitting_id
    again = evening.after(settled(evening, PLANS, back(evening, at(3))))
    again = step(again)
    assert record(again, 1).sitting_id == first
    assert len(again.sittings) == 1


def test_a_round_whose_start_is_taken_back_is_not_played() -> None:
    evening = step(step(step(EVENING)))
    evening = evening.after(settled(evening, PLANS, back(evening, at(3))))
    assert len(played(evening, PLANS)) == 1
    assert record(evening, 2).sitting_id == ""


def test_starting_the_next_round_writes_the_one_that_ran() -> None:
    evening = step(EVENING)
    changes = settled(evening, PLANS, start(evening, at(4)))
    assert [type(r) for r in changes].count(SittingRecord) == 1
    assert [r.number for r in changes if isinstance(r, RoundRecord)] == [1, 2]


def test_a_crowd_too_large_to_be_written_down_does_not_stop_the_clock() -> None:
    ids = tuple(f"{n:036}" for n in range(7_000))
    crowd = replace(EVENING, people=tuple(ParticipantRecord(id_, event_id="e") for id_ in ids))
    plans = {"plan": replace(PLAN, people=ids, seating=[[n % 2 for n in range(7_000)]])}
    evening = crowd.after(start(crowd, at()))
    changes = settled(evening, plans, end(evening, at(10)))
    assert not [problem for record in changes for problem in invalid_fields(record)]
    evening = evening.after(changes)
    assert [len(table.who) for table in seated(evening, plans, 1)] == [3_500, 3_500]


def test_a_table_that_is_lost_is_lost_in_the_evening() -> None:
    evening = EVENING.after([closed(TABLES[0], 1, 3)])
    assert evening.tables[0].seats_by_round == {1: 0, 2: 0, 3: 0}
    assert evening.tables[1] == TABLES[1]


def test_who_really_sat_elsewhere_is_corrected() -> None:
    evening = step(EVENING)
    evening = evening.after(corrected(evening, PLANS, 1, "a", "t2"))
    assert spelled(seated(evening, PLANS, 1)) == "bcd efgha"
    evening = evening.after(settled(evening, PLANS, end(evening, at(10))))
    evening = evening.after(corrected(evening, PLANS, 1, "b", ""))
    assert spelled(seated(evening, PLANS, 1)) == "cd efgha"
    assert spelled(played(evening, PLANS)[0].tables) == "cd efgha"
    assert len(evening.sittings) == 2


def test_without_a_plan_the_clock_still_runs() -> None:
    evening = step(step(replace(EVENING, event=replace(EVENING.event, plan_id=""))))
    assert played(evening, {})[0].tables == ()
    assert evening.plan_ids == set()


def test_who_met_whom_and_who_came() -> None:
    evening = step(EVENING.after(arrive(EVENING, "abcdef", at())))
    assert met(evening, PLANS) == {
        **{one: set("abcd") - {one} for one in "abcd"}, "e": {"f"}, "f": {"e"},
    }  # fmt: skip
    late = evening.after(arrive(evening, "h", at(5)))
    assert came(late, PLANS) == set("abcdefh")
    assert came(EVENING, PLANS) == set()


def test_where_there_are_sides_only_the_others_are_met() -> None:
    sided = tuple(replace(person, side="A" if person.id in "abef" else "B") for person in PEOPLE)
    event = replace(EVENING.event, two_sided=True)
    evening = step(replace(EVENING, event=event, people=sided))
    assert met(evening, PLANS)["a"] == {"c", "d"}
    evening = step(step(evening))
    assert met(evening, PLANS)["a"] == {"c", "d"}


def test_score_cards_list_people_in_the_order_of_the_rounds() -> None:
    evening = step(step(step(EVENING)))
    assert [(m.other_id, m.rounds) for m in meetings(evening, PLANS)["e"]] == [
        ("f", (1, 2)), ("g", (1,)), ("h", (1,)), ("a", (2,)), ("b", (2,)),
    ]  # fmt: skip


def test_genders_are_sides_where_nobody_has_one_and_strict_wishes_are_kept_to() -> None:
    people = tuple(
        replace(person, gender="F" if person.id in "abef" else "M", age=20 + place,
                age_max=25 if person.id == "a" else None)
        for place, person in enumerate(PEOPLE)
    )  # fmt: skip
    event = replace(EVENING.event, two_sided=True)
    evening = step(step(step(replace(EVENING, event=event, people=people))))
    assert met(evening, PLANS)["b"] == {"c", "d"}
    assert met(evening, PLANS)["e"] == {"g", "h"}
    evening = replace(evening, event=replace(event, two_sided=False, interest="strict"))
    assert met(evening, PLANS)["a"] == {"b", "c", "d", "e", "f"}
    wishes = replace(people[0], looking_for=("M",))
    evening = replace(evening, people=(wishes, *people[1:]))
    assert met(evening, PLANS)["a"] == {"c", "d"}
    assert "a" not in met(evening, PLANS)["b"]


def test_a_table_is_lost_for_the_rounds_to_come() -> None:
    lost = closed(replace(TABLES[0], seats_by_round={1: 3}), 2, 4)
    assert lost.seats_by_round == {1: 3, 2: 0, 3: 0, 4: 0}
