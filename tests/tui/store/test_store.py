from __future__ import annotations

import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from planner.event import Apart, Rule, Seat, Together
from planner.ids import new_id
from planner.messages import Refusal
from planner.records import (
    EventRecord,
    ParticipantRecord,
    PlanPartRecord,
    PlanRecord,
    RuleRecord,
    TableRecord,
    rule_id,
)
from tui.store import settings
from tui.store.place import store_path
from tui.store.store import Store
from tui.store.unit import Unit

ANSWER = {
    "seating": [[0, 0, 0, 1, 1, 1]] * 3,
    "metrics": {
        "unique": 6, "bound": 15, "gap": 0, "repeats": 6, "quality": {"score": 61},
        "broken": {"seats": 0, "apart": 2},
        "rules": [{"rule": {"params": {"who": "Ada, Bob"}}, "broken": 2}],
    },
    "proof": {"method": "local search", "stopped": "", "proved_best": False},
}  # fmt: skip


def names(store: Store, event: EventRecord) -> list[str]:
    return [person.first_name for person in store.all(ParticipantRecord, event.id)]


def test_what_is_written_is_read_in_its_order(store: Store, evening: EventRecord) -> None:
    contents = store.contents(evening.id)
    assert contents is not None
    assert contents.event == evening == store.get(EventRecord, evening.id)
    assert names(store, evening) == ["Ada", "Bob", "Cem", "Dee", "Eve", "Fay"]
    assert [table.label for table in contents.tables] == ["T1", "T2"]
    (summary,) = store.events()
    assert (summary.people, summary.vips, summary.tables, summary.seats) == (6, 0, 2, 6)


def test_what_is_written_is_there_for_the_next_program(
    store: Store, path: Path, evening: EventRecord
) -> None:
    before = store.contents(evening.id)
    store.close()
    with Store.open(path) as again:
        assert again.contents(evening.id) == before


def test_the_file_lies_where_the_home_says_and_is_nobody_elses(home: Path) -> None:
    with Store.open() as store:
        assert store.path == store_path() == home / "data" / "speed-dating.db"
        assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
        files = list(store.path.parent.iterdir())
        assert {stat.S_IMODE(file.stat().st_mode) for file in files if file.is_file()} == {0o600}


def _write_then_fail(unit: Unit, event: EventRecord) -> None:
    unit.change(event, name="Gone")
    raise ZeroDivisionError


def test_a_unit_that_fails_leaves_nothing(store: Store, evening: EventRecord) -> None:
    with pytest.raises(ZeroDivisionError), store.writing("doomed") as unit:
        _write_then_fail(unit, evening)
    assert store.get(EventRecord, evening.id) == evening
    assert str(store.undoable()) == "new event"


def test_a_change_writes_its_own_fields_only(store: Store, ada: ParticipantRecord) -> None:
    with store.writing("elsewhere") as unit:
        unit.change(ada, notes="vegetarian")
    with store.writing("here, from what was read before") as unit:
        assert unit.change(ada, vip=True) == replace(ada, vip=True)
    assert store.get(ParticipantRecord, ada.id) == replace(ada, vip=True, notes="vegetarian")


def test_many_are_changed_at_once(store: Store, evening: EventRecord) -> None:
    with store.writing("all VIP") as unit:
        unit.change_all(unit.all(ParticipantRecord, evening.id), vip=True)
    assert store.events()[0].vips == 6


def test_invalid_values_are_refused_and_nothing_is_written(
    store: Store, ada: ParticipantRecord
) -> None:
    with pytest.raises(Refusal) as refusal, store.writing("rename") as unit:
        unit.save(replace(ada, vip=True), replace(ada, email="nonsense"))
    assert refusal.value.messages[0].code == "bad-email"
    with pytest.raises(Refusal), store.writing("company") as unit:
        unit.change(ada, attributes={"company": "x" * 999})
    assert store.get(ParticipantRecord, ada.id) == ada


def test_what_came_in_invalid_can_still_be_changed_elsewhere(
    store: Store, ada: ParticipantRecord
) -> None:
    odd = replace(ada, email="from another version")
    with store.writing("VIP") as unit:
        unit.change(odd, vip=True)
    assert store.get(ParticipantRecord, ada.id) == replace(ada, vip=True)


def test_children_hide_with_their_parent_and_come_back(store: Store, evening: EventRecord) -> None:
    before = store.contents(evening.id)
    with store.writing("delete") as unit:
        unit.delete(evening)
    assert store.contents(evening.id) is None
    assert not store.events()
    assert not store.all(ParticipantRecord)
    assert not store.all(TableRecord)
    assert store.deleted(EventRecord) == [evening]
    assert store.deleted(ParticipantRecord) == []
    with store.writing("restore") as unit:
        unit.restore(evening)
    assert store.contents(evening.id) == before


def test_saving_never_revives_and_adding_does(store: Store, ada: ParticipantRecord) -> None:
    with store.writing("delete") as unit:
        unit.delete(ada)
    with store.writing("stale save") as unit:
        unit.save(replace(ada, vip=True))
    assert store.get(ParticipantRecord, ada.id) is None
    with store.writing("again") as unit:
        unit.add(ada)
    assert store.get(ParticipantRecord, ada.id) == ada


def test_a_change_to_somebody_unknown_does_not_invent_her(store: Store) -> None:
    nobody = ParticipantRecord(new_id(), "Nobody")
    with store.writing("change") as unit:
        unit.change(nobody, vip=True)
        unit.delete(nobody)
    assert store.undoable() is None


