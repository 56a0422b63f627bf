"""The run of `speed-dating replan`: what was told, what has changed, the new plan, who moves."""

from __future__ import annotations

from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from planner.bounds import bound
from planner.event import Event, Participant
from planner.exchange.gathering import ReadPlan
from planner.exchange.reading import BYTES_LIMIT, match_to_event, read_plan
from planner.messages import N_, Refusal, refuse
from planner.metrics import Metrics, measure
from planner.naming import listed
from planner.pipeline import Plan, make_plan
from planner.problem import FREE, compile_event
from planner.replan import Changes, Move, Published, Rest, breaks, moves, newcomer_ids, rest
from planner.revision import moved
from planner.schedule import BREAK, Schedule
from tui.cli.evening import Evening, read_event
from tui.cli.event_file import event_file
from tui.cli.exits import DONE, INTERRUPTED, print_json
from tui.cli.notices import Notices
from tui.cli.output import choose
from tui.cli.planning import search, summary, summary_for_programs
from tui.cli.reading import read
from tui.cli.report import Row, columns
from tui.safe import safe
from tui.texts import _, counted, say

SHOWN: Final = 30
"""So many people who move are named; `--verbose` names all."""


def replan(options: Namespace) -> int:
    notices = Notices(options.quiet)
    event = read_event(options.event)
    told = read_plan(read(options.plan, BYTES_LIMIT))
    published = _published(told, event)
    left = rest(event, published, _changes(options, event))
    for message in left.lifted:
        notices.tell(message)
    problem = compile_event(left.event)
    output = choose(options, Evening(left.event, has_names=True), notices.tell)
    file = event_file(options)
    found = search(problem, options, None if options.fresh else left.previous)
    fresh = make_plan(problem, threads=options.threads) if options.compare else None
    saved = output.write(found)
    if file is not None:
        file.write(left.event)
        saved.append(file.path)
    outcome = Outcome(left, found, _as_told(event, published), fresh)
    notices.say(summary(found, saved, verbose=options.verbose))
    notices.say(outcome.told(verbose=options.verbose))
    if options.json:
        document = summary_for_programs(found, output, saved, notices)
        print_json({**document, **outcome.for_programs()})
    return INTERRUPTED if found.stopped == "cancelled" else DONE


def _published(told: ReadPlan, event: Event) -> Published:
    """The plan by the ids of the event; nothing is told to whom it never names."""
    seating = match_to_event(told, event).seating[: told.schedule.rounds].copy()
    seating[:, (seating < 0).all(axis=0)] = FREE
    return Published(
        tuple(p.id for p in event.participants), tuple(t.id for t in event.tables), seating
    )


def _changes(options: Namespace, event: Event) -> Changes:
    unnamed = [person for person in options.new if not person.id]
    ids = iter(newcomer_ids(event, len(unnamed)))
    return Changes(
        options.from_round,
        gone=tuple(_id_of(named, event) for named in options.gone),
        back=tuple(_id_of(named, event) for named in options.back),
        new=tuple(p if p.id else replace(p, id=next(ids)) for p in options.new),
        closed=tuple(options.table_lost),
        added=tuple(options.table_new),
        breaks=options.allow_breaks,
    )


def _id_of(named: str, event: Event) -> str:
    """The id of whoever is called so, by id or else by name; unknown ones as they are."""
    ids = {person.id for person in event.participants}
    called = [person.id for person in event.participants if person.name == named]
    if named in ids or not called:
        return named
    if len(called) > 1:
        raise refuse(
            "ambiguous-name",
            N_("Several people are called {name}; give the id: {ids}."),
            name=named, ids=called,
        )  # fmt: skip
    return called[0]


def _as_told(event: Event, published: Published) -> Metrics | None:
    """How good the plan was before; None where it does not fit the event as the file has it."""
    if len(published.seating) < event.rounds:
        return None
    try:
        problem = compile_event(event)
    except Refusal:
        return None
    return measure(problem, Schedule(published.seating), bound(problem))


