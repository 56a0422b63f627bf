from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from pypdf import PdfReader

from planner.bounds import bound
from planner.event import Event, Participant, Table
from planner.metrics import Metrics, measure, problem_of
from planner.printing.badges import write_badges
from planner.printing.evening import Evening, evening
from planner.printing.paper import A4, Paper
from planner.printing.report import write_report
from planner.printing.schedules import write_schedules
from planner.printing.score_cards import write_score_cards
from planner.printing.table_cards import write_table_cards
from planner.schedule import Ints, Schedule

Write = Callable[..., None]

LONG = "Marie-Françoise de la Tour d'Auvergne-Lauraguais y Cortina de la Vega"


def english(template: str, /, **params: Any) -> str:
    return template.format(**params)


def rotating(people: int, tables: int, rounds: int) -> Ints:
    """Everybody in every round, at another table each time; good enough to be printed."""
    who = np.arange(people)
    return np.array(
        [(who + who // tables * round_) % tables for round_ in range(rounds)], np.int32
    ).reshape(rounds, people)


def printed_evening(
    names: Sequence[str], tables: int = 3, rounds: int = 4, *, seating: Ints | None = None
) -> Evening:
    rows = rotating(len(names), tables, rounds) if seating is None else seating
    event = Event(
        tuple(Participant(f"p{i}", name) for i, name in enumerate(names)),
        tuple(Table(f"t{t}", len(names)) for t in range(tables)),
        len(rows),
    )
    labels = [str(t + 1) for t in range(tables)]
    return evening(event, Schedule(rows), name="Soirée d’été", day="20 Nov", tables=labels)


def metrics_of(shown: Evening) -> Metrics:
    problem = problem_of(shown.schedule)
    return measure(problem, shown.schedule, bound(problem))


def _report(shown: Evening, stream: io.BytesIO, **options: Any) -> None:
    figures = [("Proof", "proved best"), ("Limit", "12: because " + "of this and that " * 20)]
    write_report(shown, metrics_of(shown), figures, stream, **options)


def _schedules_with_names(shown: Evening, stream: io.BytesIO, **options: Any) -> None:
    write_schedules(shown, stream, with_names=True, **options)


WRITERS: dict[str, Write] = {
    "report": _report,
    "tables": write_table_cards,
    "schedules": write_schedules,
    "schedules with names": _schedules_with_names,
    "badges": write_badges,
    "scores": write_score_cards,
}


@pytest.fixture(params=WRITERS)
def write(request: pytest.FixtureRequest) -> Write:
    """Each kind of thing that is printed."""
    return WRITERS[request.param]


def pdf(write: Write, shown: Evening, paper: Paper = A4) -> bytes:
    stream = io.BytesIO()
    write(shown, stream, say=english, paper=paper)
    return stream.getvalue()


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def text_of(data: bytes) -> str:
    """All that is written, line breaks as spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())
