from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from planner.evening.checkin import arrive
from planner.evening.clock import skip
from planner.evening.rounds import settled
from planner.messages import Refusal
from planner.records import EventRecord, ParticipantRecord, identity
from tests.tui.planned import contents, keep, new_event
from tui.preparing.returning import Reunion, answers, returning, reunion
from tui.store.store import Store


def person(id_: str, name: str, email: str = "") -> ParticipantRecord:
    return ParticipantRecord(id_, name, email=email)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "speed-dating.db") as store:
        yield store


def test_people_are_known_by_address_first_and_then_by_name() -> None:
    then = [person("a", "Ada", "ada@x.org"), person("b", "Bob"), person("c", "Zoë Cem", "C@x.org")]
    now = [person("1", "zoe cem"), person("2", "Bob", "bob@x.org"), person("3", "A.", "ADA@x.org")]
    found = returning(now, then)
    assert [(r.person.id, r.then.id, r.by) for r in found] == [
        ("1", "c", "name"), ("2", "b", "name"), ("3", "a", "email"),
    ]  # fmt: skip


def test_a_name_that_two_had_is_nobody_and_nobody_comes_again_twice() -> None:
    twins = [person("a", "Ada"), person("b", "ada"), person("c", "Cem", "c@x.org")]
    now = [person("1", "Ada"), person("2", "Other", "c@x.org"), person("3", "Cem")]
    assert [(r.person.id, r.then.id) for r in returning(now, twins)] == [("2", "c")]
    assert returning([person("1", "", "")], [person("a", "", "")]) == []


def test_what_the_organizer_said_comes_before_address_and_name() -> None:
    then = [person("a", "Ada", "ada@x.org"), person("b", "Bob"), person("c", "Cem")]
    now = [person("1", "Adele", "other@x.org"), person("2", "Bob"), person("3", "Cem")]
    said = [identity("1", "a", same=True), identity("2", "b", same=False)]
    found = returning(now, then, said)
    assert [(r.person.id, r.then.id, r.by, r.same) for r in found] == [
        ("1", "a", "answer", True), ("2", "b", "answer", False), ("3", "c", "name", True),
    ]  # fmt: skip
    taken = Reunion("Gala", tuple(found), frozenset())
    assert answers(taken, {"2", "3"}) == [identity("3", "c", same=False)]
    assert answers(taken, {"2"}) == [identity("3", "c", same=True)]
    assert answers(taken, {"1", "2", "3"})[0] == identity("1", "a", same=False)
    assert answers(taken, set())[0] == identity("2", "b", same=True)


def test_who_shared_a_table_met_and_whoever_is_somebody_else_did_not(store: Store) -> None:
    earlier = new_event(store, ["Ada", "Bob", "Cem", "Dee"], tables=2, rounds=2)
    keep(store, earlier, np.array([[0, 0, 1, 1], [0, 1, 0, 1]], np.int32))
    event_id = new_event(store, ["Dee", "Eve", "Bob", "Ada"], tables=2, rounds=2)
    found = _reunion(store, event_id, earlier)
    names = {p.id: p.name for p in contents(store, event_id).people}
    assert found.source == "Gala"
    assert [names[r.person.id] for r in found.people] == ["Dee", "Bob", "Ada"]
    met = found.met(event_id)
    assert {frozenset(names[i] for i in m.who) for m in met} == {
        frozenset(("Ada", "Bob")), frozenset(("Bob", "Dee")),
    }  # fmt: skip
    ada = next(id_ for id_, name in names.items() if name == "Ada")
    assert len(found.met(event_id, {ada})) == 1
    with store.writing("met") as unit:
        unit.add(*met)
    assert len(contents(store, event_id).planned().met_before) == 2


def test_of_an_evening_that_was_held_counts_who_really_sat_there(store: Store) -> None:
    earlier = new_event(store, ["Ada", "Bob", "Cem", "Dee"], tables=2, rounds=2)
    keep(store, earlier, np.array([[0, 0, 1, 1], [0, 1, 0, 1]], np.int32))
    ids = {p.name: p.id for p in contents(store, earlier).people}
    for minute in (0, 1):
        with store.writing("round 1") as unit:
            evening = unit.evening(earlier)
            assert evening is not None
            now = datetime(2026, 11, 20, 20, minute, tzinfo=UTC)
            came = arrive(evening, [ids["Ada"], ids["Cem"], ids["Dee"]], now)
            plans = unit.plans_of(evening)
            unit.save(*came, *settled(evening.after(came), plans, skip(evening, now)))
    event_id = new_event(store, ["Ada", "Bob", "Cem", "Dee"], tables=2, rounds=2)
    names = {p.id: p.name for p in contents(store, event_id).people}
    (met,) = _reunion(store, event_id, earlier).met(event_id)
    assert {names[id_] for id_ in met.who} == {"Cem", "Dee"}


def test_the_day_of_the_event_is_part_of_where_they_met(store: Store) -> None:
    earlier = new_event(store, ["Ada", "Bob"], tables=1, rounds=1)
    keep(store, earlier, np.zeros((1, 2), np.int32))
    event = store.get(EventRecord, earlier)
    assert event is not None
    with store.writing("day") as unit:
        unit.change(event, when=replace(event.when, date="2026-03-21"))
    event_id = new_event(store, ["Ada", "Bob"], tables=1, rounds=1)
    assert _reunion(store, event_id, earlier).source == "Gala 2026-03-21"


def test_without_a_plan_nobody_knows_who_met(store: Store) -> None:
    earlier = new_event(store, ["Ada", "Bob"], tables=1, rounds=1)
    event_id = new_event(store, ["Ada", "Bob"], tables=1, rounds=1)
    for unknown in (earlier, "gone"):
        with pytest.raises(Refusal, match="nobody knows who met"):
            _reunion(store, event_id, unknown)


def _reunion(store: Store, event_id: str, earlier: str) -> Reunion:
    with store.reading() as reader:
        return reunion(reader, contents(store, event_id), earlier)
