from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.messages import Refusal
from planner.records import TableRecord
from tui.preparing.table_list import (
    more_tables,
    renumbered,
    shown_tables,
    table_names,
    to_sizes,
    typed_tables,
)

SIZES = st.lists(st.integers(1, 12), min_size=1, max_size=30)
LABELS = st.text("ab1 2", max_size=3)


def tables(*seats: int, labels: list[str] | None = None) -> list[TableRecord]:
    names = labels or [str(number) for number in range(1, len(seats) + 1)]
    return [
        TableRecord(f"t{number}", n, event_id="e", label=label, position=number)
        for number, (n, label) in enumerate(zip(seats, names, strict=True), 1)
    ]


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("20 tables of 5", (5,) * 20),
        ("3x4", (4, 4, 4)),
        ("2 × 6, 1 x 5", (6, 6, 5)),
        ("2 tables de 6 et 1 table de 5", (6, 6, 5)),
        ("2*6 + 1*5", (6, 6, 5)),
    ],
)
def test_tables_are_read_from_one_line(text: str, sizes: tuple[int, ...]) -> None:
    assert typed_tables(text) == sizes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-tables"),
        ("many", "not-tables"),
        ("20", "not-tables"),
        ("20 x 5, 6", "not-tables"),
        ("1.5 x 4", "not-tables"),
        ("20 x -5", "not-tables"),
        ("0 x 5", "tables-outside"),
        ("99999999999 x 5", "tables-outside"),
        ("5 x 0", "seats-outside"),
        ("1 x 10001", "seats-outside"),
    ],
)
def test_what_is_no_tables_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        typed_tables(text)
    assert refused.value.messages[0].code == code


@given(SIZES)
def test_what_is_shown_is_read_back(sizes: list[int]) -> None:
    assert typed_tables(shown_tables(sizes)) == tuple(sizes)


@given(SIZES | st.just([]), SIZES)
def test_tables_become_the_sizes_asked_for_and_the_first_stay(
    before: list[int], after: list[int]
) -> None:
    there = tables(*before)
    change = to_sizes(there, after, "e")
    by_id = {table.id: table for table in there}
    by_id.update((table.id, table) for table in (*change.changed, *change.added))
    for table in change.removed:
        del by_id[table.id]
    assert [table.seats for table in by_id.values()] == after
    assert [t.id for t in by_id.values()][: len(before)] == [t.id for t in there][: len(after)]
    assert not change.added or not change.removed
    assert all(
        new.seats != old.seats for new in change.changed for old in there if old.id == new.id
    )


def test_seats_of_some_rounds_outlast_other_seats_of_the_rest() -> None:
    odd = TableRecord("t", 5, {2: 4, 3: 0}, "e")
    assert to_sizes([odd], (5,), "e").changed == ()
    assert to_sizes([odd], (4,), "e").changed == (TableRecord("t", 4, {3: 0}, "e"),)


@given(st.lists(LABELS, max_size=8), st.integers(1, 5))
def test_new_tables_come_last_under_labels_of_their_own(labels: list[str], count: int) -> None:
    there = tables(*[4] * len(labels), labels=labels)
    added = list(more_tables(there, [4] * count, "e"))
    names = [table.label for table in added]
    assert len({*names}) == count
    assert not {*names} & {*labels}
    assert all(table.position > len(labels) for table in added)


@given(st.lists(LABELS, max_size=8))
def test_names_tell_all_tables_apart(labels: list[str]) -> None:
    there = tables(*[4] * len(labels), labels=labels)
    names = table_names(there)
    assert list(names) == [table.id for table in there]
    assert len({*names.values()}) == len(there)
    assert all(names.values())


def test_numbering_names_only_what_changes() -> None:
    there = tables(4, 5, 6, labels=["1", "Bar", "3"])
    assert [(table.id, table.label) for table in renumbered(there)] == [("t2", "2")]
