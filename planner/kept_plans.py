"""Plans as they are kept: figures for lists, and who sits where as pieces of JSON.

What is kept of a plan names people and tables by id only, so that forgetting somebody does not
have to touch it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from planner.event import Apart, Balance, Event, Participant
from planner.ids import new_id, relation_id
from planner.messages import N_, refuse
from planner.records import PART_LIMIT, PlanPartRecord, PlanRecord
from planner.registers import to_json, to_text


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """Who sits where, with the measures and the proof of it."""

    people: tuple[str, ...]
    """Ids in the order of the columns of `seating`."""
    tables: tuple[str, ...]
    """Ids; `seating` counts them from 0."""
    seating: list[list[int]]
    """A row for each round, as in `planner.schedule.Schedule`."""
    metrics: dict[str, Any]
    """`planner.metrics.Metrics` in plain form; of `rules` only how often each is broken."""
    proof: dict[str, Any]
    """`planner.plain.proof`."""
    front: tuple[dict[str, Any], ...] = ()
    """Other plans worth having, each as an answer of the planner without a front of its own."""


def keep_plan(
    event_id: str, event: Event, answer: Mapping[str, Any], now: datetime
) -> tuple[PlanRecord, tuple[PlanPartRecord, ...]]:
    """The records of a new plan for `event`; `answer` is `planner.worker.answer`'s."""
    metrics, proof = answer["metrics"], answer["proof"]
    kept = KeptPlan(
        tuple(p.id for p in event.participants),
        tuple(t.id for t in event.tables),
        answer["seating"],
        _nameless(metrics),
        proof,
        tuple(_without_front(other) for other in answer.get("front", ())),
    )
    text = to_text(kept)
    pieces = _pieces(text)
    plan_id = new_id()
    record = PlanRecord(
        id=plan_id,
        event_id=event_id,
        made_at=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        seed=event.seed,
        effort=event.effort,
        priority=event.priority,
        method=proof["method"],
        stopped=proof["stopped"],
        digest=digest(event),
        people=len(event.participants),
        tables=len(event.tables),
        rounds=event.rounds,
        unique=metrics["unique"],
        bound=metrics["bound"],
        proved=proof["proved_best"],
        gap=metrics["gap"],
        repeats=metrics["repeats"],
        broken=sum(metrics["broken"].values()),
        score=float(metrics["quality"]["score"]),
        parts=len(pieces),
        content=sha256(text.encode()).hexdigest(),
    )
    return record, tuple(
        PlanPartRecord(relation_id(plan_id, str(number)), plan_id, number, piece)
        for number, piece in enumerate(pieces)
    )


def _without_front(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "seating": answer["seating"],
        "metrics": _nameless(answer["metrics"]),
        "proof": answer["proof"],
    }


def _nameless(metrics: Mapping[str, Any]) -> dict[str, Any]:
    """Sentences about rules name people; how often each is broken does not."""
    rules = [{k: v for k, v in rule.items() if k != "rule"} for rule in metrics["rules"]]
    return {**metrics, "rules": rules}


def unpack(record: PlanRecord, parts: Iterable[PlanPartRecord]) -> KeptPlan:
    """Raises Refusal while parts are missing, or where they are not those that were written."""
    text = "".join(part.text for part in sorted(parts, key=lambda part: part.number))
    if sha256(text.encode()).hexdigest() != record.content:
        raise refuse(
            "plan-incomplete",
            N_("Parts of this plan are missing or damaged; choose another version or plan again."),
        )
    read = json.loads(text)
    return KeptPlan(
        tuple(read["people"]),
        tuple(read["tables"]),
        read["seating"],
        read["metrics"],
        read["proof"],
        tuple(read.get("front", ())),
    )


def digest(event: Event) -> str:
    """The same as long as a plan for `event` stays a plan for it.

    Names, notes, the order of things, and how the planner is to search do not count; of a person
    counts what rules and wishes look at.
    """
    used = sorted(_attributes_used(event))
    description = {
        "people": sorted(_person(person, used, event) for person in event.participants),
        "tables": sorted(to_text([t.id, t.seats, t.seats_by_round]) for t in event.tables),
        "rounds": event.rounds,
        "rules": sorted(map(_rule, event.rules)),
        "two_sided": event.two_sided,
        "interest": event.interest,
        "breaks": event.breaks,
        "met_before": sorted(to_text(met) for met in event.met_before),
        "played": [to_json(played) for played in event.played],
    }
    return sha256(to_text(description).encode()).hexdigest()


def _attributes_used(event: Event) -> set[str]:
    used = {rule.attribute for rule in event.rules if isinstance(rule, Balance)}
    used |= {rule.same for rule in event.rules if isinstance(rule, Apart) and rule.same}
    return used


def _person(person: Participant, used: Sequence[str], event: Event) -> str:
    wishes: list[Any] = []
    if event.two_sided or event.interest is not None:
        wishes = [
            person.side,
            person.gender,
            person.looking_for,
            person.age,
            person.age_min,
            person.age_max,
        ]
    attributes = [person.attribute(name) for name in used]
    return to_text([person.id, person.vip, person.rounds, attributes, wishes])


def _rule(rule: Any) -> str:
    return to_text({k: v for k, v in to_json(rule).items() if k not in ("name", "reason")})


def _pieces(text: str) -> list[str]:
    """`text` is ASCII wherever ids and measures are; a character takes at most 4 bytes."""
    size = PART_LIMIT if text.isascii() else PART_LIMIT // 4
    return [text[start : start + size] for start in range(0, len(text), size)]
