from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st

from tui.lean import compact

STYLES = st.sampled_from(
    ["1", "2", "4", "7", "31", "41", "1;38;2;1;2;3;48;2;4;5;6", "38;5;9;48;5;8", "48;5;8", "9",
     "48;2;4;5;6", "7;48;5;8", "38;5;48;41", "104", "1;4;104"]
)  # fmt: skip
TEXTS = st.sampled_from(["abc", " ", "    ", "é x ", ""])
MOVES = st.sampled_from(["", "", "\r\n", "\x1b[2;3H", "\r\n\x1b[4;1H"])
PIECES = st.lists(st.tuples(STYLES, TEXTS, MOVES), max_size=20)


def drawn(data: str) -> list[list[tuple[object, ...]]]:
    """Cells as they look: of a space the foreground does not show."""
    screen = pyte.Screen(20, 6)
    pyte.Stream(screen).feed(data)

    def look(cell: pyte.screens.Char) -> tuple[object, ...]:
        decorated = cell.underscore, cell.strikethrough, cell.reverse
        ground = cell.data, cell.bg, decorated
        return ground if cell.data == " " and not any(decorated) else (*ground, cell.fg, cell.bold)

    return [[look(screen.buffer[y][x]) for x in range(20)] for y in range(6)]


@given(PIECES)
def test_the_screen_looks_the_same(pieces: list[tuple[str, str, str]]) -> None:
    data = "".join(f"\x1b[{style}m{text}\x1b[0m{moves}" for style, text, moves in pieces)
    assert drawn(compact(data)) == drawn(data)
    assert len(compact(data)) <= len(data) + 2 * len(pieces)


def test_pieces_of_one_style_are_sent_with_one_style() -> None:
    data = "\x1b[1;31ma\x1b[0m\x1b[1;31mb\x1b[0m\r\n\x1b[1;31mc\x1b[0m"
    assert compact(data) == "\x1b[1;31mab\r\nc\x1b[0m"


def test_a_space_takes_the_style_before_it_if_it_looks_the_same() -> None:
    assert compact("\x1b[31;40ma\x1b[0m\x1b[32;40m  \x1b[0m\x1b[31;40mb\x1b[0m") == (
        "\x1b[31;40ma  b\x1b[0m"
    )
    assert "\x1b[0;4;40m" in compact("\x1b[31;40ma\x1b[0m\x1b[4;40m  \x1b[0m")


def test_other_sequences_pass() -> None:
    assert compact("\x1b[?1049h\x1b[?25l") == "\x1b[?1049h\x1b[?25l"
    assert compact("") == ""
