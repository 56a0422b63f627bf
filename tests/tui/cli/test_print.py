from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.tui.cli.conftest import Command
from tui.cli.exits import DONE, FILES, INVALID
from tui.cli.print_ import KINDS
from tui.launcher import main


@pytest.fixture
def plan_file(run: Command, event_file: Path, tmp_path: Path) -> Path:
    event = json.loads(event_file.read_text()) | {"rules": []}
    event_file.write_text(json.dumps(event))
    path = tmp_path / "plan.json"
    assert run("plan", event_file, "--format", "json", "-o", path, "-q").status == DONE
    return path


def pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


@pytest.mark.parametrize("what", KINDS)
def test_each_kind_is_printed_with_the_names_of_the_event(
    run: Command, plan_file: Path, event_file: Path, tmp_path: Path, what: str
) -> None:
    target = tmp_path / "out.pdf"
    done = run("print", plan_file, event_file, "--what", what, "--name", "Soirée", "-o", target)
    assert (done.status, done.out, done.err) == (DONE, "", "")
    text = " ".join(pages(target))
    assert "Person 3" in text
    assert "Soirée" in text
    assert "Table red" in text or what in ("tables", "scores")


def test_names_of_the_plan_itself_are_used(run: Command, list_file: Path, tmp_path: Path) -> None:
    plan, target = tmp_path / "plan.csv", tmp_path / "out.pdf"
    run("plan", "--list", list_file, "-t", 3, "-c", 4, "-s", 2, "-o", plan, "-q")
    assert run("print", plan, "--what", "badges", "-o", target).status == DONE
    assert "Zoé3 Çelik3" in " ".join(pages(target))


def test_a_plan_of_numbers_is_printed_by_number(run: Command, tmp_path: Path) -> None:
    plan, target = tmp_path / "plan.csv", tmp_path / "out.pdf"
    run("plan", "-n", 6, "-t", 2, "-c", 3, "-s", 2, "-o", plan, "-q")
    assert run("print", plan, "--what", "schedules", "-o", target).status == DONE
    assert "6 Round 1 Table" in " ".join(pages(target))


def test_the_report_is_in_the_language_of_the_reader(
    run: Command, plan_file: Path, event_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.pdf"
    options: tuple[Any, ...] = ("--name", "Fête", "--date", "20/11/2026", "--venue", "Le Café")
    done = run("print", plan_file, event_file, *options, "-o", target, "--lang", "fr")
    assert done.status == DONE
    first = pages(target)[0]
    assert "Fête ven 20 nov 2026 · Le Café" in first
    for sentence in ("6 personnes · 2 tables · 2 tours", "Rapport", "sur au plus", "Chiffres"):
        assert sentence in first
    for english in ("people", "Report", "Figures", "of at most", "Proof"):
        assert english not in first


def test_the_paper_is_the_one_asked_for(run: Command, plan_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    assert run("print", plan_file, "--paper", "letter", "-o", target).status == DONE
    assert PdfReader(target).pages[0].mediabox[2:] == [612, 792]


def test_a_file_that_is_there_is_replaced_only_if_told(
    run: Command, plan_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.pdf"
    target.write_text("mine")
    refused = run("print", plan_file, "-o", target, "--json")
    assert (refused.status, refused.code) == (FILES, "file-exists")
    assert target.read_text() == "mine"
    done = run("print", plan_file, "-o", target, "--force", "--json")
    assert done.json == {"what": "report", "paper": "a4", "output": str(target)}


def test_a_pdf_goes_to_standard_output_but_not_to_a_terminal(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text("session_id,table_id,participant_id\n0,0,0\n0,0,1\n")
    arguments = ["print", str(plan), "-o", "-"]
    assert main(arguments) == DONE
    assert len(PdfReader(io.BytesIO(capfdbinary.readouterr().out)).pages) == 3
    assert main([*arguments, "--json"]) == INVALID
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(arguments) == INVALID
    assert b"nothing for a terminal" in capfdbinary.readouterr().err


def test_what_is_no_day_is_refused(run: Command, plan_file: Path, tmp_path: Path) -> None:
    refused = run("print", plan_file, "--date", "soon", "-o", tmp_path / "out.pdf", "--json")
    assert (refused.status, refused.code) == (INVALID, "bad-day")
    assert not (tmp_path / "out.pdf").exists()
