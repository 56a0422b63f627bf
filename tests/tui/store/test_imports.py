"""What must be quick may not import what is slow: each case in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split("\n")[-2].split())


@pytest.mark.parametrize(
    "module",
    ["tui.store", "tui.store.settings", "tui.store.place", "tui.store.backups",
     "tui.store.integrity", "tui.store.archive", "tui.diagnosis"],
)  # fmt: skip
def test_what_plain_commands_use_does_without_sqlmodel(module: str) -> None:
    slow = {"sqlmodel", "sqlalchemy", "alembic", "pydantic", "numpy", "textual"}
    assert not modules_after(f"import {module}") & slow


def test_alembic_is_for_migrations_only() -> None:
    code = "from tui.store.store import Store; import tempfile, pathlib\n"
    code += "Store.open(pathlib.Path(tempfile.mkdtemp()) / 'x.db').close()"
    modules = modules_after(code)
    assert "sqlmodel" in modules
    assert not modules & {"alembic", "textual", "numba", "numpy"}


def test_the_store_keeps_its_tables_to_itself() -> None:
    code = "import tui.store.tables, sqlmodel; assert not sqlmodel.SQLModel.metadata.tables"
    assert "sqlmodel" in modules_after(code)
