"""Whether a plan is the one by which an evening goes that has begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.evening.checkin import is_used
from planner.evening.facts import Evening, Plans
from planner.evening.rounds import gaps

if TYPE_CHECKING:
    from planner.kept_plans import KeptPlan
    from planner.records import EventRecord, PlanRecord
    from tui.store.reading import Reader


def evening_of(
    reader: Reader, event: EventRecord, record: PlanRecord, kept: KeptPlan
) -> tuple[Evening, Plans] | None:
    """The evening that goes by this plan, with the plans of its rounds; None where none does.

    Once people are checked in it is not the list that a plan has to fit, but who is there.
    """
    if record.id != event.plan_id:
        return None
    evening = reader.evening(event.id)
    if evening is None or not (evening.begun or is_used(evening)):
        return None
    others = evening.plan_ids - {record.id}
    plans: Plans = {**(reader.plans_of(evening) if others else {}), record.id: kept}
    return None if gaps(evening, plans) else (evening, plans)
