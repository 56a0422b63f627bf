"""A plan as an Excel workbook, ready to print: by round, by person, and its figures."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np

from planner.event import Event
from planner.exchange.cells import printable
from planner.exchange.gathering import number
from planner.exchange.labels import labels_for_people
from planner.exchange.plan_names import PAUSE, header, people_rows
from planner.messages import N_, refuse
from planner.schedule import BREAK, Schedule

if TYPE_CHECKING:
    from planner.pipeline import Plan

ROWS_LIMIT: Final = 1_048_576
COLUMNS_LIMIT: Final = 16_384
"""What a sheet holds ("Excel specifications and limits", Microsoft)."""

Translate = Callable[[str], str]
Cell = str | int | float


def write_workbook(plan: Plan, stream: BinaryIO, *, translate: Translate = str) -> None:
    """Raises Refusal where the plan is larger than a sheet may be.

    Every text is written as a text, so nothing in it is ever run.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    event, schedule = plan.problem.event, plan.schedule
    by_round = _by_round(event, schedule, translate)
    by_person = [header(schedule.rounds, translate), *people_rows(event, schedule, translate)]
    for rows in (by_round, by_person):
        if len(rows) > ROWS_LIMIT or max(map(len, rows)) > COLUMNS_LIMIT:
            raise refuse(
                "too-large-for-excel",
                N_("The plan is larger than an Excel sheet can be; write it as CSV or JSON."),
            )
    buffer = io.BytesIO()
    try:
        # rows wait in files: for 100,000 people that is 160 MB of memory instead of 600
        with (
            TemporaryDirectory() as folder,
            Workbook(buffer, {"constant_memory": True, "tmpdir": folder}) as book,
        ):
            _write_table(book, translate(N_("By round")), by_round)
            _write_table(book, translate(N_("By person")), by_person)
            _write_figures(book, plan, translate)
    except FileCreateError as error:
        raise error.args[0] from None  # the OSError it wraps
    stream.write(buffer.getbuffer())


def _by_round(event: Event, schedule: Schedule, translate: Translate) -> list[list[str]]:
    """One row per round and table, in it the people: what a host or a table card needs.

    Who rests stands in a row below the tables.
    """
    ids, tables = labels_for_people(event)
    names = [p.name or id_ for p, id_ in zip(event.participants, ids, strict=True)]
    rows: list[list[str]] = []
    for r, seats in enumerate(schedule.seating):
        groups = [(tables[t], who) for t, who in schedule.tables(r).items()]
        if resting := np.flatnonzero(seats == BREAK).tolist():
            groups.append((translate(PAUSE), resting))
        rows += [[str(r + 1), where, *(names[i] for i in who)] for where, who in groups]
    seats = max(map(len, rows), default=2) - 2
    first = [translate(N_("Round")), translate(N_("Table"))]
    return [[*first, *(str(seat + 1) for seat in range(seats))], *rows]


def _figures(plan: Plan, translate: Translate) -> Iterator[tuple[str, Cell]]:
    """What the plan is worth, in the words of `planner.metrics`."""
    metrics = plan.metrics
    yield translate(N_("People")), plan.schedule.people
    yield translate(N_("Rounds")), plan.schedule.rounds
    yield translate(N_("Different meetings")), metrics.unique
    yield translate(N_("The most there can be")), metrics.bound
    yield translate(N_("Share of the most there can be, %")), round(100 * metrics.share, 1)
    yield translate(N_("Proved best")), translate(N_("yes") if metrics.proved_best else N_("no"))
    if plan.problem.counting.wished is not None:
        yield translate(N_("Of these, pairs who wish to meet")), metrics.wished
    if plan.problem.counting.known is not None:
        yield translate(N_("Meetings of people who had met before")), metrics.known_again
    yield translate(N_("Pairs who meet again")), metrics.repeats
    yield translate(N_("Most meetings of one pair")), metrics.most_of_one_pair
    yield translate(N_("Equity gap")), metrics.gap
    yield translate(N_("Fewest people met by one person")), metrics.all.min
    yield translate(N_("People met on average")), round(metrics.all.mean, 2)
    yield translate(N_("Most people met by one person")), metrics.all.max
    if metrics.vips:
        yield translate(N_("VIPs")), metrics.vips.people
        yield translate(N_("Fewest people met by a VIP")), metrics.vips.min
        yield translate(N_("VIPs meet more by, on average")), round(metrics.vip_advantage, 2)
    for side, spread in metrics.sides.items():
        yield translate(N_("Side {side}: people")).format(side=side), spread.people
        yield translate(N_("Side {side}: fewest people met")).format(side=side), spread.min
        yield (
            translate(N_("Side {side}: people met on average")).format(side=side),
            round(spread.mean, 2),
        )
    if plan.problem.mixes:
        yield translate(N_("People too many or too few for an even mix")), metrics.unbalance
    yield translate(N_("Times somebody sits a round out")), metrics.breaks
    if metrics.breaks:
        yield translate(N_("Most breaks of one person")), metrics.most_breaks_of_one
    yield translate(N_("Times a rule is broken")), metrics.broken.total
    if metrics.past_broken:
        yield translate(N_("Times a rule was broken in played rounds")), metrics.past_broken
    yield translate(N_("Quality, of 100")), round(metrics.quality.score, 1)
    yield translate(N_("Method")), translate(plan.method)
    yield translate(N_("Seed")), plan.problem.seed


def _write_figures(book: Any, plan: Plan, translate: Translate) -> None:
    sheet = book.add_worksheet(translate(N_("Figures")))
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 3, 24)
    rows: list[Sequence[Cell]] = list(_figures(plan, translate))
    if plan.front:
        titles = N_("Different meetings"), N_("Equity gap"), N_("Most meetings of one pair")
        rows += [(), (translate(N_("Other plans")), *map(translate, titles))]
        rows += [
            (i, p.metrics.unique, p.metrics.gap, p.metrics.most_of_one_pair)
            for i, p in enumerate(plan.front, 1)
        ]
    for index, row in enumerate(rows):
        _write_row(sheet, index, row)


def _write_table(book: Any, title: str, rows: Sequence[Sequence[str]]) -> None:
    """A sheet with its header in bold, in view while scrolling and on every printed page."""
    sheet = book.add_worksheet(title)
    sheet.set_row(0, None, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_column(1, len(rows[0]) - 1, 16)
    for index, row in enumerate(rows):
        _write_row(sheet, index, row)


def _write_row(sheet: Any, index: int, row: Sequence[Cell]) -> None:
    for column, cell in enumerate(row):
        value = number(cell) if isinstance(cell, str) else cell
        if value is not None:
            sheet.write_number(index, column, value)
        elif cell:
            sheet.write_string(index, column, printable(str(cell)))
