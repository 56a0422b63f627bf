"""`python docs/screenshots.py`: the pictures of the README, made by the program itself.

An evening of thirty is planned for real and shown at 80x24; nothing here is drawn by hand.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tui.planning.run import Run

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "docs" / "screenshots"
SIZE: Final = (80, 24)
PEOPLE, TABLES, ROUNDS = 30, 5, 6


async def main() -> None:
    from tests.tui.pilots import press, program, settled, shell, until

    event_id = evening()
    async with program(SIZE) as pilot:
        app = shell(pilot)

        async def picture(name: str, wanted: str, *keys: str) -> None:
            await press(pilot, *keys)
            await until(pilot, wanted)
            await settled(pilot)
            (FOLDER / f"{name}.svg").write_text(plain(app.export_screenshot()), "utf-8")

        app.open_event(event_id)
        await settled(pilot)
        await press(pilot, "5", "p")
        await until(pilot, lambda: halfway(app.planning.run))
        await picture("generate", "▸ Improvement")
        await until(pilot, "● The plan")
        await picture("overview", "Quality", "1")
        await picture("people", "30 in all", "2")
        await picture("results", "Round 1", "6")
        await press(pilot, "m")
        await until(pilot, "to a cell")
        await press(pilot, "z", "z", "down", "down", *["right"] * 9)
        await picture("heatmap", "Astrid Halvorsen and Dorota Zielińska")


def halfway(run: Run | None) -> bool:
    return run is not None and run.progress is not None and run.progress.share > 0.4


def evening() -> str:
    """Thirty people, four of them VIPs, and two rules."""
    from planner.event import Apart
    from planner.messages import N_
    from planner.records import EventRecord, ParticipantRecord, When
    from tests.tui.planned import new_event
    from tui.preparing.demo import sample_event
    from tui.store.store import Store
    from tui.widgets.table import fold

    with Store.open() as store:
        sample = store.all(ParticipantRecord, sample_event(store))[:PEOPLE]
        rules = [(Apart, (0, 9)), (Apart, (7, 12))]
        names = [person.name for person in sample]
        event_id = new_event(store, names, tables=TABLES, rounds=ROUNDS, vips=4, rules=rules)
        event = store.get(EventRecord, event_id)
        assert event is not None
        with store.writing(N_("Evening")) as unit:
            unit.change(event, name="Spring mixer", when=When("2030-03-21", "19:30"),
                        venue="The Old Printing House")  # fmt: skip
            for person, known in zip(unit.all(ParticipantRecord, event_id), sample, strict=True):
                email = f"{fold(known.first_name)}@example.org"
                unit.change(person, attributes=known.attributes, email=email)
    return event_id


def plain(svg: str) -> str:
    """Without the identifiers that differ from one export to the next, and fonts from elsewhere."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return re.sub(r"\s*@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "SPEED_DATING_HOME": home,
            "LC_ALL": "C.UTF-8",
            "TEXTUAL_THEME": "textual-dark",
        }
        os.environ.pop("NO_COLOR", None)
        asyncio.run(main())
