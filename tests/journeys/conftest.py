"""Journeys use the folders, the language and the kernels of the tests of `tui`."""

from __future__ import annotations

from tests.tui.conftest import _catalogs, home, kernels, warm

__all__ = ["_catalogs", "home", "kernels", "warm"]
