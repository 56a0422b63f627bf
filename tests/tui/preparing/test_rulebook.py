from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.event import Apart, Balance, Meet, Rule, Seat, Together
from planner.messages import Refusal
from planner.problem import compile_event
from planner.records import (
    EventRecord,
    MetBeforeRecord,
    ParticipantRecord,
    RuleRecord,
    TableRecord,
    met_before,
    rule_id,
)
from planner.rules import group_rules
from tui.preparing.rulebook import (
    APART,
    BALANCE,
    MEET,
    MET,
    SAME,
    SEAT,
    THERE,
    TOGETHER,
    Draft,
    Entry,
    Rulebook,
    against_draft,
    attributes_in_common,
    draft_of,
    entries,
    mend,
    objections,
    read_rulebook,
    remove,
    with_draft,
    write_draft,
)
from tui.store.reading import EventContents
from tui.store.store import Store

EVENT = EventRecord("e", "Gala", rounds=4)
NAMES = ("Ada", "Bob", "Cem", "Dee", "Eve", "Fay")
COMPANY = {"Ada": "Lumen", "Bob": "Lumen", "Cem": "Fjord"}
PEOPLE = tuple(
    ParticipantRecord(
        name, name, event_id="e", position=n,
        attributes={"company": COMPANY[name]} if name in COMPANY else {},
    )
    for n, name in enumerate(NAMES, 1)
)  # fmt: skip
TABLES = tuple(TableRecord(f"id-{n}", 3, {}, "e", label, n) for n, label in ((1, "Bar"), (2, "")))


def record(rule: Rule, position: int = 1) -> RuleRecord:
    return RuleRecord(rule_id("e", rule), rule, "e", position)


def evening(*rules: Rule, people: tuple[ParticipantRecord, ...] = PEOPLE) -> EventContents:
    records = tuple(record(rule, n) for n, rule in enumerate(rules, 1))
    return EventContents(EVENT, people, TABLES, records, ())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "speed-dating.db") as store:
        yield store


def kept(store: Store, contents: EventContents) -> None:
    with store.writing("event") as unit:
        unit.add(contents.event, *contents.people, *contents.tables, *contents.rules, *contents.met)


def rules_of(store: Store) -> list[Rule]:
    return [record.rule for record in store.all(RuleRecord, "e")]


PERSON = st.sampled_from(NAMES)
PAIR = st.lists(PERSON, min_size=2, max_size=4, unique=True).map(tuple)
ROUNDS = st.none() | st.sampled_from([(1,), (2, 3), (4,)])
RULES = st.lists(
    st.builds(Together, PAIR, rounds=ROUNDS, name=st.sampled_from(["", "twins", "1, 2"]))
    | st.builds(Apart, PAIR)
    | st.just(Apart(same="company"))
    | st.builds(Seat, PERSON, st.sampled_from(["id-1", "id-2"]), rounds=ROUNDS),
    max_size=6,
    unique_by=lambda rule: rule_id("e", rule),
)


# What speaks against rules


@given(RULES)
def test_as_much_speaks_against_rules_as_the_planner_says(rules: list[Rule]) -> None:
    contents = evening(*rules)
    codes: list[str] = []
    try:
        compile_event(contents.planned())
    except Refusal as refusal:
        codes = [message.code for message in refusal.messages]
    assert [objection.message.code for objection in objections(contents)] == codes


@given(RULES)
def test_objections_name_rules_by_number_and_name_and_tables_by_label(rules: list[Rule]) -> None:
    contents = evening(*rules)
    numbers = {record.id: n for n, record in enumerate(contents.rules, 1)}
    for objection in objections(contents):
        text = str(objection.message)
        assert "id-" not in text
        assert objection.rules
        for rule in objection.rules:
            name = contents.rules[numbers[rule] - 1].rule.name
            assert (f"{numbers[rule]} ({name})" if name else str(numbers[rule])) in text


