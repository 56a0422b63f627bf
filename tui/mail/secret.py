"""The password of the mail server: in the system's keyring, else in a file only its owner reads.

Never in the store, a backup, an export or a log. Where SPEED_DATING_HOME moves the program's
folders it is in the file, with everything else that belongs to that copy of the program.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Literal

from tui.files import write_atomically
from tui.folders import HOME, data_folder

SERVICE: Final = "speed-dating-planner"
FILE: Final = "mail-password"

Place = Literal["keyring", "file"]


def secret_path() -> Path:
    return data_folder() / FILE


def keep(account: str, password: str) -> Place:
    """Where it is kept now; it is nowhere else. Raises FileRefusal."""
    backend = _keyring()
    if backend is not None and _asks(backend, "set_password", account, password) is not _FAILED:
        secret_path().unlink(missing_ok=True)
        return "keyring"
    _write({account: password})
    return "file"


def find(account: str) -> str:
    """Empty where there is none for this account."""
    if password := _read().get(account, ""):
        return password
    backend = _keyring()
    found = _asks(backend, "get_password", account) if backend is not None else None
    return found if isinstance(found, str) else ""


def forget(account: str) -> None:
    """Wherever it is."""
    secret_path().unlink(missing_ok=True)
    backend = _keyring()
    if backend is not None:
        _asks(backend, "delete_password", account)


def place(account: str) -> Place | None:
    """Where the password is; None where there is none."""
    if account in _read():
        return "file"
    return "keyring" if find(account) else None


def _read() -> dict[str, str]:
    try:
        values = json.loads(secret_path().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in values.items()} if isinstance(values, dict) else {}


def _write(values: dict[str, str]) -> None:
    path = secret_path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with write_atomically(path, replace=True) as stream:
        os.chmod(stream.fileno(), 0o600)
        stream.write(json.dumps(values).encode())


_FAILED: Final = object()


def _asks(backend: Any, method: str, *arguments: str) -> Any:
    """What the keyring answers; _FAILED where it is locked or does not answer."""
    from keyring.errors import KeyringError

    with suppress(KeyringError, OSError, RuntimeError):
        return getattr(backend, method)(SERVICE, *arguments)
    return _FAILED


def _keyring() -> Any:
    """The system's keyring; None on machines without one."""
    if os.environ.get(HOME):
        return None
    try:
        import keyring
        from keyring.core import recommended
    except ImportError:
        return None
    backend = keyring.get_keyring()
    return backend if recommended(backend) else None
