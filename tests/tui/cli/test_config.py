from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Command
from tui.cli.exits import DONE, INVALID

NUMBERS = "participants = 12\ntables = 4\ncapacity = 3\nsessions = 3\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "evening.toml"


def test_a_file_can_hold_every_option(run: Command, config: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    config.write_text(
        NUMBERS + f'seed = 7\neffort = "quick"\ntime-limit = 60.5\nthreads = 1\njson = true\n'
        f'quiet = true\nlang = "fr"\noutput = "{target.as_posix()}"\nforce = false\n'
        "[weights]\nmeetings = 1\nequity = 1\n"
    )
    done = run("plan", "--config", config)
    assert done.status == DONE
    assert done.json["files"] == [str(target)]
    assert done.err == ""


def test_json_does_as_well_and_keys_may_have_underscores(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "evening.json"
    values = {"participants": 12, "tables": 4, "capacity": 3, "sessions": 3, "time_limit": 60}
    path.write_text(json.dumps(values))
    assert run("plan", "--config", path).status == DONE


def test_what_is_typed_beats_the_file(run: Command, config: Path) -> None:
    config.write_text(NUMBERS)
    done = run("plan", "--config", config, "-s", 2, "--json")
    assert len(done.json["plan"]["sessions"]) == 2


def test_an_event_file_beats_the_file_of_defaults(
    run: Command, config: Path, event_file: Path
) -> None:
    config.write_text(NUMBERS + "seed = 9\n")
    event = json.loads(event_file.read_text("utf-8"))
    plans = {}
    for seed in (1, 9):
        event_file.write_text(json.dumps(event | {"seed": seed}), "utf-8")
        plans[seed] = run("plan", event_file).out
        assert run("plan", event_file, "--config", config).out == plans[seed]
        assert run("plan", event_file, "--config", config, "--seed", 9).out == plans.get(9, "") or (
            seed == 1
        )
    event_file.write_text(json.dumps(event), "utf-8")
    assert run("plan", event_file, "--config", config).out == plans[9]


def test_a_list_in_the_file_may_map_its_columns(run: Command, config: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Wer\n" + "".join(f"Person {i}\n" for i in range(12)), "utf-8")
    config.write_text(
        f'list = "{people.as_posix()}"\nheader-row = 1\ntables = 4\ncapacity = 3\nsessions = 3\n'
        '[map]\nWer = "full_name"\n'
    )
    done = run("plan", "--config", config)
    assert done.status == DONE
    assert "Person 3" in done.out


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (NUMBERS + "tabels = 4", "config-key", "is it tables?"),
        (NUMBERS + "colour = 4", "config-key", "colour"),
        (NUMBERS + 'config = "other.toml"', "config-key", "config"),
        (NUMBERS + "[weights]\nbeauty = 1", "config-key", "weights.beauty"),
        (NUMBERS + "[weights]\nequity = -1", "config-value", "equity"),
        (NUMBERS + "weights = 3", "config-value", "weights"),
        ('tables = "many"', "config-value", "many"),
        ("tables = true", "config-value", "tables"),
        ('effort = "heroic"', "config-value", "heroic"),
        ("json = 5", "config-value", "5"),
        ("tables = ", "config-syntax", "evening.toml"),
    ],
)
def test_mistakes_are_refused_by_name(
    run: Command, config: Path, text: str, code: str, said: str
) -> None:
    config.write_text(text)
    done = run("plan", "--config", config, "--json")
    assert (done.status, done.code) == (INVALID, code)
    assert said in done.err


def test_a_json_file_that_is_no_object_is_refused(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "evening.json"
    path.write_text("[1]")
    assert run("plan", "--config", path, "--json").code == "config-syntax"


def test_the_kind_of_evening_and_weights_may_stand_in_the_file(
    run: Command, config: Path, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    rows = "".join(f"Person {i},{'AB'[i % 2]}\n" for i in range(9))
    people.write_text(f"name,side\n{rows}", "utf-8")
    config.write_text(
        f'list = "{people.as_posix()}"\ntables = 5\ncapacity = 2\nsessions = 2\n'
        'two-sided = true\nbreaks = true\neffort = "quick"\ninterest = "soft"\n'
        "[weights]\nmeetings = 2\nequity = 0\ntable-balance = 3\n"
    )
    done = run("plan", "--config", config, "--json")
    assert done.status == DONE, done.err
    assert done.json["metrics"]["breaks"] == 2
    assert run("plan", "--config", config, "--interest", "mild", "--json").code == "usage"


def test_a_kind_of_evening_in_the_file_is_only_a_default(
    run: Command, config: Path, event_file: Path
) -> None:
    config.write_text("two-sided = true\nbreaks = true\n")
    assert run("plan", event_file, "--config", config).status == DONE
    assert run("plan", event_file, "--two-sided", "--json").code == "usage"
