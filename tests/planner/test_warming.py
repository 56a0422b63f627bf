"""Warming in processes of their own, with a cache of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.search.compile import cache_folder
from planner.warming import is_warm, warm

PLANS = """
from planner.event import Apart, Event, Participant, Seat, Table, Together, plain_event
from planner.pipeline import make_plan
from planner.problem import compile_event

rules = (Apart(("1", "2")), Seat("4", "0"), Together(("6", "7")))
people = tuple(Participant(str(n), vip=n < 3, side="ab"[n % 2]) for n in range(20))
tables = tuple(Table(str(n), 5) for n in range(4))
for event in (
    plain_event(12, 3, 4, 6, effort="quick"),
    plain_event(13, 4, 4, 5, effort="quick"),
    plain_event(60, 10, 6, 11, effort="quick"),
    plain_event(36, 6, 6, 6, effort="quick"),
    Event(people, tables, 5, rules=rules, effort="quick"),
    Event(people, tables[:3], 5, two_sided=True, breaks="allowed", effort="quick"),
):
    make_plan(compile_event(event), time_limit=1.0)
"""


def run(cache: Path, *arguments: str) -> None:
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        env={**os.environ, "SPEED_DATING_CACHE": str(cache)},
    ) as process:
        assert process.wait(300) == 0


def compiled(cache: Path) -> set[str]:
    return {path.name for path in cache.rglob("*.nbc")}


def test_after_warming_no_plan_has_to_compile(tmp_path: Path) -> None:
    run(tmp_path, "-m", "planner.warming")
    before = compiled(tmp_path)
    assert len(before) > 10
    run(tmp_path, "-c", PLANS)
    assert compiled(tmp_path) == before


def test_it_is_known_whether_that_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEED_DATING_CACHE", str(tmp_path))
    assert not is_warm()
    monkeypatch.setattr("planner.warming.make_plan", lambda *_, **__: None)
    cache_folder().mkdir(parents=True)
    warm()
    assert is_warm()


def test_it_ends_with_whoever_began_it(tmp_path: Path) -> None:
    environ = {**os.environ, "SPEED_DATING_CACHE": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "planner.warming"], stdin=subprocess.PIPE, env=environ
    )
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert not any(tmp_path.rglob("complete"))
