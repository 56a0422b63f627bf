"""`python -m tests.tui.store.fixture`: writes the fixture of the schema that is released next.

Once released it is never made again: it is what files of that version look like.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from planner.event import Apart, PlayedTable, Rule, Together
from planner.records import (
    Delivery,
    EventRecord,
    Moment,
    ParticipantRecord,
    Pause,
    RuleRecord,
    SittingRecord,
    TableRecord,
    When,
    adopted,
    attendance,
    card,
    identity,
    mail,
    met_before,
    round_record,
    rule_id,
)
from tests.tui.store.raw import raw
from tui.store.integrity import APPLICATION_ID, STORE_SCHEMA
from tui.store.store import Store

FOLDER = Path(__file__).parents[2] / "data" / "stores"
AT = "2026-11-20T19:30:00.250Z"
PEOPLE = ("Ada", "Zoë", "李", "Bob", "Cem", "Dee")


def fill(store: Store) -> None:
    """An event with a little of everything, a person deleted, a unit undone."""
    event = EventRecord("e1", "Soirée", When("2026-11-20", "19:30"), "Lyon", rounds=2)
    listed = [ParticipantRecord(f"r{n}", name, tags=("x",)) for n, name in enumerate(PEOPLE)]
    people = adopted(listed, event.id, own_ids=True)
    rules: list[Rule] = [
        Together((people[0].id, people[1].id), name="friends"),
        Apart(same="company", at_most=1),
    ]
    with store.writing("event") as unit:
        unit.add(event)
        unit.add(*people, *(TableRecord(f"t{n}", 3, {2: 4}, event.id, f"T{n}") for n in (1, 2)))
        unit.add(*(RuleRecord(rule_id(event.id, r), r, event.id, n) for n, r in enumerate(rules)))
        unit.add(met_before(event.id, people[0].id, people[2].id, weight=2, source="Bal"))
    with store.writing("plan") as unit:
        contents = unit.contents(event.id)
        assert contents is not None
        plan = unit.add_plan(event.id, contents.planned(), ANSWER)
        unit.change(event, plan_id=plan.id, state="planned")
    with store.writing("evening") as unit:
        started = replace(
            round_record(event.id, 1), plan_id=plan.id, started=AT, seconds=600,
            pause=Pause(1500, AT), sitting_id="s1",
        )  # fmt: skip
        here = replace(attendance(event.id, people[0].id), arrival=Moment(AT, 1))
        seats = (PlayedTable("t1", (people[0].id, people[1].id)),)
        unit.add(started, here, SittingRecord("s1", event.id, 1, seats))
        unit.add(card(event.id, people[0].id, people[1].id, "friends"))
        sent = Delivery("failed", AT, "550")
        unit.add(replace(mail(event.id, people[0].id, "result"), delivery=sent))
        unit.add(identity(people[0].id, "p-earlier", same=True))
    with store.writing("mark as VIP") as unit:
        unit.change(people[0], vip=True, attributes={"company": "X"})
    with store.writing("delete") as unit:
        unit.delete(people[5])
    with store.writing("rename") as unit:
        unit.change(people[1], last_name="Undone")
    store.undo()
    store.change_settings(language="fr", last_event=event.id)


ANSWER = {
    "seating": [[0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 0]],
    "metrics": {
        "unique": 10, "bound": 12, "gap": 1, "repeats": 2, "quality": {"score": 61},
        "broken": {"seats": 0, "apart": 2},
        "rules": [{"rule": {"params": {"who": "Ada, Bob"}}, "broken": 2}],
    },
    "proof": {"method": "local search", "stopped": "", "proved_best": False},
}  # fmt: skip


def load(name: str, path: Path) -> None:
    """Makes the database at `path` from a fixture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with raw(path) as database:
        database.executescript((FOLDER / name).read_text(encoding="utf-8"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with Store.open(path) as store:
            fill(store)
        with raw(path) as database:
            lines = [
                f"PRAGMA application_id = {APPLICATION_ID};",
                f"PRAGMA user_version = {STORE_SCHEMA};",
                *database.iterdump(),
            ]
    target = FOLDER / f"schema-{STORE_SCHEMA}.sql"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
