from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.search.compile import cache_folder
from planner.warming import is_warm
from tui import texts
from tui.logs import close_log
from tui.texts.compile import compile_catalogs


@pytest.fixture(scope="session", autouse=True)
def _catalogs() -> None:
    """The catalogues as they are written now, not as they were when the project was installed."""
    compile_catalogs(texts.FOLDER)


@pytest.fixture(scope="session")
def kernels() -> Path:
    """Compiled kernels stay where they are: compiling them for each test would take minutes."""
    return cache_folder().parents[1]


@pytest.fixture(scope="session")
def warm(kernels: Path) -> None:
    """All of them compiled, for tests that wait for a search and not for a compiler."""
    if not is_warm():
        with subprocess.Popen(
            [sys.executable, "-m", "planner.warming"],
            stdin=subprocess.PIPE,
            env={**os.environ, "SPEED_DATING_CACHE": str(kernels)},
        ) as process:
            process.wait()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, kernels: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Every test has folders and a locale of its own, and leaves the language as it was."""
    folder = tmp_path / "home"
    monkeypatch.setenv("SPEED_DATING_HOME", str(folder))
    monkeypatch.setenv("SPEED_DATING_CACHE", str(kernels))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("SPEED_DATING_LOG_LEVEL", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    yield folder
    texts.use("en")
    close_log()
