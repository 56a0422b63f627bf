"""Dialogs that make and change a rule, which is checked while it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from planner.event import Seat
from planner.messages import N_, Refusal
from planner.naming import listed
from planner.records import ParticipantRecord
from tui.latest import Latest
from tui.preparing.rulebook import (
    APART,
    BALANCE,
    KINDS,
    MEET,
    MET,
    SAME,
    SEAT,
    THERE,
    TOGETHER,
    Acquaintance,
    Draft,
    Entry,
    Rulebook,
    against_draft,
    attributes_in_common,
    with_draft,
)
from tui.preparing.table_list import table_names
from tui.safe import safe
from tui.screens.dialog import Dialog
from tui.texts import _, say, translate
from tui.widgets.field import Field
from tui.widgets.form_field import FormField
from tui.widgets.table import Column, Table

MEANINGS: Final = {
    TOGETHER: N_("people who sit at one table"),
    APART: N_("people who never sit at one table, or not often"),
    SAME: N_("all who share a company, a group ..."),
    SEAT: N_("somebody at a given table (a host)"),
    THERE: N_("people who come late or leave early"),
    MEET: N_("somebody, and whom she has to sit with"),
    BALANCE: N_("every table gets its share of each gender, company ..."),
    MET: N_("people who know each other, and rather meet others"),
}
COMMON: Final = {
    "gender": N_("gender"),
    "side": N_("side"),
    "company": N_("company"),
    "group": N_("group"),
}
"""Attributes that have a name in every language; the others are called as in the list."""
WRONG_FIELD: Final = {
    "no-such-table": "#table",
    "table-missing": "#table",
    "not-rounds-typed": "#rounds",
    "rounds-outside": "#rounds",
    "not-times-typed": "#times",
    "not-between": "#times,#weight",
}
"""Where to correct what a refusal says; else it is about who was chosen."""


def in_common(attribute: str) -> str:
    return _(COMMON[attribute]) if attribute in COMMON else attribute


class KindDialog(Dialog[str]):
    """What kind of rule to add: a key of KINDS."""

    BINDINGS: ClassVar = [
        Binding(str(digit), f"pick('{kind}')", show=False) for digit, kind in enumerate(KINDS, 1)
    ]
    HINT = N_("enter or a number chooses, esc or F4 leaves")

    def heading(self) -> str:
        return _("New rule")

    def compose_body(self) -> ComposeResult:
        digits = {kind: str(digit) for digit, kind in enumerate(KINDS, 1)}
        yield Table(
            [
                Column[str]("digit", "", lambda kind: digits[kind]),
                Column[str]("kind", N_("Rule"), lambda kind: _(KINDS[kind])),
                Column[str]("meaning", "", lambda kind: _(MEANINGS[kind]), grows=True),
            ],
            lambda kind: kind,
        )

    def on_mount(self) -> None:
        self.query_one(Table).show(list(KINDS))

    @on(Table.Chosen)
    def _chosen(self, event: Table.Chosen) -> None:
        self.dismiss(event.item)

    def action_pick(self, kind: str) -> None:
        self.dismiss(kind)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody, or something in common, that can be chosen."""

    id: str
    name: str
    detail: str
    chosen: bool = False


