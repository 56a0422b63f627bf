from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from planner import pipeline
from planner.exchange.reading import read_plan
from planner.messages import refuse
from tests.tui.cli.conftest import Command
from tui.cli.exits import DONE, FILES, INTERRUPTED, INVALID, UNEXPECTED
from tui.launcher import main

SHORT = ("-n", 12, "-t", 4, "-c", 3, "-s", 3)
OF_LIST = ("-t", 4, "-c", 3, "-s", 3)


def test_the_short_form_prints_numbers_and_nothing_else(run: Command) -> None:
    done = run("plan", *SHORT)
    lines = done.out.splitlines()
    assert done.status == DONE
    assert lines[0] == "session_id,table_id,participant_id"
    assert len(lines) == 1 + 12 * 3
    assert all(part.isdigit() for line in lines[1:] for part in line.split(","))
    assert "proved best" in done.err
    assert "36 of at most 36 (100%)" in done.err


def test_the_same_seed_gives_the_same_plan_and_another_another(run: Command) -> None:
    first, again, other = (run("plan", *SHORT, "--seed", seed).out for seed in (5, 5, 6))
    assert first == again
    assert first != other


def test_quiet_says_nothing(run: Command) -> None:
    assert run("plan", *SHORT, "--quiet").err == ""


def test_verbose_tells_more(run: Command) -> None:
    said = run("plan", *SHORT, "-v").err
    assert "Gini" in said
    assert "Method" in said


