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
    short: str = ""
    """What the bar calls it in a narrow window while another one is shown; empty for the title."""


SECTIONS: Final[tuple[Section, ...]] = (
    Section(
        "overview", N_("Overview"), N_("Key figures of the event, and what to do next."), "1",
        "tui.screens.dashboard:DashboardScreen", N_("Home"),
    ),
    Section(
        "participants", N_("People"), N_("Everybody who comes, and the import of lists."), "2",
        "tui.screens.participants:ParticipantsScreen", N_("Guests"),
    ),
    Section(
        "rules", N_("Rules"), N_("Who sits together, who apart, who where."), "3",
        "tui.screens.rules:RulesScreen",
    ),
    Section(
        "setup", N_("Setup"), N_("Tables and seats, rounds and minutes."), "4",
        "tui.screens.setup:SetupScreen",
    ),
    Section(
        "generate", N_("Generate"), N_("One key plans; seeds, effort and priority."), "5",
        "tui.screens.generate:GenerateScreen", N_("Plan"),
    ),
    Section(
        "results", N_("Results"), N_("The plan from every side: swap, compare, export, print."),
        "6", "tui.screens.results.screen:ResultsScreen",
    ),
    Section(
        "door", N_("Door"), N_("Who is here, who is missing, and walk-ins."), "7",
        "tui.screens.door:DoorScreen",
    ),
    Section(
        "evening", N_("Evening"), N_("The clock of the rounds, and who sits where."), "8",
        "tui.screens.evening:EveningScreen",
    ),
    Section(
        "matches", N_("Matches"), N_("Score cards, who matches, and what each one is told."), "9",
        "tui.screens.matches.screen:MatchesScreen",
    ),
)  # fmt: skip
"""In the order of their keys; the first is what opening an event shows."""

BEFORE_PLANNING: Final = ("setup", "generate", "door", "evening")
"""Where the planner process is started, to be there once it is asked."""
