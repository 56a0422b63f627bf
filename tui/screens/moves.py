"""The rest of the evening planned again: who moves, who waits, what it costs, before it counts."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from planner.messages import N_, Message, Refusal
from planner.records import EventRecord
from tui.running.rest import Figures, Proposal, Way, accept, prepare
from tui.screens.dialog import Dialog
from tui.screens.door import new_table
from tui.texts import _, number, say, translate
from tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from tui.app import PlannerApp

Answer = Literal["accept", "table", "breaks", "rules", "fresh"]
"""What follows: the plan counts, or it is planned with one more table, with breaks allowed, without
the rules, or whoever moves."""

LINES: Final = 12
"""Of the list, at most."""


class Moves(Dialog[Answer]):
    CSS_PATH = "moves.tcss"
    BINDINGS: ClassVar = [
        Binding("y", "answer('accept')", show=False),
        Binding("n", "leave", show=False),
        Binding("t", "answer('table')", show=False),
        Binding("f", "answer('fresh')", show=False),
    ]
    HINT = N_("y accept · n leave it · t one more table · f afresh, whoever moves")

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        self._proposal = proposal

    def heading(self) -> str:
        rest = self._proposal.task.rest
        first, last = rest.played + 1, rest.event.rounds
        if first == last:
            return say("Round {round} planned again: {people} people",
                       round=first, people=self._proposal.people)  # fmt: skip
        return say("Rounds {first} to {last} planned again: {people} people",
                   first=first, last=last, people=self._proposal.people)  # fmt: skip

    def compose_body(self) -> ComposeResult:
        yield Static(Text("\n".join(summary(self._proposal))), classes="dialog--text")
        yield Table[Way](_COLUMNS, lambda way: (way.round, way.name, way.after))

    def on_mount(self) -> None:
        table: Table[Way] = self.query_one(Table)
        ways = self._proposal.ways
        table.styles.height = min(len(ways), LINES) + 1 if ways else 0
        table.show(ways)
        table.focus()

    def action_answer(self, answer: Answer) -> None:
        self.dismiss(answer)


def summary(proposal: Proposal) -> list[str]:
    """Who moves, who waits, what it costs, in a few lines."""
    moved, first = proposal.moved, proposal.told_first
    lines = [
        say(
            "People with other seats: {moved} · with a first seat: {first}",
            moved=moved,
            first=first,
        )
        if moved or first
        else _("Nobody has to move: seats of those who are not here stay empty.")
    ]
    if proposal.waiting:
        lines.append(say("… Waiting in turn: up to {count} in a round",
                         count=proposal.waiting))  # fmt: skip
    lines.append(_costs(proposal.task.now, proposal.after))
    lines += [f"! {translate(message)}" for message in proposal.task.rest.lifted]
    return lines


def _costs(now: Figures | None, after: Figures) -> str:
    if now is None:
        return say("Meetings {unique} · repeats {repeats} · gap {gap}",
                   unique=after.unique, repeats=after.repeats, gap=after.gap)  # fmt: skip
    return say(
        "Meetings {before} → {after} · repeats {repeats_before} → {repeats} · gap {gap_before} → "
        "{gap}",
        before=now.unique, after=after.unique, repeats_before=now.repeats, repeats=after.repeats,
        gap_before=now.gap, gap=after.gap,
    )  # fmt: skip


_COLUMNS: Final = (
    Column[Way]("round", N_("Round"), lambda way: number(way.round), right=True),
    Column[Way]("name", N_("Name"), lambda way: way.name, grows=True),
    Column[Way]("before", N_("From"), lambda way: way.before or "–"),
    Column[Way]("after", N_("To"), lambda way: f"… {way.after}" if way.waits else f"→ {way.after}"),
)


class Refused(Dialog[Answer]):
    """Why the rest cannot be planned as things are, and what helps."""

    CSS_PATH = "moves.tcss"

    def __init__(self, messages: tuple[Message, ...], ways: dict[str, tuple[Answer, str]]) -> None:
        """`ways`: by key what helps, and the words for it."""
        super().__init__()
        self._messages = messages
        self._ways = ways

    def heading(self) -> str:
        return _("The rest cannot be planned like this")

    def compose_body(self) -> ComposeResult:
        lines = [f"✗ {translate(message)}" for message in self._messages]
        lines += ["", *(f"{key}  {words}" for key, (_answer, words) in self._ways.items())]
        lines.append("n  " + _("leave everything as it is"))
        yield Static(Text("\n".join(lines)), classes="dialog--text")

    def on_key(self, event: object) -> None:
        key = getattr(event, "key", "")
        if key in self._ways:
            self.dismiss(self._ways[key][0])
        elif key == "n":
            self.dismiss(None)


async def plan_rest(shell: PlannerApp, event_id: str, *, fresh: bool = False) -> None:
    """Plans the rounds not yet played for those who are there, and keeps the plan if it is
    accepted. Raises Refusal where there is nothing to plan any more."""
    without_rules = False
    while True:
        proposal: Proposal | None = None
        dialog: Dialog[Answer]
        try:
            proposal = await _proposed(shell, event_id, fresh=fresh, without_rules=without_rules)
            dialog = Moves(proposal)
        except Refusal as refusal:
            ways = await _ways(shell, event_id, refusal, without_rules=without_rules)
            if not ways:
                raise
            dialog = Refused(refusal.messages, ways)
        answer = await shell.ask(dialog)
        if answer is None:
            shell.tell(Message("rest-left", N_("The plan stays as it was.")))
            return
        if answer == "accept" and proposal is not None:
            await _accept(shell, proposal)
            return
        fresh = fresh or answer == "fresh"
        without_rules = without_rules or answer == "rules"
        if answer == "table":
            await _add_table(shell, event_id)
        elif answer == "breaks":
            await _allow_breaks(shell, event_id)


async def _accept(shell: PlannerApp, proposal: Proposal) -> None:
    title = N_("Rest of the evening planned again")
    await shell.write(title, partial(accept, proposal=proposal))
    shell.tell(Message("rest-planned", N_(
        "Accepted: from round {round} on the new plan counts; u takes it back."
    ), {"round": proposal.task.rest.played + 1}))  # fmt: skip


async def _proposed(
    shell: PlannerApp, event_id: str, *, fresh: bool, without_rules: bool
) -> Proposal:
    shell.tell(Message("planning-rest", N_("Planning the rest …")))
    task = await shell.read(
        lambda store: prepare(store, event_id, fresh=fresh, without_rules=without_rules)
    )
    proposal = Proposal(task, await shell.planning.ask(event_id, task.request))
    await asyncio.to_thread(lambda: proposal.ways)  # of hundreds it takes a moment
    return proposal


async def _ways(
    shell: PlannerApp, event_id: str, refusal: Refusal, *, without_rules: bool
) -> dict[str, tuple[Answer, str]]:
    """What may help against a refusal; nothing where all is over."""
    codes = {message.code for message in refusal.messages}
    if codes & _NO_HELP:
        return {}
    event = await shell.read(lambda store: store.get(EventRecord, event_id))
    ways: dict[str, tuple[Answer, str]] = {}
    if event is not None and event.breaks == "never":
        ways["b"] = ("breaks", _("allow breaks: some wait for a round (u takes it back)"))
    ways["t"] = ("table", _("one more table (u takes it back)"))
    if not without_rules:
        ways["w"] = ("rules", _("plan without the rules, this once"))
    return ways


_NO_HELP: Final = frozenset((
    "nobody-left", "no-such-round", "round-played", "event-gone-meanwhile", "planning-already",
    "planner-failed", "planner-not-started",
))  # fmt: skip


async def _add_table(shell: PlannerApp, event_id: str) -> None:
    await shell.read(
        lambda store: store.evening_step(
            event_id, N_("One more table"), lambda evening: [new_table(evening)]
        )
    )
    shell.store_changed()


async def _allow_breaks(shell: PlannerApp, event_id: str) -> None:
    event = await shell.read(lambda store: store.get(EventRecord, event_id))
    if event is not None:
        await shell.write(N_("Breaks allowed"), lambda unit: unit.change(event, breaks="allowed"))
