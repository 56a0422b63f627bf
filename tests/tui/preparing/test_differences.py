"""What a newer list changes: matching people, keeping what it does not say, and writing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.event import Together
from planner.exchange.columns import find_header, guess_columns
from planner.exchange.delimited import read_delimited
from planner.exchange.people import read_people
from planner.messages import N_
from planner.records import EventRecord, ParticipantRecord, RuleRecord
from tui.preparing.differences import Differences, NewList, bring_in, differences, matches, new_list
from tui.store.store import Store

EVENT = EventRecord("e", name="Gala")


def listed(text: str) -> NewList:
    grid = read_delimited(text, ",")
    header = find_header(grid)
    columns = guess_columns(grid, header)
    return new_list(grid, columns, read_people(grid, header, columns))


def person(id_: str, name: str, **fields: object) -> ParticipantRecord:
    first, _, last = name.partition(" ")
    record = ParticipantRecord(id_, first_name=first, last_name=last, event_id="e")
    return replace(record, **fields)  # type: ignore[arg-type]  # any field


ADA = person("1", "Ada Lovelace", email="ada@example.org", phone="+44 1", vip=True, position=1)
BOB = person("2", "Bob Moore", email="bob@example.org", attributes={"company": "X"}, position=2)
EVE = person("3", "Eve Stone", position=3)


def fields(found: Differences) -> dict[str, tuple[tuple[str, str], ...]]:
    return {change.before.id: change.fields for change in found.changed}


def ids(people: Sequence[ParticipantRecord]) -> list[str]:
    return [p.id for p in people]


def test_new_changed_gone_and_same_people_are_told_apart() -> None:
    found = differences(
        [ADA, BOB, EVE],
        listed(
            "First name,Last name,E-mail,Company\n"
            "Ada,Lovelace,ada@example.org,\nBob,Moore,bob@example.net,Y\nCy,New,,\n"
        ),
    )
    assert [p.name for p in found.new] == ["Cy New"]
    assert fields(found) == {"2": (("attributes", "company"), ("email", ""))}
    assert ids(found.gone) == ["3"]
    assert ids(found.same) == ["1"]


def test_what_the_list_has_no_column_for_is_kept() -> None:
    found = differences([ADA], listed("Name,E-mail\nAda King,ADA@example.org\n"))
    after = found.changed[0].after
    assert (after.vip, after.phone, after.id, after.name) == (True, "+44 1", "1", "Ada King")


def test_an_empty_cell_empties_a_field_only_when_told() -> None:
    list_ = listed("Name,E-mail,Phone,VIP,Company\nAda Lovelace,ada@example.org,,,\n")
    assert differences([ADA], list_).changed == ()
    cleared = differences([ADA], list_, clear=True).changed[0].after
    assert (cleared.phone, cleared.vip) == ("", False)


def test_a_vip_is_one_no_longer_when_the_list_says_no() -> None:
    found = differences([ADA], listed("Name,VIP\nAda Lovelace,no\n"))
    assert fields(found) == {"1": (("vip", ""),)}


def test_a_range_of_ages_changes_as_a_whole() -> None:
    old = replace(EVE, age_min=20, age_max=30)
    found = differences([old], listed("Name,Age min,Age max\nEve Stone,35,\n"))
    assert (found.changed[0].after.age_min, found.changed[0].after.age_max) == (35, None)


def test_a_whole_name_does_not_undo_how_it_was_divided() -> None:
    assert ids(differences([ADA], listed("Full name\nAda Lovelace\n")).same) == ["1"]


@pytest.mark.parametrize("name", ["Lovelace Ada", "ADA  LOVELACE", "Adá Lovelace"])
def test_another_spelling_is_the_same_person(name: str) -> None:
    assert differences([ADA], listed(f"Full name\n{name}\n")).gone == ()


def test_the_lists_own_id_comes_first() -> None:
    stored = [replace(ADA, reference="a7"), replace(BOB, reference="b3")]
    found = differences(stored, listed("Id,Name,E-mail\na7,Ada King,king@example.org\n"))
    assert fields(found) == {"1": (("email", ""), ("first_name", ""), ("last_name", ""))}
    assert ids(found.gone) == ["2"]


def test_ids_that_only_number_the_rows_are_not_followed() -> None:
    stored = [replace(p, reference=str(i)) for i, p in enumerate((ADA, BOB, EVE), 1)]
    found = differences(stored, listed("No,Name\n1,Bob Moore\n2,Cy New\n3,Ada Lovelace\n"))
    assert [p.name for p in found.new] == ["Cy New"]
    assert ids(found.gone) == ["3"]
    assert {c.before.name: c.after.reference for c in found.changed} == {
        "Bob Moore": "1", "Ada Lovelace": "3",
    }  # fmt: skip


def test_a_namesake_with_an_id_of_her_own_is_somebody_else() -> None:
    stored = [replace(ADA, reference="a"), replace(BOB, reference="b")]
    found = differences(stored, listed("Id,Name\nb,Bob Moore\nz,Ada Lovelace\n"))
    assert ids(found.gone) == ["1"]
    assert [p.reference for p in found.new] == ["z"]


def test_whoever_is_in_a_row_that_could_not_be_read_is_not_gone() -> None:
    list_ = listed("Name,E-mail,Age\nAda Lovelace,,old\nX Y,bob@example.org,?\n")
    found = differences([ADA, BOB, EVE], list_)
    assert ids(found.doubtful) == ["1", "2"]
    assert ids(found.gone) == ["3"]


# --- properties

names = st.text("abcé -'", min_size=1, max_size=6).map(str.strip).filter(bool)
people = st.lists(
    st.builds(
        lambda name, email, reference, vip: replace(
            person("", name, email=email, reference=reference), vip=vip
        ),
        names,
        st.sampled_from(["", "a@example.org", "b@example.org", "C@example.org"]),
        st.sampled_from(["", "1", "2", "3"]),
        st.booleans(),
    ),
    max_size=8,
).map(lambda some: [replace(p, id=f"p{i}") for i, p in enumerate(some)])


@given(people, people)
def test_everybody_is_counted_once(
    stored: list[ParticipantRecord], new: list[ParticipantRecord]
) -> None:
    pairs = matches(stored, new)
    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs) <= set(range(len(new)))
    assert set(pairs.values()) <= set(range(len(stored)))


@given(people, st.randoms(use_true_random=False))
def test_the_same_people_in_any_order_are_all_found(
    stored: list[ParticipantRecord], random: Random
) -> None:
    assert len(matches(stored, random.sample(stored, len(stored)))) == len(stored)


lists = st.lists(
    st.tuples(names, st.sampled_from(["", "x@example.org", "y@example.org"]),
              st.sampled_from(["", "yes", "no"]), st.sampled_from(["", "X", "Y"])),
    min_size=1, max_size=6,
).map(lambda rows: "\n".join(["Full name,E-mail,VIP,Company", *map(",".join, rows)]))  # fmt: skip


@given(lists, lists, st.booleans())
def test_a_list_brought_in_twice_changes_nothing_more(one: str, two: str, clear: bool) -> None:
    stored: list[ParticipantRecord] = []
    for text in (one, two):
        list_ = listed(text)
        found = differences(stored, list_, clear=clear)
        kept = {p.id: p for p in stored} | {c.after.id: c.after for c in found.changed}
        new = [replace(p, id=f"{len(stored)}-{i}") for i, p in enumerate(found.new)]
        assert len(found.new) + len(found.changed) + len(found.same) == len(list_.entries)
        assert len(stored) == sum(map(len, (found.changed, found.same, found.gone, found.doubtful)))
        stored = [*kept.values(), *new]
    again = differences(stored, list_, clear=clear)
    assert (again.new, again.changed) == ((), ())


# --- in the store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "test.db") as store:
        with store.writing(N_("Sample event")) as unit:
            unit.add(EVENT)
        yield store


def brought_in(store: Store, text: str, leaving: Sequence[str] = ()) -> Differences:
    with store.writing(N_("Import")) as unit:
        return bring_in(unit, "e", listed(text), leaving=leaving)


def test_one_step_brings_a_list_in_and_one_takes_it_back(store: Store) -> None:
    brought_in(store, "Name,Company\nAda Lovelace,X\nBob Moore,X\n")
    before = store.all(ParticipantRecord, "e")
    assert [(p.name, p.position) for p in before] == [("Ada Lovelace", 1), ("Bob Moore", 2)]
    brought_in(store, "Name,Company\nCy New,X\nAda Lovelace,Z\n", leaving=[before[1].id])
    after = store.all(ParticipantRecord, "e")
    assert [(p.name, p.attributes["company"]) for p in after] == [
        ("Ada Lovelace", "Z"), ("Cy New", "X"),
    ]  # fmt: skip
    store.undo()
    assert store.all(ParticipantRecord, "e") == before
    store.redo()
    assert store.all(ParticipantRecord, "e") == after


def test_who_comes_back_is_the_one_the_rules_are_about(store: Store) -> None:
    brought_in(store, "Name\nAda Lovelace\nBob Moore\n")
    before = store.all(ParticipantRecord, "e")
    with store.writing(N_("Rule")) as unit:
        unit.add(RuleRecord("r", Together((before[0].id, before[1].id)), "e"))
    brought_in(store, "Name\nAda Lovelace\n", leaving=[before[1].id])
    brought_in(store, "Name\nBob Moore\nAda Lovelace\n")
    assert {p.id for p in store.all(ParticipantRecord, "e")} == {p.id for p in before}


def test_nobody_goes_who_was_not_shown_as_gone(store: Store) -> None:
    brought_in(store, "Name\nAda Lovelace\n")
    ada = store.all(ParticipantRecord, "e")[0]
    with store.writing(N_("Added meanwhile")) as unit:
        unit.add(replace(BOB, id="meanwhile"))
    found = brought_in(store, "Name\nCy New\n", leaving=[ada.id])
    assert ids(found.gone) == [ada.id, "meanwhile"]
    assert [p.name for p in store.all(ParticipantRecord, "e")] == ["Bob Moore", "Cy New"]
