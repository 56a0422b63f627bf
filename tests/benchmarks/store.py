"""`python -m tests.benchmarks.store`: what the store costs with 1,000 people and 10 plans."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from planner.ids import new_id
from planner.records import EventRecord, ParticipantRecord, TableRecord
from tui.store.store import Store

PEOPLE, SEATS, ROUNDS, PLANS = 1000, 5, 10, 10


def timed(what: str, work: Callable[[], Any], times: int = 5) -> None:
    """Prints the median in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - start))
    print(f"{what:<58}{sorted(spent)[times // 2]:9.1f} ms")


def answer(seed: int) -> dict[str, Any]:
    """A plan as the planner sends it, as large as a real one."""
    people = list(range(PEOPLE))
    shuffle = random.Random(seed).shuffle
    seating = []
    for _ in range(ROUNDS):
        shuffle(people)
        seating.append([person // SEATS for person in people])
    return {
        "seating": seating,
        "metrics": {
            "unique": 19_000, "bound": 20_000, "gap": 1, "repeats": 0, "quality": {"score": 90},
            "broken": {"seats": 0}, "rules": [],
        },
        "proof": {"method": "local search", "stopped": "", "proved_best": False},
    }  # fmt: skip


def fill(store: Store, event: EventRecord) -> None:
    people = [
        ParticipantRecord(
            new_id(), f"First{n}", f"Last{n}", f"p{n}@example.org", event_id=event.id, position=n,
            attributes={"company": f"C{n % 40}", "group": f"G{n % 7}"}, age=30, side="AB"[n % 2],
        )
        for n in range(1, PEOPLE + 1)
    ]  # fmt: skip
    tables = [
        TableRecord(new_id(), SEATS, {}, event.id, f"T{n}", n)
        for n in range(1, PEOPLE // SEATS + 1)
    ]
    with store.writing("event") as unit:
        unit.add(event, *tables)
    timed("import 1,000 people (20 fields, stamps, journal)", lambda: add(store, *people), 1)
    contents = store.contents(event.id)
    assert contents is not None
    planned = contents.planned()
    for seed in range(PLANS):
        with store.writing("plan") as unit:
            unit.add_plan(event.id, planned, answer(seed))


def add(store: Store, *records: Any) -> None:
    with store.writing("add") as unit:
        unit.add(*records)


def flip(store: Store, event_id: str) -> None:
    """Eight fields of every person."""
    with store.writing("eight fields") as unit:
        people = unit.all(ParticipantRecord, event_id)
        mark = new_id()
        unit.change_all(
            people, vip=not people[0].vip, notes=mark, side=mark[:9], gender=mark[9:18],
            phone=mark[:12], reference=mark, age_min=random.randrange(1, 99), tags=(mark,),
        )  # fmt: skip


def first_use(path: Path, event_id: str) -> None:
    code = (
        "import sys; from pathlib import Path; from tui.store.store import Store\n"
        "store = Store.open(Path(sys.argv[1])); contents = store.contents(sys.argv[2])\n"
        "assert len(contents.people) == 1000"
    )
    subprocess.run([sys.executable, "-c", code, str(path), event_id], check=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        event = EventRecord(new_id(), "Congress", rounds=ROUNDS)
        with Store.open(path) as store:
            fill(store, event)
            timed("open the event: people, tables, rules, heads of plans",
                  lambda: store.contents(event.id))  # fmt: skip
            contents = store.contents(event.id)
            assert contents is not None
            timed("the planner's event and its digest", lambda: contents.digest)
            timed("one plan's seating", lambda: store.unpack(contents.plans[0]))
            timed("list of events with counts", store.events)
            timed("write 8 fields of 1,000 people", lambda: flip(store, event.id))
            timed("undo that", store.undo)
            timed("mark one person as VIP", lambda: one(store, contents.people[0]))
            timed("ask whether another program has written", store.changed_elsewhere)
        timed("open the store", lambda: Store.open(path).close())
        timed("a new process: import, open, read the event", lambda: first_use(path, event.id))
        print(f"{'size of the file':<58}{path.stat().st_size / 1e6:9.1f} MB")


def one(store: Store, person: ParticipantRecord) -> None:
    with store.writing("VIP") as unit:
        stored = unit.get(ParticipantRecord, person.id)
        assert stored is not None
        unit.change(stored, vip=not stored.vip)


if __name__ == "__main__":
    main()
