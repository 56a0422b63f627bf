"""Everything that is held about one event, or one person of it, as one file, in the form of
`tui.store.archive`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.records import (
    PARENTS,
    RECORDS,
    SCHEMA,
    AttendanceRecord,
    CardRecord,
    EventRecord,
    IdentityRecord,
    MailRecord,
    MetBeforeRecord,
    ParticipantRecord,
    Record,
)
from planner.registers import to_json
from tui.files import write_atomically
from tui.store.archive import FORMAT

if TYPE_CHECKING:
    from tui.store.reading import Reader
    from tui.store.store import Store


def keep_event(store: Store, event_id: str, path: Path) -> bool:
    """Writes the event to a new file `path`; False where the event is gone. Raises FileRefusal."""
    return _keep(list(_records(store, event_id)), path)


def keep_person(store: Store, person_id: str, path: Path) -> bool:
    """Writes what is held about a person to a new file `path`; False where she is gone.

    What others answered about her is theirs, and left out: whoever reads the file, perhaps she
    herself, learns nothing that only one side said. Raises FileRefusal.
    """
    return _keep(list(_about(store, person_id)), path)


def _keep(records: Sequence[Record], path: Path) -> bool:
    rows = {
        table: [_object(record) for record in records if type(record) is kind]
        for table, kind in RECORDS.items()
    }
    document = {"format": FORMAT, "schema": SCHEMA, **rows}
    if records:
        with write_atomically(path, replace=False) as stream:
            stream.write(json.dumps(document, ensure_ascii=False, indent=1).encode())
    return bool(records)


def _about(store: Store, person_id: str) -> Iterator[Record]:
    with store.reading() as reader:
        person = reader.get(ParticipantRecord, person_id)
        if person is None:
            return
        yield person
        of = person.event_id
        yield from (a for a in reader.all(AttendanceRecord, of) if a.participant_id == person_id)
        yield from (c for c in reader.all(CardRecord, of) if c.giver_id == person_id)
        yield from (m for m in reader.all(MailRecord, of) if m.participant_id == person_id)
        yield from (m for m in reader.all(MetBeforeRecord, of) if person_id in m.who)
        yield from (i for i in reader.all(IdentityRecord) if person_id in i.who)


def _records(store: Store, event_id: str) -> Iterator[Record]:
    with store.reading() as reader:
        event = reader.get(EventRecord, event_id)
        if event is None:
            return
        yield event
        yield from _below(reader, "events", event_id)
        people = {person.id for person in reader.all(ParticipantRecord, event_id)}
        yield from (i for i in reader.all(IdentityRecord) if not people.isdisjoint(i.who))


def _below(reader: Reader, parent: str, id_: str) -> Iterator[Record]:
    for table, (_, above) in PARENTS.items():
        if above == parent:
            for record in reader.all(RECORDS[table], id_):
                yield record
                yield from _below(reader, table, record.id)


def _object(record: Record) -> dict[str, Any]:
    values = {field.name: to_json(getattr(record, field.name)) for field in fields(record)}
    return values | {"_deleted": False}
