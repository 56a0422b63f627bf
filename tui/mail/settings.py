"""How mails leave this device: kept in a file of its own, never in the store or an export."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final, Literal, get_args

from planner.messages import N_, refuse
from tui.files import write_atomically
from tui.folders import config_folder
from tui.safe import safe

FILE: Final = "mail.json"
Security = Literal["tls", "starttls", "none"]
SECURITIES: Final[tuple[Security, ...]] = get_args(Security)
PORTS: Final[dict[Security, int]] = {"tls": 465, "starttls": 587, "none": 25}
PER_MINUTE_LIMIT: Final = 6_000

_HOST: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?")
_ADDRESS: Final = re.compile(
    r"[^\s<>()\[\],;:\\\"@]+@[^\s<>()\[\],;:\\\"@.]+(\.[^\s<>()\[\],;:\\\"@.]+)*"
)


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The organizer's server and who the mails are from; the password is `tui.mail.secret`'s."""

    host: str = ""
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    """Empty where the server wants no login."""
    name: str = ""
    """Of the sender, as mails show it."""
    address: str = ""
    """Of the sender."""
    per_minute: int = 20
    """No more mails than that; servers stop those who hurry."""
    attach: bool = True
    """Whether a schedule is attached as PDF, too."""

    @property
    def are_complete(self) -> bool:
        return bool(self.host and self.address)

    @property
    def account(self) -> str:
        """What the password belongs to."""
        return f"{self.user}@{self.host}"


def settings_path() -> Path:
    return config_folder() / FILE


def read() -> MailSettings:
    """The settings as they are kept; the defaults where there are none that can be read."""
    try:
        values = json.loads(settings_path().read_text("utf-8"))
    except (OSError, ValueError):
        return MailSettings()
    if not isinstance(values, dict):
        return MailSettings()
    types = {field.name: type(field.default) for field in fields(MailSettings)}
    known: dict[str, Any] = {k: v for k, v in values.items() if type(v) is types.get(k)}
    found = MailSettings(**known)
    return found if _is_usable(found) else MailSettings()


def keep(settings: MailSettings) -> None:
    """Raises FileRefusal."""
    path = settings_path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with write_atomically(path, replace=True) as stream:
        os.chmod(stream.fileno(), 0o600)
        stream.write(json.dumps(asdict(settings), ensure_ascii=False, indent=1).encode())


def _is_usable(settings: MailSettings) -> bool:
    return (
        settings.security in SECURITIES
        and 0 < settings.port < 65536
        and 0 < settings.per_minute <= PER_MINUTE_LIMIT
        and (not settings.host or bool(_HOST.fullmatch(settings.host)))
        and (not settings.address or bool(_ADDRESS.fullmatch(settings.address)))
    )


# What is typed; each raises Refusal


def typed_host(text: str) -> str:
    text = text.strip()
    if not _HOST.fullmatch(text):
        raise refuse("bad-host", N_("Write the name of the server, such as smtp.example.org."))
    return text


def typed_port(text: str) -> int:
    return _whole(text, 65535)


def typed_per_minute(text: str) -> int:
    return _whole(text, PER_MINUTE_LIMIT)


def typed_security(text: str) -> Security:
    for security in SECURITIES:
        if security == text.strip().casefold():
            return security
    raise refuse("bad-security", N_("Write tls, starttls or none."))


def typed_address(text: str) -> str:
    text = text.strip()
    if not _ADDRESS.fullmatch(text) or safe(text) != text:
        raise refuse("bad-sender", N_("Write one e-mail address, such as ada@example.org."))
    return text


def _whole(text: str, most: int) -> int:
    try:
        value = int(text)
    except ValueError:
        value = 0
    if not 0 < value <= most:
        raise refuse("bad-number", N_("Write a whole number from 1 to {most}."), most=most)
    return value
