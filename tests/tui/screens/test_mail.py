"""Mails on the screen: looked at, sent through a real server, failed, decided, exported."""

from __future__ import annotations

import csv
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pypdf import PdfReader
from textual.pilot import Pilot

from planner.records import MailKind
from tests.tui.mail.post import (
    NAMES,
    PASSWORD,
    address,
    answered,
    event_with_addresses,
    played,
    post_office,
    settings_for,
    states,
)
from tests.tui.pilots import journey, press, program, screen_text, settled, shell, until
from tui.mail import secret
from tui.mail import settings as mail_settings
from tui.screens.mail import MailScreen
from tui.store.store import Store


def event(kind: MailKind) -> str:
    with Store.open() as store:
        event_id = event_with_addresses(store)
        if kind == "result":
            played(store, event_id)
            answered(store, event_id, {("Ada", "Cem"): "yes", ("Cem", "Ada"): "yes"})
    return event_id


@asynccontextmanager
async def mails(event_id: str, kind: MailKind = "schedule") -> AsyncIterator[Pilot[int]]:
    async with program() as pilot:
        shell(pilot).push_screen(MailScreen(event_id, kind))
        await until(pilot, "in all")
        await settled(pilot)
        yield pilot


def stored(event_id: str) -> dict[str, str]:
    with Store.open() as store:
        return states(store, event_id)


def test_messages_are_looked_at_and_sent_after_a_question() -> None:
    event_id = event("schedule")

    @journey
    async def go() -> None:
        async with mails(event_id) as pilot:
            assert "waits: 6" in screen_text(pilot.app)
            await press(pilot, "enter")
            await until(pilot, "To: Ada <ada@example.org>")
            assert "Round 1: Table T1" in screen_text(pilot.app)
            await press(pilot, "q", "space")
            await until(pilot, "Send 6 mails now?")
            await press(pilot, "enter")
            await settled(pilot)
            assert stored(event_id) == {}
            await press(pilot, "space")
            await until(pilot, "Send 6 mails now?")
            await press(pilot, "y")
            await until(pilot, "All sent: 6.")
            await until(pilot, "sent: 6")
            await press(pilot, "space")
            await until(pilot, "No message waits to be sent.")
            await settled(pilot)

    with post_office() as post:
        mail_settings.keep(settings_for(post.port))
        go()
    assert sorted(post.who) == sorted(NAMES)
    attached = [part.get_filename() for part in post.arrived[0][1].iter_attachments()]
    assert attached == ["schedule.pdf"]


def test_failed_ones_are_told_in_words_and_sent_again_and_lost_ones_are_asked_about() -> None:
    event_id = event("result")
    full = {address("Bob"): "550 unknown"}
    lost = ["drop"]

    @journey
    async def go() -> None:
        async with mails(event_id, "result") as pilot:
            assert "Cards are missing" in screen_text(pilot.app)
            await press(pilot, "space")
            await until(pilot, "nobody gets a second")
            await press(pilot, "y")
            await until(pilot, "Sent: 4; failed: 1; may have arrived: 1.")
            await until(pilot, "550: unknown address")
            full.clear()
            await press(pilot, "d")
            await until(pilot, "Send them once more?")
            await press(pilot, "e")
            await until(pilot, "sent: 5")
            await press(pilot, "a")
            await until(pilot, "1 wait again")
            await press(pilot, "space")
            await until(pilot, "Send the mail now?")
            await press(pilot, "y")
            await until(pilot, "All sent: 1.")
            await until(pilot, "sent: 6")
            await settled(pilot)

    with post_office(
        rcpt=lambda to: full.get(to, "250 OK"),
        data=lambda _s, to: lost.pop() if "dee" in to and lost else "250 OK",
    ) as post:
        mail_settings.keep(settings_for(post.port))
        go()
    assert sorted(post.who) == sorted(NAMES)


def test_sending_pauses_at_a_key_and_goes_on() -> None:
    event_id = event("schedule")

    @journey
    async def go() -> None:
        async with mails(event_id) as pilot:
            await press(pilot, "space")
            await until(pilot, "Send 6 mails now?")
            await press(pilot, "y")
            await until(pilot, "Sending: 1 of 6")
            await press(pilot, "space")
            await until(pilot, "Paused: 5 wait.")
            await settled(pilot)

    with post_office() as post:
        mail_settings.keep(settings_for(post.port, per_minute=1))
        go()
    assert post.who == ["Ada"]