def test_rules_shrink_with_the_people_they_name(store: Store, evening: EventRecord) -> None:
    people = store.all(ParticipantRecord, evening.id)
    table = store.all(TableRecord, evening.id)[0]
    a, b, c = (person.id for person in people[:3])
    rules: list[Rule] = [
        Together((a, b)),
        Apart((a, b, c)),
        Apart(same="company"),
        Seat(a, table.id),
    ]
    with store.writing("rules") as unit:
        unit.add(
            *(
                RuleRecord(rule_id(evening.id, rule), rule, evening.id, n)
                for n, rule in enumerate(rules)
            )
        )
        unit.delete(people[0])
    contents = store.contents(evening.id)
    assert contents is not None
    assert [record.rule for record in contents.rules] == rules
    assert contents.planned().rules == (Apart((b, c)), Apart(same="company"))


def test_a_plan_is_kept_with_its_figures_and_without_names(
    store: Store, evening: EventRecord
) -> None:
    contents = store.contents(evening.id)
    assert contents is not None
    with store.writing("plan") as unit:
        plan = unit.add_plan(evening.id, contents.planned(), ANSWER)
        unit.change(evening, plan_id=plan.id, state="planned")
    after = store.contents(evening.id)
    assert after is not None
    assert after.plan == plan == after.plans[0]
    assert plan.digest == after.digest
    assert (plan.unique, plan.bound, plan.broken, plan.score) == (6, 15, 2, 61.0)
    kept = store.unpack(plan)
    assert kept.seating == ANSWER["seating"]
    assert kept.people == tuple(person.id for person in contents.people)
    assert not any("Ada" in part.text for part in store.all(PlanPartRecord, plan.id))


@pytest.mark.parametrize(
    ("changes", "outdated"),
    [({"first_name": "Ida"}, False), ({"notes": "x"}, False), ({"vip": True}, True),
     ({"rounds": (1,)}, True), ({"attributes": {"company": "X"}}, False)],
)  # fmt: skip
def test_a_plan_is_out_of_date_after_what_counts(
    store: Store, evening: EventRecord, ada: ParticipantRecord,
    changes: dict[str, object], outdated: bool,
) -> None:  # fmt: skip
    before = store.contents(evening.id)
    with store.writing("edit") as unit:
        unit.change(ada, **changes)
        unit.change(evening, seed=7, effort="thorough")
    after = store.contents(evening.id)
    assert before is not None
    assert after is not None
    assert (before.digest != after.digest) is outdated


def test_a_large_plan_comes_in_parts_and_a_missing_part_is_told(
    store: Store, evening: EventRecord
) -> None:
    contents = store.contents(evening.id)
    assert contents is not None
    large = {**ANSWER, "seating": [[1] * 6] * 50_000}
    with store.writing("plan") as unit:
        plan = unit.add_plan(evening.id, contents.planned(), large)
    parts = store.all(PlanPartRecord, plan.id)
    assert plan.parts == len(parts) > 1
    assert store.unpack(plan).seating == large["seating"]
    with store.writing("lose a part") as unit:
        unit.delete(parts[0])
    with pytest.raises(Refusal, match="missing"):
        store.unpack(plan)


def test_plans_are_written_once(store: Store, evening: EventRecord) -> None:
    contents = store.contents(evening.id)
    assert contents is not None
    with store.writing("plan") as unit:
        plan = unit.add_plan(evening.id, contents.planned(), ANSWER)
    with pytest.raises(Exception, match="written once"), store.writing("embellish") as unit:
        unit.change(plan, unique=15)
    assert store.all(PlanRecord, evening.id) == [plan]


def test_reading_inside_a_unit_sees_what_it_has_written(store: Store, evening: EventRecord) -> None:
    with store.writing("venue") as unit:
        unit.change(evening, venue="X")
        assert store.get(EventRecord, evening.id) == replace(evening, venue="X")
        with pytest.raises(RuntimeError, match="within another"), store.writing("more"):
            pass
    assert store.get(EventRecord, evening.id) == replace(evening, venue="X")


def test_another_programs_writes_are_noticed(
    store: Store, path: Path, evening: EventRecord
) -> None:
    with Store.open(path) as other:
        store.changed_elsewhere()
        seen = store.revision
        with store.writing("own") as unit:
            unit.change(evening, venue="Here")
        assert (store.changed_elsewhere(), store.revision) == (False, seen + 1)
        with other.writing("theirs") as unit:
            unit.change(evening, venue="There")
        assert (store.changed_elsewhere(), store.revision) == (True, seen + 2)
        assert not store.changed_elsewhere()


def test_threads_take_turns(store: Store, evening: EventRecord) -> None:
    def count() -> None:
        for _ in range(20):
            with store.writing("count") as unit:
                event = unit.get(EventRecord, evening.id)
                assert event is not None
                unit.change(event, seed=event.seed + 1)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    event = store.get(EventRecord, evening.id)
    assert event is not None
    assert event.seed == evening.seed + 80


def test_settings_are_kept_and_read_without_the_store(store: Store, path: Path) -> None:
    assert store.settings() == settings.Settings()
    store.change_settings(language="fr", mouse=False)
    store.change_settings(language="en")
    assert store.settings() == settings.read(path) == settings.Settings(language="en", mouse=False)
    assert settings.read(path.with_name("none.db")) == settings.Settings()
    assert not path.with_name("none.db").exists()
