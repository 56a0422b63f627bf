"""The settings of an evening that are typed into one form: how they are read, shown and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from planner.messages import N_, Refusal, refuse
from planner.records import MINUTES_LIMIT, EventRecord, TableRecord, invalid_fields
from planner.validity import ROUNDS_LIMIT
from tui import dates
from tui.preparing.numbers import whole
from tui.preparing.table_list import shown_tables, to_sizes, typed_tables
from tui.safe import safe

if TYPE_CHECKING:
    from tui.store.reading import EventContents
    from tui.store.unit import Unit

EVENT_FIELDS: Final = ("name", "venue", "rounds", "minutes_per_round", "minutes_of_break")


def _parse_name(text: str) -> str:
    if not text.strip():
        raise refuse("missing-name", N_("The name is missing; write one."))
    return text.strip()


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of the form."""

    id: str
    label: str
    shown: Callable[[EventContents], str]
    """What is stored, as it is typed."""
    parse: Callable[[str], Any]
    """Raises Refusal."""
    example: str = ""
    counts: bool = False
    """A number, which + and - change."""


SETTINGS: Final = (
    Setting("name", N_("Name"), lambda c: safe(c.event.name), _parse_name),
    Setting("venue", N_("Place"), lambda c: safe(c.event.venue), str.strip),
    Setting("day", N_("Day"), lambda c: dates.to_type(c.event.when.date), dates.typed_day,
            dates.EXAMPLE),
    Setting("time", N_("Begins at"), lambda c: c.event.when.time, dates.typed_time, "19:30"),
    Setting(
        "tables", N_("Tables"), lambda c: shown_tables(table.seats for table in c.tables),
        typed_tables, "20 x 5",
    ),
    Setting(
        "rounds", N_("Rounds"), lambda c: str(c.event.rounds), whole(1, ROUNDS_LIMIT),
        counts=True,
    ),
    Setting(
        "minutes_per_round", N_("Minutes each"), lambda c: str(c.event.minutes_per_round),
        whole(1, MINUTES_LIMIT), counts=True,
    ),
    Setting(
        "minutes_of_break", N_("Break between"), lambda c: str(c.event.minutes_of_break),
        whole(0, MINUTES_LIMIT), counts=True,
    ),
)  # fmt: skip
BY_ID: Final = {setting.id: setting for setting in SETTINGS}


def says_the_same(setting: Setting, typed: str, stored: str) -> bool:
    try:
        return bool(setting.parse(typed) == setting.parse(stored))
    except Refusal:
        return False


def with_event(event: EventRecord, answers: Mapping[str, Any]) -> EventRecord:
    """`event` with those of its fields that `answers` has; `day` and `time` are parts of `when`."""
    fields = {name: value for name, value in answers.items() if name in EVENT_FIELDS}
    when = replace(
        event.when,
        date=answers.get("day", event.when.date),
        time=answers.get("time", event.when.time),
    )
    return replace(event, when=when, **fields)


def keep(unit: Unit, event_id: str, answers: Mapping[str, Any]) -> None:
    """Writes the answers of the form. Raises Refusal."""
    event = unit.get(EventRecord, event_id)
    if event is None:
        return
    changed = with_event(event, answers)
    if problems := invalid_fields(changed):
        raise Refusal(problems[0][1])
    unit.change(event, **{name: getattr(changed, name) for name in (*EVENT_FIELDS, "when")})
    if "tables" in answers:
        change = to_sizes(unit.all(TableRecord, event_id), answers["tables"], event_id)
        unit.save(*change.changed)
        unit.delete(*change.removed)
        unit.add(*change.added)
