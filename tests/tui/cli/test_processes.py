"""The command as a process of its own: pipes, a terminal, and Ctrl-C."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from planner.exchange.reading import read_plan
from tui.cli.exits import DONE, INTERRUPTED, INVALID

COMMAND = (sys.executable, "-m", "tui.launcher")
SHORT = ("-n", "12", "-t", "4", "-c", "3", "-s", "3")
LONG = ("-n", "12", "-t", "3", "-c", "4", "-s", "6", "--effort", "normal")
"""The bound is out of reach, so that the search goes on until it is stopped."""


def on_terminal(
    arguments: Sequence[str], react: Callable[[str, int], None] = lambda text, pid: None
) -> tuple[int, str]:
    """Runs the command on a terminal; `react` sees all that was shown after each piece."""
    terminal, inside = pty.openpty()
    command = [*COMMAND, *arguments]
    with subprocess.Popen(
        command, stdin=inside, stdout=inside, stderr=inside, start_new_session=True
    ) as process:
        os.close(inside)
        shown = b""
        while piece := _read(terminal):
            shown += piece
            react(shown.decode("utf-8", "replace"), process.pid)
    os.close(terminal)
    return process.returncode, shown.decode("utf-8")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other end has closed
        return b""


def test_data_and_messages_go_separate_ways() -> None:
    done = subprocess.run([*COMMAND, "plan", *SHORT], capture_output=True, text=True)
    assert done.returncode == DONE
    assert done.stdout.startswith("session_id,table_id,participant_id\n")
    assert "proved best" in done.stderr
    assert "\x1b" not in done.stderr
    assert "Baseline" not in done.stderr


def test_a_usage_error_ends_with_1() -> None:
    done = subprocess.run([*COMMAND, "plan", "--nonsense"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (INVALID, "")
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_error_to_show() -> None:
    command = [*COMMAND, "plan", "-n", "3000", "-t", "500", "-c", "6", "-s", "10"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_a_terminal_shows_the_phases_and_the_figures(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    status, shown = on_terminal(["plan", *SHORT, "-o", str(tmp_path / "plan.csv")])
    assert status == DONE
    assert re.search(r"Baseline .* 100%  36 of at most 36 meetings", shown)
    assert "proved best" in shown


def test_a_dumb_terminal_gets_no_escapes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TERM", "dumb")
    status, shown = on_terminal(["plan", *SHORT, "-o", str(tmp_path / "plan.csv")])
    assert status == DONE
    assert "Baseline" in shown
    assert "\x1b" not in shown
    assert "\r" not in shown.replace("\r\n", "")


def test_ctrl_c_keeps_the_best_plan_so_far(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TERM", "xterm")
    target = tmp_path / "plan.csv"
    sent: list[int] = []

    def interrupt(shown: str, pid: int) -> None:
        if not sent and re.search(r"Improvement .* [1-9]\d?%", shown):
            sent.append(pid)
            os.kill(pid, signal.SIGINT)

    status, shown = on_terminal(["plan", *LONG, "-o", str(target)], interrupt)
    assert sent
    assert status == INTERRUPTED
    assert "Stopping with the best plan so far" in shown
    assert "Interrupted: this is the best plan found until then." in shown
    schedule = read_plan(target.read_bytes()).schedule
    assert (schedule.rounds, schedule.people) == (6, 12)


def test_a_second_ctrl_c_ends_at_once_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    target = tmp_path / "plan.csv"
    state = {"sent": 0}

    def interrupt(shown: str, pid: int) -> None:
        wanted = 2 if "Stopping" in shown else 1 if re.search(r"Improvement .* 0%", shown) else 0
        if state["sent"] < wanted:
            state["sent"] += 1
            os.kill(pid, signal.SIGINT)

    status, shown = on_terminal(["plan", *LONG, "-o", str(target)], interrupt)
    assert status == INTERRUPTED
    assert target.exists() == ("Interrupted: this is the best plan" in shown)
