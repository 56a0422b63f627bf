"""`speed-dating replan` through the real command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.form import parse_event
from tests.tui.cli.conftest import Command
from tui.cli.exits import DONE, FILES, INVALID


@pytest.fixture
def evening(run: Command, tmp_path: Path) -> tuple[Path, Path]:
    """Twenty people at five tables of four, five rounds, planned."""
    event, plan = tmp_path / "event.json", tmp_path / "plan.json"
    people = [{"id": f"p{i}", "name": f"Person {i}"} for i in range(20)]
    tables = [{"id": f"t{i}", "seats": 4} for i in range(5)]
    event.write_text(json.dumps({"participants": people, "tables": tables, "rounds": 5}))
    assert run("plan", event, "--format", "json", "-o", plan).status == DONE
    return event, plan


def sessions(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text())["sessions"]
    return found


def test_played_rounds_stay_and_who_moves_is_said(
    run: Command, evening: tuple[Path, Path], tmp_path: Path
) -> None:
    event, plan = evening
    new = tmp_path / "new.json"
    done = run(
        "replan", event, plan, "--from-round", 3, "--gone", "p3", "--new", "Zoë",
        "--format", "json", "-o", new,
    )  # fmt: skip
    assert done.status == DONE
    assert done.out == ""
    assert "Zoë  round 3: table t" in done.err
    assert "told for the first time: 1" in done.err
    before, after = sessions(plan), sessions(new)
    for r in range(2):
        assert after[r]["tables"] == before[r]["tables"]
        assert after[r]["absent"] == ["p20"]
    for session in after[2:]:
        assert session["absent"] == ["p3"]


def test_the_event_can_be_kept_in_step_and_replanned_once_more(
    run: Command, evening: tuple[Path, Path], tmp_path: Path
) -> None:
    event, plan = evening
    next_event, next_plan = tmp_path / "event-2.json", tmp_path / "plan-2.json"
    done = run(
        "replan", event, plan, "--from-round", 3, "--gone", "Person 3", "--format", "json",
        "-o", next_plan, "--event-out", next_event, "--json",
    )  # fmt: skip
    assert done.json["files"] == [str(next_plan), str(next_event)]
    kept = parse_event(next_event.read_text())
    assert len(kept.played) == 2
    assert kept.participants[3].rounds == (1, 2)
    last = tmp_path / "plan-3.json"
    again = run(
        "replan", next_event, next_plan, "--from-round", 4, "--back", "p3", "--format", "json",
        "-o", last,
    )  # fmt: skip
    assert again.status == DONE
    assert sessions(last)[:3] == sessions(next_plan)[:3]
    assert "absent" not in sessions(last)[4]


def test_programs_read_who_moves_and_what_it_costs(
    run: Command, evening: tuple[Path, Path]
) -> None:
    event, plan = evening
    summary = run(
        "replan", event, plan, "--from-round", 4, "--table-lost", "t2", "--allow-breaks",
        "--compare", "--json",
    ).json  # fmt: skip
    assert summary["moved"] >= 4
    assert {move["round"] for move in summary["moves"]} <= {4, 5}
    assert all(move["told"] != move["seat"] != "t2" for move in summary["moves"])
    assert len(summary["breaks"]) == 8
    assert summary["before"]["unique"] >= summary["metrics"]["unique"]
    assert set(summary["fresh"]) == {"unique", "repeats", "gap"}
    assert len(summary["plan"]["sessions"][4]["break"]) == 4


def test_who_sits_out_is_named(run: Command, evening: tuple[Path, Path]) -> None:
    event, plan = evening
    done = run("replan", event, plan, "--from-round", 5, "--table-lost", "t2", "--allow-breaks")
    lines = [line for line in done.err.splitlines() if "Breaks, round 5" in line]
    assert len(lines) == 1
    assert lines[0].count("Person") == 4


def test_a_fresh_plan_may_move_everybody(run: Command, evening: tuple[Path, Path]) -> None:
    event, plan = evening
    close, fresh = (
        run("replan", event, plan, "--from-round", 2, "--gone", "p1", *more, "--json").json
        for more in ((), ("--fresh",))
    )
    assert close["moved"] < fresh["moved"]


def test_a_newcomer_may_bring_what_is_known(
    run: Command, evening: tuple[Path, Path], tmp_path: Path
) -> None:
    event, plan = evening
    kept = tmp_path / "event-2.json"
    done = run(
        "replan", event, plan, "--from-round", 2, "--gone", "p1", "--event-out", kept, "--new",
        "Ada, id=ada, age=31, looking_for=F/M, vip=yes, company=Acme", "-q",
    )  # fmt: skip
    assert done.status == DONE
    ada = parse_event(kept.read_text()).participants[-1]
    assert (ada.id, ada.name, ada.age, ada.vip) == ("ada", "Ada", 31, True)
    assert (ada.looking_for, ada.attributes) == (("F", "M"), {"company": "Acme"})
    assert ada.rounds == (2, 3, 4, 5)


def test_another_table_makes_room(run: Command, evening: tuple[Path, Path]) -> None:
    event, plan = evening
    done = run(
        "replan", event, plan, "--from-round", 4, "--table-new", "bar=4", "--new", "A",
        "--new", "B", "--json",
    )  # fmt: skip
    rounds = done.json["plan"]["sessions"]
    assert [len(session["tables"]) for session in rounds] == [5, 5, 5, 6, 6]


def test_rules_that_cannot_hold_any_more_are_named(
    run: Command, evening: tuple[Path, Path]
) -> None:
    event, plan = evening
    form = json.loads(event.read_text())
    form["rules"] = [{"kind": "meet", "who": ["p0", "p1"], "at_least": 5, "name": "twins"}]
    event.write_text(json.dumps(form))
    done = run("replan", event, plan, "--from-round", 5, "--gone", "p0", "--lang", "fr")
    assert done.status == DONE
    assert "La règle 1 (twins)" in done.err


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (("--from-round", 6), "no-such-round"),
        (("--from-round", 3, "--gone", "nobody"), "unknown-person"),
        (("--from-round", 3, "--table-lost", "t9"), "unknown-table"),
        (("--from-round", 3, "--table-lost", "t1"), "too-few-seats"),
        (("--from-round", 0), "usage"),
        (("--gone", "p1"), "usage"),
        (("--from-round", 3, "--new", ",age=3"), "usage"),
        (("--from-round", 3, "--new", "A,age"), "usage"),
        (("--from-round", 3, "--table-new", "x"), "usage"),
    ],
)
def test_what_cannot_be_is_refused(
    run: Command, evening: tuple[Path, Path], changes: tuple[object, ...], code: str
) -> None:
    done = run("replan", *evening, *changes, "--json")
    assert (done.status, done.code) == (INVALID, code)


def test_two_of_one_name_are_told_apart_by_id(run: Command, evening: tuple[Path, Path]) -> None:
    event, plan = evening
    form = json.loads(event.read_text())
    form["participants"][1]["name"] = form["participants"][0]["name"]
    event.write_text(json.dumps(form))
    done = run("replan", event, plan, "--from-round", 3, "--gone", "Person 0", "--json")
    assert done.code == "ambiguous-name"


def test_nothing_is_replaced_unasked(run: Command, evening: tuple[Path, Path]) -> None:
    event, plan = evening
    done = run("replan", event, plan, "--from-round", 3, "--event-out", event, "--json")
    assert (done.status, done.code) == (FILES, "file-exists")
    assert "played" not in json.loads(event.read_text())
