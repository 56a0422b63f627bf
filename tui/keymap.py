"""The organiser's own keys: `keys.toml` in the settings folder, one line per action id.

[keys]
"events.new" = "f7"
"app.redo" = ["U", "f8"]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from planner.messages import N_, Message
from tui.actions import ACTIONS, OUTSIDE, Action, by_id
from tui.texts import _

FILE: Final = "keys.toml"

_NAMED: Final = {
    "/": "slash", ":": "colon", "?": "question_mark", ",": "comma", ".": "full_stop",
    "-": "minus", "+": "plus", "*": "asterisk", "=": "equals_sign", ";": "semicolon",
    "!": "exclamation_mark", "<": "less_than_sign", ">": "greater_than_sign",
}  # fmt: skip
_SHOWN: Final = {
    **{name: sign for sign, name in _NAMED.items()},
    "enter": N_("enter"), "escape": N_("esc"), "shift+tab": N_("shift+tab"),
    "home": N_("home"), "end": N_("end"), "pageup": N_("pgup"), "pagedown": N_("pgdn"),
    "backspace": N_("backspace"), "delete": N_("del"), "insert": N_("ins"),
    "up": "↑", "down": "↓", "left": "←", "right": "→", "space": "␣",
}  # fmt: skip
_WORDS: Final = frozenset((
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab",
    "shift+tab", "space", "backspace", "delete", "insert",
))  # fmt: skip
_TAKEN: Final = frozenset(f"ctrl+{letter}" for letter in "abhijmqsz") | {"ctrl+left_square_bracket"}
"""Terminals and multiplexers keep these for themselves."""

Keys = Mapping[str, tuple[str, ...]]
"""Keys by action id, for those that are not the default."""


def load(path: Path) -> tuple[Keys, list[Message]]:
    """The keys of the file and what is wrong with the entries that were left out."""
    import tomllib

    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, [
            Message(
                "keymap-unreadable",
                N_("{file} cannot be read ({reason}); the usual keys are used."),
                {"file": path.name, "reason": str(error)},
            )
        ]
    return check(document.get("keys", {}))


def check(entries: Any) -> tuple[Keys, list[Message]]:
    """Splits `entries` into what can be used and what is refused, in words."""
    if not isinstance(entries, dict):
        return {}, [Message("keymap-form", N_("keys.toml has no table [keys]."))]
    keys: dict[str, tuple[str, ...]] = {}
    problems: list[Message] = []
    for action_id, typed in entries.items():
        wanted = tuple(typed) if isinstance(typed, list) else (typed,)
        problem = _problem(action_id, wanted)
        if problem is None:
            keys[action_id] = tuple(map(_name, wanted))
        else:
            problems.append(problem)
    for action_id, message in list(_clashes(keys)):
        del keys[action_id]
        problems.append(message)
    return keys, problems


def keys_of(action: Action, keys: Keys) -> tuple[str, ...]:
    return keys.get(action.id, action.keys)


def shown(key: str) -> str:
    """A key as people read it, in their language: `?`, `esc`, `F2`, `↑`."""
    if key in _SHOWN:
        return _(_SHOWN[key])
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key


def _name(key: str) -> str:
    return _NAMED.get(key, key)


def _problem(action_id: str, wanted: tuple[Any, ...]) -> Message | None:
    if action_id not in {action.id for action in ACTIONS}:
        return Message(
            "keymap-unknown",
            N_("keys.toml: there is no action “{action}”."),
            {"action": action_id},
        )
    for key in wanted:
        if not isinstance(key, str) or not _usable(_name(key)):
            return Message(
                "keymap-key",
                N_("keys.toml, {action}: “{key}” is no key that every terminal sends."),
                {"action": action_id, "key": str(key)},
            )
    if not wanted:
        return Message(
            "keymap-none", N_("keys.toml, {action}: give at least one key."), {"action": action_id}
        )
    return None


def _usable(key: str) -> bool:
    if key.startswith("ctrl+"):
        return len(key) == 6 and key[5].isalpha() and key not in _TAKEN
    function_key = key[:1] == "f" and key[1:].isdigit() and 1 <= int(key[1:]) <= 12
    return function_key or key in _WORDS or key in _SHOWN or (len(key) == 1 and key.isalnum())


def _clashes(keys: Keys) -> Iterator[tuple[str, Message]]:
    """Rebound actions whose key another action has where both can be meant."""
    users: defaultdict[str, list[Action]] = defaultdict(list)
    for action in ACTIONS:
        for key in keys_of(action, keys):
            users[key].append(action)
    for action_id in keys:
        action = by_id(action_id)
        for key in keys[action_id]:
            others = [a for a in users[key] if a is not action and meet(a.place, action.place)]
            if others:
                yield (
                    action_id,
                    Message(
                        "keymap-clash",
                        N_("keys.toml, {action}: “{key}” already means {other}."),
                        {"action": action_id, "key": shown(key), "other": others[0].id},
                    ),
                )
                break


def meet(one: str, other: str) -> bool:
    """Whether two places can be on the screen together; two screens never are."""
    if one == other or {one, other} & {"app", "list"}:
        return True
    return bool({one, other} & {"event", "section"}) and not {one, other} & OUTSIDE