def test_objections_reach_the_rules_concerned_only() -> None:
    contents = evening(
        Together(("Eve", "Fay")), Together(("Ada", "Bob"), name="twins"), Apart(("Ada", "Bob"))
    )
    (objection,) = objections(contents)
    assert objection.rules == tuple(r.id for r in contents.rules[1:])
    assert "2 (twins), 3 cannot all hold" in str(objection.message)
    assert "Ada, Bob" in str(objection.message)


def test_what_is_not_about_rules_names_none() -> None:
    (objection,) = objections(replace(evening(), people=PEOPLE * 2))
    assert (objection.message.code, objection.rules) == ("duplicate-id", ())


def test_of_many_rules_the_first_are_found_and_the_others_counted() -> None:
    apart = [Apart(pair) for pair in pairwise(NAMES)]
    contents = evening(*apart, Together(NAMES[:3]), *(Meet((NAMES[0], n)) for n in NAMES[1:]))
    assert all(objection.rules for objection in objections(contents))


# The list


def test_numbers_are_those_the_planner_uses() -> None:
    """It does not see a rule that names nobody any more."""
    contents = evening(Together(("gone", "Ada")), Apart(("Ada", "Bob")), Together(("Ada", "Bob")))
    listed = entries(Rulebook(contents, {"gone": "Gil"}))
    assert [entry.number for entry in listed] == [None, 1, 2]
    assert "1, 2 cannot all hold" in str(objections(contents)[0].message)


def test_people_who_are_not_there_all_evening_are_listed_after_the_rules() -> None:
    late = replace(PEOPLE[0], rounds=(3, 4))
    listed = entries(Rulebook(evening(Apart(("Ada", "Bob")), people=(late, *PEOPLE[1:]))))
    assert [(e.kind, e.who, e.rounds) for e in listed] == [
        (APART, ("Ada", "Bob"), None),
        (THERE, ("Ada",), (3, 4)),
    ]


def test_who_met_before_is_a_line_for_each_pair_typed_and_one_for_each_event() -> None:
    met = [
        met_before("e", "Bob", "Ada"),
        met_before("e", "Cem", "Dee", source="Gala"),
        met_before("e", "Cem", "Eve", source="Gala"),
        met_before("e", "Cem", "gone", source="Gala"),
        met_before("e", "gone", "Eve"),
    ]
    listed = entries(Rulebook(replace(evening(Apart(("Ada", "Bob"))), met=tuple(met))))
    assert [(e.kind, e.who, e.name) for e in listed] == [
        (APART, ("Ada", "Bob"), ""),
        (MET, ("Ada", "Bob"), ""),
        (MET, ("Cem", "Dee", "Eve"), "Gala"),
    ]


def test_only_what_two_people_share_is_in_common() -> None:
    people = (replace(PEOPLE[0], gender="F"), *PEOPLE[1:])
    assert attributes_in_common(people) == {"company": (2, 2)}


# Regression: rules that name somebody who was deleted


def test_a_rule_about_somebody_deleted_still_knows_the_name(store: Store) -> None:
    kept(
        store, evening(Together(("Ada", "Bob", "Cem")), Apart(("Ada", "Dee")), Seat("Ada", "id-1"))
    )
    with store.writing("delete") as unit:
        unit.delete(PEOPLE[0])
    with store.reading() as reader:
        book = read_rulebook(reader, "e")
    assert book is not None
    assert [(e.who, e.missing, e.dead) for e in entries(book)] == [
        (("Bob", "Cem"), ("Ada",), False),
        (("Dee",), ("Ada",), True),
        ((), ("Ada",), True),
    ]
    assert not objections(book.contents)


def test_nobody_knows_the_name_of_somebody_erased(store: Store) -> None:
    kept(store, evening(Together(("Ada", "Bob"))))
    store.erase(PEOPLE[0])
    with store.reading() as reader:
        book = read_rulebook(reader, "e")
    assert book is not None
    assert entries(book)[0].missing == ("?",)


