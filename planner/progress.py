"""How far the planning is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Phase = Literal["baseline", "improvement", "equity"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the planning is; sent at most four times a second."""

    phase: Phase
    share: float
    """Of the work of this phase, 0 to 1."""
    unique: int
    """Unique meetings of the best plan so far."""
    bound: int
    gap: int
    """Equity gap of the best plan so far."""
    elapsed: float
    """Seconds since the start."""