def test_a_list_gives_names_a_person_can_read(
    run: Command, list_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.csv"
    done = run("plan", "--list", list_file, *OF_LIST, "-o", target)
    assert done.status == DONE
    assert done.out == ""
    text = target.read_bytes().decode("utf-8")
    assert text.startswith("\ufeffId,Name,Round 1,Round 2,Round 3")
    assert "Zoé3 Çelik3" in text
    assert "VIPs" in done.err
    assert "--map" in done.err
    assert "--delimiter" in done.err
    assert str(target) in done.err


def test_a_list_gives_french_files_under_french(
    run: Command, list_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.csv"
    done = run("plan", "--list", list_file, *OF_LIST, "-o", target, "--lang", "fr")
    assert target.read_bytes().decode("utf-8").startswith("\ufeffId;Nom;Tour 1;")
    assert "prouvé optimal" in done.err
    assert "Rencontres uniques" in done.err


def test_numbers_of_a_list_come_with_the_numbered_list(
    run: Command, list_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.csv"
    done = run("plan", "--list", list_file, *OF_LIST, "-o", target, "--format", "csv", "--json")
    beside = tmp_path / "plan-participants.csv"
    assert done.json["files"] == [str(target), str(beside)]
    assert read_plan(target.read_bytes()).schedule.people == 12
    assert "0,1,Zoé0 Çelik0" in beside.read_text("utf-8")


@pytest.mark.parametrize(("suffix", "start"), [(".json", b'{"sessions"'), (".xlsx", b"PK")])
def test_the_format_follows_the_name_of_the_file_and_that_is_said(
    run: Command, tmp_path: Path, suffix: str, start: bytes
) -> None:
    target = tmp_path / f"plan{suffix}"
    done = run("plan", *SHORT, "-o", target)
    assert target.read_bytes().startswith(start)
    assert "--format" in done.err


def test_an_event_file_is_planned_with_its_ids_and_rules(run: Command, event_file: Path) -> None:
    done = run("plan", event_file, "--format", "json")
    sessions = json.loads(done.out)["sessions"]
    assert [session["session_id"] for session in sessions] == [0, 1]
    for session in sessions:
        for table in session["tables"]:
            assert table["table_id"] in ("red", "blue")
            assert not {"p0", "p1"} <= set(table["participants"])
    assert "Rules" in done.err


def test_json_is_one_object_with_the_plan_inside(run: Command) -> None:
    summary = run("plan", *SHORT, "--json").json
    assert len(summary["plan"]["sessions"]) == 3
    assert summary["metrics"]["unique"] == 36
    assert summary["proof"]["proved_best"] is True
    assert summary["stopped"] == ""
    assert summary["files"] == []


def test_json_with_an_output_leaves_the_plan_in_its_file(run: Command, tmp_path: Path) -> None:
    target = tmp_path / "plan.csv"
    summary = run("plan", *SHORT, "--json", "-o", target).json
    assert summary["files"] == [str(target)]
    assert summary["format"] == "csv"
    assert "plan" not in summary


def test_a_file_that_is_there_is_replaced_only_when_told(run: Command, tmp_path: Path) -> None:
    target = tmp_path / "plan.csv"
    target.write_text("precious")
    refused = run("plan", *SHORT, "-o", target, "--json")
    assert (refused.status, refused.code) == (FILES, "file-exists")
    assert target.read_text() == "precious"
    assert run("plan", *SHORT, "-o", target, "--force").status == DONE
    assert target.read_text().startswith("session_id")


def test_an_output_that_cannot_be_written_is_refused_before_the_search(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def search(*_: object, **__: object) -> None:
        raise AssertionError("searched for nothing")

    monkeypatch.setattr("tui.cli.planning.make_plan", search)
    done = run("plan", *SHORT, "-o", tmp_path / "nowhere" / "plan.csv", "--json")
    assert (done.status, done.code) == (FILES, "no-such-folder")


def test_a_workbook_does_not_go_to_a_terminal(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = run("plan", *SHORT, "--format", "xlsx")
    assert done.status == INVALID
    assert "--output" in done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["-n", 12, "-t", 4], "usage"),
        (["-n", 12, "-t", 4, "-c", 2, "-s", 3], "too-few-seats"),
        (["-n", 1, "-t", 4, "-c", 2, "-s", 3], "too-few-people"),
        (["-n", 10**12, "-t", 4, "-c", 2, "-s", 3], "too-large"),
        (["-n", 0, "-t", 4, "-c", 2, "-s", 3], "usage"),
        (["-n", "x", "-t", 4, "-c", 2, "-s", 3], "usage"),
        ([*SHORT, "--effort", "heroic"], "usage"),
        ([*SHORT, "--time-limit", "soon"], "usage"),
        ([*SHORT, "--sheet", "1"], "usage"),
        ([*SHORT, "--nonsense"], "usage"),
        ([*SHORT, "--format", "csv"], "json-needs-output"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(
    run: Command, arguments: list[object], code: str
) -> None:
    done = run("plan", *arguments, "--json")
    assert (done.status, done.code) == (INVALID, code)
    assert done.err.strip() == "\n".join(
        [
            done.json["error"]["message"],
            *(o["message"] for o in done.json["error"].get("others", [])),
        ]
    )


def test_files_that_are_not_there_are_a_matter_of_files(run: Command, tmp_path: Path) -> None:
    for arguments in (
        [tmp_path / "event.json"],
        ["--list", tmp_path / "list.csv", *OF_LIST],
        [*SHORT, "--config", tmp_path / "plan.toml"],
    ):
        done = run("plan", *arguments, "--json")
        assert (done.status, done.code) == (FILES, "file-not-found")
    assert run("plan", tmp_path, "--json").status == FILES


def test_a_list_with_problems_is_not_imported_until_told(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = ["First name,Last name,Email", "Ada,Lovelace,ada@example.org", "Bo,Berg,nonsense"]
    path.write_text("\n".join([*rows, *(f"C{i},D{i}," for i in range(5))]), "utf-8")
    arguments = ("plan", "--list", path, "-t", 2, "-c", 3, "-s", 2)
    refused = run(*arguments, "--json")
    assert (refused.status, refused.code) == (INVALID, "list-problems")
    (problem,) = refused.json["error"]["others"]
    assert problem["code"] == "bad-email"
    assert (problem["params"]["row"], problem["params"]["column"]) == (3, "Email")
    assert "Row 3, Email: “nonsense” is not an e-mail address" in refused.err
    done = run(*arguments, "--skip-bad-rows", "--format", "json", "--json")
    assert done.status == DONE
    assert done.json["metrics"]["all"]["people"] == 6
    assert "rows-left-out" in [notice["code"] for notice in done.json["notices"]]


def test_the_number_of_people_typed_must_be_that_of_the_list(run: Command, list_file: Path) -> None:
    assert run("plan", "--list", list_file, *OF_LIST, "-n", 13, "--json").code == "list-count"
    assert run("plan", "--list", list_file, *OF_LIST, "-n", 12, "--json").status == DONE


def test_wishes_in_a_list_are_not_silently_passed_over(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"A{i},B{i},F,M\n" for i in range(4))
    path.write_text(f"first name,last name,gender,looking for\n{rows}", "utf-8")
    done = run("plan", "--list", path, "-t", 2, "-c", 2, "-s", 2, "--json")
    assert "wishes-unused" in [notice["code"] for notice in done.json["notices"]]


def dating_list(path: Path, *people: str) -> Path:
    rows = "".join(f"{name},{name},{wish}\n" for name, wish in (p.split(" ") for p in people))
    path.write_text(f"first name,last name,gender,looking for,age,age min,age max\n{rows}", "utf-8")
    return path


@pytest.mark.parametrize("interest", ["strict", "soft"])
def test_a_list_makes_a_two_sided_evening(run: Command, tmp_path: Path, interest: str) -> None:
    people = dating_list(
        tmp_path / "list.csv",
        "Ana F,M,30,,", "Bea F,M,30,20,40", "Cléo F,F,30,,", "Dan M,F,30,,", "Eli M,F,30,,39",
    )  # fmt: skip
    done = run(
        "plan", "--list", people, "-t", 3, "-c", 2, "-s", 2, "--two-sided", "--interest", interest,
        "--breaks", "--effort", "quick", "--json", "--format", "json",
    )  # fmt: skip
    assert done.status == DONE, done.err
    assert done.json["metrics"]["breaks"] == 2
    sessions = done.json["plan"]["sessions"]
    pairs = [table["participants"] for s in sessions for table in s["tables"]]
    assert all(len(pair) in (0, 2) for pair in pairs)
    assert "nobody-fits" in [notice["code"] for notice in done.json["notices"]]


def test_an_event_file_and_numbers_together_are_refused(run: Command, event_file: Path) -> None:
    done = run("plan", event_file, "-t", 3, "--json")
    assert (done.status, done.code) == (INVALID, "usage")
    assert "--tables" in done.err


def test_bad_event_files_are_refused_by_name(run: Command, event_file: Path) -> None:
    event = json.loads(event_file.read_text("utf-8"))
    event_file.write_text(json.dumps(event | {"colour": "red"}), "utf-8")
    unknown = run("plan", event_file, "--json")
    assert unknown.status == INVALID
    assert "colour" in unknown.err
    event_file.write_text("{", "utf-8")
    assert run("plan", event_file, "--json").status == INVALID


def test_names_do_not_reach_the_terminal_as_escapes(run: Command, event_file: Path) -> None:
    event = json.loads(event_file.read_text("utf-8"))
    event["participants"][0]["name"] = "\x1b]0;owned\x07Eve"
    event["rules"].append({"kind": "together", "who": ["p0", "p1"]})
    event_file.write_text(json.dumps(event), "utf-8")
    done = run("plan", event_file)
    assert done.status == INVALID
    assert "Eve" in done.err
    assert "\x1b" not in done.err


def test_the_unexpected_gives_a_reference_and_no_traceback(
    run: Command, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("about Ada Lovelace")

    monkeypatch.setattr("tui.cli.planning.make_plan", broken)
    done = run("plan", *SHORT, "--json")
    assert (done.status, done.code) == (UNEXPECTED, "unexpected")
    assert "Traceback" not in done.err
    log = (home / "logs" / "speed-dating.log").read_text("utf-8")
    assert done.json["error"]["params"]["reference"] in log
    assert "RuntimeError" in log
    assert "in broken" in log
    assert "Ada" not in log


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (refuse("not-found", "No plan was found."), INVALID, "not-found"),
        (KeyboardInterrupt(), INTERRUPTED, "interrupted"),
        (OSError(28, "No space left on device"), FILES, "file-error"),
        (MemoryError(), UNEXPECTED, "unexpected"),
    ],
)
def test_every_ending_has_its_code(
    run: Command,
    monkeypatch: pytest.MonkeyPatch,
    failure: BaseException,
    status: int,
    code: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr("tui.cli.planning.make_plan", fail)
    done = run("plan", *SHORT, "--json")
    assert (done.status, done.code) == (status, code)


def test_a_plan_cut_short_by_its_time_is_a_plan_and_says_so(run: Command) -> None:
    done = run("plan", "-n", 12, "-t", 3, "-c", 4, "-s", 6, "--time-limit", 0.001, "--json")
    assert done.status == DONE
    assert done.json["stopped"] == "time-limit"
    assert "The time was up" in done.err


def test_a_terminal_without_accents_gets_an_answer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["check", "--lang", "fr", "-n", "12", "-t", "4", "-c", "3", "-s", "3"]) == DONE
    assert b"Rencontres" in stream.buffer.getvalue()


def test_the_log_tells_the_phases_and_nobodys_name(
    run: Command, home: Path, list_file: Path
) -> None:
    run("plan", "--list", list_file, *OF_LIST)
    log = (home / "logs" / "speed-dating.log").read_text("utf-8")
    assert "baseline" in log
    assert "12 people" in log
    assert "Zoé" not in log


def test_the_log_level_is_chosen_by_option_or_environment(
    run: Command, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("plan", *SHORT, "--log-level", "error")
    assert (home / "logs" / "speed-dating.log").read_text("utf-8") == ""
    monkeypatch.setenv("SPEED_DATING_LOG_LEVEL", "loud")
    assert run("plan", *SHORT, "--json").code == "usage"


def test_no_log_folder_is_no_reason_not_to_plan(
    run: Command, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write_text("a file where the folder should be")
    assert run("plan", *SHORT).status == DONE


def test_other_plans_are_shown_under_verbose(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    def with_front(*arguments: object, **options: object) -> pipeline.Plan:
        plan = pipeline.make_plan(*arguments, **options)  # type: ignore[arg-type]
        return replace(plan, front=(plan,))

    monkeypatch.setattr("tui.cli.planning.make_plan", with_front)
    said = run("plan", *SHORT, "-v").err
    assert "Other plans worth having" in said
    assert said.count("36") >= 3


def test_the_event_can_be_kept_as_a_file(run: Command, list_file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "event.json"
    done = run(
        "plan",
        "--list",
        list_file,
        *OF_LIST,
        "--event-out",
        kept,
        "--json",
        "-o",
        tmp_path / "p.csv",
    )
    assert done.json["files"][-1] == str(kept)
    again = run("plan", kept, "--json").json
    assert again["metrics"] == done.json["metrics"]
