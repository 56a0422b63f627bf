"""Settings for every test."""

from __future__ import annotations

import os

from hypothesis import settings

# a machine that is busy is not a bug; CI tries the same examples every time, so red means changed
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
