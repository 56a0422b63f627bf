"""Each run is a process of its own with a cache folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.search.compile import cache_folder

RUN = """
from planner.search.random import draw, streams
print(streams(1, 2)[1, 0])
print(sum(draw.stats.cache_hits.values()))
"""


def run(cache: Path, code: str = RUN) -> list[str]:
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, "SPEED_DATING_CACHE": str(cache)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.split()


@pytest.mark.parametrize("kept", [0, 1, 40])
def test_a_truncated_cache_is_compiled_again(tmp_path: Path, kept: int) -> None:
    value, _ = run(tmp_path)
    files = [path for path in tmp_path.rglob("*.nb*") if path.is_file()]
    assert files
    for path in files:
        path.write_bytes(path.read_bytes()[:kept])
    assert run(tmp_path) == [value, "0"]
    assert run(tmp_path) == [value, "1"]


def test_truncated_code_behind_a_whole_index_is_compiled_again(tmp_path: Path) -> None:
    value, _ = run(tmp_path)
    for path in tmp_path.rglob("*.nbc"):
        path.write_bytes(path.read_bytes()[:-100])
    assert run(tmp_path) == [value, "0"]
    assert run(tmp_path) == [value, "1"]


def test_a_cache_that_cannot_be_written_does_not_end_the_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert run(blocked / "cache")[1] == "0"


@pytest.mark.skipif(sys.platform == "win32", reason="no modes")
def test_nobody_else_can_read_or_write_the_cache(tmp_path: Path) -> None:
    run(tmp_path)
    (folder,) = (tmp_path / "kernels").iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_without_numba_the_search_is_refused_by_name(tmp_path: Path) -> None:
    code = """
import sys
sys.modules["numba"] = None
from planner.messages import Refusal
try:
    import planner.search.random
except Refusal as refusal:
    print(refusal.messages[0].code)
"""
    assert run(tmp_path, code) == ["no-kernels"]


def test_asking_for_the_folder_does_not_import_numba(tmp_path: Path) -> None:
    code = """
import sys
from planner.search.compile import cache_folder
cache_folder()
print("numba" in sys.modules)
"""
    assert run(tmp_path, code) == ["False"]


def test_the_folder_follows_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SPEED_DATING_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    places = {"linux": ".cache", "darwin": "Library/Caches", "win32": "AppData/Local"}
    for system, place in places.items():
        monkeypatch.setattr(sys, "platform", system)
        assert cache_folder().is_relative_to(tmp_path / place / "speed-dating-planner")
