from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Command
from tui.cli.exits import DONE, FILES, INVALID


@pytest.mark.parametrize(
    ("numbers", "bound", "reason", "zero_repeats", "everybody"),
    [
        ((30, 5, 6, 6), 425, "pigeonhole", False, False),
        ((25, 5, 5, 6), 300, "seats", True, True),
        ((300, 50, 6, 10), 7500, "seats", True, False),
        ((36, 6, 6, 4), 360, "seats", None, False),
    ],
)
def test_what_is_possible_is_answered_from_proofs(
    run: Command,
    numbers: tuple[int, int, int, int],
    bound: int,
    reason: str,
    zero_repeats: bool | None,
    everybody: bool | None,
) -> None:
    n, t, c, s = numbers
    answers = run("check", "-n", n, "-t", t, "-c", c, "-s", s, "--json").json
    assert answers["possible"] is True
    assert (answers["bound"], answers["bound_reason"]) == (bound, reason)
    assert answers["zero_repeats"] is zero_repeats
    assert answers["everybody_meets_everybody"] is everybody


def test_the_fewest_rounds_are_told(run: Command) -> None:
    answers = run("check", "-n", 25, "-t", 5, "-c", 5, "-s", 3, "--json").json
    assert answers["fewest_rounds_to_meet_everybody"] == {"at_least": 6, "known": 6}


def test_the_fewest_rounds_are_only_known_without_rules(run: Command, event_file: Path) -> None:
    event = json.loads(event_file.read_text("utf-8"))
    event["rules"] = [{"kind": "together", "who": ["p0", "p1"]}]
    event_file.write_text(json.dumps(event), "utf-8")
    answer = run("check", event_file, "--json").json["fewest_rounds_to_meet_everybody"]
    assert answer["at_least"] >= 1
    assert answer["known"] is None
    event["rules"] = [{"kind": "apart", "who": ["p0", "p1"]}]
    event_file.write_text(json.dumps(event), "utf-8")
    assert run("check", event_file, "--json").json["fewest_rounds_to_meet_everybody"] is None


def test_answers_are_readable_in_both_languages(run: Command) -> None:
    english = run("check", "-n", 30, "-t", 5, "-c", 6, "-s", 6)
    assert english.status == DONE
    assert "425 of 435 pairs" in english.out
    assert "no, proved" in english.out
    french = run("check", "-n", 30, "-t", 5, "-c", 6, "-s", 6, "--lang", "fr")
    assert "non, c’est prouvé" in french.out


def test_with_rules_only_a_plan_proves_it(run: Command, event_file: Path) -> None:
    assert run("check", event_file, "--json").json["possible"] is None
    assert "only a plan proves it" in run("check", event_file).out


def test_why_not_is_told_with_the_people_and_rules(run: Command, event_file: Path) -> None:
    event = json.loads(event_file.read_text("utf-8"))
    event["rules"].append({"name": "the twins", "kind": "together", "who": ["p0", "p1"]})
    event_file.write_text(json.dumps(event), "utf-8")
    done = run("check", event_file, "--json")
    assert done.status == INVALID
    assert "the twins" in done.err
    assert "Person 0" in done.err


def test_missing_numbers_and_files_are_refused(run: Command, tmp_path: Path) -> None:
    assert (run("check", "--json").code, run("check").status) == ("usage", INVALID)
    assert run("check", tmp_path / "none.json").status == FILES


DATING = Path(__file__).parents[2] / "data" / "participants" / "dating-two-sided-41.csv"
"""22 women and 19 men with ages and wishes."""


def test_an_evening_of_a_list_is_checked_with_sides_and_wishes(run: Command) -> None:
    at_twos = ("check", "--list", DATING, "-t", 22, "-c", 2, "-s", 8, "--two-sided")
    answers = run(*at_twos, "--breaks", "--json").json
    assert (answers["people"], answers["pairs"]) == (41, 241)
    assert answers["bound"] <= 8 * 19
    codes = {notice["code"] for notice in answers["notices"]}
    assert {"columns-recognized", "few-fit", "breaks"} <= codes
    told = run(*at_twos, "--breaks").out
    assert "each of the 22 on side “F” rests 1-2 of 8 rounds" in told
    assert "Gilbert Berger (3)" in told
    refused = run(*at_twos, "--json")
    assert (refused.status, refused.code) == (INVALID, "uneven-sides")
    assert "22 people and 19" in refused.err


def test_every_notice_is_told(run: Command, event_file: Path) -> None:
    event = json.loads(event_file.read_text("utf-8"))
    event["participants"][0]["gender"] = "F"
    event["participants"][1]["age"] = 30
    event["participants"][2] |= {"looking_for": ["M"], "age_max": 40}
    event["interest"] = "soft"
    event_file.write_text(json.dumps(event), "utf-8")
    out = run("check", event_file).out
    assert [word for word in ("No wish", "No gender", "No age") if word not in out] == []


def test_breaks_of_an_evening_in_numbers_are_checked(run: Command) -> None:
    numbers = ("check", "-n", 30, "-t", 5, "-c", 5, "-s", 6)
    assert run(*numbers, "--json").code == "too-few-seats"
    answers = run(*numbers, "--breaks", "--json").json
    assert [notice["code"] for notice in answers["notices"]] == ["breaks"]


@pytest.mark.parametrize("option", [["--two-sided"], ["--interest", "soft"]])
def test_what_counts_between_people_needs_a_list(run: Command, option: list[str]) -> None:
    done = run("check", "-n", 30, "-t", 5, "-c", 6, "-s", 6, *option, "--json")
    assert (done.status, done.code) == (INVALID, "usage")
    assert option[0] in done.err
