"""What an organizer does again and again, key by key."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pypdf

from tests.terminal import Terminal

LISTS: Final = Path(__file__).parents[1] / "data" / "participants"
CLEAR: Final = "\x15"
"""ctrl+u: empties a field to the left of its cursor."""


def new_event(terminal: Terminal, name: str) -> None:
    """From the events to the overview of a new one."""
    terminal.keys("n").until("Begins at").keys(name, "tab", "2030-03-21", "enter").until(name)
    terminal.until("1 in all").keys("enter").until("[1 Overview]")


def name_list(terminal: Terminal, path: Path) -> None:
    """From the people to the first question about the list at `path`."""
    terminal.keys("2").until("[2 People]").until("Nobody yet").keys("i").until("Which list?")
    terminal.keys("end", CLEAR, str(path)).until(lambda t: path.name in t.lines[7])
    terminal.keys("enter").until("file ›")


def write_out(terminal: Terminal, key: str, place: int, path: Path) -> None:
    """Prints (P) or exports (e) what is at this place of the choices, to `path`."""
    terminal.keys(key).until("enter takes it").keys(*["down"] * place, "enter")
    terminal.until("Write to the file").keys("end", CLEAR, str(path), "enter").until("Written:")


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]
