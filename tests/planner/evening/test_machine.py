"""An evening lived at random: people come and go, the clock is played with, the rest is planned
again, and a second device writes from what it knew a moment ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from planner.evening import checkin, clock
from planner.evening.checkin import there
from planner.evening.facts import Evening
from planner.evening.replanning import remainder
from planner.evening.rounds import (
    corrected,
    gaps,
    met,
    played,
    seated,
    settled,
    table_of,
    told,
)
from planner.event import PlayedTable
from planner.ids import new_id
from planner.kept_plans import KeptPlan
from planner.messages import Refusal
from planner.problem import compile_event
from planner.records import ParticipantRecord, Record, invalid_fields
from planner.replan import Rest
from planner.revision import keep
from planner.schedule import BREAK
from tests.planner.evening.evenings import EIGHT, EVENING, PLANS

ROUNDS = 6
people = st.sampled_from("abcdefgh")
steps = st.sampled_from(["start", "end", "skip", "back", "pause", "resume", "add", "due", "close"])


class AnEvening(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.evening: Evening = replace(EVENING, event=replace(EVENING.event, rounds=ROUNDS))
        plan = replace(PLANS["plan"], seating=PLANS["plan"].seating * 2)
        self.plans: dict[str, KeptPlan] = {"plan": plan}
        self.now = EIGHT
        self.ended: dict[str, tuple[PlayedTable, ...]] = {}
        """What was written about the rounds that have ended, by the id of the sitting."""

    def save(self, records: list[Record]) -> None:
        assert not [problem for record in records for problem in invalid_fields(record)]
        self.evening = self.evening.after(records)

    @rule(step=steps, wait=st.integers(0, 900))
    def play_with_the_clock(self, step: str, wait: int) -> None:
        self.now += timedelta(seconds=wait)
        try:
            changes = getattr(clock, step)(self.evening, self.now)
        except Refusal:
            return
        self.save(settled(self.evening, self.plans, changes))

    @rule()
    def go_on(self) -> None:
        self.play_with_the_clock("skip", 60)

    @rule(person=people, wait=st.integers(0, 60))
    def come_or_take_it_back(self, person: str, wait: int) -> None:
        self.now += timedelta(seconds=wait)
        guest = next(p for p in self.evening.people if p.id == person)
        shown = checkin.presence(self.evening, guest)
        self.save(checkin.toggle(self.evening, person, shown, self.now))

    @rule(who=st.sets(people), what=st.sampled_from(["arrive", "leave", "not_coming"]))
    def come_and_go(self, who: set[str], what: str) -> None:
        if what == "not_coming":
            self.save(checkin.not_coming(self.evening, who))
        else:
            self.save(getattr(checkin, what)(self.evening, who, self.now))

    @precondition(lambda self: len(self.evening.people) < 14)
    @rule()
    def walk_in(self) -> None:
        self.save(checkin.walk_in(self.evening, ParticipantRecord("", "Zoë"), self.now))

    @precondition(lambda self: self.evening.begun)
    @rule(person=people, table=st.sampled_from(["t1", "t2", ""]), data=st.data())
    def correct(self, person: str, table: str, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.evening.begun)))
        self.save(corrected(self.evening, self.plans, number, person, table))

    @rule()
    def plan_the_rest_again(self) -> None:
        try:
            rest = remainder(self.evening, self.plans)
            problem = compile_event(rest.event)
        except Refusal:
            return
        assert rest.event.played == played(self.evening, self.plans)
        seating = keep(problem, rest.previous)
        if seating is not None:
            self._accept(rest, seating)

    def _accept(self, rest: Rest, seating: np.ndarray[tuple[int, int], np.dtype[np.int32]]) -> None:
        plan_id = new_id()
        ids = tuple(person.id for person in rest.event.participants)
        tables = tuple(table.id for table in rest.event.tables)
        self.plans[plan_id] = KeptPlan(ids, tables, seating.tolist(), {}, {})
        self.save([replace(self.evening.event, plan_id=plan_id)])
        assert not gaps(self.evening, self.plans)
        for number in range(self.evening.coming, self.evening.event.rounds + 1):
            resting = {
                id_ for id_, seat in zip(ids, seating[number - 1], strict=True) if seat == BREAK
            }
            sat = set(table_of(told(self.evening, self.plans, number)))
            assert sat | resting == there(self.evening, number)

    @invariant()
    def played_rounds_never_change(self) -> None:
        for sitting in self.evening.sittings:
            assert self.ended.setdefault(sitting.id, sitting.tables) == sitting.tables
        for record in self.evening.begun.values():
            if record.ended:
                assert record.sitting_id in self.ended
                assert seated(self.evening, {}, record.number) == self.ended[record.sitting_id]

    @invariant()
    def nobody_is_seated_twice_and_nobody_absent(self) -> None:
        for number in range(1, self.evening.event.rounds + 1):
            tables = seated(self.evening, self.plans, number)
            everybody = [id_ for table in tables for id_ in table.who]
            assert len(everybody) == len(set(everybody))
            if number >= self.evening.coming:
                assert set(everybody) <= there(self.evening, number)

    @invariant()
    def everybody_is_counted_once(self) -> None:
        counts = checkin.counts(self.evening)
        assert counts.people == len(self.evening.people)
        assert counts.here <= len(self.evening.people)

    @invariant()
    def meeting_is_mutual(self) -> None:
        found = met(self.evening, self.plans)
        assert all(one in found[other] for one, others in found.items() for other in others)

    @invariant()
    def the_clock_is_one_thing(self) -> None:
        shown = clock.clock(self.evening, self.now)
        assert shown.left >= timedelta(0)
        assert not (shown.left and shown.overtime)
        assert shown.round == self.evening.coming - 1
        assert (shown.phase == "before") <= (not self.evening.begun)


TestAnEvening = AnEvening.TestCase
TestAnEvening.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
