from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from tui import keymap
from tui.actions import ACTIONS, ALWAYS_SHOWN, PLACES, Action
from tui.keys_page import PAGE, page
from tui.sections import SECTIONS


def test_ids_are_unique_and_name_a_place() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(ids) == len(set(ids))
    assert {action.place for action in ACTIONS} <= set(PLACES)


def test_no_key_means_two_things_where_both_can_be_meant() -> None:
    by_key: defaultdict[str, list[Action]] = defaultdict(list)
    for action in ACTIONS:
        for key in action.keys:
            by_key[key].append(action)
    clashes = [
        (key, one.id, other.id)
        for key, actions in by_key.items()
        for one, other in combinations(actions, 2)
        if keymap.meet(one.place, other.place)
    ]
    assert clashes == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_key_is_one_that_terminals_send(action: Action) -> None:
    _keys, problems = keymap.check({action.id: list(action.keys)})
    assert [str(problem) for problem in problems] == []


def test_sections_have_the_digits_in_order() -> None:
    keys = [section.key for section in SECTIONS]
    assert keys == sorted(keys)
    assert set(keys) <= set("123456789")


def test_help_and_quit_are_always_in_the_footer() -> None:
    shown = {action.id: action.short for action in ACTIONS}
    assert {"app.help", "app.quit"} <= set(ALWAYS_SHOWN)
    assert all(shown[action_id] for action_id in ALWAYS_SHOWN)


def test_the_page_of_keys_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python -m tui.keys_page"