def test_a_table_that_was_removed_is_missing_too(store: Store) -> None:
    kept(store, evening(Seat("Ada", "id-1", name="host")))
    with store.writing("delete") as unit:
        unit.delete(TABLES[0])
    with store.reading() as reader:
        book = read_rulebook(reader, "e")
    assert book is not None
    (entry,) = entries(book)
    assert (entry.missing, entry.dead) == (("Bar",), True)
    assert draft_of(entry, book) == Draft(SEAT, ("Ada",), name="host")


def test_mending_takes_out_who_is_gone_and_is_undone(store: Store) -> None:
    before = (
        Together(("Ada", "Bob", "Cem"), name="trio"), Apart(("Ada", "Dee")), Apart(("Bob", "Cem")),
        Apart(("Ada", "Bob", "Cem")),
    )  # fmt: skip
    kept(store, evening(*before))
    with store.writing("delete") as unit:
        unit.delete(PEOPLE[0])
    with store.reading() as reader:
        book = read_rulebook(reader, "e")
    assert book is not None
    with store.writing("mend") as unit:
        mend(unit, "e", [entry for entry in entries(book) if entry.missing])
    assert rules_of(store) == [Together(("Bob", "Cem"), name="trio"), Apart(("Bob", "Cem"))]
    store.undo()
    assert rules_of(store) == list(before)


@given(RULES, st.sets(PERSON, max_size=4))
def test_mended_rules_say_what_the_planner_heard_before(rules: list[Rule], gone: set[str]) -> None:
    """With a stand-in for the unit: a store for each example would take minutes."""
    people = tuple(p for p in PEOPLE if p.id not in gone)
    contents = evening(*rules, people=people)
    unit = Shelf(contents)
    listed = entries(Rulebook(contents, {name: name for name in gone}))
    mend(unit, "e", [entry for entry in listed if entry.missing])  # type: ignore[arg-type]
    after = unit.contents("e")
    assert not any(entry.missing for entry in entries(Rulebook(after)))
    assert demands(after) == demands(contents)


def demands(contents: EventContents) -> set[object]:
    """What the rules ask of every single round."""
    return {
        (rule.kind, frozenset(rule.people), rule.table, round_)
        for rule in group_rules(contents.planned())
        for round_ in range(EVENT.rounds)
        if rule.holds_in(round_)
    }


class Shelf:
    """What `mend` asks of a unit of writing."""

    def __init__(self, contents: EventContents) -> None:
        self._contents = contents
        self._rules = {record.id: record for record in contents.rules}

    def contents(self, event_id: str) -> EventContents:
        return replace(self._contents, rules=tuple(self._rules.values()))

    def add(self, record: RuleRecord) -> None:
        self._rules[record.id] = record

    def delete(self, record: RuleRecord) -> None:
        del self._rules[record.id]

    def change(self, record: RuleRecord, rule: Rule) -> RuleRecord:
        changed = replace(record, rule=rule)
        self._rules[record.id] = changed
        return changed


