"""Sending the mails of an event: nobody twice, at the pace the server stands, and resumable.

Each mail is claimed in the store before the server is asked (`planner.evening.outbox`). What the
server then said certainly goes back to the store: sent, refused, or not even begun, which makes it
wait again. Where the line is lost once the text is on its way nobody knows what arrived; the mail
stays claimed, and the organizer is asked.
"""

from __future__ import annotations

import os
import smtplib
import socket
import ssl
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from email.errors import MessageError
from pathlib import Path
from threading import Event as Flag
from time import sleep
from typing import TYPE_CHECKING, BinaryIO, Final

from planner.evening.facts import written
from planner.evening.outbox import again, claimed, failed, sent, to_send, uncertain, wanted
from planner.messages import N_, Message, Refusal, refuse
from planner.records import Delivery, MailKind, MailRecord, ParticipantRecord
from tui.mail.letters import Attachment, Letter, as_mail, wire_address
from tui.mail.settings import MailSettings
from tui.store.sessions import locked

if TYPE_CHECKING:
    from tui.store.store import Store
    from tui.store.unit import Unit

PATIENCE: Final = 20.0
"""Seconds for which the server may be silent."""
TRIES: Final = 2
"""Times in a row that the line may be lost before sending ends."""
LOCK: Final = "mail.lock"
LOOKS: Final = 4

Now = Callable[[], datetime]
Attach = Callable[[ParticipantRecord], Attachment | None]


class MailRefusal(Refusal):
    """Why the server cannot be used; nothing is known to have been sent."""


# The server


class Server:
    """One conversation with the server. Raises MailRefusal where it cannot be begun."""

    def __init__(self, settings: MailSettings, password: str) -> None:
        self._settings = settings
        try:
            self._smtp = _connected(settings)
        except ssl.SSLError:
            raise _trouble("mail-tls", N_("{host} has no valid certificate, or speaks no TLS on "
                "port {port}."), settings) from None  # fmt: skip
        except OSError as error:  # those of smtplib are such, too
            raise _unreached(settings, error) from None
        try:
            self._greet(password)
        except BaseException:
            self.close()
            raise

    def _greet(self, password: str) -> None:
        settings, smtp = self._settings, self._smtp
        try:
            smtp.ehlo_or_helo_if_needed()
            if settings.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
                smtp.ehlo()
            if settings.user:
                smtp.login(settings.user, password)
        except ssl.SSLError:
            raise _trouble("mail-tls", N_("{host} has no valid certificate, or speaks no TLS on "
                "port {port}."), settings) from None  # fmt: skip
        except smtplib.SMTPAuthenticationError:
            raise _trouble("mail-login", N_("{host} refuses the login; check user and "
                "password."), settings) from None  # fmt: skip
        except smtplib.SMTPNotSupportedError:
            raise _trouble("mail-not-offered", N_("{host} does not offer this kind of login or "
                "encryption on port {port}."), settings) from None  # fmt: skip
        except OSError as error:
            raise _unreached(settings, error) from None

    def send(self, content: bytes, address: str, underway: Callable[[], None]) -> None:
        """Calls `underway` as soon as the mail may arrive although the answer never does.

        `content` is the mail as bytes. Raises Refused for this mail, SMTPSenderRefused for all of
        them, OSError for a lost line.
        """
        smtp, options = self._smtp, []
        if not address.isascii():
            if not smtp.has_extn("smtputf8"):
                raise Refused("no-utf8")
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        code = _number(smtp.mail(self._settings.address, options))
        if code != 250:
            smtp.rset()
            raise smtplib.SMTPSenderRefused(code, b"", "")
        code = _number(smtp.rcpt(address))
        if code not in (250, 251):
            smtp.rset()
            raise Refused(str(code))
        code = _number(smtp.docmd("DATA"))
        if code != 354:
            smtp.rset()
            raise Refused(str(code))
        underway()
        smtp.send(_dotted(content))
        code, _answer = smtp.getreply()
        if code != 250:
            raise Refused(str(code))

    def close(self) -> None:
        with suppress(OSError):
            self._smtp.quit()
        self._smtp.close()


class Refused(Exception):  # noqa: N818  (what the server did)
    """The server will not have this mail; `str` of it is its number or a word of ours."""


def _connected(settings: MailSettings) -> smtplib.SMTP:
    # the name by which this machine calls itself is nobody's business
    name, host, port = "[127.0.0.1]", settings.host, settings.port
    if settings.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, name, timeout=PATIENCE, context=context)
    return smtplib.SMTP(host, port, name, timeout=PATIENCE)


def _number(reply: tuple[int, bytes]) -> int:
    """Of an answer before the text was on its way; 421 says that the server hangs up."""
    if reply[0] == 421:
        raise smtplib.SMTPServerDisconnected
    return reply[0]


