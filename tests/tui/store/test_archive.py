from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

from planner.records import RECORDS, EventRecord, ParticipantRecord
from planner.registers import from_json, hints
from tests.tui.store.fixture import fill
from tests.tui.store.raw import everything, raw
from tui.store.archive import write_csv, write_json
from tui.store.document import document
from tui.store.store import Store

DOCS = Path(__file__).parents[3] / "docs"


def test_a_json_archive_holds_every_record(store: Store, path: Path) -> None:
    fill(store)
    stream = io.BytesIO()
    with raw(path) as database:
        write_json(database, stream)
    archive = json.loads(stream.getvalue())
    shown = everything(store)
    for table, record in RECORDS.items():
        found = [
            record(**{name: from_json(hint, row[name]) for name, hint in hints(record).items()})
            for row in archive[table]
            if not row["_deleted"]
        ]
        assert sorted(found, key=lambda r: r.id) == sorted(shown[table], key=lambda r: r.id)
    assert [row["first_name"] for row in archive["participants"] if row["_deleted"]] == ["Dee"]


def test_a_csv_archive_has_a_row_for_each_record_and_no_formulas(
    store: Store, path: Path, ada: ParticipantRecord
) -> None:
    with store.writing("nasty") as unit:
        unit.change(ada, last_name="=1+1", notes='a "quoted", cell')
    stream = io.BytesIO()
    with raw(path) as database:
        write_csv(database, stream)
    with zipfile.ZipFile(stream) as archive:
        assert archive.namelist() == [f"{table}.csv" for table in RECORDS]
        text = archive.read("participants.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 6
    row = next(row for row in rows if row["id"] == ada.id)
    assert (row["last_name"], row["notes"]) == ("'=1+1", 'a "quoted", cell')


def test_what_is_erased_is_in_no_archive(store: Store, path: Path, evening: EventRecord) -> None:
    store.erase(evening)
    stream = io.BytesIO()
    with raw(path) as database:
        write_json(database, stream)
    archive = json.loads(stream.getvalue())
    assert not any(archive[table] for table in RECORDS)


def test_the_page_about_the_file_is_current() -> None:
    assert (DOCS / "store.md").read_text(encoding="utf-8") == document()
