from __future__ import annotations

from planner.pipeline import make_plan
from planner.problem import compile_event
from tui.preparing.demo import sample_event
from tui.store.store import Store


def test_the_first_plan_of_a_newcomer_is_the_best_there_is() -> None:
    with Store.open() as store:
        contents = store.contents(sample_event(store))
    assert contents is not None
    plan = make_plan(compile_event(contents.planned()))
    assert plan.proved_best
    assert plan.metrics.quality.score == 100
    assert plan.metrics.vips is not None
    assert plan.metrics.vips.people == 4
    assert [rule.broken for rule in plan.metrics.rules] == [0, 0, 0]


def test_undo_never_takes_the_sample_away() -> None:
    with Store.open() as store:
        sample_event(store)
        assert store.undoable() is None
