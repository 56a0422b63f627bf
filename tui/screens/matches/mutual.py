"""Matches: who answered the same about each other; nothing else of the cards is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from planner.matching import Kind, shares_contact
from planner.messages import N_
from planner.records import ParticipantRecord
from tui.screens.matches.facts import ANSWER_WORDS, Facts, Pair
from tui.screens.matches.tab import Tab
from tui.texts import _, number, percent, say
from tui.widgets.table import Column, ListPane, Table

KINDS: Final[tuple[Kind | None, ...]] = (None, "yes", "friends")
_TITLES: Final = {
    None: N_("all matches"), "yes": N_("see again only"), "friends": N_("friends only"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PairRow:
    key: tuple[str, str]
    one: str
    other: str
    kind: str
    shared: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    key: str
    name: str
    count: int
    matches: str


class MatchesTab(Tab):
    TITLE = N_("Matches")
    HELP = N_(
        "Pairs who answered the same about each other. What only one of two people said stands "
        "nowhere but on her own card. f shows one kind only, p everybody with her matches."
    )

    def __init__(self) -> None:
        super().__init__(id="mutual")
        self.by_person = False
        self.kind: Kind | None = None
        self.pairs: Table[PairRow] = Table(_PAIRS, lambda row: row.key, id="pairs")
        self.persons: Table[PersonRow] = Table(_PERSONS, lambda row: row.key, id="persons")

    def compose(self) -> ComposeResult:
        yield Static(id="match-facts")
        yield Static(id="match-kind")
        yield ListPane(self.pairs, empty=N_("No match so far; type the cards in first."))
        yield ListPane(self.persons, empty=N_("Nobody has met anybody yet."))

    @property
    def main(self) -> Table[Any]:
        return self.persons if self.by_person else self.pairs

    def refresh_view(self) -> None:
        facts = self.facts
        self.query_one("#match-facts", Static).update(Text(figures(facts)))
        shown = [pair for pair in facts.pairs if self.kind in (None, pair.kind)]
        kind = Text(_(_TITLES[self.kind]), "dim")
        self.query_one("#match-kind", Static).update(kind, layout=False)
        if self.by_person:
            self.persons.show(person_rows(facts, shown))
        else:
            self.pairs.show([_pair_row(facts, pair) for pair in shown])
        for pane in self.query(ListPane):
            pane.display = pane.table is self.main

    def next_kind(self) -> None:
        self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]
        self.refresh_view()

    def other_way(self) -> None:
        self.leave()
        self.by_person = not self.by_person
        self.refresh_view()
        self.main.focus()

    async def open_row(self) -> None:
        self.other_way()


def figures(facts: Facts) -> str:
    """How many matches, and how many people have one."""
    pairs = facts.pairs
    answered = sum(guest.is_in for guest in facts.guests)
    matched = {person.id for pair in pairs for person in (pair.one, pair.other)}
    parts = [say("{count} matches", count=len(pairs))]
    if "friends" in facts.evening.event.answers:
        parts.append(say(
            "see again: {yes}, as friends: {friends}",
            yes=sum(pair.kind == "yes" for pair in pairs),
            friends=sum(pair.kind == "friends" for pair in pairs),
        ))  # fmt: skip
    parts.append(say("{matched} of {answered} who answered have one", matched=len(matched),
                     answered=answered))  # fmt: skip
    if answered:
        parts.append(percent(len(matched) / answered))
    return " · ".join(parts)


def person_rows(facts: Facts, pairs: Sequence[Pair]) -> list[PersonRow]:
    """Everybody who met somebody, with her matches among `pairs`."""
    others: dict[str, list[str]] = {}
    for pair in pairs:
        for own, other in ((pair.one, pair.other), (pair.other, pair.one)):
            others.setdefault(own.id, []).append(facts.names[other.id])
    return [
        PersonRow(guest.id, guest.name, len(others.get(guest.id, ())),
                  ", ".join(others.get(guest.id, ())))
        for guest in facts.guests
    ]  # fmt: skip


def _pair_row(facts: Facts, pair: Pair) -> PairRow:
    one, other = pair.one, pair.other
    return PairRow(
        (one.id, other.id), facts.names[one.id], facts.names[other.id],
        _(ANSWER_WORDS[pair.kind]), _shared(facts, one, other),
    )  # fmt: skip


def _shared(facts: Facts, one: ParticipantRecord, other: ParticipantRecord) -> str:
    sharing = [person for person in (one, other) if shares_contact(person)]
    if len(sharing) == 1:
        return say("only {name}’s", name=facts.names[sharing[0].id])
    return _("both") if sharing else _("nobody’s")


_PAIRS: Final = (
    Column[PairRow]("one", N_("Name"), lambda row: row.one, grows=True),
    Column[PairRow]("other", N_("and"), lambda row: row.other, grows=True),
    Column[PairRow]("kind", N_("Both said"), lambda row: row.kind),
    Column[PairRow]("shared", N_("Contact passed on"), lambda row: row.shared),
)
_PERSONS: Final = (
    Column[PersonRow]("name", N_("Name"), lambda row: row.name),
    Column[PersonRow]("count", N_("Matches"), lambda row: number(row.count),
                      sort=lambda row: -row.count, right=True),
    Column[PersonRow]("matches", N_("With"), lambda row: row.matches, grows=True),
)  # fmt: skip
