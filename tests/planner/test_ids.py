from __future__ import annotations

from uuid import UUID

from planner.ids import new_id, relation_id


def test_new_ids_are_of_version_7_and_differ() -> None:
    made = [UUID(new_id()) for _ in range(1000)]
    assert {(u.version, u.variant) for u in made} == {(7, "specified in RFC 4122")}
    assert len(set(made)) == len(made)


def test_ids_sort_by_the_time_they_were_made(monkeypatch: object) -> None:
    import time
    from unittest.mock import patch

    times = iter(range(1_700_000_000_000_000_000, 1_700_000_000_010_000_000, 10_000))
    with patch.object(time, "time_ns", lambda: next(times)):
        made = [new_id() for _ in range(1000)]
    assert made == sorted(made)


def test_a_relation_has_one_id_for_its_owner() -> None:
    owner = new_id()
    assert relation_id(owner, "a", "b") == relation_id(owner, "a", "b")
    assert relation_id(owner, "a", "b") != relation_id(owner, "ab")
    assert relation_id(owner, "a", "b") != relation_id(new_id(), "a", "b")
    assert relation_id("no uuid", "a") == relation_id("no uuid", "a")
