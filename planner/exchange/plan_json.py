"""Plans as JSON, out and back in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from planner.exchange.gathering import Gathering, ReadPlan, is_label
from planner.exchange.labels import labels_for_programs
from planner.messages import N_, Refusal, refuse
from planner.plain import plain, proof
from planner.schedule import ABSENT, BREAK, Schedule

if TYPE_CHECKING:
    from planner.pipeline import Plan


def write_json(plan: Plan, stream: BinaryIO) -> None:
    """One line per session, ASCII only. Its keys are described in `docs/formats.md`."""
    event, schedule = plan.problem.event, plan.schedule
    people, tables = labels_for_programs(event)
    sessions = (_session(schedule, r, people, tables) for r in range(schedule.rounds))
    stream.write(b'{"sessions": [\n')
    for index, session in enumerate(sessions):
        stream.write(b",\n" if index else b"")
        stream.write(json.dumps(session).encode("ascii"))
    rest = {"metrics": plain(plan.metrics), "proof": proof(plan)}
    if plan.front:
        rest["front"] = [{"metrics": plain(p.metrics), "proof": proof(p)} for p in plan.front]
    for key, value in rest.items():
        stream.write(b"],\n" if key == "metrics" else b",\n")
        stream.write(f'"{key}": {json.dumps(value)}'.encode("ascii"))
    stream.write(b"}\n")


def _session(
    schedule: Schedule, round_: int, people: Sequence[str | int], tables: Sequence[str | int]
) -> dict[str, Any]:
    row = schedule.seating[round_]
    session: dict[str, Any] = {
        "session_id": round_,
        "tables": [
            {"table_id": tables[t], "participants": [people[i] for i in who]}
            for t, who in schedule.tables(round_).items()
        ],
    }
    for key, place in (("absent", ABSENT), ("break", BREAK)):
        if len(who := np.flatnonzero(row == place)):
            session[key] = [people[i] for i in who.tolist()]
    return session


def read_json(text: str) -> ReadPlan:
    """Raises Refusal, with the place, for whatever cannot be read as a plan.

    People are numbers, ids, or objects with `id` and perhaps `name`; keys that say nothing about
    seats are passed over.
    """
    into = Gathering()
    seen: set[int] = set()
    for index, session in enumerate(_sessions(text)):
        where = f"sessions[{index}]"
        session_id = _get(session, "session_id", where, default=index)
        if type(session_id) is not int or session_id < 0:
            raise _bad(f"{where}.session_id", N_("{where} is not a whole number from 0."))
        if session_id in seen:
            raise refuse(
                "session-twice", N_("Session {session} is there twice."), session=session_id
            )
        seen.add(session_id)
        into.open_round(session_id)
        for position, table in enumerate(_list(session, "tables", where)):
            spot = f"{where}.tables[{position}]"
            label = _label(_get(table, "table_id", spot, default=position), spot)
            for person in _people(table, "participants", spot, into):
                into.seat(session_id, label, person)
        for key, place in (("absent", ABSENT), ("break", BREAK)):
            for person in _people(session, key, where, into):
                into.place(session_id, place, person)
    return into.plan()


def _sessions(text: str) -> list[Any]:
    try:
        form = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise refuse(
            "malformed-json", N_("This is not JSON: {reason}."), reason=_reason(error)
        ) from error
    if not isinstance(form, dict) or "sessions" not in form:
        raise refuse("not-a-plan", N_("This JSON is not a plan: it has no “sessions”."))
    return _list(form, "sessions", "")


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} ({error.lineno}:{error.colno})"
    return type(error).__name__


def _people(holder: Any, key: str, where: str, into: Gathering) -> Iterator[str]:
    for index, entry in enumerate(_list(holder, key, where)):
        spot = f"{where}.{key}[{index}]"
        if not isinstance(entry, dict):
            yield _label(entry, spot)
            continue
        label = _label(entry.get("id"), f"{spot}.id")
        if entry.get("name"):
            into.names[label] = _label(entry["name"], f"{spot}.name")
        yield label


def _get(holder: Any, key: str, where: str, default: Any) -> Any:
    if not isinstance(holder, dict):
        raise _bad(where, N_("{where} is not an object."))
    return holder.get(key, default)


def _list(holder: Any, key: str, where: str) -> list[Any]:
    value = _get(holder, key, where, default=[])
    if not isinstance(value, list):
        raise _bad(f"{where}.{key}".lstrip("."), N_("{where} is not a list."))
    return value


def _label(value: Any, where: str) -> str:
    if type(value) is int and 0 <= value < 10**9:
        return str(value)
    if isinstance(value, str) and is_label(value.strip()):
        return value.strip()
    raise _bad(where, N_("{where} is neither a number nor a short text."))


def _bad(where: str, template: str) -> Refusal:
    return refuse("bad-value", template, where=where)
