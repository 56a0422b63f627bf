"""The page on formats shows what is really written."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

from planner.exchange.numbers import write_numbers
from planner.exchange.plan_json import write_json
from planner.exchange.plan_names import write_names
from planner.exchange.reading import read_plan
from tests.planner.exchange.plans import plain_plan

PAGE = Path(__file__).parents[3] / "docs" / "formats.md"
NUMBERS, SESSIONS, NAMES = re.findall(
    r"^```\w+\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
)


def test_the_example_of_numbers_is_what_is_written() -> None:
    stream = io.BytesIO()
    write_numbers(plain_plan().schedule, stream)
    assert stream.getvalue().decode() == NUMBERS


def test_the_example_of_sessions_is_how_the_json_begins() -> None:
    stream = io.BytesIO()
    write_json(plain_plan(), stream)
    text = stream.getvalue().decode()
    assert text.startswith(SESSIONS.removesuffix("}\n"))
    for key in (*json.loads(text), *json.loads(text)["proof"]):
        assert f"`{key}`" in PAGE.read_text("utf-8") or key == "sessions"


def test_the_example_of_names_is_what_is_written() -> None:
    stream = io.BytesIO()
    plan = plain_plan()
    write_names(plan.problem.event, plan.schedule, stream)
    assert stream.getvalue().decode("utf-8-sig").replace("\r\n", "\n") == NAMES


def test_every_example_is_read_back_to_the_same_plan() -> None:
    for example in (NUMBERS, SESSIONS, NAMES):
        plan = read_plan(example.encode())
        assert (plan.schedule.seating == plain_plan().schedule.seating).all()
