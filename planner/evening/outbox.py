"""Mails on their way: nobody gets one twice, and sending goes on where it was interrupted.

A mail is `sending` in the store before the server is asked. One that stays so, because the program
was killed or the line was lost, may have arrived: it waits for a question and is not sent again by
itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from planner.evening.facts import written
from planner.records import Delivery, MailKind, MailRecord, ParticipantRecord, mail


def wanted(
    people: Iterable[ParticipantRecord], mails: Iterable[MailRecord], event_id: str, kind: MailKind
) -> list[MailRecord]:
    """New mails of a kind for those of the people who have an address and none of that kind."""
    there = {record.id for record in mails}
    every = (mail(event_id, person.id, kind) for person in people if person.email)
    return [record for record in every if record.id not in there]


def to_send(mails: Iterable[MailRecord]) -> list[MailRecord]:
    """What nobody has tried to send yet, in the order it was made."""
    return [record for record in mails if record.delivery.state == "pending"]


def uncertain(mails: Iterable[MailRecord]) -> list[MailRecord]:
    """What may have arrived, while no program is sending."""
    return [record for record in mails if record.delivery.state == "sending"]


def claimed(record: MailRecord, now: datetime) -> MailRecord | None:
    """The mail as one program takes it on, to be saved before it asks the server; None where
    another one was first. `record` is read in the same unit of writing."""
    if record.delivery.state != "pending":
        return None
    return replace(record, delivery=Delivery("sending", written(now)))


def sent(record: MailRecord, now: datetime) -> MailRecord:
    """The server took it."""
    return replace(record, delivery=Delivery("sent", written(now)))


def failed(record: MailRecord, now: datetime, error: str) -> MailRecord:
    """The server refused it, or was not to be reached: `550`, `timed-out`."""
    return replace(record, delivery=Delivery("failed", written(now), error))


def again(record: MailRecord) -> MailRecord:
    """To be sent once more: what failed, or what the organizer says has not arrived."""
    if record.delivery.state == "sent":
        return record
    return replace(record, delivery=Delivery())
