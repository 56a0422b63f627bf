from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

from planner.event import Participant, plain_event
from planner.exchange.plan_names import write_names
from planner.exchange.reading import match_to_event, read_plan
from planner.pipeline import Plan
from tests.planner.exchange.plans import named_plan, plain_plan, plan_of

FRENCH = {"Id": "Id", "Name": "Nom", "Round {number}": "Tour {number}", "break": "pause"}


def written(plan: Plan, delimiter: str = ",", translate: Callable[[str], str] = str) -> str:
    stream = io.BytesIO()
    event, schedule = plan.problem.event, plan.schedule
    write_names(event, schedule, stream, delimiter=delimiter, translate=translate)
    return stream.getvalue().decode("utf-8")


def test_rounds_tables_and_people_without_names_count_from_one() -> None:
    assert written(plain_plan()) == (
        "\ufeffId,Name,Round 1,Round 2\r\n"
        "1,,1,1\r\n2,,1,2\r\n3,,2,1\r\n4,,2,2\r\n"
    )  # fmt: skip


def test_ids_that_a_list_counts_from_zero_stay_as_they_are() -> None:
    event = replace(
        plain_event(2, 1, 2, 1), participants=(Participant("0", "Ada"), Participant("1", "Bob"))
    )
    plan = plan_of(event, [[0, 0]])
    assert written(plan) == "\ufeffId,Name,Round 1\r\n0,Ada,0\r\n1,Bob,0\r\n"
    read = read_plan(written(plan).encode())
    assert match_to_event(read, event).seating.tolist() == [[0, 0]]


def test_french_excel_gets_its_words_and_its_separator() -> None:
    assert written(named_plan(), ";", FRENCH.__getitem__) == (
        "\ufeffId;Nom;Tour 1;Tour 2\r\n"
        "a;Ada Lovelace;Bar;Bar\r\n"
        "b;'=cmd|' /C calc'!A0;Bar;\r\n"
        "007;Zoé;Bar;Bar\r\n"
    )  # fmt: skip


def test_a_break_is_said_in_words() -> None:
    stream = io.BytesIO()
    plan = plain_plan()
    plan.schedule.seating[1, 3] = -2
    write_names(plain_event(4, 2, 2, 2), plan.schedule, stream, translate=FRENCH.__getitem__)
    assert stream.getvalue().decode().endswith("4,,2,pause\r\n")
