"""The organizer's own mail server: asked for, tried out with a mail to herself, and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.exchange import values
from planner.messages import N_, Message, Refusal, refuse
from tui.mail import secret
from tui.mail import settings as mail_settings
from tui.mail.letters import Letter
from tui.mail.sending import send_test
from tui.mail.settings import (
    PORTS,
    MailSettings,
    typed_address,
    typed_host,
    typed_per_minute,
    typed_port,
    typed_security,
)
from tui.screens.form import Form, Question
from tui.texts import _, say, translate
from tui.widgets.field import Field, such_as

if TYPE_CHECKING:
    from tui.app import PlannerApp

_PLACES: Final = {
    "keyring": N_("kept in the keyring; empty keeps it"),
    "file": N_("kept in a file; empty keeps it"),
    None: N_("empty where none is needed"),
}


class MailSettingsForm(Form):
    """Answers by the fields of MailSettings, and `password`: empty to leave it as it is."""

    CSS_PATH = "mail_settings.tcss"
    BINDINGS: ClassVar = [
        Binding("f3", "try_out", show=False),
        Binding("f8", "forget", show=False),
    ]
    HINT = N_("enter or F2 saves, F3 mails to yourself, F8 forgets the password, esc leaves")

    def __init__(self, settings: MailSettings, where: secret.Place | None) -> None:
        self._before = settings
        super().__init__(_("Mail server"), _questions(settings, where))

    def compose_body(self) -> ComposeResult:
        yield from super().compose_body()
        yield Static(id="told")

    def on_mount(self) -> None:
        self.query_one("#password", Field).password = True

    def check(self, answers: dict[str, Any]) -> Iterable[tuple[str, Message]]:
        if answers["security"] == "none" and answers["user"] and not _is_here(answers["host"]):
            yield "security", Message("mail-in-the-clear", N_(
                "Without encryption anybody on the way can read the password; use starttls."
            ))  # fmt: skip

    def action_try_out(self) -> None:
        self.run_worker(self._try_out(), group="try out", exclusive=True)

    async def _try_out(self) -> None:
        """A mail to herself, with what is typed and not yet kept."""
        answers = self.understood()
        if answers is None:
            return
        settings = settings_of(self._before, answers)
        self._tell(say("Asking {host} …", host=settings.host))
        letter = Letter(
            _("It works"), _("Mails to the people of your events can go this way.") + "\n"
        )
        now = datetime.now(UTC)
        try:
            password = answers["password"] or await asyncio.to_thread(secret.find, settings.account)
            await asyncio.to_thread(send_test, settings, password, letter, now)
        except Refusal as refusal:
            self._tell(f"✗ {translate(refusal.messages[0])}")
            return
        self._tell(say("✓ Sent to {address}; look whether it is there.", address=settings.address))

    async def action_forget(self) -> None:
        await asyncio.to_thread(secret.forget, self._before.account)
        self.query_one("#password", Field).value = ""
        self._tell(_("The password is forgotten."))

    def _tell(self, sentence: str) -> None:
        self.query_one("#told", Static).update(Text(sentence))


def _questions(settings: MailSettings, where: secret.Place | None) -> list[Question]:
    return [
        Question("host", N_("Server"), settings.host, such_as("smtp.example.org"), typed_host),
        Question("security", N_("Encryption"), settings.security,
                 _("starttls, tls or none"), typed_security),
        Question("port", N_("Port"), str(settings.port),
                 " · ".join(f"{name} {port}" for name, port in PORTS.items()), typed_port),
        Question("user", N_("User"), settings.user, _("empty where none is needed")),
        Question("password", N_("Password"), "", _(_PLACES[where]), str),
        Question("name", N_("Sender’s name"), settings.name, such_as("Ada Lovelace")),
        Question("address", N_("Sender’s address"), settings.address,
                 such_as("ada@example.org"), typed_address),
        Question("per_minute", N_("Mails a minute"), str(settings.per_minute), "20",
                 typed_per_minute),
        Question("attach", N_("Schedule as PDF, too"), _("yes") if settings.attach else _("no"),
                 _("yes or no"), _flag),
    ]  # fmt: skip


def _flag(text: str) -> bool:
    try:
        return values.flag(text.strip())
    except values.BadValue:
        raise refuse("yes-or-no", N_("Write yes or no.")) from None


def _is_here(host: str) -> bool:
    """Nobody listens on the way to this machine itself."""
    return host in ("localhost", "127.0.0.1", "::1")


def settings_of(before: MailSettings, answers: dict[str, Any]) -> MailSettings:
    return replace(before, **{k: v for k, v in answers.items() if k != "password"})


async def ask_mail_settings(shell: PlannerApp) -> MailSettings | None:
    """The settings as they are kept then; None where the dialog was left."""
    before = mail_settings.read()
    where = await asyncio.to_thread(secret.place, before.account)
    answers = await shell.ask(MailSettingsForm(before, where))
    if answers is None:
        return None
    settings = settings_of(before, answers)
    await asyncio.to_thread(_keep, before, settings, answers["password"])
    shell.tell(Message("mail-settings-kept", N_("The mail server is kept on this machine.")))
    return settings


def _keep(before: MailSettings, settings: MailSettings, password: str) -> None:
    """What is kept for another account is forgotten with it."""
    if settings.account != before.account:
        secret.forget(before.account)
    mail_settings.keep(settings)
    if password:
        secret.keep(settings.account, password)
