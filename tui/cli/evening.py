"""The evening that the options describe: four numbers, a list of people, or an event file."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from planner.event import Event, Weights, plain_event
from planner.form import SIZE_LIMIT, parse_event
from planner.messages import N_, Message, refuse
from planner.validity import PEOPLE_LIMIT, TABLES_LIMIT
from tui.cli.reading import read

SHORT: Final = {
    "participants": "--participants",
    "tables": "--tables",
    "capacity": "--capacity",
    "sessions": "--sessions",
}
"""The four numbers and the options that give them."""
OF_A_LIST: Final = ("sheet", "header_row", "encoding", "delimiter", "map", "skip_bad_rows")
"""Options that say how to read a list."""


@dataclass(frozen=True, slots=True)
class Evening:
    event: Event
    has_names: bool
    """People have ids or names of their own, not just numbers."""
    notices: tuple[Message, ...] = ()


def evening(options: Namespace) -> Evening:
    """Raises Refusal for options that describe none or two, OSError where a file is missing."""
    if options.event is not None:
        return _from_file(options)
    if options.list is not None:
        return _from_list(options)
    return Evening(_with_settings(from_numbers(options), options), has_names=False)


def checked(options: Namespace) -> Event:
    """The event that `check` is asked about: numbers or an event file."""
    if options.event is None:
        return from_numbers(options)
    _only_one_source(options, SHORT)
    return read_event(options.event)


def read_event(path: str) -> Event:
    """Raises Refusal for a file that is no event form, OSError for none."""
    return parse_event(read(path, SIZE_LIMIT))


def from_numbers(options: Namespace) -> Event:
    people, tables, seats, rounds = _numbers(options, tuple(SHORT))
    return plain_event(people, tables, seats, rounds)


def _numbers(options: Namespace, names: tuple[str, ...]) -> list[int]:
    missing = [SHORT[name] for name in names if getattr(options, name) is None]
    if missing:
        raise refuse(
            "usage",
            N_(
                "Missing: {options}. An evening is given by all four numbers, by --list with "
                "--tables, --capacity and --sessions, or by an event file."
            ),
            options=missing,
        )
    for name, limit in (("participants", PEOPLE_LIMIT), ("tables", TABLES_LIMIT)):
        if name in names and getattr(options, name) > limit:
            # said here because the event would not even fit into memory
            raise refuse(
                "too-large",
                N_("“{field}”: {count} is too many; at most {limit} can be planned."),
                field=name,
                count=getattr(options, name),
                limit=limit,
            )
    return [getattr(options, name) for name in names]


def _with_settings(event: Event, options: Namespace, said: Container[str] = ()) -> Event:
    """The event with what was typed, else what it said itself, else what the configuration says."""
    settings: dict[str, Any] = {}
    for name in ("seed", "effort", "priority"):
        value = getattr(options, name)
        if value is not None and not (name in options.configured and name in said):
            settings[name] = value
    if options.weights and "weights" not in said:
        settings["weights"] = Weights(**options.weights)
    return replace(event, **settings)


def _only_one_source(options: Namespace, names: Iterable[str]) -> None:
    """Refuses options that an event file already answers, where they were typed."""
    typed = [
        "--" + name.replace("_", "-")
        for name in names
        if getattr(options, name) and name not in getattr(options, "configured", ())
    ]
    if typed:
        raise refuse(
            "usage",
            N_("An event file says it all: leave out {options}, or leave out the file."),
            options=typed,
        )


def _from_file(options: Namespace) -> Evening:
    _only_one_source(options, (*SHORT, "list", *OF_A_LIST))
    data = read(options.event, SIZE_LIMIT)
    event = parse_event(data)
    said = json.loads(data).keys()
    return Evening(_with_settings(event, options, said), has_names=True)


def _from_list(options: Namespace) -> Evening:
    raise NotImplementedError
