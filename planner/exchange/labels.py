"""How a file names people and tables: by the ids they were given, or by numbers."""

from __future__ import annotations

from collections.abc import Sequence


def are_numbers(ids: Sequence[str]) -> bool:
    """Whether nobody gave these ids: they are "0", "1", ... in order, as in the short form."""
    return all(text == str(i) for i, text in enumerate(ids))


def labels_for_programs(ids: Sequence[str]) -> list[str] | list[int]:
    """The ids as given; numbers from 0 where none were given."""
    return list(range(len(ids))) if are_numbers(ids) else list(ids)


def labels_for_people(ids: Sequence[str]) -> list[str]:
    """The ids as given; numbers from 1 where none were given."""
    return [str(i + 1) for i in range(len(ids))] if are_numbers(ids) else list(ids)
