"""Mails of an event: every message to look at whole, then sent at the server's pace, or exported.

`MailScreen(event_id, kind)` is pushed over any screen: `self.shell.push_screen(...)`.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from planner.messages import N_, Message, Refusal
from planner.records import MailKind
from tui.actions import ANY_FAILED, ANY_MAILS, ANY_UNCERTAIN, ANY_WAITING, Need
from tui.bindings import bindings
from tui.mail import secret
from tui.mail import settings as mail_settings
from tui.mail.facts import GLYPHS, ORDER, STATES, Mails, Row, read_mails, why
from tui.mail.papers import attachments
from tui.mail.sending import Sending, Sent, alone, decide, send_again
from tui.screens.base import StoreScreen
from tui.screens.dialog import CONFIRMED, INSTEAD, Confirm, Dialog
from tui.screens.mail_export import export_mails
from tui.screens.mail_settings import ask_mail_settings
from tui.texts import _, number, say
from tui.widgets.live import Live
from tui.widgets.table import Column, ListPane, Table

if TYPE_CHECKING:
    from tui.mail.settings import MailSettings
    from tui.store.store import Store

LOOK: Final = 0.5
"""Seconds between two looks at how far it has come."""

TITLES: Final = {
    "schedule": N_("Personal schedules by mail"),
    "result": N_("Results by mail"),
}


def _state(row: Row) -> str:
    return f"{GLYPHS[row.state]} {_(STATES[row.state])}"


def _note(row: Row) -> str:
    if row.state == "failed":
        return why(row.delivery.error)
    if row.state != "sent":
        return ""
    return f"{datetime.fromisoformat(row.delivery.at).astimezone():%Y-%m-%d %H:%M}"


def _columns(kind: MailKind) -> list[Column[Row]]:
    columns = [
        Column[Row]("state", N_("State"), _state, sort=lambda row: ORDER.index(row.state)),
        Column[Row]("name", N_("Name"), lambda row: row.person.name, grows=True),
        Column[Row]("address", N_("E-mail"), lambda row: row.person.email, grows=True),
        Column[Row]("note", N_("Note"), _note, grows=True),
    ]
    if kind == "result":
        columns.insert(3, Column[Row](
            "matches", N_("Matches"), lambda row: number(row.matches),
            sort=lambda row: row.matches, right=True,
        ))  # fmt: skip
    return columns


class Preview(Dialog[None]):
    """One message, whole."""

    CSS_PATH = "mail.tcss"
    BINDINGS: ClassVar = [
        Binding("q,enter", "leave", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]
    HINT = N_("↑ ↓ scroll, esc or q leaves")

    def __init__(self, row: Row) -> None:
        super().__init__()
        self._row = row

    def heading(self) -> str:
        return self._row.letter.subject

    def compose_body(self) -> ComposeResult:
        to = say("To: {name} <{email}>", name=self._row.person.name,
                 email=self._row.person.email or "–")  # fmt: skip
        yield Static(Text(to), id="to")
        with VerticalScroll(id="letter"):
            yield Static(Text(self._row.letter.text))

    def action_scroll(self, lines: int) -> None:
        self.query_one("#letter").scroll_relative(y=lines, animate=False)


class MailScreen(StoreScreen["Mails | None"]):
    """The mails of one kind of the event `event_id`. Leaving it ends the sending."""

    PLACES = ("mail",)
    BINDINGS: ClassVar = bindings("mail")
    CSS_PATH = "mail.tcss"
    HELP = N_(
        "Each line is a message; enter shows it whole. Space sends those that wait, one after the "
        "other, and pauses; a message is never sent twice by itself. “?” marks those of which "
        "nobody knows whether they arrived, because the line was lost: d decides. o is for the "
        "server, e writes files for another mailer, or a PDF for each person."
    )

    mails: Mails | None = None
    _sending: Sending | None = None

    def __init__(self, event_id: str, kind: MailKind) -> None:
        super().__init__()
        self.event_id = event_id
        self.kind: MailKind = kind

    def compose_body(self) -> ComposeResult:
        yield Live(id="how-far")
        yield ListPane(
            Table(_columns(self.kind), lambda row: row.person.id, id="mails"),
            empty=_EMPTY[self.kind],
        )

    def title_parts(self) -> tuple[str, ...]:
        name = "" if self.mails is None else self.mails.evening.event.name
        return (_(TITLES[self.kind]), name)

    @property
    def table(self) -> Table[Row]:
        return self.query_one("#mails", Table)

    def read(self, store: Store) -> Mails | None:
        settings = mail_settings.read()
        return read_mails(store, self.event_id, self.kind, settings.name or settings.address)

    def show(self, data: Mails | None) -> None:
        if data is None:
            self.action_back()
            return
        self.mails = data
        self.table.show(data.rows)
        self._show_how_far()

    def _show_how_far(self) -> None:
        if self.mails is None:
            return
        counted = [
            say("{state}: {count}", state=f"{GLYPHS[state]} {_(STATES[state])}",
                count=self.mails.count(state))
            for state in ORDER
            if self.mails.count(state)
        ]  # fmt: skip
        self.query_one("#how-far", Live).show([Text(" · ".join(counted)), Text(self._run_line())])

    def _run_line(self) -> str:
        if self._sending is not None:
            seen = self._sending.progress
            template = (
                N_("Stops after this one: {done} of {of}")
                if self._sending.is_stopped
                else N_("Sending: {done} of {of}; space pauses")
            )
            return say(template, done=seen.done, of=seen.of)
        if self.mails is not None and self.mails.unfinished:
            return say("! Cards are missing, so results may change: {people} people",
                       people=self.mails.unfinished)  # fmt: skip
        return ""

    def meets(self, need: Need) -> bool:
        if need is ANY_MAILS:
            return self.table.current is not None
        if need is ANY_WAITING:
            return self._sending is not None or self._count("pending")
        if need is ANY_FAILED:
            return self._count("failed")
        if need is ANY_UNCERTAIN:
            return self._count("uncertain")
        return super().meets(need)

    def _count(self, state: str) -> bool:
        return self.mails is not None and any(row.state == state for row in self.mails.rows)

    @on(Table.Moved)
    @on(Table.Changed)
    def _other_row(self) -> None:
        self.refresh_keys()

    # --- what can be done

    def action_back(self) -> None:
        if self.shell.screen is self:
            self.shell.pop_screen()

    def on_unmount(self) -> None:
        if self._sending is not None:
            self._sending.stop()

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.shell.action_perform("mail.preview")

    async def action_preview(self) -> None:
        row = self.table.current
        if row is not None:
            await self.shell.ask(Preview(row))

    async def action_send(self) -> None:
        """Sends, or pauses what is being sent."""
        if self._sending is not None:
            self._sending.stop()
            self._show_how_far()
            return
        settings = mail_settings.read()
        if not settings.are_complete:
            settings = await ask_mail_settings(self.shell) or settings
            if not settings.are_complete:
                return
            self.show_read(await self.shell.read(self.read))
        if self.mails is not None and await self._is_wanted(self.mails, settings):
            self.run_worker(self._send(self.mails, settings), group="sending", exclusive=True)

    async def _is_wanted(self, mails: Mails, settings: MailSettings) -> bool:
        means = say(
            "From {address} through {host}, at most {per_minute} a minute.",
            address=settings.address, host=settings.host, per_minute=settings.per_minute,
        )  # fmt: skip
        if mails.unfinished:
            means += " " + say(
                "Cards are missing ({people} people): nobody gets a second mail later.",
                people=mails.unfinished,
            )
        waiting = mails.count("pending")
        one = _("Send the mail now?")
        question = one if waiting == 1 else say("Send {count} mails now?", count=waiting)
        return await self.shell.ask(Confirm(question, means, _("Send"))) == CONFIRMED

    async def _send(self, mails: Mails, settings: MailSettings) -> None:
        shell, store = self.shell, self.shell.store
        assert store is not None
        attach = await asyncio.to_thread(attachments, store, self.event_id, self.kind, settings)
        password = await asyncio.to_thread(secret.find, settings.account)
        run = self._sending = Sending(
            store, settings, password, self.event_id, self.kind, mails.letters, attach, shell.now
        )
        task = asyncio.create_task(asyncio.to_thread(_alone, store, run))
        try:
            seen = run.progress
            while not task.done():
                await asyncio.wait([task], timeout=LOOK)
                if run.progress != seen and not shell.leaving:
                    seen = run.progress
                    shell.store_changed()
            told = _ended(task.result(), run)
        except Refusal as refusal:
            told = (refusal.messages[0], "error")
        finally:
            run.stop()  # where this screen is left meanwhile
            self._sending = None
        if not shell.leaving:
            shell.store_changed()
            shell.tell(*told)

    async def action_again(self) -> None:
        count = await self.shell.read(lambda store: _again(store, self.event_id, self.kind))
        self.shell.store_changed()
        self.shell.tell(
            Message("mails-again", N_("{count} wait again; space sends them."), {"count": count})
        )

    async def action_decide(self) -> None:
        assert self.mails is not None
        answer = await self.shell.ask(Confirm(
            say("{count} mails may have arrived. Send them once more?",
                count=self.mails.count("uncertain")),
            _("The line was lost, or the program ended, before the server had answered. Whoever "
              "got the mail would get it twice."),
            _("Send once more"), instead=_("They arrived"),
        ))  # fmt: skip
        if answer is not None:
            await self.shell.read(lambda store: self._decide(store, answer == INSTEAD))
            self.shell.store_changed()

    def _decide(self, store: Store, arrived: bool) -> None:
        """While nobody sends: what is on its way now is not uncertain."""
        now = self.shell.now()
        with alone(store.path.parent), store.writing(_DECIDED, undoable=False) as unit:
            decide(unit, self.event_id, self.kind, now, arrived=arrived)

    async def action_server(self) -> None:
        if await ask_mail_settings(self.shell) is not None:
            self.show_read(await self.shell.read(self.read))

    async def action_export(self) -> None:
        if self.mails is not None:
            await export_mails(self.shell, self.mails, self.kind)


_EMPTY: Final = {
    "schedule": N_("Nobody has a place yet: generate a plan first."),
    "result": N_("Nobody was there yet: results come after the evening."),
}
_DECIDED: Final = N_("Decision about mails")


def _alone(store: Store, run: Sending) -> Sent:
    with alone(store.path.parent):
        return run.run()


def _again(store: Store, event_id: str, kind: MailKind) -> int:
    with store.writing(_DECIDED, undoable=False) as unit:
        return send_again(unit, event_id, kind)


def _ended(seen: Sent, run: Sending) -> tuple[Message, str]:
    figures = {"sent": seen.sent, "failed": seen.failed, "lost": seen.lost}
    if run.is_stopped and seen.done < seen.of:
        left = {**figures, "left": seen.of - seen.done}
        return Message("mails-paused", N_("Paused: {left} wait. Space goes on."), left), "warning"
    if seen.failed or seen.lost:
        return Message(
            "mails-sent-partly",
            N_("Sent: {sent}; failed: {failed}; may have arrived: {lost}."), figures,
        ), "warning"  # fmt: skip
    return Message("mails-sent", N_("All sent: {sent}."), figures), "information"
