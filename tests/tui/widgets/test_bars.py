from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.bars import Hint, fitting

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
