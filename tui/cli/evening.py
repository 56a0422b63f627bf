"""The evening that the options describe: four numbers, a list of people, or an event file."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from planner.event import Event, Weights, plain_event
from planner.form import SIZE_LIMIT, parse_event
from planner.messages import N_, Message, Refusal, refuse
from planner.validity import PEOPLE_LIMIT, SEATS_LIMIT, TABLES_LIMIT
from tui.cli.reading import read

if TYPE_CHECKING:
    from planner.exchange.lists import ImportedList
    from planner.exchange.people import RowProblem

SHORT: Final = ("participants", "tables", "capacity", "sessions")
"""The four numbers."""
OF_A_LIST: Final = ("sheet", "header_row", "encoding", "delimiter", "map", "skip_bad_rows",
                    "two_sided", "interest")  # fmt: skip
"""Options that say how to read a list, and what counts between its people."""

Tell = Callable[[Message], None]
"""Says something beside the result: what was guessed, or left out."""


@dataclass(frozen=True, slots=True)
class Evening:
    event: Event
    has_names: bool
    """People have ids or names of their own, not just numbers."""


def evening(options: Namespace, tell: Tell) -> Evening:
    """Raises Refusal for options that describe none or two, OSError where a file is missing."""
    if options.event is not None:
        _refuse_typed(options, (*SHORT, "list", *OF_A_LIST, "breaks"), _EVENT_SAYS_IT)
        return Evening(_from_file(options), has_names=True)
    if options.list is not None:
        return Evening(_from_list(options, tell), has_names=True)
    _refuse_typed(options, OF_A_LIST, _NO_LIST)
    return Evening(_with_settings(_from_numbers(options), options), has_names=False)


def read_event(path: str) -> Event:
    """Raises Refusal for a file that is no event form, OSError for none."""
    return parse_event(read(path, SIZE_LIMIT))


_NUMBERS_LIST_OR_FILE: Final = N_(
    "Missing: {options}. An evening is given by all four numbers, by --list with --tables, "
    "--capacity and --sessions, or by an event file."
)


def _from_numbers(options: Namespace) -> Event:
    people, tables, seats, rounds = _numbers(options, SHORT)
    event = plain_event(people, tables, seats, rounds)
    return replace(event, breaks="allowed") if options.breaks else event


_EVENT_SAYS_IT: Final = N_("An event file says it all: leave out {options}, or leave out the file.")
_NO_LIST: Final = N_("Meant for a list: {options}. Add --list FILE, or leave this out.")


def _refuse_typed(options: Namespace, names: Iterable[str], template: str) -> None:
    """Refuses options that answer nothing; those of a configuration file are only defaults."""
    configured = getattr(options, "configured", ())
    typed = [name for name in names if getattr(options, name) and name not in configured]
    if typed:
        raise refuse("usage", template, options=[_option(name) for name in typed])


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _numbers(
    options: Namespace, names: tuple[str, ...], template: str = _NUMBERS_LIST_OR_FILE
) -> list[int]:
    missing = [_option(name) for name in names if getattr(options, name) is None]
    if missing:
        raise refuse("usage", template, options=missing)
    for name, limit in (
        ("participants", PEOPLE_LIMIT),
        ("tables", TABLES_LIMIT),
        ("capacity", SEATS_LIMIT),
    ):
        if name in names and getattr(options, name) > limit:
            # said here because the event may not even fit into memory, and in the option's words
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
        value = getattr(options, name, None)
        if value is not None and not (name in options.configured and name in said):
            settings[name] = value
    if getattr(options, "weights", None) and "weights" not in said:
        settings["weights"] = Weights(**options.weights)
    return replace(event, **settings)


def _from_file(options: Namespace) -> Event:
    data = read(options.event, SIZE_LIMIT)
    event = parse_event(data)
    return _with_settings(event, options, json.loads(data).keys())


# A list of people


def _from_list(options: Namespace, tell: Tell) -> Event:
    from planner.records import TableRecord, to_event

    tables, seats, rounds = _numbers(options, ("tables", "capacity", "sessions"))
    records = _import(options, tell).records
    if "participants" not in options.configured and options.participants not in (
        None,
        len(records),
    ):
        raise refuse(
            "list-count",
            N_("The list has {count} people, --participants says {expected}; leave it out."),
            count=len(records),
            expected=options.participants,
        )
    event = to_event(
        records,
        [TableRecord(str(t), seats) for t in range(1, tables + 1)],
        rounds,
        two_sided=options.two_sided,
        interest=options.interest,
        breaks="allowed" if options.breaks else "never",
    )
    return _with_settings(event, options)


def _import(options: Namespace, tell: Tell) -> ImportedList:
    """The list, once it is clean or its bad rows may be left out."""
    from planner.exchange.grid import BYTES_LIMIT
    from planner.exchange.lists import ImportOptions, read_list

    data = read(options.list, BYTES_LIMIT)
    imported = read_list(
        data,
        ImportOptions(
            sheet=options.sheet,
            header_row=options.header_row,
            encoding=options.encoding,
            delimiter=options.delimiter,
            mapping=dict(options.map or ()),
        ),
    )
    for notice in imported.notices:
        tell(notice)
    problems = [_located(problem) for problem in imported.problems]
    if problems and not options.skip_bad_rows:
        raise Refusal(
            Message(
                "list-problems",
                N_(
                    "Nothing was imported. Problems in the list: {count}. Correct them, or say "
                    "--skip-bad-rows to leave these rows out:"
                ),
                {"count": len(problems)},
            ),
            *problems,
        )
    if problems:
        _tell_left_out(imported.problems, problems, tell)
    return imported


def _located(problem: RowProblem) -> Message:
    params = {"row": problem.row, "column": problem.column, "problem": problem.message}
    if problem.column:
        return Message(problem.message.code, N_("Row {row}, {column}: {problem}"), params)
    return Message(problem.message.code, N_("Row {row}: {problem}"), params)


def _tell_left_out(where: Iterable[RowProblem], problems: Iterable[Message], tell: Tell) -> None:
    for problem in problems:
        tell(problem)
    rows = sorted({problem.row for problem in where})
    tell(
        Message(
            "rows-left-out",
            N_("Left out, as --skip-bad-rows says, are the rows {rows}."),
            {"rows": rows},
        )
    )
