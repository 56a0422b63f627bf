from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from keyring.errors import KeyringError

from planner.messages import Refusal
from tui.folders import HOME
from tui.mail import secret
from tui.mail import settings as mail_settings
from tui.mail.settings import MailSettings, settings_path, typed_address, typed_host, typed_port

KEPT = MailSettings(
    "smtp.example.org", 465, "tls", "ada", "Ada", "ada@example.org", 30, attach=False
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_settings_are_kept_in_a_file_of_their_own_that_only_its_owner_reads(home: Path) -> None:
    assert mail_settings.read() == MailSettings()
    mail_settings.keep(KEPT)
    assert mail_settings.read() == KEPT
    assert settings_path().is_relative_to(home)
    assert mode(settings_path()) == 0o600


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"port": 0}', '{"security": "ssl"}', '{"host": "a b"}', '{"host": 3}',
     '{"address": "a@b\\nBcc: c@d"}', '{"per_minute": -1}'],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_as_none(content: str) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text(content)
    assert mail_settings.read() == MailSettings()


@pytest.mark.parametrize("text", ["", "smtp example", "a\nb", "-h"])
def test_what_is_no_server_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        typed_host(text)


@pytest.mark.parametrize("text", ["", "0", "65536", "smtp"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        typed_port(text)


@pytest.mark.parametrize("text", ["", "ada", "a@b c", "a@b, c@d", "Ada <a@b.org>", "a@b\nc"])
def test_what_is_no_sender_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        typed_address(text)


# The password


def test_without_a_keyring_the_password_is_in_a_file_that_only_its_owner_reads() -> None:
    assert secret.find("ada@h") == ""
    assert secret.keep("ada@h", "sesame") == "file"
    assert (secret.find("ada@h"), secret.place("ada@h")) == ("sesame", "file")
    assert secret.find("bob@h") == ""
    assert mode(secret.secret_path()) == 0o600
    secret.forget("ada@h")
    assert (secret.find("ada@h"), secret.place("ada@h")) == ("", None)
    assert not secret.secret_path().exists()


class Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def _check(self) -> None:
        if self.locked:
            raise KeyringError

    def set_password(self, service: str, account: str, password: str) -> None:
        self._check()
        self.held[service, account] = password

    def get_password(self, service: str, account: str) -> str | None:
        self._check()
        return self.held.get((service, account))

    def delete_password(self, service: str, account: str) -> None:
        self._check()
        self.held.pop((service, account), None)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    ring = Ring()
    monkeypatch.setattr(secret, "_keyring", lambda: ring)
    return ring


def test_with_a_keyring_there_is_no_file(ring: Ring) -> None:
    assert secret.keep("ada@h", "sesame") == "keyring"
    assert not secret.secret_path().exists()
    assert (secret.find("ada@h"), secret.place("ada@h")) == ("sesame", "keyring")
    secret.forget("ada@h")
    assert ring.held == {}
    assert secret.place("ada@h") is None


def test_a_keyring_that_stays_locked_is_done_without(ring: Ring) -> None:
    ring.locked = True
    assert secret.keep("ada@h", "sesame") == "file"
    assert secret.find("ada@h") == "sesame"
    secret.forget("ada@h")
    assert secret.find("ada@h") == ""


def test_what_moves_to_the_keyring_leaves_the_file(ring: Ring) -> None:
    ring.locked = True
    secret.keep("ada@h", "old")
    ring.locked = False
    secret.keep("ada@h", "new")
    assert secret.find("ada@h") == "new"
    assert not secret.secret_path().exists()


def test_a_copy_of_the_program_with_folders_of_its_own_asks_no_keyring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert secret._keyring() is None
    monkeypatch.delenv(HOME)
    import keyring

    class Nothing:
        priority = 0

    backends: list[Any] = [Nothing(), Ring()]
    monkeypatch.setattr(keyring, "get_keyring", lambda: backends[0])
    assert secret._keyring() is None
    backends[1].priority = 5
    monkeypatch.setattr(keyring, "get_keyring", lambda: backends[1])
    assert secret._keyring() is backends[1]


def test_a_damaged_file_holds_no_password() -> None:
    secret.secret_path().parent.mkdir(parents=True, exist_ok=True)
    secret.secret_path().write_text(json.dumps([1]))
    assert secret.find("ada@h") == ""
