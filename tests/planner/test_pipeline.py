from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from planner.event import (
    Apart,
    Event,
    Meet,
    Participant,
    PlayedRound,
    PlayedTable,
    Table,
    Together,
    plain_event,
)
from planner.messages import Refusal
from planner.pipeline import Plan, make_plan
from planner.problem import compile_event
from planner.progress import Progress
from planner.schedule import BREAK
from planner.search.start import rested

KNOWN = json.loads(
    (Path(__file__).parent.parent / "data" / "planner" / "instances.json").read_text()
)["instances"]


def planned(event: Event, **options: Any) -> Plan:
    return make_plan(compile_event(event), **options)


@pytest.mark.parametrize("known", KNOWN, ids=[known["id"] for known in KNOWN])
def test_known_evenings_reach_their_best_known_value(known: dict[str, Any]) -> None:
    event = plain_event(
        known["N"], known["tables"], known["seats"], known["rounds"], priority="most-meetings"
    )
    plan = planned(event)
    assert plan.bound.unique == known["bound"]
    assert plan.metrics.unique >= known["best_unique"]
    assert plan.metrics.broken.total == 0


def test_by_default_nobody_is_bored_and_the_evening_is_fair() -> None:
    """30 people at 5 tables of 6: repeats are forced, so something has to give."""
    metrics = planned(plain_event(30, 5, 6, 6)).metrics
    assert (metrics.most_of_one_pair, metrics.gap) == (2, 1)
    assert metrics.unique >= 362


def test_the_front_holds_plans_of_which_none_is_better_in_every_respect() -> None:
    plan = planned(plain_event(30, 5, 6, 6, effort="quick"))
    plans = [plan.metrics, *(other.metrics for other in plan.front)]
    assert 3 <= len(plans) <= 5
    for one in plans:
        assert one.broken.total == 0
        for other in plans:
            assert one is other or not (
                one.unique >= other.unique
                and one.gap <= other.gap
                and one.most_of_one_pair <= other.most_of_one_pair
            )


def test_a_plan_that_nothing_can_beat_needs_no_front_and_no_search() -> None:
    plan = planned(plain_event(100, 20, 5, 8))
    assert plan.proved_best
    assert plan.settled
    assert plan.front == ()
    assert "search" not in plan.method


@pytest.mark.parametrize(
    "event",
    [plain_event(13, 4, 4, 5, effort="quick"), plain_event(20, 4, 5, 6, effort="quick")],
    ids=["uneven", "repeats"],
)
def test_the_number_of_threads_changes_nothing(event: Event) -> None:
    seatings = [planned(event, threads=threads) for threads in (1, 2, 5)]
    first = seatings[0]
    for other in seatings[1:]:
        assert (other.schedule.seating == first.schedule.seating).all()
        assert [p.metrics for p in other.front] == [p.metrics for p in first.front]


def test_progress_goes_through_the_phases_in_order_and_never_forgets_a_better_plan() -> None:
    told: list[Progress] = []
    planned(plain_event(30, 5, 6, 6, effort="quick"), on_progress=told.append)
    phases = list(dict.fromkeys(p.phase for p in told))
    assert phases == ["baseline", "improvement", "equity"]
    assert all(0 <= p.share <= 1 and p.bound == 425 for p in told)
    assert [p.elapsed for p in told] == sorted(p.elapsed for p in told)
    for phase in phases:
        shares = [p.share for p in told if p.phase == phase]
        assert shares == sorted(shares)


def test_cancelled_at_once_it_returns_a_whole_plan_that_keeps_the_rules() -> None:
    event = replace(plain_event(30, 5, 6, 6), rules=(Together(("0", "1")), Apart(("2", "3"))))
    plan = planned(event, cancelled=lambda: True)
    assert plan.stopped == "cancelled"
    assert plan.metrics.broken.total == 0
    assert plan.metrics.all.people == 30


def test_a_time_limit_ends_the_search_and_is_told() -> None:
    plan = planned(plain_event(30, 5, 6, 6, effort="thorough"), time_limit=0.0)
    assert plan.stopped == "time-limit"
    assert plan.metrics.broken.total == 0


def test_it_says_not_found_where_nothing_is_proved() -> None:
    """A cycle of five kept apart at two tables: no proof looks for odd cycles."""
    people = tuple(Participant(str(i), name=name) for i, name in enumerate("ABCDE"))
    apart = tuple(Apart((str(i), str((i + 1) % 5))) for i in range(5))
    event = Event(people, (Table("x", 3), Table("y", 3)), 2, apart, effort="quick")
    with pytest.raises(Refusal) as refused:
        planned(event)
    assert refused.value.messages[0].code in ("not-found", "no-seating")


def test_rules_that_stay_broken_are_named() -> None:
    """Pairs in a ring who must meet twice in three rounds of pairs: no proof counts that far."""
    people = tuple(Participant(str(i)) for i in range(6))
    rules = tuple(Meet((str(i), str((i + 1) % 3)), at_least=1, name=f"r{i}") for i in range(3))
    event = Event(people, tuple(Table(str(t), 2) for t in range(3)), 2, rules, effort="quick")
    with pytest.raises(Refusal) as refused:
        planned(event)
    messages = {message.code: message for message in refused.value.messages}
    assert "not-found" not in messages or "r" in messages["still-broken"].params["rules"]


def test_an_evening_that_is_over_stays_as_it_was() -> None:
    tables = (PlayedTable("0", ("0", "1")), PlayedTable("1", ("2",)))
    event = replace(plain_event(4, 2, 2, 1), played=(PlayedRound(tables),))
    plan = planned(event)
    assert plan.schedule.seating.tolist() == [[0, 0, 1, BREAK]]


def test_at_tables_of_two_nobody_sits_with_whom_the_meeting_does_not_count() -> None:
    people = tuple(
        Participant(f"p{i}", side="AB"[i % 2], age=20 + i, age_max=28 + i % 3) for i in range(13)
    )
    tables = tuple(Table(str(t), 2) for t in range(6))
    plan = planned(Event(people, tables, 6, two_sided=True, breaks="allowed", effort="quick"))
    counts = plan.problem.counting.counts
    assert counts is not None
    for r in range(6):
        for who in plan.schedule.tables(r).values():
            assert len(who) == 2
            assert counts[who[0], who[1]]


def test_two_who_do_not_count_rest_where_breaks_are_allowed() -> None:
    people = tuple(Participant(f"p{i}", side="AB"[i % 2]) for i in range(4))
    tables = (Table("0", 2), Table("1", 2))
    event = Event(people, tables, 1, two_sided=True, breaks="allowed")
    mixed, same = np.array([[0, 0, 1, 1]], np.int32), np.array([[0, 1, 0, 1]], np.int32)
    assert (rested(compile_event(event), mixed) == mixed).all()
    assert (rested(compile_event(event), same) == BREAK).all()
    assert (rested(compile_event(replace(event, breaks="never")), same) == same).all()


def test_without_numba_constructions_still_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.startswith("planner.search.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numba", None)
    try:
        plan = planned(plain_event(36, 6, 6, 4))
        assert plan.stopped == "no-search"
        assert plan.metrics.broken.total == 0
        assert planned(plain_event(100, 20, 5, 8)).stopped == ""
    finally:
        for name in [n for n in sys.modules if n.startswith("planner.search.")]:
            del sys.modules[name]
