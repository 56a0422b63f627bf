"""An event whose people have addresses, and a mail server that does what a test wants."""

from __future__ import annotations

import socket
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Final

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from planner.evening import checkin, clock
from planner.records import CardRecord, EventRecord, MailKind, MailRecord, card
from tests.tui.planned import contents, keep, new_event, rotated
from tui.mail.facts import read_mails
from tui.mail.letters import Letter
from tui.mail.sending import Sending, Sent
from tui.mail.settings import MailSettings
from tui.store.store import Store

NOW: Final = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
NAMES: Final = ("Ada", "Bob", "Cem", "Dee", "Eve", "Fay")
PASSWORD: Final = "open-sesame-7f3a"


def address(name: str) -> str:
    return f"{name.lower()}@example.org"


def event_with_addresses(store: Store, names: Sequence[str] = NAMES, **fields: Any) -> str:
    """Six people at two tables for three rounds, with a plan."""
    event_id = new_event(store, names, tables=2, rounds=3)
    keep(store, event_id, rotated(len(names), 2, 3))
    found = contents(store, event_id)
    with store.writing("addresses") as unit:
        unit.change(found.event, **fields)
        for person in found.people:
            unit.change(person, email=address(person.name), phone="+44 20 7946 0000", consent=True)
    return event_id


def played(store: Store, event_id: str) -> None:
    """Everybody came, and one round was."""
    ids = [person.id for person in contents(store, event_id).people]
    store.evening_step(event_id, "come", lambda evening: checkin.arrive(evening, ids, NOW))
    store.evening_step(event_id, "begin", lambda evening: clock.start(evening, NOW))
    store.evening_step(event_id, "end", lambda evening: clock.close(evening, NOW))


def answered(store: Store, event_id: str, answers: Mapping[tuple[str, str], Any]) -> None:
    """By first names."""
    ids = {person.name: person.id for person in contents(store, event_id).people}
    cards: list[CardRecord] = [
        card(event_id, ids[one], ids[other], answer) for (one, other), answer in answers.items()
    ]
    with store.writing("cards") as unit:
        unit.add(*cards)


def settings_for(port: int, **fields: Any) -> MailSettings:
    known = {"security": "none", "name": "Gala team", "address": "team@example.org"}
    return MailSettings("127.0.0.1", port, **{**known, "per_minute": 6_000, **fields})


def letters_of(store: Store, event_id: str, kind: MailKind = "schedule") -> dict[str, Letter]:
    found = read_mails(store, event_id, kind, "Gala team")
    assert found is not None
    return found.letters


def sending(
    store: Store, event_id: str, settings: MailSettings, kind: MailKind = "schedule",
    password: str = "",
) -> Sending:  # fmt: skip
    letters = letters_of(store, event_id, kind)
    return Sending(store, settings, password, event_id, kind, letters, lambda _: None, lambda: NOW)


def send(store: Store, event_id: str, settings: MailSettings, **others: Any) -> Sent:
    return sending(store, event_id, settings, **others).run()


def states(store: Store, event_id: str) -> dict[str, str]:
    """By first name; an error behind a colon."""
    names = {person.id: person.name for person in contents(store, event_id).people}
    return {
        names[record.participant_id]: ":".join(
            filter(None, (record.delivery.state, record.delivery.error))
        )
        for record in store.all(MailRecord, event_id)
    }


def event_of(store: Store, event_id: str) -> EventRecord:
    return contents(store, event_id).event


# The server


@dataclass
class Post:
    """What arrived, and what the server says: `rcpt` and `data` answer by address."""

    arrived: list[tuple[str, EmailMessage]] = field(default_factory=list)
    rcpt: Callable[[str], str] = lambda _address: "250 OK"
    data: Callable[[Any, str], Any] = lambda _server, _address: "250 OK"
    port: int = 0

    async def handle_MAIL(self, _s: Any, _session: Session, envelope: Envelope, address: str,  # noqa: N802
                          options: list[str]) -> str:  # fmt: skip
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server: Any, _session: Session, envelope: Envelope, address: str,  # noqa: N802
                          _options: list[str]) -> str:  # fmt: skip
        answer = self.rcpt(address)
        if answer == "drop":
            server.transport.abort()
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        (to,) = envelope.rcpt_tos
        answer = self.data(server, to)
        if not isinstance(answer, str):
            answer = await answer
        if answer.startswith(("250", "drop")):
            content = envelope.original_content or b""
            self.arrived.append((to, message_from_bytes(content, policy=policy.default)))
        if answer.startswith("drop"):
            server.transport.abort()
        return str(answer)

    @property
    def who(self) -> list[str]:
        return [to.partition("@")[0].title() for to, _message in self.arrived]


@contextmanager
def post_office(login: bool = False, utf8: bool = True, **answers: Any) -> Iterator[Post]:
    post = Post(**answers)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        post.port = free.getsockname()[1]
    controller = Controller(
        post,
        hostname="127.0.0.1",
        port=post.port,
        enable_SMTPUTF8=utf8,
        auth_required=login,
        auth_require_tls=False,
        authenticator=_authenticator if login else None,
    )
    with warnings.catch_warnings():
        # that a login should be encrypted; on this machine it goes nowhere
        warnings.filterwarnings("ignore", "Requiring AUTH", UserWarning)
        controller.start()
        try:
            yield post
        finally:
            controller.stop()


def _authenticator(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> Any:
    good = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False)
