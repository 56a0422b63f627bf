from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from planner.event import Together
from planner.ids import new_id
from planner.records import (
    EventRecord,
    ParticipantRecord,
    Record,
    RuleRecord,
    TableRecord,
    rule_id,
)
from tests.tui.store.raw import contradictions, everything, raw
from tui.store import journal
from tui.store.store import Store
from tui.store.unit import Unit


def test_undoing_says_what_was_undone(store: Store, evening: EventRecord) -> None:
    with store.writing("import {count} people", count=2) as unit:
        unit.add(*(ParticipantRecord(new_id(), name, event_id=evening.id) for name in "XY"))
    assert str(store.undoable()) == "import 2 people"
    undone = store.undo()
    assert undone is not None
    assert (str(undone.title), undone.done) == ("import 2 people", True)
    assert store.events()[0].people == 6
    assert str(store.redoable()) == "import 2 people"
    assert store.redo() is not None
    assert store.events()[0].people == 8
    assert store.redo() is None
    assert store.redoable() is None


def test_nothing_is_left_to_undo_in_the_end(store: Store, evening: EventRecord) -> None:
    assert store.undo() is not None
    assert store.events() == []
    assert store.undo() is None
    assert store.undoable() is None


def test_a_new_unit_ends_what_could_be_redone(store: Store, evening: EventRecord) -> None:
    with store.writing("first") as unit:
        unit.change(evening, venue="A")
    store.undo()
    with store.writing("second") as unit:
        unit.change(evening, venue="B")
    assert store.redo() is None
    store.undo()
    assert store.get(EventRecord, evening.id) == evening


def test_a_unit_that_changes_nothing_is_none(store: Store, evening: EventRecord) -> None:
    revision = store.revision
    with store.writing("idle") as unit:
        unit.save(evening)
        unit.change(evening, venue="X")
        unit.change(evening, venue="")
    assert str(store.undoable()) == "new event"
    assert store.revision == revision


def test_what_is_not_undoable_is_not_kept(store: Store, evening: EventRecord) -> None:
    with store.writing("in passing", undoable=False) as unit:
        unit.change(evening, venue="X")
    assert str(store.undoable()) == "new event"


def test_the_journal_outlives_the_program(store: Store, path: Path, evening: EventRecord) -> None:
    with store.writing("venue") as unit:
        unit.change(evening, venue="X")
    store.close()
    with Store.open(path) as again:
        assert str(again.undoable()) == "venue"
        again.undo()
        assert again.get(EventRecord, evening.id) == evening


def test_each_program_undoes_what_it_did(store: Store, path: Path, evening: EventRecord) -> None:
    with Store.open(path) as other:
        with other.writing("theirs") as unit:
            unit.change(evening, venue="There")
        assert str(store.undoable()) == "new event"
        assert str(other.undoable()) == "theirs"
        with store.writing("ours") as unit:
            unit.change(evening, notes="x")
        other.undo()
        assert store.get(EventRecord, evening.id) == replace(evening, notes="x")


@pytest.mark.parametrize("anyway", [False, True])
def test_a_register_changed_by_another_hand_is_asked_about(
    store: Store, path: Path, evening: EventRecord, anyway: bool
) -> None:
    with store.writing("ours") as unit:
        unit.change(evening, venue="Ours", seed=5)
    with Store.open(path) as other, other.writing("theirs") as unit:
        unit.change(evening, venue="Theirs")
    undone = store.undo(anyway=anyway)
    assert undone is not None
    (clash,) = undone.clashes
    assert (clash.table, clash.row_id, clash.field) == ("events", evening.id, "venue")
    assert (clash.target, clash.now) == ("", "Theirs")
    assert undone.done is anyway
    now = store.get(EventRecord, evening.id)
    assert now == (evening if anyway else replace(evening, venue="Theirs", seed=5))
    assert str(store.undoable()) == ("new event" if anyway else "ours")


