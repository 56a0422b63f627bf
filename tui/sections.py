"""The screens of an open event, each a key away: add a line here when a screen is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planner.messages import N_


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    help: str
    key: str
    screen: str
    """`module:Class`, imported when the section is first shown."""


SECTIONS: Final[tuple[Section, ...]] = (
    Section(
        "participants", N_("People"), N_("Everybody who comes, and the import of lists."), "2",
        "tui.screens.participants:ParticipantsScreen",
    ),
)  # fmt: skip
"""In the order of their keys; the first is what opening an event shows."""
