"""Evenings ready made: by size, and by what people come for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from planner.event import Balance, Rule
from planner.messages import N_
from planner.records import RuleRecord, TableRecord, rule_id
from tui.preparing.outlook import with_sizes
from tui.preparing.rulebook import attributes_in_common
from tui.preparing.table_list import to_sizes

if TYPE_CHECKING:
    from tui.store.reading import EventContents
    from tui.store.unit import Unit

USUAL: Final = 30
"""People of whom nobody is on the list yet."""
TEAMS: Final = ("team", "équipe", "department", "service", "group", "company")
"""What people come in, the closest first, where a list says so."""

_PLAIN: Final[Mapping[str, Any]] = {"two_sided": False, "interest": None, "breaks": "never"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an evening would be made."""

    sizes: tuple[int, ...]
    rounds: int
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Of the event; those that are not there stay."""
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    id: str
    title: str
    """A template."""
    meaning: str
    """A template: one sentence."""
    propose: Callable[[EventContents], Proposal | None]
    """None where the list says too little for it."""


def people(contents: EventContents) -> int:
    return len(contents.people) or USUAL


def sides(contents: EventContents) -> Counter[str]:
    """How many people each side has; the gender of those without a side is theirs."""
    return Counter(side for p in contents.people if (side := p.side or p.gender))


def _of_size(tables: int, seats: int, rounds: int) -> Callable[[EventContents], Proposal]:
    return lambda _contents: Proposal((seats,) * tables, rounds)


def _round_tables(contents: EventContents, seats: int) -> tuple[int, ...]:
    return (seats,) * max(-(-people(contents) // seats), 1)


def _dating(contents: EventContents) -> Proposal:
    """As many tables as the smaller side has people; the others rest in turn."""
    there = sides(contents)
    pairs = min(there.values()) if len(there) == 2 else people(contents) // 2
    fields = {"two_sided": True, "interest": "strict", "breaks": "allowed"}
    return Proposal((2,) * max(pairs, 1), max(min(10, pairs), 1), fields)


def _mixed(contents: EventContents) -> Proposal:
    fields = {"two_sided": True, "interest": "soft", "breaks": "never"}
    return Proposal(_round_tables(contents, 6), 5, fields)


def _networking(contents: EventContents) -> Proposal:
    return Proposal(_round_tables(contents, 5), 6, _PLAIN)


def _teams(contents: EventContents) -> Proposal | None:
    shared = [name for name, (values, _) in attributes_in_common(contents.people).items()
              if values > 1]  # fmt: skip
    known = {name.casefold(): name for name in shared}
    team = next((known[name] for name in TEAMS if name in known), None)
    if team is None:
        return None
    return Proposal(_round_tables(contents, 5), 5, _PLAIN, (Balance(team),))


RETURNING: Final = "returning"
KINDS: Final = (
    Kind("30", N_("30 people"), N_("Tables and rounds only."), _of_size(5, 6, 6)),
    Kind("100", N_("100 people"), N_("Tables and rounds only."), _of_size(20, 5, 10)),
    Kind("300", N_("300 people"), N_("Tables and rounds only."), _of_size(60, 5, 15)),
    Kind(
        "dating", N_("Dating, one to one"),
        N_("Tables of two, one of each side; only who suits each other; the larger side rests in "
           "turn."),
        _dating,
    ),
    Kind(
        "mixed", N_("Dating at larger tables"),
        N_("Tables of six with both sides balanced; who suits each other meets rather."), _mixed,
    ),
    Kind(
        "networking", N_("Networking"),
        N_("Tables of five; everybody is to meet as many others as possible."), _networking,
    ),
    Kind(
        RETURNING, N_("Returning guests"),
        N_("As networking; then you say at which earlier event people met, and they meet others."),
        _networking,
    ),
    Kind(
        "teams", N_("Mixing teams"),
        N_("Tables of five; each team, group or company is spread over the tables."), _teams,
    ),
)  # fmt: skip


def with_proposal(contents: EventContents, proposal: Proposal) -> EventContents:
    """The event as it would be."""
    event = replace(contents.event, rounds=proposal.rounds, **proposal.fields)
    rules = (*contents.rules, *_missing(contents, proposal))
    return replace(with_sizes(contents, proposal.sizes), event=event, rules=rules)


def take(unit: Unit, event_id: str, proposal: Proposal) -> None:
    """Writes it."""
    contents = unit.contents(event_id)
    if contents is None:
        return
    unit.change(contents.event, rounds=proposal.rounds, **proposal.fields)
    change = to_sizes(unit.all(TableRecord, event_id), proposal.sizes, event_id)
    unit.save(*change.changed)
    unit.delete(*change.removed)
    unit.add(*change.added, *_missing(contents, proposal))


def _missing(contents: EventContents, proposal: Proposal) -> list[RuleRecord]:
    """The rules of a proposal that the event has not."""
    there = {record.id for record in contents.rules}
    last = max((record.position for record in contents.rules), default=0)
    records = (
        RuleRecord(rule_id(contents.event.id, rule), rule, contents.event.id, position)
        for position, rule in enumerate(proposal.rules, last + 1)
    )
    return [record for record in records if record.id not in there]
