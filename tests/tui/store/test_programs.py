"""Several programs on one file, and programs that are killed."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from planner.records import EventRecord, ParticipantRecord
from tests.tui.store.programs import EVENT, start
from tests.tui.store.raw import contradictions, raw
from tui.store.backups import back_up
from tui.store.restoring import restore
from tui.store.store import Store


@pytest.fixture
def counted(path: Path) -> Path:
    with Store.open(path) as store, store.writing("event") as unit:
        unit.add(EventRecord(EVENT, "Evening", seed=0))
    return path


@pytest.mark.parametrize("seed", range(6))
def test_nothing_committed_is_lost_when_a_program_is_killed(counted: Path, seed: int) -> None:
    units = random.Random(seed).randrange(1, 60)
    with start("write", counted) as program:
        assert program.stdout is not None
        for _ in range(units):
            program.stdout.readline()
        program.kill()
        told = [int(line) for line in program.stdout if line.endswith("\n")]
    committed = max([units, *told])
    assert not contradictions(counted)
    with Store.open(counted) as store:
        event = store.get(EventRecord, EVENT)
        people = store.all(ParticipantRecord, EVENT)
        assert event is not None
        assert event.seed in (committed, committed + 1)
        assert [person.position for person in people] == list(range(1, event.seed + 1))
        store.undo()
        assert len(store.all(ParticipantRecord, EVENT)) == event.seed - 1


def test_two_writers_lose_nothing_and_the_clock_goes_on(counted: Path) -> None:
    programs = [start("count", counted, "150") for _ in range(2)]
    assert all(_ended_well(program) for program in programs)
    with Store.open(counted) as store:
        event = store.get(EventRecord, EVENT)
        assert event is not None
        assert event.seed == 300
    assert not contradictions(counted)


def test_restoring_loses_no_writer_and_nothing_it_wrote(counted: Path) -> None:
    """What it counted is in the copy made just before, or in what was restored."""
    with raw(counted) as database:
        copy = back_up(counted, database, "by-hand")
    program = start("count", counted, "300")
    with Store.open(counted) as store:
        while program.poll() is None and not store.changed_elsewhere():
            pass
    saved = restore(counted, copy)
    assert _ended_well(program)
    assert saved is not None
    with Store.open(saved) as before, Store.open(counted) as after:
        counts = [store.all(EventRecord)[0].seed for store in (before, after)]
    assert counts[0] > 0
    assert sum(counts) == 300
    assert not contradictions(counted)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_costs_the_unit_and_nothing_else(counted: Path) -> None:
    program = start("fill", counted)
    told = program.communicate()[0].splitlines()
    assert told[-1] in ("disk-full", "cannot-write")
    assert program.returncode == 0
    assert not contradictions(counted)
    with Store.open(counted) as store:
        assert len(store.all(ParticipantRecord, EVENT)) == 20 * (len(told) - 1) > 0


def test_programs_that_make_the_file_at_once_share_it(path: Path) -> None:
    programs = [start("add", path) for _ in range(4)]
    assert all(_ended_well(program) for program in programs)
    with Store.open(path) as store:
        assert len(store.events()) == 4
    assert not contradictions(path)


def _ended_well(program: subprocess.Popen[str]) -> bool:
    program.communicate()
    return program.returncode == 0
