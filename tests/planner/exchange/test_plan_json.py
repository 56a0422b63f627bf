from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

from planner.exchange.plan_json import read_json, write_json
from planner.exchange.reading import match_to_event
from planner.pipeline import Plan
from planner.schedule import BREAK
from tests.planner.exchange.plans import dating_plan, named_plan, plain_plan, plan_of


def written(plan: Plan) -> Any:
    stream = io.BytesIO()
    write_json(plan, stream)
    assert stream.getvalue().isascii()
    return json.loads(stream.getvalue())


def test_an_evening_in_numbers_counts_from_zero() -> None:
    assert written(plain_plan())["sessions"] == [
        {"session_id": 0, "tables": [
            {"table_id": 0, "participants": [0, 1]}, {"table_id": 1, "participants": [2, 3]}]},
        {"session_id": 1, "tables": [
            {"table_id": 0, "participants": [0, 2]}, {"table_id": 1, "participants": [1, 3]}]},
    ]  # fmt: skip


def test_given_ids_are_kept_and_the_absent_are_named() -> None:
    assert written(named_plan())["sessions"] == [
        {"session_id": 0, "tables": [{"table_id": "Bar", "participants": ["a", "b", "007"]}]},
        {"session_id": 1, "tables": [{"table_id": "Bar", "participants": ["a", "007"]}],
         "absent": ["b"]},
    ]  # fmt: skip


def test_breaks_are_named_and_read_back() -> None:
    plan = dating_plan()
    form = written(plan)
    assert [session["break"] for session in form["sessions"]] == [["a3"], ["a2"], ["a1"]]
    assert form["metrics"]["sides"]["b"]["mean"] == 2.5
    read = read_json(json.dumps(form))
    assert (match_to_event(read, plan.problem.event).seating == plan.schedule.seating).all()
    places = {p: read.schedule.seating[:, i].tolist() for i, p in enumerate(read.people)}
    assert [BREAK in places[f"a{n}"] for n in (1, 2, 3)] == [True] * 3


def test_the_proof_with_wishes_is_about_their_worth() -> None:
    plan = dating_plan()
    event = replace(plan.problem.event, interest="soft")
    proof = written(plan_of(event, plan.schedule.seating.tolist()))["proof"]
    assert (proof["about"], proof["bound"], proof["proved_best"]) == ("worth", 10, True)


def test_the_measures_and_the_proof_stand_beside() -> None:
    form = written(plain_plan())
    assert list(form) == ["sessions", "metrics", "proof"]
    assert form["metrics"]["unique"] == 4
    assert form["metrics"]["all"]["distribution"] == {"2": 4}
    assert form["proof"] == {
        "about": "unique", "bound": 4, "reason": "seats", "proved_best": True,
        "percent_below": 0.0, "method": "by hand", "stopped": "",
    }  # fmt: skip


def test_the_figures_of_alternatives_are_told() -> None:
    front = written(named_plan())["front"]
    assert [set(other) for other in front] == [{"metrics", "proof"}]
