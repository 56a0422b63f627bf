from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import texts
from tui.sections import SECTIONS
from tui.texts import _
from tui.widgets import bars
from tui.widgets.bars import Hint, fitting, section_line

ALWAYS = [Hint(":", "actions"), Hint("?", "help"), Hint("q", "quit")]
HINTS = st.lists(
    st.builds(Hint, st.sampled_from(["n", "enter", "F2"]), st.text("abc", min_size=1, max_size=30)),
    max_size=12,
)


@given(HINTS, st.integers(40, 200))
def test_the_footer_is_never_cut_and_help_and_quit_never_drop_out(
    hints: list[Hint], width: int
) -> None:
    shown = fitting(hints, ALWAYS, width)
    assert shown[-3:] == ALWAYS
    assert len(shown) <= 7
    assert shown[:-3] == hints[: len(shown) - 3]
    assert sum(hint.width for hint in shown) + 2 * (len(shown) - 1) <= width


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("current", [section.id for section in SECTIONS])
def test_all_sections_fit_in_eighty_columns_the_current_one_in_full(
    language: str, current: str
) -> None:
    texts.use(language)
    title = next(_(section.title) for section in SECTIONS if section.id == current)
    for width in (80, 120):
        line = section_line(current, width).plain
        assert len(line) <= width
        assert f"{title}]" in line
        assert all(f"{section.key} " in line for section in SECTIONS)


def test_names_that_are_too_long_for_a_narrow_window_are_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bars, "SECTIONS", SECTIONS * 2)
    line = section_line("overview", 110).plain
    assert len(line) <= 110
    assert "." in line
