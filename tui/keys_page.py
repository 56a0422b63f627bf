"""`python -m tui.keys_page`: writes docs/keys.md from the registry of actions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui import keymap
from tui.actions import PLACES, Action, at

PAGE: Final = Path(__file__).parent.parent / "docs" / "keys.md"
_HEAD: Final = """\
# Keys

Written by `python -m tui.keys_page` from `tui/actions.py`; in the program `?` shows those that work
where you are, and `:` finds any action by a few letters.

To change keys write `keys.toml` in the settings folder (F2 in the program names it), one line
for each action, by its id:

```toml
[keys]
"events.new" = "f7"
"app.redo" = ["U", "f8"]
```

Letters, digits, signs, F-keys, arrows, enter, esc, tab, and ctrl with a letter that terminals leave
alone. An entry that cannot be used is named when the program opens; the usual key stays.

In every dialog: enter, tab and arrows; esc or F4 leaves (F4 at once, esc after the tenth of a
second in which terminals wait for more).
"""


def page() -> str:
    return "\n".join([_HEAD, *_tables()])


def _tables() -> Iterator[str]:
    for place, title in PLACES.items():
        actions = list(at([place]))
        if actions:
            yield f"## {title}\n"
            yield "| keys | action | what it does | undo | id |"
            yield "| --- | --- | --- | --- | --- |"
            yield from map(_line, actions)
            yield ""


def _line(action: Action) -> str:
    keys = " ".join(f"`{keymap.shown(key)}`" for key in action.keys)
    undo = "yes" if action.undoable else ""
    return f"| {keys} | {action.title} | {action.help} | {undo} | `{action.id}` |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
