"""The figures of an evening, or why there are none, as rows of a screen."""

from __future__ import annotations

from rich.console import Group
from rich.table import Table as Grid
from rich.text import Text

from tui.preparing.figures import lines
from tui.preparing.outlook import Outlook
from tui.safe import safe
from tui.texts import _, number, say, translate


def outlook_grid(found: Outlook) -> Group:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(Text(_("Places"), style="bold"), Text(safe(_places(found))))
    words = [f"✗ {translate(message)}" for message in found.against[:4]]
    if found.figures is not None:
        for question, answer in lines(found.figures)[2:]:
            grid.add_row(Text(safe(question), style="bold"), Text(safe(answer)))
        words += [f"! {translate(notice)}" for notice in found.figures.notices]
    return Group(grid, *map(Text, words))


def _places(found: Outlook) -> str:
    if found.assumed:
        return say("{places}; nobody is on the list yet: as if all were taken", places=found.places)
    free = found.places - found.people
    if found.figures is not None and found.figures.sides:
        names = ", ".join(f"{name} {number(count)}" for name, count in found.figures.sides)
        return say("{places} for {people} people: {sides}",
                   places=found.places, people=found.people, sides=names)  # fmt: skip
    if free < 0 and found.figures is not None:
        return say(
            "{places} for {people} people: {resting} rest in each round",
            places=found.places, people=found.people, resting=-free,
        )  # fmt: skip
    if free < 0:
        return say(
            "{places} for {people} people: {missing} too few",
            places=found.places, people=found.people, missing=-free,
        )  # fmt: skip
    return say(
        "{places} for {people} people; {free} free",
        places=found.places, people=found.people, free=free,
    )  # fmt: skip
