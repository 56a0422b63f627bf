from __future__ import annotations

import io
import re

import pytest

from planner.progress import Progress
from tui import texts
from tui.cli.progress import Look, ProgressLine, look_of, render, shown

HALF = Progress("improvement", 0.5, 1504, 1600, 3, 12.34)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_line_fits_its_terminal(width: int, language: str) -> None:
    texts.use(language)
    assert len(render(HALF, 12.34, Look(width))) < max(width, 23)


def test_at_80_columns_everything_is_there() -> None:
    line = render(HALF, 12.34, Look(80))
    for part in ("Improvement", "━", "50%", "1,504 of at most 1,600", "gap 3", "12.3 s"):
        assert part in line


def test_without_block_characters_the_line_is_plain_ascii() -> None:
    assert render(HALF, 1.0, Look(80, blocks=False)).isascii()


def test_a_dumb_terminal_gets_each_phase_once_and_no_escapes() -> None:
    stream = io.StringIO()
    line = ProgressLine(stream, Look(80, blocks=False, redraws=False))
    line.start()
    for phase in ("baseline", "improvement", "equity"):
        line.update(Progress(phase, 0.1, 1, 9, 0, 0.0))
        line.update(Progress(phase, 1.0, 9, 9, 0, 0.5))
    line.stop()
    text = stream.getvalue()
    assert [row.split()[0] for row in text.splitlines()] == ["Baseline", "Improvement", "Equity"]
    assert "\x1b" not in text
    assert "\r" not in text


def test_nothing_is_shown_where_nobody_looks() -> None:
    stream = io.StringIO()
    with shown(stream, wanted=True, unprepared=True) as line:
        assert line is None
    assert stream.getvalue() == ""


def test_what_a_terminal_can_show_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setenv("TERM", "xterm")
    assert look_of(stream) == Look(80, blocks=False, redraws=True)
    monkeypatch.setenv("TERM", "dumb")
    assert look_of(stream) == Look(80, blocks=False, redraws=False)


def test_no_color_is_ever_used() -> None:
    stream = io.StringIO()
    line = ProgressLine(stream, Look(80))
    line.start()
    line.update(HALF)
    line.stop()
    assert "\x1b[" in stream.getvalue()
    assert set(re.findall(r"\x1b\[[\d;]*([a-zA-Z])", stream.getvalue())) == {"K"}
