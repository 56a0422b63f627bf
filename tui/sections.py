"""The screens of an open event, each a key away: add a line here when a screen is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    help: str
    key: str
    screen: str
    """`module:Class`, imported when the section is first shown."""


SECTIONS: Final[tuple[Section, ...]] = ()
"""In the order of their keys; the first is what opening an event shows."""