def _dotted(content: bytes) -> bytes:
    """As it goes over the line: CRLF, a dot before a dot that begins a line, a dot at the end."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    dotted = (b"." + line if line.startswith(b".") else line for line in lines)
    return b"\r\n".join(dotted) + b"\r\n.\r\n"


def _unreached(settings: MailSettings, error: Exception) -> MailRefusal:
    # smtplib says that the line was lost, where really nothing came over it
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return _trouble("mail-silent", N_("{host} does not answer."), settings)
    if isinstance(error, socket.gaierror):
        return _trouble("mail-unknown-host", N_("There is no server {host}, or no network."),
                        settings)  # fmt: skip
    return _trouble("mail-unreached", N_("{host} cannot be reached on port {port}."), settings)


def _trouble(code: str, template: str, settings: MailSettings) -> MailRefusal:
    where = {"host": settings.host, "port": str(settings.port)}
    return MailRefusal(Message(code, template, where))


def send_test(settings: MailSettings, password: str, letter: Letter, now: datetime) -> None:
    """One mail to the organizer herself. Raises MailRefusal."""
    herself = ParticipantRecord("", last_name=settings.name, email=settings.address)
    server = Server(settings, password)
    try:
        message = as_mail(letter, herself, f"test-{now:%Y%m%d%H%M%S%f}", settings, now)
        server.send(message.as_bytes(), wire_address(settings.address), lambda: None)
    except Refused as refused:
        raise _trouble_with_mail(settings, str(refused)) from None
    except smtplib.SMTPSenderRefused as refused:
        raise _sender_refused(settings, refused) from None
    except OSError as error:
        raise _unreached(settings, error) from None
    finally:
        server.close()


def _trouble_with_mail(settings: MailSettings, number: str) -> MailRefusal:
    return MailRefusal(Message("mail-refused", N_("{host} does not take the mail ({number})."),
                               {"host": settings.host, "number": number}))  # fmt: skip


def _sender_refused(settings: MailSettings, error: smtplib.SMTPSenderRefused) -> MailRefusal:
    return MailRefusal(Message(
        "mail-sender", N_("{host} does not take mails from {address} ({number})."),
        {"host": settings.host, "address": settings.address, "number": str(error.smtp_code)},
    ))  # fmt: skip


# All mails of a kind


@dataclass(frozen=True, slots=True)
class Sent:
    """How far it has come, in this run."""

    sent: int = 0
    failed: int = 0
    lost: int = 0
    """Nobody knows whether they arrived."""
    of: int = 0

    @property
    def done(self) -> int:
        return self.sent + self.failed + self.lost


class Sending:
    """One run over the mails of a kind that wait; `run` in a thread, `stop` from any.

    Several may run at once, here or in other programs: each mail is taken by one of them.
    """

    def __init__(
        self,
        store: Store,
        settings: MailSettings,
        password: str,
        event_id: str,
        kind: MailKind,
        letters: Mapping[str, Letter],
        attach: Attach,
        now: Now,
    ) -> None:
        """`letters` by person; whoever has none gets no mail."""
        self.progress = Sent()
        self._store = store
        self._settings = settings
        self._password = password
        self._event_id = event_id
        self._kind: MailKind = kind
        self._letters = letters
        self._attach = attach
        self._now = now
        self._stopped = Flag()
        self._server: Server | None = None
        self._losses = 0
        self._queue: deque[MailRecord] = deque()

    def stop(self) -> None:
        """After the mail that is on its way."""
        self._stopped.set()

    @property
    def is_stopped(self) -> bool:
        return self._stopped.is_set()

    def run(self) -> Sent:
        """Until all are sent or it is stopped. Raises MailRefusal where the server will not have
        any, Refusal of the store."""
        self._queue = deque(self._waiting())
        self.progress = Sent(of=len(self._queue))
        try:
            while self._queue and not self._stopped.is_set():
                self._send(self._queue.popleft())
                if self._queue:
                    self._stopped.wait(60 / self._settings.per_minute)
        finally:
            self._hang_up()
        return self.progress

    def _waiting(self) -> list[MailRecord]:
        with self._store.writing(_TITLE, undoable=False) as unit:
            people = [
                person
                for person in unit.all(ParticipantRecord, self._event_id)
                if person.id in self._letters
            ]
            mails = unit.all(MailRecord, self._event_id)
            unit.add(*wanted(people, mails, self._event_id, self._kind))
            mails = to_send(unit.all(MailRecord, self._event_id))
        waiting = {record.participant_id: record for record in mails if record.kind == self._kind}
        return [waiting[person.id] for person in people if person.id in waiting]

    def _send(self, waiting: MailRecord) -> None:
        server = self._reached()
        taken = self._claim(waiting)
        if taken is None:
            return
        record, person = taken
        underway = False

        def begun() -> None:
            nonlocal underway
            underway = True

        try:
            server.send(self._content(record, person), wire_address(person.email), begun)
        except Refused as refused:
            self._settle(record, str(refused))
        except smtplib.SMTPSenderRefused as error:
            self._release(record)
            raise _sender_refused(self._settings, error) from None
        except OSError as error:
            self._hang_up()
            self._lost(record, error, underway=underway)
        except BaseException:
            if not underway:
                self._release(record)
            raise
        else:
            self._losses = 0
            self._settle(record)

    def _content(self, record: MailRecord, person: ParticipantRecord) -> bytes:
        """Raises Refused where no mail can be made for this address."""
        letter, now, attachment = self._letters[person.id], self._now(), self._attach(person)
        try:
            wire_address(person.email)
            message = as_mail(letter, person, record.id, self._settings, now, attachment)
            return message.as_bytes()
        except (ValueError, IndexError, MessageError):  # all that the library makes of bad ones
            raise Refused("bad-address") from None

    def _lost(self, record: MailRecord, error: Exception, *, underway: bool) -> None:
        if underway:
            self.progress = replace(self.progress, lost=self.progress.lost + 1)
        else:
            self._queue.append(self._release(record))
        self._losses += 1
        if self._losses >= TRIES:
            raise _unreached(self._settings, error) from None

    def _reached(self) -> Server:
        """Before a mail is claimed: a refused login leaves all of them as they were."""
        if self._server is None:
            self._server = Server(self._settings, self._password)
        return self._server

    def _hang_up(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    # In the store

    def _claim(self, waiting: MailRecord) -> tuple[MailRecord, ParticipantRecord] | None:
        """None where somebody else was first, or the person is gone or has no address."""
        with self._store.writing(_TITLE, undoable=False) as unit:
            record = unit.get(MailRecord, waiting.id)
            person = unit.get(ParticipantRecord, waiting.participant_id)
            if record is None or person is None or not person.email:
                return None
            mine = claimed(record, self._now())
            if mine is None:
                return None
            unit.save(mine)
            return mine, person

    def _settle(self, record: MailRecord, error: str = "") -> None:
        now, seen = self._now(), self.progress
        self._write(failed(record, now, error) if error else sent(record, now))
        self.progress = (
            replace(seen, failed=seen.failed + 1) if error else replace(seen, sent=seen.sent + 1)
        )

    def _release(self, record: MailRecord) -> MailRecord:
        """The server never had it: it waits again."""
        waiting = again(record)
        self._write(waiting)
        return waiting

    def _write(self, record: MailRecord) -> None:
        with self._store.writing(_TITLE, undoable=False) as unit:
            now = unit.get(MailRecord, record.id)
            if now is not None and now.delivery.state == "sending":
                unit.change(now, delivery=record.delivery)


_TITLE: Final = N_("Mails on their way")


# What the organizer decides


def send_again(unit: Unit, event_id: str, kind: MailKind) -> int:
    """Those that failed wait again; how many."""
    records = [r for r in _of_kind(unit, event_id, kind) if r.delivery.state == "failed"]
    for record in records:
        unit.change(record, delivery=again(record).delivery)
    return len(records)


def decide(unit: Unit, event_id: str, kind: MailKind, now: datetime, *, arrived: bool) -> int:
    """Of those nobody knows about: they have arrived, or are to be sent once more; how many."""
    records = uncertain(_of_kind(unit, event_id, kind))
    for record in records:
        delivery = Delivery("sent", written(now)) if arrived else Delivery()
        unit.change(record, delivery=delivery)
    return len(records)


def _of_kind(unit: Unit, event_id: str, kind: MailKind) -> list[MailRecord]:
    return [record for record in unit.all(MailRecord, event_id) if record.kind == kind]


# One program at a time


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While it lasts no other program on this machine sends, so that the pace holds, and what is
    claimed and not settled is known to be uncertain. Raises Refusal where one does already."""
    file = _lock(folder)
    for _ in range(LOOKS):
        if file is None:  # it may be another one that only looks whether anybody sends
            sleep(0.05)
            file = _lock(folder)
    if file is None:
        raise refuse("mail-busy", N_("Another program is sending mails right now."))
    with file:
        yield


def anybody_sends(folder: Path) -> bool:
    file = _lock(folder)
    if file is None:
        return True
    file.close()
    return False


def _lock(folder: Path) -> BinaryIO | None:
    file = os.fdopen(os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    if locked(file):
        return file
    file.close()
    return None
