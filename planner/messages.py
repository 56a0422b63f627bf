"""What the planner says to people: a code for programs, a sentence for readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def N_(text: str) -> str:  # noqa: N802  (the name gettext tools look for)
    """Marks an English sentence as translatable; whoever shows it translates it."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence. `template` is English with `str.format` fields and is the gettext msgid.

    `code` is a stable slug for programs (`too-few-seats`); `params` fills the template, and is
    data: names in it are shown as they are and never interpreted.
    """

    code: str
    template: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.params)


class Refusal(Exception):  # noqa: N818  (an answer to the organiser, not a fault)
    """Why something cannot be done: one or more messages, the most important first."""

    def __init__(self, *messages: Message) -> None:
        super().__init__(*messages)
        self.messages = messages

    def __str__(self) -> str:
        return "\n".join(map(str, self.messages))


def refuse(code: str, template: str, **params: Any) -> Refusal:
    """A refusal of one message: `raise refuse("no-people", N_("There is nobody to seat."))`."""
    return Refusal(Message(code, template, params))
