"""What is written to people: where they sit, and afterwards whom they match.

A result says what `planner.results` says, and nothing else of the cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

from planner.evening.facts import Evening, Plans
from planner.evening.rounds import came, resting, table_of, told
from planner.matching import answers_of, shares_contact
from planner.messages import N_
from planner.records import CardRecord, EventRecord, MailKind, ParticipantRecord
from planner.results import NO_ADDRESS, NO_MATCH, NOT_SHARED, TITLES, Result, Told, results
from tui import dates
from tui.mail.settings import MailSettings
from tui.safe import safe
from tui.texts import _, say, speaking

_SHORT: Final = 8
"""Characters of a number or a color, which need the word “table” before them."""

SUBJECTS: Final[Mapping[MailKind, str]] = {
    "schedule": N_("{event}: your tables"),
    "result": N_("{event}: whom you match"),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is written, in plain text."""

    subject: str
    text: str


def letters(
    kind: MailKind, evening: Evening, plans: Plans, cards: Iterable[CardRecord], sender: str
) -> dict[str, Letter]:
    """By person; in the event's language. `sender` signs."""
    with speaking(evening.event.language):
        if kind == "schedule":
            return schedule_letters(evening, plans, sender)
        return result_letters(evening, plans, cards, sender)


# Where they sit


def schedule_letters(evening: Evening, plans: Plans, sender: str) -> dict[str, Letter]:
    """Of everybody who has a place in the plan and is not known to stay away."""
    event = evening.event
    places = _places(evening, plans)
    away = {record.participant_id for record in evening.attendances if record.no_show}
    found = {}
    for person in evening.people:
        lines = places.get(person.id)
        if lines and person.id not in away:
            text = [
                *_greeting(person),
                say("here is where you sit at {event}:", event=_event_in_words(event)),
                "",
                *lines,
                "",
                _("If you cannot come, please tell us: somebody else may have your seat."),
                *_end(sender),
            ]
            found[person.id] = _letter("schedule", event, text)
    return found


def _places(evening: Evening, plans: Plans) -> dict[str, list[str]]:
    """A line for each round in which a person has a seat or a break."""
    names = {table.id: table.label or str(table.position) for table in evening.tables}
    lines: dict[str, list[str]] = {}
    for number in range(1, evening.event.rounds + 1):
        begun = evening.begun.get(number)
        plan = plans.get(begun.plan_id if begun else evening.event.plan_id)
        round_ = say("Round {number}", number=number)
        places = {
            id_: _table(names.get(table, "?"))
            for id_, table in table_of(told(evening, plans, number)).items()
        }
        places.update(dict.fromkeys(resting(plan, number), _("break")))
        for id_, place in places.items():
            lines.setdefault(id_, []).append(f"  {round_}: {place}")
    return lines


def _table(name: str) -> str:
    name = safe(name)
    return name if len(name) > _SHORT else say("Table {table}", table=name)


# Whom they match


def result_letters(
    evening: Evening, plans: Plans, cards: Iterable[CardRecord], sender: str
) -> dict[str, Letter]:
    """Of everybody who came, with and without matches."""
    return {
        result.person.id: _result(evening.event, result, sender)
        for result in results(evening.people, answers_of(cards), came(evening, plans))
    }


def _result(event: EventRecord, result: Result, sender: str) -> Letter:
    text = [
        *_greeting(result.person),
        say("thank you for coming to {event}.", event=_event_in_words(event)),
        "",
    ]
    for kind, title in TITLES.items():
        if some := result.of(kind):
            text += [_(title), "", *(line for told in some for line in _match(told)), ""]
    text += [*_footing(result), *_end(sender)]
    return _letter("result", event, text)


def _match(told: Told) -> Iterator[str]:
    yield f"  {safe(told.name)}"
    if told.email:
        yield f"    {safe(told.email)}"
    if told.phone:
        yield "    " + say("tel. {number}", number=told.phone)
    if not told.contact:
        yield "    (" + _(NO_ADDRESS if told.shared else NOT_SHARED) + ")"


def _footing(result: Result) -> Iterator[str]:
    if not result.told:
        yield _(NO_MATCH)
    elif shares_contact(result.person):
        yield _("They are told how to reach you, as you agreed.")
    else:
        yield _(
            "They are not told how to reach you, for you have not agreed to it; write to us if "
            "they may be."
        )
    yield _("Answers that only one of two people gave are told to nobody.")


# Both


def _greeting(person: ParticipantRecord) -> list[str]:
    return [say("Hello {name},", name=person.first_name or person.name), ""]


def _end(sender: str) -> list[str]:
    return ["", _("Kind regards,"), safe(sender)]


def _event_in_words(event: EventRecord) -> str:
    day = " ".join(filter(None, (dates.day(event.when.date), event.when.time)))
    return ", ".join(filter(None, (event.name, day, event.venue)))


def _letter(kind: MailKind, event: EventRecord, lines: Iterable[str]) -> Letter:
    return Letter(say(SUBJECTS[kind], event=event.name), "\n".join(lines).strip() + "\n")


# As mail


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    pdf: bytes


def as_mail(
    letter: Letter,
    person: ParticipantRecord,
    mail_id: str,
    settings: MailSettings,
    now: datetime,
    attachment: Attachment | None = None,
) -> EmailMessage:
    """The mail to a person. Its Message-ID is made from `mail_id`: if it is ever sent once more,
    servers and programs see that it is the same. Raises ValueError for an address that is none."""
    ascii_only = wire_address(person.email).isascii()
    message = EmailMessage(policy=policy.SMTP if ascii_only else policy.SMTPUTF8)
    message["Subject"] = safe(letter.subject)
    message["From"] = _address(settings.name, settings.address)
    message["To"] = _address(person.name, person.email)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{mail_id}@{wire_address(settings.address).rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    if attachment is not None:
        message.add_attachment(
            attachment.pdf, maintype="application", subtype="pdf", filename=safe(attachment.name)
        )
    return message


def wire_address(address: str) -> str:
    """An address with its domain as servers know it. Raises ValueError."""
    local, _at, domain = address.strip().rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def _address(name: str, address: str) -> Address:
    local, _at, domain = wire_address(address).rpartition("@")
    return Address(safe(name).strip(), local, domain)
