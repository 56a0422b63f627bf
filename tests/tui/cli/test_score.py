from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Command
from tui.cli.exits import DONE, FILES, INVALID

TWICE = "session_id,table_id,participant_id\n" + "".join(
    f"{session},{person // 2},{person}\n" for session in (0, 1) for person in range(4)
)


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_text(TWICE)
    return path


def test_a_plan_made_elsewhere_is_measured(run: Command, plan_file: Path) -> None:
    done = run("score", plan_file)
    assert done.status == DONE
    assert "2 of at most 4 (50.0%)" in done.out
    assert "at most 50.0% below the best that can exist" in done.out
    assert "2 (pairs that meet more than once" in done.out


def test_measures_are_there_for_programs(run: Command, plan_file: Path) -> None:
    result = run("score", plan_file, "--json").json
    assert (result["metrics"]["unique"], result["metrics"]["repeats"]) == (2, 2)
    assert result["proved_best"] is False


def test_our_own_plans_score_as_they_were_reported(run: Command, tmp_path: Path) -> None:
    for suffix in ("csv", "json"):
        target = tmp_path / f"made.{suffix}"
        made = run("plan", "-n", 12, "-t", 4, "-c", 3, "-s", 3, "-o", target, "--json").json
        scored = run("score", target, "--json").json
        assert scored["metrics"]["unique"] == made["metrics"]["unique"]
        assert scored["metrics"]["quality"] == made["metrics"]["quality"]


def test_broken_rules_are_named(run: Command, event_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    table = {"table_id": "red", "participants": ["p0", "p1", {"id": "p2", "name": "Cy"}]}
    other = {"table_id": "blue", "participants": ["p3", "p4", "p5"]}
    session = {"tables": [table, other]}
    path.write_text(json.dumps({"sessions": [session, session]}))
    done = run("score", path, event_file, "--verbose")
    assert done.status == DONE
    assert "violations: 2" in done.out
    assert "the exes (violations: 2)" in done.out


def test_the_quality_of_advice_is_translated(run: Command, plan_file: Path) -> None:
    assert "Pour l’améliorer" in run("score", plan_file, "-v", "--lang", "fr").out


def test_columns_that_are_not_used_are_named(run: Command, plan_file: Path) -> None:
    plan_file.write_text(
        "\n".join(line + (",colour" if not i else ",red") for i, line in enumerate(TWICE.split()))
    )
    done = run("score", plan_file)
    assert "colour" in done.err
    assert run("score", plan_file, "--quiet").err == ""


def test_what_is_no_plan_is_refused(run: Command, tmp_path: Path, event_file: Path) -> None:
    path = tmp_path / "plan.csv"
    assert run("score", path).status == FILES
    path.write_text("hello\n")
    done = run("score", path, "--json")
    assert (done.status, done.code) == (INVALID, "not-a-plan")
    path.write_text(TWICE)
    assert run("score", path, event_file, "--json").status == DONE
    path.write_text(TWICE.replace(",3\n", ",stranger\n"))
    assert run("score", path, event_file, "--json").status == INVALID
