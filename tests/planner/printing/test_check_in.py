"""The list for the door."""

from __future__ import annotations

import io

from planner.printing.check_in import Entry, write_check_in
from planner.printing.paper import A4
from tests.planner.printing.conftest import LONG, english, read, text_of


def printed(entries: list[Entry]) -> bytes:
    stream = io.BytesIO()
    write_check_in(
        entries, stream, name="Gala", heading="1 of 3 here", say=english, paper=A4
    )  # fmt: skip
    return stream.getvalue()


def test_everybody_stands_there_with_her_table_and_what_is_to_know() -> None:
    text = text_of(printed([
        Entry("Ada", "Table 4", ticked=True), Entry("Zoé", note="VIP"), Entry(LONG, "Table 5"),
    ]))  # fmt: skip
    for said in ("Gala", "1 of 3 here", "Ada", "Table 4", "Zoé · VIP", "Table 5"):
        assert said in text


def test_who_is_here_is_ticked() -> None:
    open_, ticked = (printed([Entry("Ada", ticked=ticked)]) for ticked in (False, True))
    assert open_ != ticked


def test_long_lists_take_as_many_pages_as_they_need_and_empty_ones_one() -> None:
    assert len(read(printed([])).pages) == 1
    pages = read(printed([Entry(f"Guest {n:03}") for n in range(200)])).pages
    assert len(pages) > 2
    found = " ".join(page.extract_text() for page in pages)
    assert all(f"Guest {n:03}" in found for n in range(200))
