from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.event import Balance
from planner.records import EventRecord, ParticipantRecord, RuleRecord, TableRecord
from tui.preparing.kinds import KINDS, Kind, take, with_proposal
from tui.preparing.outlook import outlook
from tui.store.reading import EventContents
from tui.store.store import Store

EVENT = EventRecord("e", "Gala", rounds=4)
BY_ID = {kind.id: kind for kind in KINDS}


def guests(women: int, men: int) -> tuple[ParticipantRecord, ...]:
    return tuple(
        ParticipantRecord(f"p{n}", f"Guest {n}", gender="F" if n < women else "M", event_id="e",
                          attributes={"Team": f"T{n % 5}"}, position=n)
        for n in range(women + men)
    )  # fmt: skip


def evening(*people: ParticipantRecord) -> EventContents:
    return EventContents(EVENT, people, (TableRecord("t1", 3, {}, "e", "Bar", 1),), (), ())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "speed-dating.db") as store:
        yield store


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_what_is_proposed_is_what_is_kept_and_is_undone(kind: Kind, store: Store) -> None:
    contents = evening(*guests(22, 19))
    with store.writing("event") as unit:
        unit.add(contents.event, *contents.people, *contents.tables)
    proposal = kind.propose(contents)
    assert proposal is not None
    with store.writing("preset") as unit:
        take(unit, "e", proposal)
    wanted, found = with_proposal(contents, proposal), store.contents("e")
    assert found is not None
    assert found.event == wanted.event
    assert [t.seats for t in found.tables] == list(proposal.sizes)
    assert found.tables[0].label == "Bar"
    assert found.rules == wanted.rules
    with store.writing("again") as unit:
        take(unit, "e", proposal)
    again = store.contents("e")
    assert again is not None
    assert len(again.rules) == len(found.rules)
    store.undo()
    assert store.contents("e") == contents


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_what_is_proposed_for_people_can_be_planned(kind: Kind) -> None:
    contents = evening(*guests(22, 19))
    proposal = kind.propose(contents)
    assert proposal is not None
    if kind.id == "30":
        proposal = replace(proposal, sizes=(7,) * 6)
    assert outlook(with_proposal(contents, proposal)).against == ()


def test_dating_one_to_one_has_a_table_for_each_of_the_smaller_side_and_the_others_rest() -> None:
    contents = evening(*guests(22, 19))
    proposal = BY_ID["dating"].propose(contents)
    assert proposal is not None
    assert (proposal.sizes, proposal.rounds) == ((2,) * 19, 10)
    found = outlook(with_proposal(contents, proposal)).figures
    assert found is not None
    assert found.pairs == 22 * 19
    assert found.sides == (("F", 22), ("M", 19))
    assert "rests 1-2 of 10 rounds" in str(found.notices[0])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_before_anybody_is_on_the_list_there_are_proposals_and_figures(kind: Kind) -> None:
    contents = evening()
    proposal = kind.propose(contents)
    if kind.id == "teams":
        assert proposal is None
        return
    assert proposal is not None
    found = outlook(with_proposal(contents, proposal))
    assert found.assumed
    assert found.figures is not None


def test_teams_are_what_people_come_in() -> None:
    proposal = BY_ID["teams"].propose(evening(*guests(22, 19)))
    assert proposal is not None
    assert proposal.rules == (Balance("Team"),)
    companies = [replace(p, attributes={"company": f"C{p.position % 3}"}) for p in guests(5, 5)]
    proposal = BY_ID["teams"].propose(evening(*companies))
    assert proposal is not None
    assert proposal.rules == (Balance("company"),)
    same = [replace(p, attributes={"company": "One"}) for p in guests(5, 5)]
    assert BY_ID["teams"].propose(evening(*same)) is None


def test_a_rule_that_is_there_stays_as_it_is() -> None:
    contents = evening(*guests(5, 5))
    proposal = BY_ID["teams"].propose(contents)
    assert proposal is not None
    (record,) = with_proposal(contents, proposal).rules
    heavier = RuleRecord(record.id, Balance("Team", weight=5), "e", 1)
    assert with_proposal(replace(contents, rules=(heavier,)), proposal).rules == (heavier,)
