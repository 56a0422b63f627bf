"""A plan as bare numbers, for programs: people and tables by their place in the list, from 0."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO, Final

import numpy as np

from planner.event import Participant
from planner.exchange.cells import inert
from planner.schedule import Schedule

HEADER: Final = "session_id,table_id,participant_id"


def write_numbers(schedule: Schedule, stream: BinaryIO) -> None:
    """One row per seat taken, by round, table and person; who is not seated has no row."""
    stream.write(f"{HEADER}\n".encode("ascii"))
    for round_, row in enumerate(schedule.seating):
        order = np.argsort(row, kind="stable")
        order = order[row[order] >= 0]
        seats = zip(row[order].tolist(), order.tolist(), strict=True)
        stream.write("".join(f"{round_},{t},{i}\n" for t, i in seats).encode("ascii"))


def write_numbered_list(participants: Iterable[Participant], stream: BinaryIO) -> None:
    """Who is who in a plan of numbers: `number,id,name`, UTF-8 without a byte-order mark."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("number", "id", "name"))
    rows.writerows((i, inert(p.id), inert(p.name)) for i, p in enumerate(participants))
    stream.write(text.getvalue().encode("utf-8"))
