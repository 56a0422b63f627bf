"""Everything that is held about one event as one file, in the form of `tui.store.archive`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.records import RECORDS, SCHEMA, PlanPartRecord, Record
from planner.registers import to_json
from tui.files import write_atomically
from tui.store.archive import FORMAT

if TYPE_CHECKING:
    from tui.store.store import Store


def keep_event(store: Store, event_id: str, path: Path) -> bool:
    """Writes the event to a new file `path`; False where the event is gone. Raises FileRefusal."""
    records = list(_records(store, event_id))
    rows = {
        table: [_object(record) for record in records if type(record) is kind]
        for table, kind in RECORDS.items()
    }
    document = {"format": FORMAT, "schema": SCHEMA, **rows}
    if records:
        with write_atomically(path, replace=False) as stream:
            stream.write(json.dumps(document, ensure_ascii=False, indent=1).encode())
    return bool(records)


def _records(store: Store, event_id: str) -> Iterator[Record]:
    with store.reading() as reader:
        contents = reader.contents(event_id)
        if contents is None:
            return
        yield contents.event
        yield from contents.people
        yield from contents.tables
        yield from contents.rules
        yield from contents.met
        for plan in contents.plans:
            yield plan
            yield from reader.all(PlanPartRecord, plan.id)


def _object(record: Record) -> dict[str, Any]:
    values = {field.name: to_json(getattr(record, field.name)) for field in fields(record)}
    return values | {"_deleted": False}
