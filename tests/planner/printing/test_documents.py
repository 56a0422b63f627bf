"""What holds for everything that is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PageObject

from planner.printing.paper import A4, LETTER, Paper
from planner.schedule import ABSENT, BREAK
from tests.planner.printing.conftest import (
    LONG,
    WRITERS,
    Write,
    pdf,
    printed_evening,
    read,
    text_of,
)

EUROPEAN = (
    "Łukasz Wójcik", "Šárka Dvořáková", "Gülşen Çelik", "Ștefan Țepeș", "Ődön Szabó",
    "Ελένη Παπαδοπούλου", "Александр Їжакевич", "Þórður Æðelfrið", "Ġorġ Żammit", "Ķirsis Ūdris",
)  # fmt: skip


def beyond_the_page(page: PageObject) -> list[str]:
    """Texts that begin outside the page; the right edge is held by the tests of `lines`."""
    box, out = page.mediabox, []

    def visit(text: str, _cm: Any, tm: list[float], _font: Any, _size: float) -> None:
        if text.strip() and not (
            0 <= tm[4] <= float(box.width) and 0 <= tm[5] <= float(box.height)
        ):
            out.append(text)

    page.extract_text(visitor_text=visit)
    return out


@pytest.mark.parametrize("paper", [A4, LETTER])
def test_pages_have_the_size_of_the_paper_and_a_number(write: Write, paper: Paper) -> None:
    data = pdf(write, printed_evening([f"Person {i}" for i in range(30)], 5, 6), paper)
    pages = read(data).pages
    for number, page in enumerate(pages, 1):
        size = float(page.mediabox.width), float(page.mediabox.height)
        assert size == pytest.approx((paper.width, paper.height), abs=0.01)
        assert f"{number} / {len(pages)}" in " ".join(page.extract_text().split())


def test_the_same_input_gives_the_same_bytes(write: Write) -> None:
    names = [*EUROPEAN, "山田太郎", "שלום", LONG]
    assert pdf(write, printed_evening(names)) == pdf(write, printed_evening(names))


def test_everybody_is_named(write: Write) -> None:
    text = text_of(pdf(write, printed_evening(EUROPEAN)))
    assert [name for name in EUROPEAN if name not in text] == []


def test_fonts_of_european_names_are_embedded(write: Write) -> None:
    for page in read(pdf(write, printed_evening(EUROPEAN))).pages:
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]
        used = [font.get_object() for name, font in fonts.items() if name != "/F1"]
        assert used
        assert all("/FontFile2" in font["/FontDescriptor"] for font in used)


def test_people_with_long_names_leave_no_page() -> None:
    names = [f"{LONG} {i}" for i in range(60)]
    shown = printed_evening(names, 12, 3)
    for write in WRITERS.values():
        for page in read(pdf(write, shown)).pages:
            assert beyond_the_page(page) == []


@pytest.mark.parametrize(
    ("people", "tables", "rounds"),
    [(1, 1, 1), (2, 1, 1), (50, 1, 2), (6, 2, 150), (4, 1, 400)],
    ids=["alone", "a pair", "one large table", "many rounds", "more rounds than a page holds"],
)
def test_odd_evenings_fit(write: Write, people: int, tables: int, rounds: int) -> None:
    shown = printed_evening([f"Person {i}" for i in range(people)], tables, rounds)
    pages = read(pdf(write, shown)).pages
    assert all(beyond_the_page(page) == [] for page in pages)


def test_the_absent_and_those_on_a_break_are_printed_too(write: Write) -> None:
    seating = np.array([[0, 0, BREAK, ABSENT], [BREAK, ABSENT, 0, 0]], np.int32)
    shown = printed_evening(["Ada", "Bob", "Cem", "Dua"], 1, seating=seating)
    assert "Ada" in text_of(pdf(write, shown))


def test_nobody_is_printed_as_an_empty_page(write: Write) -> None:
    seating = np.full((1, 2), ABSENT, np.int32)
    assert len(read(pdf(write, printed_evening(["Ada", "Bob"], 1, seating=seating))).pages) >= 1


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    names=st.lists(st.text(st.characters(), max_size=80), min_size=2, max_size=5),
    table=st.text(st.characters(), min_size=1, max_size=60),
)
def test_no_text_can_break_it(write: Write, names: list[str], table: str) -> None:
    shown = replace(printed_evening(names, 1, 2), tables=(table,))
    assert read(pdf(write, shown)).pages
