from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.evening.clock import Clock
from tui.running.ticking import rings, seconds_to_change

RUNS = Clock("running", 2, 6, left=timedelta(minutes=5))


@pytest.mark.parametrize("left", [0.2, 1.0, 59.999, 60.0, 61.5])
def test_the_next_look_is_when_other_digits_are_shown(left: float) -> None:
    shown = replace(RUNS, left=timedelta(seconds=left))
    seconds = seconds_to_change(shown)
    assert seconds is not None
    assert 0 < seconds <= 1.01
    later = replace(shown, left=shown.left - timedelta(seconds=seconds))
    assert later.seconds_left == shown.seconds_left - 1


@pytest.mark.parametrize("phase", ["before", "pause", "over", "finished"])
def test_what_stands_still_needs_no_look(phase: str) -> None:
    assert seconds_to_change(replace(RUNS, phase=phase)) is None  # type: ignore[arg-type]
    assert seconds_to_change(replace(RUNS, phase="break", left=timedelta(0))) is None


WARNS = replace(RUNS, phase="warning")
OVER = replace(RUNS, phase="over")
BREAK = replace(RUNS, phase="break", in_break=True)
NEXT = replace(RUNS, round=3)


def test_it_rings_at_the_warning_at_the_end_and_at_the_beginning() -> None:
    for before, after in ((RUNS, WARNS), (RUNS, OVER), (WARNS, BREAK), (BREAK, NEXT),
                          (WARNS, replace(WARNS, phase="finished"))):  # fmt: skip
        assert rings(before, after)


def test_nothing_rings_twice_or_backwards() -> None:
    for before, after in ((OVER, BREAK), (WARNS, RUNS), (NEXT, BREAK), (BREAK, RUNS),
                          (RUNS, replace(RUNS, phase="pause")), (RUNS, RUNS)):  # fmt: skip
        assert not rings(before, after)
