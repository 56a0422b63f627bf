"""Programs of their own that write to one store: `python -m tests.tui.store.programs WHAT PATH`."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

from planner.evening import checkin
from planner.ids import new_id
from planner.records import EventRecord, ParticipantRecord, card
from tests.tui.store.raw import clock
from tui.store.complaints import StoreRefusal
from tui.store.store import Store

EVENT = "e"


def start(what: str, path: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.tui.store.programs", what, str(path), *more],
        stdout=subprocess.PIPE,
        text=True,
    )


def write_for_ever(path: Path) -> None:
    """Says each unit's number once it is committed: one person more, and the event's seed."""
    with Store.open(path) as store:
        event = store.get(EventRecord, EVENT)
        assert event is not None
        for number in range(event.seed + 1, 1_000_000):
            with store.writing("unit") as unit:
                unit.add(ParticipantRecord(new_id(), f"P{number}", event_id=EVENT, position=number))
                unit.change(event, seed=number)
            print(number, flush=True)


def count(path: Path, times: int) -> None:
    """Adds 1 to the event's seed again and again; fails when the clock goes back."""
    last = 0
    with Store.open(path) as store:
        for _ in range(times):
            with store.writing("count") as unit:
                event = unit.get(EventRecord, EVENT)
                assert event is not None
                unit.change(event, seed=event.seed + 1)
            now = clock(path)[0]
            assert now > last
            last = now


def fill(path: Path) -> None:
    """Adds twenty people at a time to a disk of 2 MB; says each unit, and why it ended."""
    import resource  # which Windows lacks

    with Store.open(path) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
        try:
            while True:
                with store.writing("twenty") as unit:
                    unit.add(*(ParticipantRecord(new_id(), "P", event_id=EVENT) for _ in range(20)))
                print("added", flush=True)
        except StoreRefusal as refusal:
            print(refusal.messages[0].code, flush=True)
        assert store.get(EventRecord, EVENT) is not None


def stand_at_the_door(path: Path, event_id: str, place: int) -> None:
    """Checks in every second person, one by one, and types the card of everybody."""
    now = datetime.now(UTC)
    with Store.open(path) as store:
        people = [person.id for person in store.all(ParticipantRecord, event_id)]
        for person in people[place::2]:
            with store.writing("arrived") as unit:
                evening = unit.evening(event_id)
                assert evening is not None
                unit.save(*checkin.arrive(evening, [person], now))
        for one, other in permutations(people, 2):
            with store.writing("card") as unit:
                unit.add(card(event_id, one, other, "yes"))


def open_and_add(path: Path) -> None:
    with Store.open(path) as store, store.writing("add") as unit:
        unit.add(EventRecord(new_id(), "Evening"))


if __name__ == "__main__":
    what, path, *more = sys.argv[1:]
    if what == "write":
        write_for_ever(Path(path))
    elif what == "count":
        count(Path(path), int(more[0]))
    elif what == "fill":
        fill(Path(path))
    elif what == "door":
        stand_at_the_door(Path(path), more[0], int(more[1]))
    else:
        open_and_add(Path(path))
