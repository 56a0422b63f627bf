"""Days as the reader writes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from planner.messages import N_, refuse
from tui import texts
from tui.texts import _

SOON: Final = timedelta(days=30)
EXAMPLE: Final = "2026-11-20"
"""A day to show how days are typed."""

_DAYS: Final = (
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
)  # fmt: skip
_MONTHS: Final = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def day(iso: str) -> str:
    """`2026-11-20` as `Fri 20 Nov 2026`; what is no date stays as it is."""
    try:
        value = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{_(_DAYS[value.weekday()])} {value.day:2} {_(_MONTHS[value.month - 1])} {value.year}"


def to_type(iso: str) -> str:
    """A day as the reader types it, for `typed_day`: 20/11/2026 in French, else 2026-11-20."""
    try:
        value = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{value:%d/%m/%Y}" if texts.language() == "fr" else iso


def typed_day(text: str) -> str:
    """The ISO form of a day as people type it: 2026-11-20, 20/11/2026, 20.11.2026, 20/11.

    The day comes before the month, except after the year. Without a year it is the next such day.
    Empty stays empty. Raises Refusal.
    """
    text = text.strip()
    if not text:
        return ""
    try:
        return _read(text).isoformat()
    except (ValueError, OverflowError):
        raise refuse(
            "bad-day", N_("“{text}” is no day; write it as {example}."),
            text=text, example=to_type(EXAMPLE),
        ) from None  # fmt: skip


def _read(text: str) -> date:
    numbers = [int(part) for part in text.replace("/", "-").replace(".", "-").strip("-").split("-")]
    match numbers:
        case [year, month, day_] if year > 31:
            return date(year, month, day_)
        case [day_, month, year]:
            return date(year + 2000 if year < 100 else year, month, day_)
        case [day_, month]:
            today = date.today()
            this_year = date(today.year, month, day_)
            return this_year if this_year >= today else date(today.year + 1, month, day_)
    raise ValueError


def typed_time(text: str) -> str:
    """`19:30` from 19:30, 19h30, 19.30 or 1930; empty stays empty. Raises Refusal."""
    text = text.strip().lower()
    if not text:
        return ""
    numbers = "".join(c if c.isdecimal() else " " for c in text).split()
    if len(numbers) == 1 and len(numbers[0]) == 4:
        numbers = [numbers[0][:2], numbers[0][2:]]
    if 1 <= len(numbers) <= 2 and all(len(number) <= 2 for number in numbers):
        hour, minute = (int(number) for number in (*numbers, "0")[:2])
        if hour < 24 and minute < 60:
            return f"{hour:02}:{minute:02}"
    raise refuse("bad-time-typed", N_("“{text}” is no time; write it as 19:30."), text=text)
