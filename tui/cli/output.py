"""Where a plan goes, and in which of its formats."""

from __future__ import annotations

import io
import sys
from argparse import Namespace
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from planner.messages import N_, Message, refuse
from planner.pipeline import Plan
from tui.cli.evening import Evening, Tell
from tui.files import expect_writable, write_atomically
from tui.texts import _, language

_BOM: Final = b"\xef\xbb\xbf"
_FORMAT_OF: Final = {".json": "json", ".xlsx": "xlsx"}
"""What the name of a file says. A .csv may be numbers or names, so it says nothing."""


@dataclass(frozen=True, slots=True)
class Output:
    format: str
    path: Path | None
    """None for standard output."""
    replace: bool
    list_path: Path | None = None
    """Where the list with its numbers goes, beside a plan of numbers."""
    inside_summary: bool = False
    """The plan is a part of the one JSON object that `--json` prints."""

    def write(self, plan: Plan) -> list[Path]:
        """Writes the plan; returns the files there are now."""
        if self.inside_summary:
            return []
        with self._stream() as stream:
            write(plan, self.format, stream)
        if self.path is None:
            return []
        if self.list_path is None:
            return [self.path]
        from planner.exchange.numbers import write_numbered_list

        with write_atomically(self.list_path, self.replace) as stream:
            write_numbered_list(plan.problem.event.participants, stream)
        return [self.path, self.list_path]

    def _stream(self) -> AbstractContextManager[BinaryIO]:
        if self.path is not None:
            return write_atomically(self.path, self.replace)
        return nullcontext(sys.stdout.buffer)


def choose(options: Namespace, evening: Evening, tell: Tell) -> Output:
    """What the options ask for.

    Raises Refusal for what cannot be done, before any work goes into a plan.
    """
    path = Path(options.output) if options.output not in (None, "-") else None
    kind = _format(options, evening, path, tell)
    if path is None:
        return _to_standard_output(options, kind, evening, tell)
    expect_writable(path, options.force)
    list_path = None
    if kind == "csv" and evening.has_names:
        list_path = path.with_name(f"{path.stem}-participants.csv")
        expect_writable(list_path, options.force)
    return Output(kind, path, options.force, list_path)


def _format(options: Namespace, evening: Evening, path: Path | None, tell: Tell) -> str:
    if options.format is not None:
        return str(options.format)
    if path is not None and (kind := _FORMAT_OF.get(path.suffix.lower())):
        tell(
            Message(
                "format-guessed",
                N_("The format is {format}, after the name of the file; --format says otherwise."),
                {"format": kind},
            )
        )
        return kind
    if path is None and options.json:
        return "json"
    return "names" if evening.has_names else "csv"


def _to_standard_output(options: Namespace, kind: str, evening: Evening, tell: Tell) -> Output:
    if options.json and kind != "json":
        raise refuse(
            "json-needs-output",
            N_(
                "With --json, standard output holds the summary: add --output FILE for the plan "
                "as {format}, or take --format json, which puts the plan into the summary."
            ),
            format=kind,
        )
    if kind == "xlsx" and sys.stdout.isatty():
        raise refuse(
            "xlsx-to-terminal",
            N_("A workbook is nothing for a terminal: add --output FILE.xlsx."),
        )
    if kind == "csv" and evening.has_names:
        tell(
            Message(
                "numbers-without-list",
                N_(
                    "The numbers count the people from 0 in their order; with --output the list "
                    "with its numbers is saved beside the plan."
                ),
            )
        )
    return Output(kind, None, options.force, inside_summary=options.json)


def write(plan: Plan, kind: str, stream: BinaryIO) -> None:
    """The plan in one of its formats."""
    event, schedule = plan.problem.event, plan.schedule
    if kind == "csv":
        from planner.exchange.numbers import write_numbers

        write_numbers(schedule, stream)
    elif kind == "json":
        from planner.exchange.plan_json import write_json

        write_json(plan, stream)
    elif kind == "names":
        from planner.exchange.plan_names import write_names

        text = io.BytesIO()
        delimiter = ";" if language() == "fr" else ","
        write_names(event, schedule, text, delimiter=delimiter, translate=_)
        # for spreadsheet programs; on a screen the mark would only be in the way
        on_screen = stream.isatty()
        stream.write(text.getvalue().removeprefix(_BOM) if on_screen else text.getvalue())
    else:
        from planner.exchange.plan_xlsx import write_workbook

        write_workbook(plan, stream, translate=_)
