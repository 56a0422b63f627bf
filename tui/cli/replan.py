"""`speed-dating replan`: the rest of an evening, in the middle of it."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from dataclasses import replace
from typing import Any, Final

from planner.event import Participant, Table
from tui.cli.options import Commands, Parser, add_command, add_common, positive, seconds
from tui.cli.plan import FORMATS
from tui.texts import _, say

NUMBERS: Final = ("age", "age_min", "age_max")
TEXTS: Final = ("id", "side", "gender")


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "replan",
        run,
        help=_("plan the rest of an evening again, in the middle of it"),
        description=_(
            "Somebody has left, somebody has come, a table is lost: plans the rounds to come "
            "again. Played rounds stay as they were, and as few people as possible are told "
            "something new."
        ),
        epilog=_(
            "PLAN is what “plan --format json” or an earlier “replan” wrote. Who was really "
            "there, and sat where, can stand in the event file under “played”; else the plan is "
            "believed. Exit codes are those of “plan”."
        ),
    )
    parser.add_argument("event", metavar="EVENT.json", help=_("the event file"))
    parser.add_argument("plan", metavar="PLAN", help=_("the plan that people were told"))
    _add_changes(parser)
    _add_planning(parser)
    _add_output(parser)
    add_common(parser)


def _add_changes(parser: Parser) -> None:
    group = parser.add_argument_group(_("what has changed"))
    group.add_argument(
        "--from-round",
        type=positive,
        required=True,
        metavar="N",
        help=_("the first round to plan again; those before it are played"),
    )
    group.add_argument(
        "--gone", action="append", default=[], metavar=_("PERSON"),
        help=_("has left, or never came; the id, or the name; may be given several times"),
    )  # fmt: skip
    group.add_argument(
        "--back", action="append", default=[], metavar=_("PERSON"),
        help=_("was away and is there again"),
    )  # fmt: skip
    group.add_argument(
        "--new", action="append", default=[], type=newcomer, metavar=_("NAME[,FIELD=VALUE...]"),
        help=_("has come: the name, and what is known, as in “Zoë,side=A,age=31”"),
    )  # fmt: skip
    group.add_argument(
        "--table-lost", action="append", default=[], metavar=_("TABLE"),
        help=_("cannot be used any more"),
    )  # fmt: skip
    group.add_argument(
        "--table-new", action="append", default=[], type=new_table, metavar=_("TABLE=SEATS"),
        help=_("another table, with so many seats"),
    )  # fmt: skip
    group.add_argument(
        "--allow-breaks", action="store_true",
        help=_("people may sit out where seats are too few or sides uneven"),
    )  # fmt: skip


def _add_planning(parser: Parser) -> None:
    group = parser.add_argument_group(_("planning"))
    group.add_argument(
        "--fresh", action="store_true", help=_("the best plan of the rest, whoever has to move")
    )
    group.add_argument(
        "--compare", action="store_true", help=_("say also what such a fresh plan would be")
    )
    group.add_argument(
        "--time-limit", type=seconds, metavar=_("SECONDS"),
        help=_("stop then; the plan then depends on the machine"),
    )  # fmt: skip
    group.add_argument(
        "--threads", type=positive, metavar="N", help=_("processor cores to use (default: all)")
    )


def _add_output(parser: Parser) -> None:
    group = parser.add_argument_group(_("the plan"))
    group.add_argument(
        "--format", choices=FORMATS, help=_("default: names; csv holds numbers only")
    )
    group.add_argument("-o", "--output", metavar=_("FILE"), help=_("where the plan goes"))
    group.add_argument(
        "--event-out", metavar=_("FILE"),
        help=_("where the event goes, as a file; “replan” begins there"),
    )  # fmt: skip
    group.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    group.add_argument(
        "-v", "--verbose", action="store_true", help=_("show more measures, and all who move")
    )


def newcomer(text: str) -> Participant:
    """`NAME[,FIELD=VALUE...]`: fields of the event form; whom she looks for separated by `/`; any
    other is an attribute. Who has no id is given one."""
    name, *fields = (part.strip() for part in text.split(","))
    if not name:
        raise ArgumentTypeError(say("{text} has no name", text=text))
    known: dict[str, Any] = {}
    attributes: dict[str, str] = {}
    for field in fields:
        key, equals, value = (part.strip() for part in field.partition("="))
        if not (key and equals and value):
            raise ArgumentTypeError(say("{text} is not FIELD=VALUE", text=field))
        if key in NUMBERS:
            known[key] = positive(value)
        elif key == "looking_for":
            known[key] = tuple(part.strip() for part in value.split("/") if part.strip())
        elif key == "vip":
            known[key] = value.lower() in ("yes", "true", "1", "oui")
        elif key in TEXTS:
            known[key] = value
        else:
            attributes[key] = value
    return replace(Participant("", name, attributes=attributes), **known)


def new_table(text: str) -> Table:
    id_, equals, seats = (part.strip() for part in text.rpartition("="))
    if not (id_ and equals):
        raise ArgumentTypeError(say("{text} is not TABLE=SEATS", text=text))
    return Table(id_, positive(seats))


def run(options: Namespace) -> int:
    from tui.cli.replanning import replan

    return replan(options)
