from __future__ import annotations

import io

import numpy as np

from planner.event import Participant
from planner.exchange.numbers import write_numbered_list, write_numbers
from planner.schedule import ABSENT, BREAK, Schedule


def test_one_row_per_seat_taken_counted_from_zero() -> None:
    stream = io.BytesIO()
    write_numbers(Schedule(np.array([[1, 0, 0, 1], [0, ABSENT, BREAK, 0]], np.int32)), stream)
    assert stream.getvalue() == (
        b"session_id,table_id,participant_id\n"
        b"0,0,1\n0,0,2\n0,1,0\n0,1,3\n"
        b"1,0,0\n1,0,3\n"
    )  # fmt: skip


def test_the_list_says_who_is_who() -> None:
    stream = io.BytesIO()
    people = [Participant("p7", "Zoë, the first"), Participant("=1", "@cmd"), Participant("p9")]
    write_numbered_list(people, stream)
    assert stream.getvalue().decode() == (
        "number,id,name\n"
        '0,p7,"Zoë, the first"\n'
        "1,'=1,'@cmd\n"
        "2,p9,\n"
    )  # fmt: skip