@dataclass(frozen=True)
class Outcome:
    """The new plan beside the one that was told, and a fresh one where it is asked for."""

    left: Rest
    found: Plan
    before: Metrics | None
    fresh: Plan | None

    def told(self, *, verbose: bool) -> str:
        """Who moves and who sits out, for people."""
        rows = [(_("To be told"), self._moved(self.found.schedule))]
        if self.before is not None:
            rows.append((_("As it was told"), _figures(self.before)))
        if self.fresh is not None:
            rows.append((_("A fresh plan"), say(
                "{figures}; {moved}",
                figures=_figures(self.fresh.metrics), moved=self._moved(self.fresh.schedule),
            )))  # fmt: skip
        rows += self._breaks()
        lines = [columns(rows)]
        people = self._lines()
        if people:
            shown = people if verbose else people[:SHOWN]
            lines.append(columns(shown))
        if len(people) > SHOWN and not verbose:
            lines.append(say("and {count} more, with --verbose", count=len(people) - SHOWN))
        return "\n".join(lines)

    def for_programs(self) -> dict[str, Any]:
        people = self.left.event.participants
        return {
            "moved": int(moved(self.left.previous, self.found.schedule.seating).sum()),
            "moves": [
                {"person": people[move.person].id, "round": move.round + 1,
                 "told": self._place(move.told), "seat": self._place(move.seat)}
                for move in moves(self.left, self.found.schedule)
            ],
            "breaks": [
                {"round": r + 1, "person": people[i].id}
                for r, i in breaks(self.left, self.found.schedule)
            ],
            "before": _for_programs(self.before),
            "fresh": None if self.fresh is None else _for_programs(self.fresh.metrics),
        }  # fmt: skip

    def _breaks(self) -> Iterator[Row]:
        """Who sits out, by round."""
        names: dict[int, list[str]] = defaultdict(list)
        for r, i in breaks(self.left, self.found.schedule):
            names[r].append(self.left.event.participants[i].label)
        for r, who in names.items():
            yield say("Breaks, round {round}", round=r + 1), safe(listed(who))

    def _moved(self, schedule: Schedule) -> str:
        count = int(moved(self.left.previous, schedule.seating).sum())
        new = len({move.person for move in moves(self.left, schedule)}) - count
        text = counted(count, N_("{count} person has another seat"),
                       N_("{count} people have another seat"))  # fmt: skip
        if not new:
            return text
        return say("{moved}; told for the first time: {new}", moved=text, new=new)

    def _lines(self) -> list[Row]:
        """Each of those who have to be told something, with all of it."""
        each: dict[int, list[Move]] = defaultdict(list)
        for move in moves(self.left, self.found.schedule):
            each[move.person].append(move)
        people = self.left.event.participants
        return [(_name(people[i]), "; ".join(map(self._said, each[i]))) for i in sorted(each)]

    def _said(self, move: Move) -> str:
        if move.told == FREE:
            return say("round {round}: {seat}", round=move.round + 1, seat=self._seat(move.seat))
        return say(
            "round {round}: {seat}, not {told}",
            round=move.round + 1, seat=self._seat(move.seat), told=self._seat(move.told),
        )  # fmt: skip

    def _seat(self, place: int) -> str:
        return _("break") if place == BREAK else say("table {table}", table=self._place(place))

    def _place(self, place: int) -> str | None:
        """The id of a table, `break`, or None."""
        if place == BREAK:
            return "break"
        return None if place < 0 else self.left.event.tables[place].id


def _name(person: Participant) -> str:
    return safe(person.label)


def _figures(metrics: Metrics) -> str:
    return say(
        "{unique} unique meetings, repeats {repeats}, equity gap {gap}",
        unique=metrics.unique, repeats=metrics.repeats, gap=metrics.gap,
    )  # fmt: skip


def _for_programs(metrics: Metrics | None) -> dict[str, int] | None:
    if metrics is None:
        return None
    return {"unique": metrics.unique, "repeats": metrics.repeats, "gap": metrics.gap}
