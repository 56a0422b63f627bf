"""Results as JSON knows them: objects, lists, numbers and texts, under the names the code uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from planner.pipeline import Plan


def plain(value: Any) -> Any:
    """Dataclasses become objects of their fields, arrays lists; what JSON lacks becomes text."""
    if isinstance(value, (np.ndarray, np.generic)):
        return value.tolist()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(value)


def proof(plan: Plan) -> dict[str, Any]:
    """What is known about how good a plan is, of its different meetings: `unique` is their number,
    `worth` counts those of people who wish it twice.

    `percent_below` is how far it is at most from the best that can exist; 0 when it is that.
    """
    bound, reached = plan.metrics.worth_bound, plan.metrics.worth
    return {
        "about": "unique" if plan.problem.counting.wished is None else "worth",
        "bound": bound,
        "reason": plan.bound.reason,
        "proved_best": plan.metrics.proved_best,
        "percent_below": round(100 * (bound - reached) / bound, 4) if bound else 0.0,
        "method": plan.method,
        "stopped": plan.stopped,
    }
