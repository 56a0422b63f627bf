"""What is said beside the result, on standard error."""

from __future__ import annotations

import sys

from planner.messages import Message
from tui.texts import translate


class Notices:
    """What was guessed, left out or worth a word; kept for `--json`."""

    def __init__(self, quiet: bool) -> None:
        self.told: list[Message] = []
        self._quiet = quiet

    def tell(self, message: Message) -> None:
        self.told.append(message)
        self.say(translate(message))

    def say(self, text: str) -> None:
        if not self._quiet:
            print(text, file=sys.stderr)

    def for_programs(self) -> list[dict[str, str]]:
        return [{"code": m.code, "message": translate(m)} for m in self.told]
