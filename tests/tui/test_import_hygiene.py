"""What must answer at once may not import what is slow: each case in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = ("textual", "rich", "sqlmodel", "numba", "numpy", "pydantic", "logging", "platformdirs")
SCRIPT = """
import json, sys
from tui.launcher import main
status = main(sys.argv[1:])
print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)
"""


def modules_after(*arguments: str) -> tuple[int, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True
    )
    status, modules = json.loads(done.stderr.splitlines()[-1])
    return status, set(modules)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["plan", "--help"],
        ["check", "--help"],
        ["score", "--help"],
        ["print", "--help"],
        ["display", "--help"],
        ["--lang", "fr", "plan", "--help"],
    ],
)
def test_help_and_version_import_nothing_slow(arguments: list[str]) -> None:
    status, modules = modules_after(*arguments)
    assert status == 0
    assert not modules & set(SLOW)


def test_a_usage_error_is_told_without_the_engine() -> None:
    status, modules = modules_after("plan", "--tables", "many")
    assert status == 1
    assert not modules & {"textual", "sqlmodel", "numba", "numpy", "pydantic"}


PAINT = """
import json, sys
import tui.app, tui.screens.events
from tui.cli import program
print(json.dumps([0, sorted(sys.modules)]), file=sys.stderr)
"""


def test_the_first_paint_waits_for_nothing_but_the_screen() -> None:
    done = subprocess.run([sys.executable, "-c", PAINT], capture_output=True, text=True, check=True)
    modules = set(json.loads(done.stderr.splitlines()[-1])[1])
    slow = {"sqlmodel", "sqlalchemy", "numba", "numpy", "pydantic", "reportlab", "xlsxwriter",
            "python_calamine", "charset_normalizer", "alembic"}  # fmt: skip
    assert not modules & slow


def test_syntax_highlighting_which_can_crash_the_interpreter_stays_out() -> None:
    import tomllib

    text = (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8")
    names = tomllib.loads(text)["project"]["dependencies"]
    assert any(name.startswith("textual>=") for name in names)
    assert not any("tree-sitter" in name or "textual[" in name for name in names)