def test_leaving_ends_the_sending() -> None:
    event_id = event("schedule")

    @journey
    async def go() -> None:
        async with mails(event_id) as pilot:
            await press(pilot, "space")
            await until(pilot, "Send 6 mails now?")
            await press(pilot, "y")
            await until(pilot, "Sending: 1 of 6")
            await press(pilot, "escape")
            await until(pilot, lambda: not isinstance(pilot.app.screen, MailScreen))

    with post_office() as post:
        mail_settings.keep(settings_for(post.port, per_minute=1))
        go()
    assert sorted(stored(event_id).values()) == ["pending"] * 5 + ["sent"]


def test_the_server_is_tried_out_and_kept_and_its_password_is_in_no_store(home: Path) -> None:
    event_id = event("schedule")

    @journey
    async def go(port: int) -> None:
        async with mails(event_id) as pilot:
            await press(pilot, "o")
            await until(pilot, "Mail server")
            await press(pilot, "=127.0.0.1", "tab")
            await press(pilot, *["backspace"] * 8, "=none", "tab", *["backspace"] * 3)
            await press(pilot, f"={port}", "tab", "=ada", "tab", f"={PASSWORD}", "tab", "=Team")
            await press(pilot, "tab", "=nobody", "f3")
            await until(pilot, "Write one e-mail address")
            await press(pilot, *["backspace"] * 6, "=team@example.org", "f3")
            await until(pilot, "✓ Sent to team@example.org")
            assert PASSWORD not in screen_text(pilot.app)
            await press(pilot, "f2")
            await until(pilot, "kept on this machine")

    with post_office(login=True) as post:
        go(post.port)
    assert post.who == ["Team"]
    kept = mail_settings.read()
    assert (kept.host, kept.security, kept.user) == ("127.0.0.1", "none", "ada")
    assert secret.find(kept.account) == PASSWORD
    holding = [
        f.name for f in home.rglob("*") if f.is_file() and PASSWORD.encode() in f.read_bytes()
    ]
    assert holding == [secret.FILE]


@journey
async def test_a_refused_login_is_told_and_nothing_is_claimed() -> None:
    event_id = event("schedule")
    with post_office(login=True) as post:
        mail_settings.keep(settings_for(post.port, user="ada"))
        async with mails(event_id) as pilot:
            await press(pilot, "space")
            await until(pilot, "Send 6 mails now?")
            await press(pilot, "y")
            await until(pilot, "refuses the login")
            await until(pilot, "waits: 6")
            await settled(pilot)


@pytest.mark.parametrize("kind", ["schedule", "result"])
def test_messages_can_be_exported_instead(kind: MailKind, tmp_path: Path) -> None:
    event_id = event(kind)
    table, folder = tmp_path / "mails.csv", tmp_path / "papers"

    @journey
    async def go() -> None:
        async with mails(event_id, kind) as pilot:
            await press(pilot, "e")
            await until(pilot, "for another mailer")
            await press(pilot, "enter")
            await until(pilot, "Write to the file")
            pilot.app.screen.query_one("#path").value = str(table)  # type: ignore[attr-defined]
            await press(pilot, "enter")
            await until(pilot, "Written:")
            await press(pilot, "e")
            await until(pilot, "for another mailer")
            await press(pilot, "down", "enter")
            await until(pilot, "Write to the new folder")
            pilot.app.screen.query_one("#path").value = str(folder)  # type: ignore[attr-defined]
            await press(pilot, "enter")
            await until(pilot, lambda: len(list(folder.glob("*.pdf"))) == 6)
            await settled(pilot)

    go()
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines(keepends=True)))
    assert [row[0] for row in rows[1:]] == [address(name) for name in NAMES]
    assert rows[1][4].startswith("Hello Ada,\n")
    text = PdfReader(folder / "001-Ada.pdf").pages[0].extract_text()
    assert "Ada" in text
    assert ("cem@example.org" in text) == (kind == "result")
    assert "bob@example.org" not in text
    assert json.dumps(stored(event_id)) == "{}"
