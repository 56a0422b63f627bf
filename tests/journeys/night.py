"""An evening of sixty people: its list, its time, and the programs that run it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from planner.evening.facts import Evening, Plans
from planner.records import EventRecord, Record
from tests.journeys import clocked
from tests.terminal import Terminal
from tui.store.place import FILE
from tui.store.store import Store

START: Final = datetime(2030, 3, 21, 19, 30, tzinfo=UTC)
FIRST_NAMES: Final = """
    Ada Bao Cem Dee Eve Fay Gil Hal Ida Jan Kim Lou Mia Ned Oda Pia Quo Rae Sam Tea Ugo Val Wim Xia
    Yan Zoe Abe Bea Cal Dov Ela Fen Gus Hye Ira Joy Kai Lea Max Noa Oli Pat Ria Sol Tim Una Vic Wes
    Yve Zed Amy Ben Coy Dan Eli Flo Guy Hew Ivy Jed
"""
LAST_NAMES: Final = (
    "Adler", "Blum", "Costa", "Dubois", "Engel", "Faure", "Garcia", "Hansen", "Ito", "Jensen",
)  # fmt: skip
PEOPLE: Final = [f"{first} {LAST_NAMES[n // 6]}" for n, first in enumerate(FIRST_NAMES.split())]
VIPS: Final = 6


def address(name: str) -> str:
    return f"{name.replace(' ', '.').lower()}@example.org"


def write_list(path: Path) -> None:
    """Most have agreed that contact is passed on, some have not, some were never asked."""
    with path.open("w", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["First name", "Last name", "E-mail", "VIP", "Consent"])
        for n, name in enumerate(PEOPLE):
            consent = "no" if n % 6 == 5 else "" if n % 10 == 8 else "yes"
            vip = "yes" if n < VIPS else ""
            rows.writerow([*name.split(), address(name), vip, consent])


@dataclass(frozen=True)
class Night:
    """A folder of the program, and the time of day there."""

    home: Path
    cache: Path

    @property
    def _hands(self) -> Path:
        return self.home / "hands"

    def at(self, minutes: float) -> None:
        """So long after the evening should have begun is it now; all programs see it."""
        self.home.mkdir(parents=True, exist_ok=True)
        moved = self.home / "moved"
        moved.write_text((START + timedelta(minutes=minutes)).isoformat())
        moved.replace(self._hands)

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self._hands.read_text())

    def run(self, *arguments: str) -> Terminal:
        return Terminal(
            *arguments, home=self.home, program=(clocked.__file__, str(self._hands)),
            environ={"SPEED_DATING_CACHE": str(self.cache), "TZ": "UTC", "LANGUAGE": "en"},
        )  # fmt: skip

    def copied(self, folder: Path) -> Night:
        """As it stands, for what comes after."""
        shutil.copytree(self.home, folder / "home")
        return Night(folder / "home", self.cache)

    def store(self) -> Store:
        return Store.open(self.home / "data" / FILE)

    def evening(self) -> Evening:
        with self.store() as store:
            return the_evening(store)

    def seen(self) -> tuple[Evening, Plans]:
        """With the plans it was and will be played by."""
        with self.store() as store:
            evening = the_evening(store)
            return evening, store.plans_of(evening)

    def step(self, work: Callable[[Evening, datetime], Iterable[Record]]) -> None:
        """What somebody does at another terminal."""
        with self.store() as store:
            store.evening_step(the_evening(store).event.id, "step", lambda e: work(e, self.now))


def the_evening(store: Store) -> Evening:
    (event,) = store.all(EventRecord)
    evening = store.evening(event.id)
    assert evening is not None
    return evening
