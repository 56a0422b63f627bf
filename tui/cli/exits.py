"""How commands end: one exit code for each kind of ending, one sentence for people."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from typing import Any, Final

from planner.messages import N_, Message, Refusal
from tui.files import FileRefusal
from tui.safe import safe
from tui.texts import translate

DONE: Final = 0
INVALID: Final = 1
"""Invalid input, wrong usage, or nothing found within the effort."""
FILES: Final = 2
"""A file or the network."""
UNEXPECTED: Final = 3
INTERRUPTED: Final = 130

_HERE: Final = {
    "file-exists": N_("{path} is already there; say --force to replace it, or give another name."),
}
"""Messages that say more where there are options to type."""


def explain(error: BaseException, *, as_json: bool) -> int:
    """Says on standard error (and as JSON on standard output) what went wrong; the exit code."""
    if isinstance(error, BrokenPipeError):
        # whoever read our output has left; there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FILES
    status, messages = _verdict(error)
    for message in messages:
        print(translate(message), file=sys.stderr)
    if as_json:
        print_json({"error": _described(messages)})
    return status


def print_json(document: dict[str, Any]) -> None:
    print(json.dumps(document, indent=2))


def _verdict(error: BaseException) -> tuple[int, tuple[Message, ...]]:
    if isinstance(error, Refusal):
        messages = tuple(
            replace(message, template=_HERE.get(message.code, message.template))
            for message in error.messages
        )
        return (FILES if isinstance(error, FileRefusal) else INVALID), messages
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED, (Message("interrupted", N_("Interrupted; nothing was written.")),)
    if isinstance(error, OSError):
        return FILES, (_file_message(error),)
    return UNEXPECTED, (_unexpected(error),)


def _file_message(error: OSError) -> Message:
    if isinstance(error, FileNotFoundError):
        return Message("file-not-found", N_("{file} does not exist."), {"file": error.filename})
    if isinstance(error, PermissionError):
        return Message(
            "file-not-permitted",
            N_("{file} may not be opened; check who is allowed to."),
            {"file": error.filename},
        )
    return Message(
        "file-error",
        N_("{file}: {reason}."),
        {"file": error.filename or "-", "reason": error.strerror or type(error).__name__},
    )


def _unexpected(error: BaseException) -> Message:
    from tui.folders import log_folder
    from tui.logs import log_unexpected

    return Message(
        "unexpected",
        N_(
            "Something went wrong that should not have (reference {reference}). "
            "The log in {folder} says where; nothing was written."
        ),
        {"reference": log_unexpected(error), "folder": str(log_folder())},
    )


def _described(messages: tuple[Message, ...]) -> dict[str, Any]:
    first, *others = (
        {"code": m.code, "message": translate(m), "params": _plain(m.params)} for m in messages
    )
    return {**first, "others": others} if others else first


def _plain(value: Any) -> Any:
    """`value` as JSON can hold it, safe to print."""
    if isinstance(value, Message):
        return translate(value)
    if isinstance(value, dict) or hasattr(value, "items"):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value if isinstance(value, (int, float, bool, type(None))) else safe(value)
