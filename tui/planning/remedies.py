"""Why there is no plan, and in which section that is put right."""

from __future__ import annotations

from typing import Final

from planner.messages import Message
from tui.sections import SECTIONS
from tui.texts import _, say, translate

_REMEDIES: Final = {
    "participants": frozenset((
        "too-few-people", "duplicate-id", "empty-id", "never-there", "round-outside",
        "too-many-for-attendance", "too-large", "one-side", "more-than-two-sides", "no-side",
        "no-partner", "too-few-partners",
    )),
    "setup": frozenset((
        "no-tables", "no-rounds", "no-seats", "table-too-large", "too-few-seats", "empty-round",
        "too-many-meetings", "all-closed", "always-closed", "table-round-outside", "too-few-tables",
        "uneven-sides", "no-pairs", "no-partner", "too-few-partners", "host-at-closed-table",
    )),
    "rules": frozenset((
        "rule-without-rounds", "rule-round-outside", "unknown-person", "person-twice",
        "unknown-table", "who-and-same", "unknown-attribute", "rule-needs-two",
        "too-many-for-rules", "host-absent", "group-too-large", "together-and-apart",
        "two-tables", "table-overfull", "apart-at-one-table", "too-many-groups",
        "too-many-apart", "no-seating", "same-side", "no-mutual-wish", "meet-same-side",
        "meet-without-wish", "meet-and-apart", "meet-count", "cannot-meet", "not-there-together",
        "together-too-often", "too-often-together", "limits-clash", "too-many-to-meet",
        "too-many-limited-pairs", "too-many-meet-rules", "host-at-closed-table", "no-pairs",
    )),
}  # fmt: skip
"""By section what can be put right there: codes of refusals."""


def refusal_text(messages: tuple[Message, ...]) -> str:
    """Why there is no plan, and where to put it right."""
    lines = [f"✗ {translate(message)}" for message in messages]
    codes = {message.code for message in messages}
    for section in SECTIONS:
        if codes & _REMEDIES.get(section.id, frozenset()):
            lines.append(
                say("→ Put it right in {key} {title}.", key=section.key, title=_(section.title))
            )
    return "\n".join(lines)