# Writing rules


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        (
            Draft(TOGETHER, ("Ada", "Bob"), rounds="2-", name=" twins "),
            Together(("Ada", "Bob"), rounds=(2, 3, 4), name="twins"),
        ),
        (Draft(APART, ("Ada", "Bob", "Cem")), Apart(("Ada", "Bob", "Cem"))),
        (Draft(APART, ("Ada", "Bob"), times="0"), Apart(("Ada", "Bob"))),
        (Draft(APART, ("Ada", "Bob"), times="2"), Apart(("Ada", "Bob"), at_most=2)),
        (Draft(SAME, same="company"), Apart(same="company")),
        (Draft(SAME, same="company", times="1"), Apart(same="company", at_most=1)),
        (Draft(MEET, ("Ada", "Bob")), Meet(("Ada", "Bob"), at_least=1)),
        (Draft(MEET, ("Ada", "Bob"), times="2 -"), Meet(("Ada", "Bob"), at_least=2)),
        (Draft(MEET, ("Ada", "Bob"), times="1"), Meet(("Ada", "Bob"), times=1)),
        (Draft(BALANCE, same="company"), Balance("company")),
        (Draft(BALANCE, same="company", weight="3"), Balance("company", weight=3)),
        (Draft(SEAT, ("Ada",), table="bar"), Seat("Ada", "id-1")),
        (Draft(SEAT, ("Ada",), table="2", rounds="1"), Seat("Ada", "id-2", rounds=(1,))),
    ],
)
def test_a_draft_becomes_a_rule_and_the_rule_that_draft(
    store: Store, draft: Draft, rule: Rule
) -> None:
    kept(store, evening())
    with store.writing("rule") as unit:
        write_draft(unit, "e", draft)
    assert rules_of(store) == [rule]
    with store.reading() as reader:
        book = read_rulebook(reader, "e")
    assert book is not None
    again = with_draft(book.contents, draft_of(entries(book)[0], book), entries(book)[0])[0]
    assert again.rules == book.contents.rules


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (Draft(TOGETHER, ("Ada",)), "two-or-more"),
        (Draft(TOGETHER, ("Ada", "Bob"), rounds="x"), "not-rounds-typed"),
        (Draft(SAME), "nothing-in-common"),
        (Draft(SEAT, (), table="Bar"), "nobody-chosen"),
        (Draft(SEAT, ("Ada",), table="9"), "no-such-table"),
        (Draft(SEAT, ("Ada",)), "table-missing"),
        (Draft(THERE, (), rounds="1"), "nobody-chosen"),
        (Draft(MEET, ("Ada",)), "two-or-more"),
        (Draft(MEET, ("Ada", "Bob"), times="0"), "not-times-typed"),
        (Draft(MEET, ("Ada", "Bob"), times="5"), "not-times-typed"),
        (Draft(MEET, ("Ada", "Bob"), times="often"), "not-times-typed"),
        (Draft(APART, ("Ada", "Cem"), times="9"), "not-between"),
        (Draft(BALANCE, same="company", weight="0"), "not-between"),
        (Draft(BALANCE), "nothing-in-common"),
        (Draft(MET, ("Ada",)), "two-or-more"),
        (Draft(MET, ("Ada", "Bob"), weight="x"), "not-between"),
        (Draft(APART, ("Bob", "Ada")), "same-rule"),
    ],
)
def test_a_draft_that_says_nothing_is_refused(draft: Draft, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        with_draft(evening(Apart(("Ada", "Bob"))), draft)
    assert refused.value.messages[0].code == code


def test_the_first_chosen_meets_each_of_the_others(store: Store) -> None:
    kept(store, evening(Apart(("Ada", "Bob"))))
    draft = Draft(MEET, ("Cem", "Ada", "Bob"), times="2", name="sponsor")
    with store.writing("rule") as unit:
        write_draft(unit, "e", draft)
    assert rules_of(store)[1:] == [
        Meet(("Cem", "Ada"), times=2, name="sponsor"),
        Meet(("Cem", "Bob"), times=2, name="sponsor"),
    ]
    with pytest.raises(Refusal, match="such a rule already"), store.writing("again") as unit:
        write_draft(unit, "e", Draft(MEET, ("Bob", "Cem")))
    store.undo()
    assert rules_of(store) == [Apart(("Ada", "Bob"))]


def test_everybody_chosen_met_everybody_else_and_it_is_changed_removed_and_undone(
    store: Store,
) -> None:
    kept(store, evening())

    def write(draft: Draft, changed: Entry | None = None) -> Entry:
        with store.writing("met") as unit:
            write_draft(unit, "e", draft, changed)
        (entry,) = read(store)
        return entry

    entry = write(Draft(MET, ("Cem", "Ada", "Bob"), name="Gala"))
    assert {m.who for m in met_of(store)} == {("Ada", "Bob"), ("Ada", "Cem"), ("Bob", "Cem")}
    entry = write(replace(draft_of(entry, book_of(store)), weight="4", name="Ball"), entry)
    assert {(m.weight, m.source) for m in met_of(store)} == {(4, "Ball")}
    assert len(met_of(store)) == 3
    with store.writing("remove") as unit:
        remove(unit, entry)
    assert not met_of(store)
    for _ in range(3):
        store.undo()
    assert not met_of(store)


def test_a_pair_typed_is_changed_to_another(store: Store) -> None:
    kept(store, replace(evening(), met=(met_before("e", "Ada", "Bob"),)))
    (entry,) = read(store)
    with store.writing("met") as unit:
        write_draft(unit, "e", replace(draft_of(entry, book_of(store)), who=("Ada", "Cem")), entry)
    assert [m.who for m in met_of(store)] == [("Ada", "Cem")]


def book_of(store: Store) -> Rulebook:
    with store.reading() as reader:
        book = read_rulebook(reader, "e")
    assert book is not None
    return book


def read(store: Store) -> list[Entry]:
    return entries(book_of(store))


def met_of(store: Store) -> list[MetBeforeRecord]:
    return store.all(MetBeforeRecord, "e")


def test_nobody_is_seated_where_there_are_no_tables() -> None:
    with pytest.raises(Refusal, match="There are no tables yet"):
        with_draft(replace(evening(), tables=()), Draft(SEAT, ("Ada",), table="1"))


def test_a_changed_rule_keeps_its_place_and_its_reason(store: Store) -> None:
    kept(store, evening(Apart(("Ada", "Bob"), reason="rivals"), Apart(("Cem", "Dee"))))
    with store.reading() as reader:
        book = read_rulebook(reader, "e")
    assert book is not None
    first = entries(book)[0]
    draft = replace(draft_of(first, book), who=("Ada", "Cem"))
    with store.writing("change") as unit:
        write_draft(unit, "e", draft, first)
    assert rules_of(store) == [Apart(("Ada", "Cem"), reason="rivals"), Apart(("Cem", "Dee"))]
    store.undo()
    assert rules_of(store)[0] == Apart(("Ada", "Bob"), reason="rivals")


def test_attendance_is_written_to_the_people_and_taken_back(store: Store) -> None:
    kept(store, evening())
    with store.writing("late") as unit:
        write_draft(unit, "e", Draft(THERE, ("Ada", "Bob"), rounds="3-"))
    late = [p for p in store.all(ParticipantRecord, "e") if p.rounds is not None]
    assert [(p.id, p.rounds) for p in late] == [("Ada", (3, 4)), ("Bob", (3, 4))]
    with store.reading() as reader:
        book = read_rulebook(reader, "e")
    assert book is not None
    with store.writing("there") as unit:
        remove(unit, entries(book)[0])
    assert store.all(ParticipantRecord, "e")[0].rounds is None


def test_a_draft_is_held_against_the_other_rules() -> None:
    contents = evening(Apart(("Ada", "Bob"), name="rivals"), Seat("Cem", "id-1"))
    (message,) = against_draft(contents, Draft(TOGETHER, ("Ada", "Bob")))
    assert "1 (rivals), 3 cannot all hold" in str(message)
    assert against_draft(contents, Draft(TOGETHER, ("Ada", "Cem"))) == []


def test_a_changed_rule_is_not_held_against_itself() -> None:
    contents = evening(Together(NAMES[:4]), Apart(("Ada", "Eve")))
    book = Rulebook(contents)
    first = entries(book)[0]
    assert against_draft(contents, draft_of(first, book), first)
    assert against_draft(contents, replace(draft_of(first, book), who=("Ada", "Bob")), first) == []


def test_what_was_impossible_before_is_not_held_against_who_comes_late() -> None:
    contents = evening(Together(NAMES[:4]))
    late = Draft(THERE, ("Fay",), rounds="2-")
    assert [m.code for m in against_draft(contents, late)] == []