class RuleDialog(Dialog[Draft]):
    """Answers with a draft that can be kept, whatever speaks against it: that was shown."""

    BINDINGS: ClassVar = [
        Binding("f2", "save", show=False),
        Binding("f3", "take_shown", show=False),
    ]

    def __init__(self, book: Rulebook, draft: Draft, changed: Entry | None) -> None:
        """`changed` is the entry that `draft` was made of, if any."""
        super().__init__()
        self._book = book
        self._draft = draft
        self._changed = changed
        self._names = {person.id: person.name for person in book.contents.people}
        self._judging: Latest[list[str]] = Latest()

    # --- what it asks

    @property
    def _of_one_person(self) -> bool:
        """The rounds of somebody who is in the list of rules already."""
        return self._draft.kind == THERE and self._changed is not None

    @property
    def _of_an_event(self) -> bool:
        """Everybody who met at an earlier event."""
        record = None if self._changed is None else self._changed.record
        return isinstance(record, Acquaintance) and len(record.records) > 1

    @property
    def _settled(self) -> bool:
        """Whether it is known who it is about."""
        return self._of_one_person or self._of_an_event

    @property
    def _picks_people(self) -> bool:
        return not self._picks_attribute and not self._settled

    @property
    def _picks_attribute(self) -> bool:
        return self._draft.kind in (SAME, BALANCE)

    def heading(self) -> str:
        title = say(
            "{kind}: {meaning}",
            kind=_(KINDS[self._draft.kind]), meaning=_(MEANINGS[self._draft.kind]),
        )  # fmt: skip
        return title[:1].upper() + title[1:]

    def compose_body(self) -> ComposeResult:
        if self._picks_people:
            yield Field(placeholder=_("Part of a name, a company ..."), id="needle")
        if not self._settled:
            yield Table(
                [
                    Column[Candidate]("chosen", "", lambda c: "✓" if c.chosen else ""),
                    Column[Candidate]("name", N_("Name"), lambda c: c.name, grows=True),
                    Column[Candidate]("detail", "", lambda c: c.detail, grows=True),
                ],
                lambda candidate: candidate.id,
                sort="name",
                id="candidates",
            )
        yield Static(id="chosen")
        for id_, label, value, example in self._rows():
            with Horizontal(classes="rule--row"):
                yield Static(Text(_(label)), classes="rule--label")
                yield FormField(safe(value), placeholder=example, id=id_)
        yield Static(id="verdict")
        yield Static(Text(self._hint()), id="hint")

    def _rows(self) -> Iterator[tuple[str, str, str, str]]:
        """Fields: id, label, value, example."""
        kind, draft = self._draft.kind, self._draft
        if kind == SEAT:
            labels = list(table_names(self._book.contents.tables).values())
            yield "table", N_("Table"), draft.table or self._free_table(), listed(labels)
        if kind in (TOGETHER, SEAT, THERE):
            yield "rounds", N_("Rounds"), draft.rounds, _("all; or 1-3, 5, from the third: 3-")
        if kind == MEET:
            example = _("1+: once or more; 2: exactly twice")
            yield "times", N_("How often"), draft.times or "1+", example
        if kind in (APART, SAME):
            yield "times", N_("At most (times)"), draft.times, _("never; or 1, 2 ... times at most")
        if kind in (BALANCE, MET):
            example = _("1; more makes it count for more")
            yield "weight", N_("Weight"), draft.weight or "1", example
        if kind == MET:
            yield "name", N_("Met at"), draft.name, ""
        elif kind != THERE:
            yield "name", N_("Name or reason"), draft.name, ""

    def _free_table(self) -> str:
        """The first table that nobody has to sit at, if there is one."""
        contents = self._book.contents
        taken = {r.rule.table for r in contents.rules if isinstance(r.rule, Seat)}
        names = table_names(contents.tables)
        return next((name for id_, name in names.items() if id_ not in taken), "")

    def _hint(self) -> str:
        if self._picks_people:
            return _("enter picks, F3 all shown, backspace drops one, F2 saves, esc leaves")
        return _("enter or F2 saves, tab goes on, esc or F4 leaves")

    def on_mount(self) -> None:
        if not self._settled:
            self._show_candidates()
            table = self.query_one("#candidates", Table)
            table.can_focus = not self._picks_people
            table.move_to(self._draft.same)
        self._show_chosen()
        self._judge()

    # --- who is chosen

    @property
    def _candidates(self) -> Table[Candidate]:
        return self.query_one("#candidates", Table)

    def _show_candidates(self) -> None:
        people = self._book.contents.people
        self._candidates.show(
            list(self._people(people)) if self._picks_people else list(self._attributes(people))
        )

    def _people(self, people: Iterable[ParticipantRecord]) -> Iterator[Candidate]:
        chosen = set(self._draft.who)
        for person in people:
            detail = " · ".join(value for value in person.attributes.values() if value)
            yield Candidate(person.id, person.name, detail, person.id in chosen)

    def _attributes(self, people: Iterable[ParticipantRecord]) -> Iterator[Candidate]:
        least = 2 if self._draft.kind == BALANCE else 1
        for name, (values, most) in attributes_in_common(people).items():
            if values < least:
                continue
            detail = say("{values} different; at most {most} share one", values=values, most=most)
            yield Candidate(name, in_common(name), detail)

    def _show_chosen(self) -> None:
        self.query_one("#chosen", Static).update(Text(safe(self._chosen())))

    def _chosen(self) -> str:
        if self._picks_attribute:
            return "" if self._candidates.items else _(
                "The people have nothing in common: the list holds no company, no group."
            )  # fmt: skip
        names = [self._names[id_] for id_ in self._draft.who if id_ in self._names]
        if self._settled:
            return ", ".join(names)
        if self._draft.kind == MEET and len(names) > 2:
            return say(
                "Chosen: {count}; {first} meets each of: {others}",
                count=len(names), first=names[0], others=names[:0:-1],
            )  # fmt: skip
        return say("Chosen: {count}", count=len(names)) + "  " + ", ".join(reversed(names))

    def _choose(self, ids: Iterable[str]) -> None:
        """Takes those who are not chosen yet; if all are, drops them."""
        wanted = list(ids)
        fresh = [id_ for id_ in wanted if id_ not in self._draft.who]
        kept = [id_ for id_ in self._draft.who if fresh or id_ not in wanted]
        if self._draft.kind == SEAT:
            kept, fresh = ([], fresh[:1]) if fresh else (kept, [])
        self._draft = replace(self._draft, who=(*kept, *fresh))
        self._show_candidates()
        self._show_chosen()
        self._judge()

    def action_take_shown(self) -> None:
        if self._picks_people and self._draft.kind != SEAT:
            self._choose(candidate.id for candidate in self._candidates.shown)

    def _pick(self, needle: Field) -> None:
        candidate = self._candidates.current
        if candidate is not None:
            self._choose([candidate.id])
            needle.value = ""
            if self._draft.kind == SEAT and self._draft.who:
                self.focus_next()

    # --- keys

    def on_key(self, event: events.Key) -> None:
        needle = self.focused
        if not isinstance(needle, Field) or needle.id != "needle":
            return
        if event.key in ("up", "down", "pageup", "pagedown"):
            event.stop()
            getattr(self._candidates, f"action_{event.key.replace('page', 'page_')}")()
        elif event.key == "backspace" and not needle.value and self._draft.who:
            self._choose(self._draft.who[-1:])

    @on(Field.Submitted)
    def _entered(self, event: Field.Submitted) -> None:
        if isinstance(event.input, Field) and event.input.id == "needle":
            self._pick(event.input)
        else:
            self.action_save()

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        if event.input.id == "needle":
            self._candidates.filter(event.value)
            self._candidates.action_first()
        else:
            self._judge()

    @on(Table.Chosen)
    def _chosen_in_common(self) -> None:
        self.action_save()

    @on(Table.Moved)
    def _other_candidate(self) -> None:
        if self._picks_attribute:
            self._judge()

    # --- what is typed, and what speaks against it

    def _read(self) -> Draft:
        typed = {field.id: field.value for field in self.query(Field)}
        draft, same = self._draft, self._draft.same
        if self._picks_attribute and self._candidates.current is not None:
            same = self._candidates.current.id
        return replace(
            draft,
            same=same,
            table=typed.get("table", ""),
            rounds=typed.get("rounds", ""),
            times=typed.get("times", ""),
            weight=typed.get("weight", ""),
            name=typed.get("name", ""),
        )

    def _judge(self) -> None:
        self.run_worker(self._show_judgement(self._read()), group="judge")

    async def _show_judgement(self, draft: Draft) -> None:
        found = await self._judging.of(lambda: self._judgement(draft))
        if found is not None:
            self._show_verdict(found)

    def _judgement(self, draft: Draft) -> list[str]:
        """Sentences, each with its sign. Runs in a thread."""
        try:
            against = against_draft(self._book.contents, draft, self._changed)
        except Refusal as refusal:
            return [f"→ {translate(refusal.messages[0])}"]
        return [f"✗ {translate(message)}" for message in against] or [
            _("✓ Nothing was found against it.")
        ]

    def _show_verdict(self, sentences: list[str]) -> None:
        # the dialog may have been left meanwhile
        for line in self.query("#verdict").results(Static):
            line.update(Text("\n".join(sentences)))

    def action_save(self) -> None:
        draft = self._read()
        try:
            with_draft(self._book.contents, draft, self._changed)
        except Refusal as refusal:
            message = refusal.messages[0]
            self._show_verdict([f"✗ {translate(message)}"])
            if fields := self.query(WRONG_FIELD.get(message.code, "#needle")):
                fields.first().focus()
            return
        self.dismiss(draft)
