from __future__ import annotations

import errno
import gc
import io
from typing import Any

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from planner.exchange import plan_xlsx
from planner.exchange.plan_xlsx import write_workbook
from planner.messages import Refusal
from planner.pipeline import Plan
from tests.planner.exchange.plans import dating_plan, named_plan, plain_plan


def written(plan: Plan, **options: Any) -> Any:
    stream = io.BytesIO()
    write_workbook(plan, stream, **options)
    return load_workbook(stream)


def cells(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_a_sheet_by_round_has_a_row_for_each_table() -> None:
    assert cells(written(named_plan())["By round"]) == [
        ("Round", "Table", 1, 2, 3),
        (1, "Bar", "Ada Lovelace", "=cmd|' /C calc'!A0", "Zoé"),
        (2, "Bar", "Ada Lovelace", "Zoé", None),
    ]


def test_who_rests_stands_below_the_tables() -> None:
    assert cells(written(dating_plan())["By round"])[1:4] == [
        (1, "red", "Ada", "Dan"),
        (1, "blue", "Bea", "Emil"),
        (1, "break", "Cleo", None),
    ]


def test_sides_breaks_and_earlier_meetings_are_among_the_figures_where_there_are_any() -> None:
    told = {row[0]: row[1] for row in cells(written(dating_plan())["Figures"])}
    assert told["Different meetings"] == told["The most there can be"] == 5
    assert told["Meetings of people who had met before"] == 1
    assert (told["Side a: people"], told["Side b: people"]) == (3, 2)
    assert told["Side b: people met on average"] == 2.5
    assert (told["Times somebody sits a round out"], told["Most breaks of one person"]) == (3, 1)
    plain = {row[0] for row in cells(written(plain_plan())["Figures"])}
    assert not plain & {"Meetings of people who had met before", "Most breaks of one person"}


def test_a_sheet_by_person_has_a_column_for_each_round() -> None:
    book = written(plain_plan())
    assert cells(book["By person"]) == [
        ("Id", "Name", "Round 1", "Round 2"),
        (1, None, 1, 1), (2, None, 1, 2), (3, None, 2, 1), (4, None, 2, 2),
    ]  # fmt: skip


def test_no_text_becomes_a_formula_and_no_id_a_number() -> None:
    sheet = written(named_plan())["By person"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert sheet["A4"].value == "007"


def test_the_figures_and_the_alternatives_are_told() -> None:
    figures = cells(written(named_plan())["Figures"])
    told = {row[0]: row[1] for row in figures}
    assert told["Different meetings"] == 3
    assert told["Proved best"] == "yes"
    assert told["VIPs"] == 1
    assert figures[-1] == (1, 3, 0, 2)


def test_every_word_is_translated() -> None:
    book = written(named_plan(), translate=lambda text: f"<{text}>")
    titles = [book["<Figures>"].cell(row, 1).value for row in range(1, 22)]
    assert all(title is None or title.startswith("<") for title in titles)
    assert book.sheetnames == ["<By round>", "<By person>", "<Figures>"]


def test_what_no_sheet_can_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_xlsx, "ROWS_LIMIT", 4)
    with pytest.raises(Refusal) as caught:
        written(plain_plan())
    assert caught.value.messages[0].code == "too-large-for-excel"


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_full_disk_is_an_error_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Workbook) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Workbook, "_store_workbook", full)
    with pytest.raises(OSError, match="No space left"):
        write_workbook(plain_plan(), io.BytesIO())
    gc.collect()  # while the files that xlsxwriter leaves open may be collected without a warning
