"""The first schema. New files are made whole by `tui.store.opening`; later revisions start here."""

from __future__ import annotations

revision = "1"
down_revision = None


def upgrade() -> None:
    """Nothing comes before it."""
