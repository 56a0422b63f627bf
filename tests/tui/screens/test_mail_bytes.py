"""What mails and statistics cost over a slow line, at 80x24, while nothing happens and else."""

from __future__ import annotations

from pathlib import Path

from tests.terminal import Terminal
from tests.tui.mail.post import event_with_addresses, played, post_office, settings_for
from tui.mail import settings as mail_settings
from tui.store.store import Store

STEP = 1_500
PAGE = 10_000
SCREEN = 25_000


def test_every_answer_keeps_to_the_budget(home: Path) -> None:
    names = [f"Guest{number}" for number in range(40)]
    with Store.open() as store:
        played(store, event_with_addresses(store, names))
    with post_office() as post:
        mail_settings.keep(settings_for(post.port, per_minute=1))
        with Terminal(home=home) as terminal:
            terminal.until("1 in all").quiet()
            spent = {
                SCREEN: {"statistics": terminal.bytes_of("t", then="1 evening ")},
                PAGE: {},
                STEP: {},
            }
            terminal.keys("escape").until("Place").quiet()
            terminal.keys("enter").until("Overview").quiet()
            spent[SCREEN]["mails"] = terminal.bytes_of("M", then="40 in all")
            spent[STEP]["row"] = terminal.bytes_of("down")
            spent[PAGE]["page"] = terminal.bytes_of("pagedown")
            spent[SCREEN]["message"] = terminal.bytes_of("enter", then="Hello")
            spent[PAGE]["back to the list"] = terminal.bytes_of("q", then="40 in all")
            spent[SCREEN]["server"] = terminal.bytes_of("o", then="Encryption")
            spent[STEP]["letter"] = terminal.bytes_of("x")
            terminal.keys("f4").until("40 in all").quiet()
            spent[SCREEN]["question"] = terminal.bytes_of(" ", then="Send 40 mails now?")
            spent[SCREEN]["sending"] = terminal.bytes_of("y", then="Sending: 1 of 40")
            terminal.quiet()
            spent[PAGE]["pause"] = terminal.bytes_of(" ", then="Paused: 39")
    too_many = {
        what: sent
        for budget, answers in spent.items()
        for what, sent in answers.items()
        if sent > budget
    }
    assert not too_many, spent
    assert len(post.arrived) == 1
