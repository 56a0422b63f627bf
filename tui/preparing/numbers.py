"""Whole numbers as people type them."""

from __future__ import annotations

from collections.abc import Callable

from planner.messages import N_, refuse


def whole(low: int, high: int) -> Callable[[str], int]:
    """A parser of whole numbers in this range, which raises Refusal."""

    def parse(text: str) -> int:
        digits = text.strip()
        if not digits.isdecimal() or len(digits) > 9 or not low <= int(digits) <= high:
            raise refuse(
                "not-between", N_("“{text}” is no whole number between {low} and {high}."),
                text=digits, low=low, high=high,
            )  # fmt: skip
        return int(digits)

    return parse
