from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.tui.pilots import journey, program, settled, shell, until
from tests.tui.planned import new_event
from tui.planning import warming
from tui.planning.warming import Warming

WAITING = (sys.executable, "-c", "import sys; sys.stdin.read()")


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def cold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which nothing was compiled yet."""
    monkeypatch.setenv("SPEED_DATING_CACHE", str(tmp_path / "cold"))


@pytest.mark.usefixtures("cold")
@journey
async def test_opening_an_event_on_a_new_machine_compiles_meanwhile() -> None:
    async with program() as pilot:
        store = shell(pilot).store
        assert store is not None
        begun = shell(pilot).planning.warming = Warming(WAITING)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tui.app.DELAY", 0.01)
            shell(pilot).open_event(new_event(store, ("Ada", "Bob"), tables=1, rounds=1))
        await settled(pilot)
        await until(pilot, lambda: begun._process is not None)
        assert begun._process is not None
        pid = begun._process.pid
        assert is_there(pid)
    assert not is_there(pid)


@pytest.mark.usefixtures("cold")
@journey
async def test_it_begins_once_and_where_it_cannot_nothing_happens() -> None:
    one = Warming(WAITING)
    await one.begin()
    process = one._process
    await one.begin()
    assert one._process is process
    await one.close()
    other = Warming(("/no/such/program",))
    await other.begin()
    await other.close()


@journey
async def test_what_is_compiled_already_is_left_alone() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warming, "is_warm", lambda: True)
        one = Warming(WAITING)
        await one.begin()
    assert one._process is None
