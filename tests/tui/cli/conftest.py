from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tui.launcher import main


@dataclass(frozen=True)
class Run:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def code(self) -> str:
        """The reason of a failure, for programs."""
        code: str = self.json["error"]["code"]
        return code


Command = Callable[..., Run]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in this process."""

    def command(*arguments: object) -> Run:
        status = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Run(status, said.out, said.err)

    return command


@pytest.fixture
def event_file(tmp_path: Path) -> Path:
    """Six people, two of whom never meet, at two tables of three."""
    people = [{"id": f"p{i}", "name": f"Person {i}"} for i in range(6)]
    event = {
        "participants": people,
        "tables": [{"id": "red", "seats": 3}, {"id": "blue", "seats": 3}],
        "rounds": 2,
        "rules": [{"name": "the exes", "kind": "apart", "who": ["p0", "p1"]}],
    }
    path = tmp_path / "event.json"
    path.write_text(json.dumps(event), "utf-8")
    return path


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    """Twelve people with awkward names, one of them a VIP, as a spreadsheet saves them."""
    rows = ["Prénom;Nom;VIP", *(f"Zoé{i};Çelik{i};{'oui' if not i else ''}" for i in range(12))]
    path = tmp_path / "list.csv"
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    return path
