from __future__ import annotations

from planner.progress import Progress
from tui.planning.lines import duration, run_lines, sparkline
from tui.planning.run import Run


def shown(run: Run) -> str:
    return "\n".join(line.plain for line in run_lines(run))


def test_a_run_says_phase_best_bound_gap_and_time() -> None:
    run = Run("x", ())
    assert "none yet" in shown(run)
    run.told(Progress("improvement", 0.25, 365, 425, 2, 1.0))
    text = shown(run)
    assert "✓ Baseline   ▸ Improvement   · Equity" in text
    assert "━━━━━━━━━━╌" in text
    assert "25%" in text
    assert "365 of at most 425 meetings (85.8%), gap 2" in text
    assert "to go" in text


def test_its_number_of_lines_never_changes() -> None:
    run = Run("x", (3, 4))
    heights = {len(run_lines(run))}
    for share in (0.0, 0.5, 1.0):
        run.told(Progress("equity", share, 3, 5, 0, 1.0))
        heights.add(len(run_lines(run)))
    assert len(heights) == 1
    assert "seed 3, 1 of 2" in shown(run)


def test_the_first_search_on_a_machine_says_that_it_prepares() -> None:
    run = Run("x", (), prepares=True)
    assert "Preparing" not in shown(run)
    run.told(Progress("improvement", 0.0, 3, 5, 0, 1.0))
    assert "Preparing the engine, once on this machine" in shown(run)
    run.told(Progress("improvement", 0.1, 3, 5, 0, 1.0))
    assert "Preparing" not in shown(run)


def test_an_ending_run_says_what_becomes_of_it() -> None:
    assert "the best so far is kept" in shown(Run("x", (), cancelled=True))


def test_the_sparkline_rises_towards_the_bound() -> None:
    assert sparkline([], 0) == ""
    assert sparkline([10, 15, 20], 20) == "▁▄█"
    assert sparkline([10, 10], 10) == "██"
    assert sparkline([10, 12], 5) == "▁█"


def test_minutes_and_seconds() -> None:
    assert [duration(s) for s in (0.4, 59.9, 61)] == ["0 s", "59 s", "1 min 1 s"]