def test_an_equal_change_by_another_hand_is_no_clash(
    store: Store, path: Path, evening: EventRecord
) -> None:
    with store.writing("ours") as unit:
        unit.change(evening, venue="Ours")
    with Store.open(path) as other, other.writing("theirs") as unit:
        unit.change(evening, venue="")
    undone = store.undo()
    assert undone is not None
    assert (undone.done, undone.clashes) == (True, ())


def test_the_journal_is_bounded(
    store: Store, path: Path, evening: EventRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "ENTRIES_KEPT", 3)
    monkeypatch.setattr(journal, "CHANGES_KEPT", 6)
    for seed in range(10, 20):
        with store.writing("seed") as unit:
            unit.change(evening, seed=seed)
    assert _entries(path) == 3
    with store.writing("many") as unit:
        unit.add(*(TableRecord(new_id(), 2, event_id=evening.id) for _ in range(5)))
    assert _entries(path) == 2
    with store.writing("too many") as unit:
        unit.add(*(TableRecord(new_id(), 2, event_id=evening.id) for _ in range(50)))
    assert _entries(path) == 1
    assert store.undo() is not None
    assert store.undo() is None


def _entries(path: Path) -> int:
    with raw(path) as database:
        (orphans,) = database.execute(
            "SELECT count(*) FROM journal_change WHERE entry NOT IN (SELECT id FROM journal)"
        ).fetchone()
        assert orphans == 0
        (count,) = database.execute("SELECT count(*) FROM journal").fetchone()
    return int(count)


class UndoMachine(RuleBasedStateMachine):
    """Undoing any number of units gives exactly what showed before each of them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder / "store.db")
        self.past: list[dict[str, list[Record]]] = []
        self.future: list[dict[str, list[Record]]] = []
        self.shown: dict[str, list[Record]] = everything(self.store)

    @initialize()
    def one_event(self) -> None:
        with self.store.writing("event", undoable=False) as unit:
            unit.add(EventRecord("e", "Evening"))
        self.shown = everything(self.store)

    @rule(data=st.data())
    def unit(self, data: st.DataObject) -> None:
        with self.store.writing("unit") as unit:
            for _ in range(data.draw(st.integers(1, 3))):
                _some_change(unit, data)
            changed = bool(unit.changes)
        if changed:
            self.past.append(self.shown)
            self.future.clear()
            self.shown = everything(self.store)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        undone = self.store.undo()
        assert undone is not None
        assert undone.done
        self.future.append(self.shown)
        self.shown = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        undone = self.store.redo()
        assert undone is not None
        assert undone.done
        self.past.append(self.shown)
        self.shown = self.future.pop()

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder / "store.db")

    @invariant()
    def shows_what_it_should(self) -> None:
        assert everything(self.store) == self.shown

    def teardown(self) -> None:
        self.store.close()
        assert not contradictions(self.folder / "store.db")
        shutil.rmtree(self.folder)


def _some_change(unit: Unit, data: st.DataObject) -> None:
    person = data.draw(st.sampled_from(["p1", "p2", "p3"]))
    name = data.draw(st.sampled_from(["Ada", "Bob"]))
    record = ParticipantRecord(person, name, event_id="e")
    together = Together(("p1", "p2"), name=name)
    changes: list[Any] = [
        lambda: unit.add(record),
        lambda: unit.save(replace(record, vip=True)),
        lambda: unit.change(record, notes=name),
        lambda: unit.delete(record),
        lambda: unit.restore(record),
        lambda: unit.add(RuleRecord(rule_id("e", together), together, "e")),
        lambda: unit.delete(RuleRecord(rule_id("e", together), together, "e")),
        lambda: unit.delete(EventRecord("e")),
        lambda: unit.restore(EventRecord("e")),
        lambda: unit.change(EventRecord("e", name), venue=name),
    ]
    data.draw(st.sampled_from(changes))()


TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
