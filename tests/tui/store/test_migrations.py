from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from planner.evening.checkin import arrive, presence
from planner.evening.clock import clock, start
from planner.evening.facts import written
from planner.evening.rounds import seated
from planner.event import Apart, Together
from planner.records import (
    CardRecord,
    EventRecord,
    IdentityRecord,
    MailRecord,
    ParticipantRecord,
)
from tests.tui.store.fixture import ANSWER, FOLDER, PEOPLE, load
from tests.tui.store.raw import cells, contradictions, raw
from tui.store import integrity, migrate, opening
from tui.store.backups import copies
from tui.store.capture import triggers
from tui.store.complaints import StoreRefusal
from tui.store.integrity import STORE_SCHEMA
from tui.store.store import Store

FIXTURES = sorted(file.name for file in FOLDER.glob("schema-*.sql"))

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
REVISION = """
from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "3"
down_revision = "2"

def upgrade():
    with op.batch_alter_table("events", recreate="always") as table:
        table.add_column(Column("mood", Text, nullable=False, server_default="merry"))
    {more}
"""


def schema(path: Path) -> dict[str, str]:
    with raw(path) as database:
        rows = database.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        return {name: " ".join(sql.split()) for name, sql in rows}


@pytest.mark.parametrize("fixture", FIXTURES)
def test_files_of_every_version_open(path: Path, fixture: str) -> None:
    load(fixture, path)
    with Store.open(path) as store:
        contents = store.contents("e1")
        assert contents is not None
        assert [person.first_name for person in contents.people] == list(PEOPLE[:5])
        assert contents.people[0].vip
        assert [type(record.rule) for record in contents.rules] == [Together, Apart]
        assert contents.plan is not None
        assert store.unpack(contents.plan).seating == ANSWER["seating"]
        assert contents.plan.digest != contents.digest
        assert str(store.redoable()) == "rename"
        store.undo()
        assert len(store.all(ParticipantRecord, "e1")) == 6
        assert store.settings().language == "fr"
    assert not contradictions(path)


def test_the_schema_does_not_change_under_its_number(path: Path) -> None:
    """Else raise STORE_SCHEMA, write a revision, and make its fixture."""
    load(f"schema-{STORE_SCHEMA}.sql", path)
    fresh = path.with_name("fresh.db")
    Store.open(fresh).close()
    assert schema(path) == schema(fresh)


@pytest.mark.parametrize("fixture", FIXTURES)
def test_an_evening_can_be_held_with_files_of_every_version(path: Path, fixture: str) -> None:
    load(fixture, path)
    with Store.open(path) as store:
        before = store.evening("e1")
        assert before is not None
        assert before.event.answers == ("yes", "friends", "no")
        assert not before.people[0].walk_in
        with store.writing("next round") as unit:
            unit.save(*start(before, NOW), *arrive(before, [before.people[1].id], NOW))
        after = store.evening("e1")
        assert after is not None
        assert after.current is not None
        assert after.current.started == written(NOW)
    assert not contradictions(path)


def test_what_an_evening_was_is_read_from_the_file_of_its_version(path: Path) -> None:
    load("schema-2.sql", path)
    with Store.open(path) as store:
        evening = store.evening("e1")
        assert evening is not None
        assert clock(evening, NOW).phase == "pause"
        assert presence(evening, evening.people[0]) == "here"
        assert [len(table.who) for table in seated(evening, {}, 1)] == [2]
        assert store.all(CardRecord)[0].answer == "friends"
        assert store.all(MailRecord)[0].delivery.error == "550"
        assert store.all(IdentityRecord)[0].same


@pytest.mark.parametrize("fixture", FIXTURES)
def test_a_migrated_file_is_like_a_new_one(path: Path, fixture: str) -> None:
    load(fixture, path)
    fresh = path.with_name("fresh.db")
    for file in (path, fresh):
        Store.open(file).close()
    assert schema(path) == schema(fresh)


@pytest.fixture
def revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A future in which there is a schema 3; the test says what it does besides."""
    folder = tmp_path / "100 % versions"
    shutil.copytree(migrate.SCRIPTS / "versions", folder)
    monkeypatch.setattr(integrity, "STORE_SCHEMA", 3)
    monkeypatch.setattr(opening, "STORE_SCHEMA", 3)
    later = partial(migrate.migrate, target=3, revisions=folder)
    monkeypatch.setattr(migrate, "migrate", later)
    return folder


def test_a_migration_keeps_everything_and_copies_it_first(path: Path, revisions: Path) -> None:
    (revisions / "schema_3.py").write_text(REVISION.format(more=""))
    load("schema-2.sql", path)
    before = cells(path)
    with Store.open(path) as store:
        assert store.all(EventRecord)[0].name == "Soirée"
        with store.writing("still captured") as unit:
            unit.change(store.all(EventRecord)[0], venue="Paris")
    with raw(path) as database:
        with pytest.raises(sqlite3.IntegrityError, match="seed_kind"):
            database.execute("UPDATE events SET seed = 'x'")
        assert database.execute("SELECT mood FROM events").fetchall() == [("merry",)]
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == ("3",)
        assert database.execute("PRAGMA user_version").fetchone() == (3,)
        found = database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        assert {name for (name,) in found} == set(triggers())
    after = cells(path)
    assert {cell for cell in after if before[cell] != after[cell]} == {("events", "e1", "venue")}
    (copy,) = copies(path, "before-migration")
    with raw(copy) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_migration_that_fails_changes_nothing(path: Path, revisions: Path) -> None:
    (revisions / "schema_3.py").write_text(REVISION.format(more="raise ZeroDivisionError"))
    load("schema-2.sql", path)
    before = schema(path)
    with pytest.raises(StoreRefusal) as refusal:
        Store.open(path)
    assert refusal.value.messages[0].code == "migration-failed"
    assert schema(path) == before
    with raw(path) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (2,)
        assert database.execute("SELECT name FROM events").fetchone() == ("Soirée",)
