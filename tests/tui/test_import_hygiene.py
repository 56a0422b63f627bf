"""What must answer at once may not import what is slow: each case in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys

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
