from __future__ import annotations

from dataclasses import replace

import pytest

from planner.evening.outbox import again, claimed, failed, sent, to_send, uncertain, wanted
from planner.records import Delivery, invalid_fields
from tests.planner.evening.evenings import PEOPLE, at

READERS = tuple(replace(p, email=f"{p.id}@example.org") for p in PEOPLE[:3])


def test_everybody_with_an_address_gets_one_mail_of_a_kind() -> None:
    first = wanted([*READERS, PEOPLE[5]], [], "e", "result")
    assert [record.participant_id for record in first] == ["a", "b", "c"]
    assert to_send(first) == first
    assert not wanted(READERS, first, "e", "result")
    assert len(wanted(READERS, first, "e", "schedule")) == 3


def test_only_one_program_sends_a_mail() -> None:
    (pending, *_) = wanted(READERS, [], "e", "result")
    mine = claimed(pending, at())
    assert mine is not None
    assert mine.delivery == Delivery("sending", "2026-11-20T20:00:00.000Z")
    assert claimed(mine, at(1)) is None
    assert claimed(sent(mine, at(1)), at(2)) is None


def test_what_was_interrupted_is_not_sent_again_by_itself() -> None:
    every = wanted(READERS, [], "e", "result")
    taken = claimed(every[0], at())
    assert taken is not None
    mails = [taken, sent(every[1], at()), every[2]]
    assert [record.participant_id for record in to_send(mails)] == ["c"]
    assert [record.participant_id for record in uncertain(mails)] == ["a"]
    assert to_send([again(taken)]) == [every[0]]
    assert again(mails[1]) == mails[1]


def test_what_failed_is_listed_and_may_be_tried_again() -> None:
    (pending, *_) = wanted(READERS, [], "e", "result")
    bounced = failed(pending, at(), "550")
    assert (bounced.delivery.state, bounced.delivery.error) == ("failed", "550")
    assert not to_send([bounced])
    assert to_send([again(bounced)])


@pytest.mark.parametrize(("error", "kept"), [
    ("550", True), ("timed-out", True), ("550 <ada@example.org> unknown", False), ("x" * 61, False),
])  # fmt: skip
def test_the_reason_of_a_failure_names_nobody(error: str, kept: bool) -> None:
    (pending, *_) = wanted(READERS, [], "e", "result")
    found = [message.code for _, message in invalid_fields(failed(pending, at(), error))]
    assert found == ([] if kept else ["error-tells-too-much"])
