from __future__ import annotations

from pathlib import Path

import pytest

from planner.messages import Refusal
from tui.places import places, typed_path


@pytest.fixture
def list_there(tmp_path: Path) -> Path:
    path = tmp_path / "it’s a (new) list.csv"
    path.touch()
    return path


@pytest.mark.parametrize("before", ["", "/somewhere/else/", "~/", "~/lists/"])
def test_a_whole_path_pasted_behind_another_counts_alone(before: str, list_there: Path) -> None:
    assert typed_path(f"{before}{list_there}") == list_there
    assert [place.path for place in places(f" {before}{list_there} ", {".csv"})] == [list_there]


def test_paths_are_understood_as_terminals_drop_them(list_there: Path) -> None:
    escaped = "".join(f"\\{c}" if c in " '()" else c for c in str(list_there))
    for dropped in (f"'{list_there}' ", f'"{list_there}"', escaped, f"/here/'{list_there}'"):
        assert typed_path(dropped) == list_there


def test_home_is_known_and_a_slash_too_many_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typed_path("~/a.csv") == tmp_path / "a.csv"
    assert typed_path("/srv/lists/~/a.csv") == tmp_path / "a.csv"
    assert typed_path("/srv//nothing-of-this-name/a.csv") == Path("/srv/nothing-of-this-name/a.csv")


@pytest.mark.parametrize("typed", ["~nobody-of-this-name/a", "/" + "a" * 999 + "/b", "a\0b/c"])
def test_paths_that_cannot_be_are_refused_in_words(typed: str) -> None:
    with pytest.raises(Refusal):
        places(typed, {".csv"})
