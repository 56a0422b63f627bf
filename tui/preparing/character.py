"""What sort of evening it is: sides, wishes, breaks, and how much each aim counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from planner.event import Weights
from planner.messages import N_
from planner.records import EventRecord
from tui.texts import _, number

WEIGHT_LIMIT: Final = 10
"""More than that beside the others is as good as alone."""


@dataclass(frozen=True, slots=True)
class Character:
    """As chosen in a dialog; `interest` is what counts, not what stands for it."""

    two_sided: bool
    interest: Literal["strict", "soft"] | None
    breaks: Literal["never", "allowed"]
    meetings: int
    equity: int
    table_balance: int

    @property
    def fields(self) -> dict[str, Any]:
        """Those of the event's record."""
        return {
            "two_sided": self.two_sided,
            "interest": self.interest,
            "breaks": self.breaks,
            "weights": Weights(self.meetings, self.equity, self.table_balance),
        }


WEIGHTS: Final = ("meetings", "equity", "table_balance")

LABELS: Final = {
    "two_sided": N_("Two sides"),
    "interest": N_("Wishes"),
    "breaks": N_("Breaks"),
    "meetings": N_("New meetings"),
    "equity": N_("Fairness"),
    "table_balance": N_("Balanced tables"),
}
CHOICES: Final[Mapping[str, Mapping[Any, tuple[str, str]]]] = {
    "two_sided": {
        False: (N_("no"), N_("everybody is to meet everybody")),
        True: (N_("yes"), N_("only meetings across the sides count")),
    },
    "interest": {
        None: (N_("off"), N_("who looks for whom does not count")),
        "soft": (N_("soft"), N_("who suits each other meets rather")),
        "strict": (N_("strict"), N_("only who suits each other is to meet")),
    },
    "breaks": {
        "never": (N_("no"), N_("everybody has a seat in every round")),
        "allowed": (N_("allowed"), N_("where seats are too few, people rest in turn")),
    },
}
_WEIGHED: Final = {
    "meetings": N_("what a new meeting is worth"),
    "equity": N_("what unfairness costs; 0: it is not looked at"),
    "table_balance": N_("what an uneven table costs"),
}


def character(event: EventRecord) -> Character:
    interest = event.interest
    if event.two_sided and interest is None:
        interest = "strict"
    weights = event.weights
    return Character(
        event.two_sided, interest, event.breaks,
        weights.meetings, weights.equity, weights.table_balance,
    )  # fmt: skip


def with_character(event: EventRecord, chosen: Character) -> EventRecord:
    return replace(event, **chosen.fields)


def changed(chosen: Character, name: str, step: int) -> Character:
    """With the next (1) or previous (-1) value of a setting; weights stop at their ends."""
    value = getattr(chosen, name)
    if name in WEIGHTS:
        return replace(chosen, **{name: max(0, min(value + step, WEIGHT_LIMIT))})
    values = list(CHOICES[name])
    if name == "interest" and chosen.two_sided:
        values.remove(None)  # who comes to meet the other side always says whom
    after = values[(values.index(value) + step) % len(values)]
    if name == "two_sided":
        return replace(chosen, two_sided=after, interest="strict" if after else None)
    return replace(chosen, **{name: after})


def value_of(chosen: Character, name: str) -> str:
    value = getattr(chosen, name)
    return number(value) if name in WEIGHTS else _(CHOICES[name][value][0])


def meaning_of(chosen: Character, name: str) -> str:
    if name in WEIGHTS:
        return _(_WEIGHED[name])
    return _(CHOICES[name][getattr(chosen, name)][1])


def summary(event: EventRecord) -> str:
    """A few words, which have 26 columns: `two sides, strict, breaks`."""
    chosen = character(event)
    words = [_("two sides") if chosen.two_sided else _("everybody")]
    if chosen.interest is not None:
        words.append(value_of(chosen, "interest"))
    if chosen.breaks == "allowed":
        words.append(_("breaks"))
    return ", ".join(words)
